"""Corrections of a find and replace."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from carnet.catalog import fold
from carnet.choices import Choices, Replacement
from carnet.pipeline.current import column as cells_of
from carnet.pipeline.fixes.corrections import TOLD, Corrections, as_fixes, changed, header_of, width
from carnet.stages.correct import pattern, replaced
from carnet.stages.report.columns import secret_columns
from carnet.stages.report.wording import Found

_Place = tuple[int, int]  # number of the sheet, position of the column


def found_and_replaced(
    plan: Found,
    choices: Choices,
    sheet: int | None,
    column: int | None,
    find: str,
    put: str,
    *,
    whole: bool = False,
    match_case: bool = False,
) -> Corrections:
    """The corrections of a find and replace.

    Args:
        plan: whose sheets they are. choices: the person's by now, whose corrections are built upon.
        sheet: the sheet's number, None is every sheet; column: the column's, None is every column but those
            of tax identifiers, whose texts nobody sees.
        find: the text looked for, as it stands, no pattern; put: the text instead.
        whole: the cell holds nothing else.
        match_case: capitals count.
    """
    if not find.strip():
        return Corrections()
    asked = Replacement("", find, put, not whole, match_case)
    inside = _inside(plan, sheet, column)
    hits = {place: _hits(plan, choices, place, asked) for place in inside}
    found, replacements = [TOLD.to_frame()], dict[str, Replacement]()
    for place, told in hits.items():
        header = header_of(plan, *place)
        if header and told.height and not _elsewhere(plan, choices, inside, asked._replace(header=header)):
            replacements.setdefault(fold(header), asked._replace(header=header))
            told = told.filter("fixed")
        found.append(told)
    cells = sum(told.height for told in hits.values())
    return replace(as_fixes(pl.concat(found), plan), replacements=tuple(replacements.values()), cells=cells)


def _inside(plan: Found, sheet: int | None, column: int | None) -> list[_Place]:
    """The columns that a find and replace is for."""
    return [
        (at, index)
        for at, planned in enumerate(plan.sheets)
        for index in range(width(planned))
        if sheet in {None, at}
        and (index == column or (column is None and index not in secret_columns(planned.mapped)))
    ]


def _hits(plan: Found, choices: Choices, place: _Place, asked: Replacement) -> pl.DataFrame:
    """The cells of a column that change, as TOLD rows."""
    wanted = pattern(asked.was, part=asked.part, match_case=asked.match_case)
    cells = cells_of(plan.sheets[place[0]], place[1], choices).filter(pl.col("text").str.contains(wanted))
    return changed(cells.with_columns(now=replaced(pl.col("text"), [asked])), *place)


def _elsewhere(plan: Found, choices: Choices, inside: list[_Place], asked: Replacement) -> bool:
    """Whether a replacement would change cells of columns that it is not meant for."""
    others = [
        (at, index)
        for at, planned in enumerate(plan.sheets)
        for index in range(width(planned))
        if (at, index) not in inside and fold(header_of(plan, at, index)) == fold(asked.header)
    ]
    return any(_hits(plan, choices, place, asked).height for place in others)
