"""What one column of a sheet says in standard form, in memory or put away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from carnet.stages.assemble.shelf import Kept


@dataclass(frozen=True, slots=True)
class Column:
    """What one column (or several that belong together) says of some rows.

    Attributes:
        indexes: the source columns; they share one fate.
        slot: "", "spouse", "contact", "contact 2" ..., as in ColumnMapping.
        target: a record column ("first_name"), "emails", "phones", "websites", "social", "addresses",
            "custom", "full_name", "any_name", "org_name", "groups", "members", "belongs_to", "role",
            "kind", or the name of a special ("key", "owner_key" ...).
        values: one a contact row; String, Struct (names) or List; null where there is nothing.
        field: the field it was mapped to, which decides whose it is where a row has several contacts.
    """

    indexes: tuple[int, ...]
    slot: str
    target: str
    values: pl.Series
    field: str

    def put_away(self, at: Kept) -> KeptColumn:
        """The column, its values lying elsewhere."""
        return KeptColumn(self.indexes, self.slot, self.target, self.field, (at,))


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """A column of a whole sheet, or of a block of it, put away; the attributes are those of Column."""

    indexes: tuple[int, ...]
    slot: str
    target: str
    field: str
    blocks: tuple[Kept, ...]

    @property
    def values(self) -> pl.Series:
        """The values of all blocks, read again."""
        return pl.concat(block.read() for block in self.blocks)["v"]

    def of_block(self, place: int) -> Column:
        """One block, in memory."""
        return Column(self.indexes, self.slot, self.target, self.blocks[place].read()["v"], self.field)


def filled_rows(
    columns: Iterable[Column | KeptColumn], height: int, targets: Collection[str], slot: str = ""
) -> pl.Series:
    """Rows in which a column with one of the targets holds something; one truth a row.

    Args:
        columns: of one sheet or block.
        height: the number of its rows.
        targets: as in Column.
        slot: as in Column; by default that of the row's own contact.
    """
    filled = pl.Series("filled", [False], dtype=pl.Boolean).new_from_index(0, height)
    for column in columns:
        if column.target in targets and column.slot == slot:
            filled = filled | column.values.is_not_null()
    return filled


def joined_texts(columns: Sequence[pl.Series], separator: str) -> pl.Series:
    """The texts of several columns in one, row by row; null where there is none."""
    frame = pl.DataFrame([texts.alias(str(i)) for i, texts in enumerate(columns)])
    joined = pl.concat_str(pl.all(), separator=separator, ignore_nulls=True).replace("", None)
    return frame.select(joined).to_series()
