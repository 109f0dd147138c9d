"""Some rows of a sheet with their texts, corrections and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from carnet.choices import Choices
from carnet.contract import CarnetError, PlanSheet
from carnet.frames import mapped
from carnet.language import Language
from carnet.pipeline.fixes import fixable
from carnet.pipeline.grid.shown import CellFinding, GridCell, GridRow
from carnet.pipeline.kept.index import WHOLE_ROW
from carnet.pipeline.pages.reader import PlanReader
from carnet.pipeline.pages.rows import rows_of
from carnet.stages.correct import by_column, replaced
from carnet.stages.report.columns import secret_columns
from carnet.stages.report.mask import masked

_Texts = dict[str, list[str | None]]  # column -> its texts, row by row
_Told = Mapping[tuple[int, int], Sequence[CellFinding]]  # (row, column or WHOLE_ROW) -> findings


def grid_rows(
    reader: PlanReader, choices: Choices, sheet: int, places: pl.DataFrame, language: Language
) -> tuple[GridRow, ...]:
    """Rows of a sheet as a person sees them.

    Args:
        reader: of the plan. choices: the person's by now. sheet: the sheet's number.
        places: row and part of each, ascending.
        language: of the findings.

    Raises:
        CarnetError: plan.unreadable, where what was read of the file is gone.
    """
    planned = reader.sheets[sheet]
    whole = planned.mapped.recognised.sheet
    read = _cells(whole.as_read().parts, places)
    taken = _cells(whole.parts, places) if whole.corrected else read
    now = _now(planned, read, choices)
    columns = whole.columns()
    corrected = {name: now[name].ne_missing(read[name]).to_list() for name in columns}
    settled = {name: now[name].ne_missing(taken[name]).to_list() for name in columns}
    secret = {f"c{index}" for index in secret_columns(planned.mapped)}
    texts, was = (_shown(frame, secret) for frame in (now, read))
    told = _findings(reader, sheet, places["row"], language)
    return tuple(
        GridRow(
            row,
            tuple(
                GridCell(
                    texts[name][at] or "",
                    (was[name][at] or "") if corrected[name][at] else None,
                    settled[name][at],
                    tuple(told.get((row, index), ())),
                )
                for index, name in enumerate(columns)
            ),
            tuple(told.get((row, WHOLE_ROW), ())),
        )
        for at, row in enumerate(places["row"].to_list())
    )


def _cells(parts: Sequence[Path], places: pl.DataFrame) -> pl.DataFrame:
    """Rows of a sheet's parts."""
    try:
        found = [
            rows_of(mapped(parts[part]), "row", own["row"].to_numpy())
            for (part,), own in places.partition_by("part", as_dict=True, maintain_order=True).items()
        ]
        return pl.concat(found) if found else mapped(parts[0]).clear()
    except (OSError, ValueError) as error:
        raise CarnetError("plan.unreadable") from error


def _now(planned: PlanSheet, read: pl.DataFrame, choices: Choices) -> pl.DataFrame:
    """The rows with what the person made of them."""
    made = by_column(planned.mapped.recognised.headers, choices.replacements)
    now = read.with_columns(
        replaced(pl.col(f"c{index}"), own).alias(f"c{index}")
        for index, own in made.items()
        if f"c{index}" in read.columns
    )
    columns = now.to_dict(as_series=False)
    at = {row: place for place, row in enumerate(columns["row"])}
    for fix in choices.fixes:
        name = f"c{fix.column}"
        if fix.row in at and fix[:2] == planned.place and name in columns:
            stands = read[name][at[fix.row]]
            if stands == (fix.was if fix.was.strip() else None):
                columns[name][at[fix.row]] = fix.now if fix.now.strip() else None
    return pl.DataFrame(columns, schema=now.schema)


def _shown(frame: pl.DataFrame, secret: set[str]) -> _Texts:
    hidden = (masked(pl.col(name)).alias(name) for name in secret if name in frame.columns)
    return frame.with_columns(hidden).to_dict(as_series=False)


def _findings(reader: PlanReader, sheet: int, rows: pl.Series, language: Language) -> _Told:
    """The findings on cells and rows."""
    placed = rows_of(reader.placed(sheet), "row", rows.to_numpy())
    places = placed["finding"].to_numpy().astype(np.int64)
    acceptable = reader.findings[places].select(fixable()).to_series()
    found: dict[tuple[int, int], list[CellFinding]] = {}
    for row, column, one, accept in zip(
        placed["row"], placed["column"], reader.worded(places, language, place=()), acceptable, strict=True
    ):
        told = CellFinding(one.code, one.severity, one.message, one.suggestion, accept)
        found.setdefault((row, column), []).append(told)
    return found
