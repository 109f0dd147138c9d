"""Which cells of a workbook of corrections hold what they held when it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from carnet.contract import Book, Mapped
from carnet.stages.plan import UNCHANGED


def unchanged_cells(mapped: Sequence[Mapped], book: Book) -> pl.DataFrame:
    """The cells whose rows were imported before and held the same then, UNCHANGED rows.

    Args:
        mapped: the sheets of an import.
        book: the firm's.
    """
    found = [part for number, sheet in enumerate(mapped) for part in _of_sheet(number, sheet, book)]
    return pl.concat([pl.DataFrame(schema=UNCHANGED), *found])


def _of_sheet(number: int, mapped: Mapped, book: Book) -> Iterator[pl.DataFrame]:
    """UNCHANGED rows, column after column."""
    at = next((column.index for column in mapped.columns if column.special == "source_row"), None)
    if at is None:
        return
    sheet, headers = mapped.recognised.sheet, mapped.recognised.headers
    now = sheet.scan().rename({f"c{at}": "reference"}).collect()
    before = book.cells_of(now["reference"].drop_nulls())
    now = now.join(before, on="reference", how="semi", maintain_order="left")
    for index in range(at + 1, len(headers)):  # the reference stands before the file's own columns
        held = before.filter(
            (pl.col("column") == index - at - 1) & pl.col("header").is_in(["", headers[index]])
        )
        cells = now.select("row", "reference", now=f"c{index}")
        both = cells.join(held.drop("column"), on="reference", how="left", maintain_order="left")
        same = both.filter(pl.col("now").eq_missing(pl.col("text")))
        taken = pl.col("taken").fill_null(True)
        yield same.select(pl.lit(number).alias("sheet"), "row", pl.lit(index).alias("column"), taken).cast(
            UNCHANGED
        )
