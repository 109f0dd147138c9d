"""The findings of a kept plan, one after the other, as a list filters them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from carnet.findings import Finding, Severity, rules
from carnet.language import Language
from carnet.pipeline.fixes import fixable
from carnet.pipeline.pages.reader import PlanReader


@dataclass(frozen=True, slots=True)
class FindingQuery:
    """Which findings, in the order of the plan.

    Attributes:
        severity, code: of the findings; file, sheet, row, column: where they are, the file by its name, sheet
            and column by their numbers. None is any.
        offset, limit: which of them.
    """

    severity: Severity | None = None
    code: str | None = None
    file: str | None = None
    sheet: int | None = None
    row: int | None = None
    column: int | None = None
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the numbers of its sheet and column, None where it has none.

    Attributes:
        acceptable: the suggestion is a text for the cell (pipeline.fixes.accepted).
    """

    finding: Finding
    sheet: int | None
    column: int | None
    acceptable: bool


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Some of the findings that a query asks for, and how many there are."""

    total: int
    findings: tuple[Placed, ...]


def findings_of(reader: PlanReader, query: FindingQuery, language: Language) -> FindingPage:
    """The findings that a query asks for, worded in a language."""
    found = np.flatnonzero(reader.findings.select(_wanted(reader, query)).to_series().to_numpy())
    places = found[query.offset : query.offset + query.limit]
    rows = reader.findings[places].select("sheet", "column", acceptable=fixable())
    told = reader.worded(places, language)
    placed = (Placed(one, *row) for one, row in zip(told, rows.iter_rows(), strict=True))
    return FindingPage(len(found), tuple(placed))


def _wanted(reader: PlanReader, query: FindingQuery) -> pl.Expr:
    asked = [pl.col("code").is_not_null()]
    for name in ("code", "sheet", "row", "column"):
        wanted = getattr(query, name)
        if wanted is not None:
            asked.append((pl.col(name) == wanted).fill_null(False))
    if query.severity is not None:
        codes = [code for code, rule in rules().items() if rule.severity is query.severity]
        asked.append(pl.col("code").is_in(codes))
    if query.file is not None:
        sheets = [sheet.mapped.recognised.sheet for sheet in reader.sheets]
        numbers = [number for number, sheet in enumerate(sheets) if sheet.file == query.file]
        asked.append(pl.col("sheet").is_in(numbers).fill_null(False))
    return pl.all_horizontal(asked)
