"""Which cells of a workbook of corrections hold what they held when it was written."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.contract import Book, Mapped
from carnet.stages.plan import UNCHANGED


def unchanged_cells(mapped: Sequence[Mapped], book: Book) -> pl.DataFrame:
    """The cells whose rows were imported before and held the same then, UNCHANGED rows.

    Args:
        mapped: the sheets of an import.
        book: the firm's.
    """
    found = [_of_sheet(sheet, book).with_columns(sheet=pl.lit(number)) for number, sheet in enumerate(mapped)]
    return pl.concat(part.select(UNCHANGED.names()).cast(UNCHANGED) for part in [_NONE, *found])


_NONE = pl.DataFrame(schema=UNCHANGED)


def _of_sheet(mapped: Mapped, book: Book) -> pl.DataFrame:
    at = next((column.index for column in mapped.columns if column.special == "source_row"), None)
    if at is None:
        return _NONE
    sheet, headers = mapped.recognised.sheet, mapped.recognised.headers
    now = sheet.scan().rename({f"c{at}": "reference"}).collect()
    before = book.cells_of(now["reference"].drop_nulls())
    now = now.join(before, on="reference", how="semi", maintain_order="left")
    parts = [_NONE]
    for index in range(at + 1, len(headers)):  # the reference stands before the file's own columns
        held = before.filter(
            (pl.col("column") == index - at - 1) & pl.col("header").is_in(["", headers[index]])
        )
        cells = now.select("row", "reference", now=f"c{index}")
        both = cells.join(held.drop("column"), on="reference", how="left", maintain_order="left")
        same = both.filter(pl.col("now").eq_missing(pl.col("text")))
        taken = pl.col("taken").fill_null(True)
        parts.append(same.select("row", taken, column=pl.lit(index, pl.UInt16), sheet=pl.lit(0, pl.UInt16)))
    return pl.concat(part.select(UNCHANGED.names()) for part in parts)
