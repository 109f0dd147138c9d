"""Which cells go to which mention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.kinds import ORGANIZATION

_NAMES_LABELS = {"karbon", "vcard"}  # providers whose files say themselves what "work" is


@dataclass(frozen=True, slots=True)
class Share:
    """A column's part that belongs to one kind of mention.

    ``rows``: one truth a contact row. A column whose rows belong to several mentions has several.
    """

    column: Column
    mention: str
    rows: pl.Series


def shares_of(block: Block, column: Column, owner: pl.Series) -> Iterator[Share]:
    """The shares of a column.

    Args:
        block: the column's.
        owner: of owners.
    """
    cells = pl.DataFrame([owner.alias("owner"), column.values.alias("value")])
    owned = pl.when(pl.col("value").is_not_null()).then("owner")
    mentions = cells.select(owned.drop_nulls().unique(maintain_order=True)).to_series().to_list()
    rows = cells.select((owned == mention).fill_null(False).alias(mention) for mention in mentions)
    for mention in mentions:
        at_office = mention == ORGANIZATION and block.mapped.recognised.provider not in _NAMES_LABELS
        yield Share(_with_office(column) if at_office else column, mention, rows[mention])


def _with_office(column: Column) -> Column:
    """An organization's telephone at work is its office's."""
    label = pl.element().struct.field("label")
    if column.target != "phones" or not column.values.list.eval(label == "work").list.any().any():
        return column
    office = pl.element().struct.with_fields(label=label.replace("work", "office"))
    return replace(column, values=column.values.list.eval(office))
