"""The cells of a planned sheet as they are now: the file's own text, and what the person made of it since."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from carnet.choices import Choices
from carnet.contract import CORRECTION, Mapped, PlanSheet
from carnet.stages.correct import asked


def as_read(planned: PlanSheet) -> Mapped:
    """The sheet as the file holds it."""
    recognised = planned.mapped.recognised
    return replace(planned.mapped, recognised=replace(recognised, sheet=recognised.sheet.as_read()))


def corrections(planned: PlanSheet, choices: Choices | None) -> pl.DataFrame:
    """The corrections of a sheet, CORRECTION rows.

    Args:
        choices: the person's by now; None is what the plan was made with.
    """
    corrected = planned.mapped.recognised.sheet.corrected
    if choices is None:
        return corrected.read() if corrected else pl.DataFrame(schema=CORRECTION)
    if not choices.fixes and not choices.replacements:
        return pl.DataFrame(schema=CORRECTION)
    return asked(as_read(planned), planned.place, choices.fixes, choices.replacements)


def column(planned: PlanSheet, index: int, choices: Choices | None) -> pl.DataFrame:
    """One column's cells of the rows that may be contacts: row, was (the file's text), text (as it is now);
    null where empty."""
    recognised = planned.mapped.recognised
    listed = (pl.col("row") > recognised.header_row) & ~pl.col("row").is_in(list(recognised.left_out))
    scan = recognised.sheet.as_read().scan().select("row", was=f"c{index}")
    return overlaid(
        scan.filter(listed).collect(), corrections(planned, choices).filter(pl.col("column") == index)
    )


def overlaid(read: pl.DataFrame, corrected: pl.DataFrame) -> pl.DataFrame:
    """row and was, with text: what stands there once one column's corrections are made."""
    if not corrected.height:
        return read.with_columns(text="was")
    told = read.join(
        corrected.select("row", "was", "now", made=pl.lit(True)),
        on=["row", "was"], how="left", maintain_order="left", nulls_equal=True,
    )  # fmt: skip
    return told.select("row", "was", text=pl.when("made").then("now").otherwise("was"))
