"""The cells of a planned sheet as they are now: the file's own text, and what the person made of it since."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from carnet.choices import Choices
from carnet.contract import CORRECTION, Mapped, PlanSheet, Recognised
from carnet.stages.correct import EMPTIED, asked, by_column, replaced


def as_read(planned: PlanSheet) -> Mapped:
    """The sheet as the file holds it."""
    recognised = planned.mapped.recognised
    return replace(planned.mapped, recognised=replace(recognised, sheet=recognised.sheet.as_read()))


def listed(recognised: Recognised) -> pl.Expr:
    """Whether a row may be a contact; one that a person emptied is still theirs to fill."""
    out = [row for row, why in recognised.left_out.items() if why != EMPTIED]
    return (pl.col("row") > recognised.header_row) & ~pl.col("row").is_in(out)


def corrections(planned: PlanSheet, choices: Choices) -> pl.DataFrame:
    """The cells of a sheet that the person's choices change by now, CORRECTION rows."""
    if not choices.fixes and not choices.replacements:
        return pl.DataFrame(schema=CORRECTION)
    found = asked(as_read(planned), planned.place, choices.fixes, choices.replacements)
    return found.filter(pl.col("was").ne_missing(pl.col("now")))


def column(planned: PlanSheet, index: int, choices: Choices) -> pl.DataFrame:
    """One column's cells of the rows that may be contacts: row, was (the file's text), text (as it is now),
    fixed (the person corrected this very cell); null where empty."""
    mapped = as_read(planned)
    recognised = mapped.recognised
    own = by_column(recognised.headers, choices.replacements).get(index, [])
    cells = recognised.sheet.scan().filter(listed(recognised)).select(
        "row", was=f"c{index}", text=replaced(pl.col(f"c{index}"), own), fixed=pl.lit(False)
    ).collect()  # fmt: skip
    fixes = asked(mapped, planned.place, [fix for fix in choices.fixes if fix.column == index], ())
    if not fixes.height:
        return cells
    told = cells.join(
        fixes.select("row", "was", "now", made=pl.lit(True)),
        on=["row", "was"], how="left", maintain_order="left", nulls_equal=True,
    )  # fmt: skip
    made = pl.col("made").fill_null(False)
    return told.select("row", "was", text=pl.when(made).then("now").otherwise("text"), fixed=made)
