"""Corrections of cells: those that accept suggestions, and those of find and replace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import polars as pl

from carnet.choices import Choices, Fix
from carnet.contract import Plan, PlanSheet
from carnet.pipeline.current import column as cells_of

# Rules whose suggestion is no text for the cell: a type of number, a probability, a name taken already.
_NO_TEXT = (
    "registration.ambiguous", "registration.other_type", "duplicate.suspected", "spouse.last_name_assumed",
    "customer.of_parent", "customer.deleted", "fix.not_made",
)  # fmt: skip
# Rules that tell in their detail which part of the cell they are about.
_PART_IN_DETAIL = ("email.invalid", "email.domain_typo")


def fixable() -> pl.Expr:
    """Whether a finding, of findings.FINDINGS, suggests a text for its cell."""
    code = pl.col("code")
    placed = pl.all_horizontal(pl.col(name).is_not_null() for name in ("sheet", "row", "column"))
    told = pl.col("suggestion").is_not_null() & (pl.col("suggestion") != "")
    return placed & told & ~code.is_in(_NO_TEXT) & ~code.str.starts_with("column.")


def suggested(
    plan: Plan,
    *,
    code: str | None = None,
    sheet: int | None = None,
    column: int | None = None,
    row: int | None = None,
    value: str | None = None,
    choices: Choices | None = None,
) -> tuple[Fix, ...]:
    """The corrections that accept what findings suggest.

    Args:
        plan: what was found.
        code, sheet, column, row, value: only of the findings with these; None is any.
        choices: the person's by now, whose corrections are built upon; None is what the plan was made with.

    Where a finding is about a part of its cell (one of several emails), only that part is corrected; where
    that part no longer stands in the cell, nothing is.
    """
    wanted = {"code": code, "sheet": sheet, "column": column, "row": row, "value": value}
    chosen = [pl.col(name) == one for name, one in wanted.items() if one is not None]
    found = plan.findings.filter(fixable(), *chosen)
    fixes: list[Fix] = []
    for (index, position), part in found.partition_by(
        "sheet", "column", as_dict=True, maintain_order=True
    ).items():
        fixes += _accepted(plan.sheets[int(str(index))], int(str(position)), part, choices)
    return tuple(fixes)


def replaced(
    plan: Plan,
    sheet: int,
    column: int | None,
    find: str,
    put: str,
    *,
    whole: bool = False,
    match_case: bool = False,
    choices: Choices | None = None,
) -> tuple[Fix, ...]:
    """The corrections of a find and replace.

    Args:
        sheet: the sheet's number; column: the column's, None is every column.
        find: the text looked for, as it stands, no pattern; put: the text instead.
        whole: the cell holds nothing else.
        match_case: capitals count.
        choices: see suggested.
    """
    planned = plan.sheets[sheet]
    width = planned.mapped.recognised.sheet.width
    if not find:
        return ()
    pattern = re.escape(find) if not whole else rf"^\s*{re.escape(find.strip())}\s*$"
    pattern = pattern if match_case else f"(?i){pattern}"
    fixes: list[Fix] = []
    for index in range(width) if column is None else (column,):
        cells = cells_of(planned, index, choices).filter(pl.col("text").str.contains(_rust(pattern)))
        literal = re.compile(pattern)
        texts = cells["text"].unique()
        now = {text: literal.sub(lambda _: put, text) for text in texts}
        told = cells.with_columns(now=pl.col("text").replace_strict(now, return_dtype=pl.String))
        fixes += _fixes(planned, index, told)
    return tuple(fixes)


def fixed(fixes: Sequence[Fix], more: Iterable[Fix]) -> tuple[Fix, ...]:
    """Both, one a cell, those of ``more`` winning; a correction back to the file's own text is none."""
    last = {fix[:4]: fix for fix in (*fixes, *more)}
    return tuple(fix for fix in last.values() if fix.was != fix.now)


def _rust(pattern: str) -> str:
    """A pattern of Python's re.escape as Polars reads it, which knows no escaped blanks or marks."""
    return re.sub(r"\\([^\w.^$*+?{}\[\]\\|()-])", r"\1", pattern)


def _accepted(planned: PlanSheet, column: int, found: pl.DataFrame, choices: Choices | None) -> list[Fix]:
    cells = cells_of(planned, column, choices)
    told = found.join(cells, on="row", maintain_order="left").unique("row", keep="first", maintain_order=True)
    part = pl.when(pl.col("code").is_in(_PART_IN_DETAIL)).then("detail").otherwise("value").fill_null("")
    asked = told.select("row", "was", "text", "suggestion", part=part)
    distinct = asked.select("text", "suggestion", "part").unique()
    now = [_put(text or "", part, put) for text, put, part in distinct.iter_rows()]
    made = distinct.with_columns(now=pl.Series(now, dtype=pl.String))
    return _fixes(
        planned,
        column,
        asked.join(
            made, on=["text", "suggestion", "part"], maintain_order="left", nulls_equal=True
        ).drop_nulls("now"),
    )


def _put(text: str, part: str, suggestion: str) -> str | None:
    """A cell's text with a suggestion in place of the part that it is for; None where that is not there."""
    if text.strip().casefold() == part.strip().casefold():
        return suggestion
    if not part.strip() or not text:
        return None
    found = re.findall(re.escape(part), text, re.IGNORECASE)
    return text.replace(found[0], suggestion) if len(set(found)) == 1 else None


def _fixes(planned: PlanSheet, column: int, told: pl.DataFrame) -> list[Fix]:
    place = planned.place
    return [
        Fix(place.file, place.sheet, row, column, was or "", now)
        for row, was, now in told.filter(pl.col("now") != pl.col("text").fill_null(""))
        .select("row", "was", "now")
        .iter_rows()
    ]
