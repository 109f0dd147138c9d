"""What the rows of a workbook of corrections held when it was written, and which cells hold the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from carnet.contract import Book, Mapped
from carnet.stages.plan import UNCHANGED


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A sheet of a workbook of corrections.

    Attributes:
        at: the column of the references, before the file's own.
        before: contract.SOURCE_CELLS of its rows, as they were imported.
    """

    at: int
    before: pl.DataFrame


def given_back(mapped: Sequence[Mapped], book: Book) -> dict[int, GivenBack]:
    """Those of the sheets of an import that are of workbooks of corrections, by their number."""
    found = {}
    for number, sheet in enumerate(mapped):
        at = next((column.index for column in sheet.columns if column.special == "source_row"), None)
        if at is not None:
            references = sheet.recognised.sheet.scan().select(reference=f"c{at}").collect().to_series()
            found[number] = GivenBack(at, book.cells_of(references.drop_nulls()))
    return found


def unchanged_cells(mapped: Sequence[Mapped], returned: Mapping[int, GivenBack]) -> pl.DataFrame:
    """The cells whose rows were imported before and held the same then, UNCHANGED rows.

    Args:
        mapped: the sheets of an import; returned: given_back() of them.
    """
    found = [part for number, own in returned.items() for part in _of_sheet(number, mapped[number], own)]
    return pl.concat([pl.DataFrame(schema=UNCHANGED), *found])


def _of_sheet(number: int, mapped: Mapped, own: GivenBack) -> Iterator[pl.DataFrame]:
    """UNCHANGED rows, column after column."""
    at, before = own.at, own.before
    sheet, headers = mapped.recognised.sheet, mapped.recognised.headers
    now = sheet.scan().rename({f"c{at}": "reference"}).collect()
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
