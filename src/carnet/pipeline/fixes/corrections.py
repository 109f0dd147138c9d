"""What is to be corrected, and how it is added to what a person chose before."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from carnet.catalog import fold
from carnet.choices import Choices, Fix, Replacement
from carnet.contract import CarnetError, PlanSheet
from carnet.findings import Severity, rule
from carnet.pipeline.current import column as cells_of
from carnet.stages.report.wording import Found

rule(
    "fix.unknown",
    Severity.ERROR,
    en="There is no such cell by now. Nothing was corrected; load the page again.",
    fr="Cette cellule n'existe plus. Rien n'a été corrigé\u00a0; rechargez la page.",
)

# Cells that are to change: what the file holds, what stands there, what shall; whether the person corrected
# this very cell before.
TOLD = pl.Schema(
    {
        "sheet": pl.UInt16, "row": pl.UInt32, "column": pl.UInt16, "was": pl.String, "text": pl.String,
        "now": pl.String, "fixed": pl.Boolean,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is to be corrected besides what was before; cells: how many of them change."""

    fixes: tuple[Fix, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    cells: int = 0


def corrected(choices: Choices, more: Corrections) -> Choices:
    """The choices with further corrections; of two on one cell the later one stands."""
    replacements = (*choices.replacements, *more.replacements)
    last = {fix[:4]: fix for fix in (*choices.fixes, *more.fixes)}
    # One back to the file's own text is none, unless it may hold the cell back from a replacement.
    fixes = tuple(fix for fix in last.values() if fix.was != fix.now or replacements)
    return replace(choices, fixes=fixes, replacements=replacements)


def edited(plan: Found, choices: Choices, sheet: int, row: int, column: int, now: str) -> Corrections:
    """One cell corrected by hand.

    Args:
        plan: whose sheets they are. choices: the person's by now.
        sheet: its number; row: the spreadsheet's; column: the position.
        now: the text that is to stand there; "" is none.

    Raises:
        CarnetError: fix.unknown.
    """
    if not 0 <= sheet < len(plan.sheets) or not 0 <= column < width(plan.sheets[sheet]):
        raise CarnetError("fix.unknown")
    cell = cells_of(plan.sheets[sheet], column, choices).filter(pl.col("row") == row)
    if not cell.height:
        raise CarnetError("fix.unknown")
    return as_fixes(changed(cell.with_columns(now=pl.lit(now)), sheet, column), plan)


def changed(told: pl.DataFrame, sheet: int, column: int) -> pl.DataFrame:
    """The cells of a column whose text is to be another, as TOLD rows."""
    placed = told.with_columns(sheet=pl.lit(sheet), column=pl.lit(column), now=pl.col("now").fill_null(""))
    return placed.filter(pl.col("now") != pl.col("text").fill_null("")).select(TOLD.names()).cast(TOLD)


def as_fixes(told: pl.DataFrame, plan: Found) -> Corrections:
    """TOLD rows cell by cell."""
    places = [sheet.place for sheet in plan.sheets]
    fixes = tuple(
        Fix(places[sheet].file, places[sheet].sheet, row, column, was or "", now)
        for sheet, row, column, was, now in told.select("sheet", "row", "column", "was", "now").iter_rows()
    )
    return Corrections(fixes=fixes, cells=len(fixes))


def width(planned: PlanSheet) -> int:
    """How many columns a sheet has."""
    return planned.mapped.recognised.sheet.width


def header_of(plan: Found, sheet: int, column: int) -> str:
    """A column's header as the file writes it; "" where it has none that a replacement could name."""
    headers = plan.sheets[sheet].mapped.recognised.headers
    return headers[column] if column < len(headers) and fold(headers[column]) else ""
