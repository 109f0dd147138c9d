"""What the grid of a sheet is asked for, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carnet.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class GridQuery:
    """Which rows of a sheet, in the order of the file.

    Attributes:
        sheet: its number in the plan.
        severity, code, column: rows with a finding that has all of these; None is any.
        to_correct: rows with an error or a warning. corrected: rows with a cell that the person corrected.
        text: words of which each stands in the row; columns of tax identifiers are not searched.
        offset, limit: which of them.
    """

    sheet: int = 0
    severity: Severity | None = None
    code: str | None = None
    column: int | None = None
    to_correct: bool = False
    corrected: bool = False
    text: str = ""
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class CellFinding:
    """A finding on a cell or a row, worded without its place.

    Attributes:
        acceptable: the suggestion is a text for the cell (pipeline.fixes.accepted).
    """

    code: str
    severity: Severity
    message: str
    suggestion: str
    acceptable: bool


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell; texts of tax identifiers are masked, "" is an empty cell.

    Attributes:
        text: as it is now. was: the file's, where a person corrected it; else None.
        settled: the text is no longer what the findings are about.
    """

    text: str
    was: str | None = None
    settled: bool = False
    findings: tuple[CellFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row; row: the spreadsheet's. findings: those on the row as a whole."""

    row: int
    cells: tuple[GridCell, ...]
    findings: tuple[CellFinding, ...]


@dataclass(frozen=True, slots=True)
class GridPage:
    """Some of the rows that a query finds, and how many it finds."""

    total: int
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a sheet.

    Attributes:
        field: where it goes; None is set aside. secret: it holds tax identifiers.
        cells: severity -> how many of its cells have such a finding.
        findings: those on the column as a whole.
    """

    index: int
    header: str
    field: str | None
    secret: bool
    cells: Mapping[Severity, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CellCount:
    """How many cells of a column have a finding of a rule; column None: rows as a whole."""

    code: str
    severity: Severity
    column: int | None
    cells: int
