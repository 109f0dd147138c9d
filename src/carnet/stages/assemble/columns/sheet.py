"""A sheet in standard form, whole and a block of rows at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl

from carnet.contract import Mapped
from carnet.stages.assemble.column import Column, KeptColumn, filled_rows
from carnet.stages.assemble.ledger import Ledger
from carnet.stages.assemble.shelf import BLOCK, Kept, Shelf


@dataclass(slots=True)
class Block:
    """Consecutive contact rows of a sheet in standard form.

    Attributes:
        first: which of the sheet's contact rows is the block's first.
        numbers: UInt32, the spreadsheet row of each.
        columns: their values are in memory, one a row of the block; kept: where each of them lies.
    """

    mapped: Mapped
    first: int
    numbers: pl.Series
    columns: list[Column]
    kept: list[Kept]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.numbers)

    @property
    def kind(self) -> str:
        """The kind of contact that the sheet lists."""
        return self.mapped.recognised.kind

    def first_value(self, target: str, slot: str = "") -> pl.Series:
        """The first filled value of the columns with a target; one a row, null where there is none."""
        return self.first_values(target, [slot])

    def first_values(self, target: str, slots: Sequence[str]) -> pl.Series:
        """The same of several slots, one below the other."""
        found: dict[str, list[pl.Series]] = {slot: [] for slot in slots}
        for column in self.columns:
            if column.target == target and column.slot in found:
                found[column.slot].append(column.values)
        kind = next((values[0].dtype for values in found.values() if values), pl.String())
        nothing = pl.Series(target, [None], dtype=kind).new_from_index(0, self.height)
        firsts = [reduce(_filled_up, values) if values else nothing for values in found.values()]
        return (firsts[0] if len(firsts) == 1 else pl.concat(firsts, rechunk=True)).alias(target)

    def second_value(self, target: str) -> pl.Series:
        """The second filled value of the row's own columns with a target; null where there is none."""
        first = second = pl.Series(target, [None], dtype=pl.String).new_from_index(0, self.height)
        for values in (c.values for c in self.columns if c.target == target and c.slot == ""):
            second = second.zip_with(second.is_not_null() | first.is_null(), values)
            first = first.zip_with(first.is_not_null(), values)
        return second

    def filled(self, targets: Collection[str], slot: str = "") -> pl.Series:
        """Rows in which a column with one of the targets holds something; one truth a row."""
        return filled_rows(self.columns, self.height, targets, slot)

    def put_in_place(self, column: Column, *parts: Column) -> None:
        """Put the parts of a column in its place."""
        place = next(i for i, found in enumerate(self.columns) if found is column)
        self.columns[place : place + 1] = parts


def _filled_up(values: pl.Series, others: pl.Series) -> pl.Series:
    return values.zip_with(values.is_not_null(), others)


@dataclass(slots=True)
class SheetColumns:
    """A sheet in standard form: its rows, columns and what was found on the way.

    invalid: for each registration column, the numbers whose check digits are wrong.
    """

    mapped: Mapped
    ledger: Ledger
    shelf: Shelf
    columns: list[KeptColumn]
    findings: list[pl.DataFrame]
    countries: pl.Series
    invalid: dict[str, set[str]]

    def blocks(self) -> Iterator[Block]:
        """The contact rows with what the columns say, block after block."""
        numbers = self.ledger.rows.numbers
        for place, first in enumerate(range(0, len(numbers), BLOCK)):
            read = [(column.of_block(place), column.blocks[place]) for column in self.columns]
            filled = [pair for pair in read if pair[0].values.null_count() < len(pair[0].values)]
            yield Block(
                self.mapped,
                first,
                numbers.slice(first, BLOCK),
                [column for column, _ in filled],
                [kept for _, kept in filled],
            )
