"""Rows that name nobody but carry the key of a contact of the book: they are called as the book calls it.

So a file with a client identifier and one column more changes that column of four hundred contacts.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from carnet.contract import LOOKUP, Book, Contents
from carnet.stages.assemble.column import KeptColumn, filled_rows
from carnet.stages.assemble.columns import SheetColumns
from carnet.stages.normalise.comparable import exact

_KINDS = ("organization", "person", "client_group")
_NAMED_BY = frozenset(
    {"org_name", "any_name", "full_name", "first_name", "middle_name", "last_name", "belongs_to", "groups"}
)


def name_known(source: SheetColumns, book: Book) -> None:
    """Give the nameless rows of a sheet the kind and name of the contact whose key they carry.

    Args:
        source: the sheet; columns without a source column are added to it.
        book: the firm's book, for reading.
    """
    nameless = ~filled_rows(source.columns, len(source.ledger.rows.numbers), _NAMED_BY)
    keys = _keys(source, nameless) if nameless.any() else pl.DataFrame(schema=LOOKUP)
    if not keys.height:
        return
    found = book.find(keys).select("contact", "book_id").unique()
    lone = found.filter(~pl.col("contact").is_duplicated())
    if lone.height:
        source.columns += _names(source, lone, book.contents(lone["book_id"].unique()))


def _keys(source: SheetColumns, rows: pl.Series) -> pl.DataFrame:
    """The keys of some rows as lookups; contact is the row's position."""
    provider = source.mapped.recognised.provider
    value = pl.col("value")
    spelled = {
        "source_row": [("source_row", value)],
        "contact_key": [("contact_key", value)],
        "client_identifier": [("identifier", exact(value))],
        "key": [("source_key", pl.concat_str(pl.lit(f"{provider}/{kind}/"), value)) for kind in _KINDS],
    }
    tables = [pl.DataFrame(schema=LOOKUP)]
    for column in source.columns:
        if column.slot == "" and column.target in spelled:
            held = pl.DataFrame({"value": column.values}).with_row_index("contact").filter(rows)
            for kind, key in spelled[column.target]:
                tables.append(held.select("contact", kind=pl.lit(kind), value=key).drop_nulls())
    return pl.concat(table.cast(LOOKUP) for table in tables)


def _names(source: SheetColumns, lone: pl.DataFrame, contents: Contents) -> list[KeptColumn]:
    """Kind and name of the contacts found, as columns that no source column stands behind."""
    held = contents.contacts.with_columns(
        pl.lit(None, pl.String).alias(name)
        for name in ("first_name", "last_name")
        if name not in contents.contacts.columns
    )
    person, group = pl.col("kind") == "person", pl.col("kind") == "client_group"
    bare = pl.col("first_name").is_null() & pl.col("last_name").is_null()
    called = held.select(
        "kind",
        book_id="id",
        org_name=pl.when(pl.col("kind") == "organization").then("name"),
        first_name=pl.when(person).then("first_name"),
        last_name=pl.when(person).then(pl.when(bare).then("name").otherwise("last_name")),
        groups=pl.when(group).then(pl.concat_list("name")),
    )
    rows = len(source.ledger.rows.numbers)
    places = pl.DataFrame({"contact": np.arange(rows, dtype=np.uint32)})
    whole = places.join(lone, on="contact", how="left", maintain_order="left").join(
        called, on="book_id", how="left", maintain_order="left"
    )
    targets = ("kind", "org_name", "first_name", "last_name", "groups")
    return [
        KeptColumn((), "", target, target, source.shelf.keep_blocks(whole[target]))
        for target in targets
        if whole[target].null_count() < rows
    ]
