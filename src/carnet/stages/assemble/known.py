"""Rows that name nobody but carry the key of a contact: they are called as the files or the book call it.

So a file with a client identifier and one column more changes that column of four hundred contacts, and the
second row of a client may leave its name out. Were it told by the book alone, the second import of a file
would take rows that the first refused. A list of clients' contacts that comes after the list of clients finds
its clients in the book.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from carnet.contract import LOOKUP, Book, Contents
from carnet.stages.assemble.column import KeptColumn, filled_rows
from carnet.stages.assemble.columns import SheetColumns
from carnet.stages.assemble.rows import SPOUSE
from carnet.stages.normalise.comparable import exact

_KINDS = ("organization", "person", "client_group")
_PARTS = ("first_name", "middle_name", "last_name")
_CALLED = frozenset({"org_name", "any_name", "full_name", *_PARTS})
_NAMED_BY = _CALLED | {"belongs_to", "groups"}


def name_known(sources: Sequence[SheetColumns], book: Book) -> None:
    """Give nameless rows the kind and name of the first row, else of the contact, whose key they carry.

    Args:
        sources: the sheets of an import; columns without a source column are added to them.
        book: the firm's book, for reading.
    """
    _name_by_rows(sources)
    for source in sources:
        keys = _keys(source, _nameless(source))
        if not keys.height:
            continue
        found = book.find(keys).select("contact", "book_id").unique()
        lone = found.filter(~pl.col("contact").is_duplicated())
        if lone.height:
            source.columns += _names(source, lone, book.contents(lone["book_id"].unique()))
    for source in sources:
        source.columns += _clients_in_book(source, book)


def _clients_in_book(source: SheetColumns, book: Book) -> list[KeptColumn]:
    """The kinds and names of the clients whose keys contacts name as their client's, as the book has them."""
    provider = source.mapped.recognised.provider
    spelled = {
        "owner_key": [
            ("source_key", pl.format(f"{provider}/{kind}/{{}}", "value"))
            for kind in ("organization", "person")
        ],
        "owner_code": [("identifier", exact(pl.col("value")))],
    }
    keys = [
        pl.DataFrame({"value": column.values})
        .with_row_index("contact")
        .drop_nulls()
        .select("contact", kind=pl.lit(kind), value=value)
        for column in source.columns
        for kind, value in spelled.get(column.target, ())
    ]
    if not keys:
        return []
    found = (
        book.find(pl.concat(keys).cast(LOOKUP)).select("contact", "book_id").unique("contact", keep="none")
    )
    if not found.height:
        return []
    clients = book.contents(found["book_id"].unique()).contacts.select("name", "kind", book_id="id")
    rows = pl.DataFrame({"contact": np.arange(len(source.ledger.rows.numbers), dtype=np.uint32)})
    told = rows.join(found.join(clients, on="book_id"), on="contact", how="left", maintain_order="left")
    named = any(column.target == "owner_name" for column in source.columns)
    wanted = {"owner_kind": "kind"} if named else {"owner_kind": "kind", "owner_name": "name"}
    return [
        KeptColumn((), "", target, target, source.shelf.keep_blocks(told[name]))
        for target, name in wanted.items()
    ]


def _nameless(source: SheetColumns) -> pl.Series:
    """The rows that name nobody; one truth a row."""
    return ~filled_rows(source.columns, len(source.ledger.rows.numbers), _NAMED_BY)


def _name_by_rows(sources: Sequence[SheetColumns]) -> None:
    """Give nameless rows the name of the first row of the files with the same key."""
    wanted = [_keys(source, _nameless(source)) for source in sources]
    if not any(keys.height for keys in wanted):
        return
    own = ["kind", "value"]
    named = pl.concat(
        _keys(source, filled_rows(source.columns, len(source.ledger.rows.numbers), _CALLED)).select(
            *own, place=pl.lit(place), row="contact"
        )
        for place, source in enumerate(sources)
    ).unique(own, keep="first", maintain_order=True)
    for source, keys in zip(sources, wanted, strict=True):
        found = keys.join(named, on=own, maintain_order="left").unique("contact", keep="first")
        for (place,), rows in found.group_by("place", maintain_order=True):
            source.columns += _called(source, sources[int(place)], rows)


def _called(source: SheetColumns, other: SheetColumns, rows: pl.DataFrame) -> list[KeptColumn]:
    """The names that rows of another sheet have, as columns of this one; rows: contact and the other row."""
    places = pl.DataFrame({"contact": np.arange(len(source.ledger.rows.numbers), dtype=np.uint32)})
    places = places.join(rows.select("contact", "row"), on="contact", how="left", maintain_order="left")
    return [
        KeptColumn(
            (),
            column.slot,
            column.target,
            column.field,
            source.shelf.keep_blocks(column.values.gather(places["row"])),
        )
        for column in other.columns
        if column.slot in {"", SPOUSE} and column.target in {"kind", *_CALLED}
    ]


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
        pl.lit(None, pl.String).alias(name) for name in _PARTS if name not in contents.contacts.columns
    )
    person, group = pl.col("kind") == "person", pl.col("kind") == "client_group"
    called = held.select(
        "kind",
        book_id="id",
        org_name=pl.when(pl.col("kind") == "organization").then("name"),
        **{name: pl.when(person).then(name) for name in _PARTS},  # who is called by an email has none
        groups=pl.when(group).then(pl.concat_list("name")),
    )
    rows = len(source.ledger.rows.numbers)
    places = pl.DataFrame({"contact": np.arange(rows, dtype=np.uint32)})
    whole = places.join(lone, on="contact", how="left", maintain_order="left").join(
        called, on="book_id", how="left", maintain_order="left"
    )
    targets = ("kind", "org_name", *_PARTS, "groups")
    return [
        KeptColumn((), "", target, target, source.shelf.keep_blocks(whole[target]))
        for target in targets
        if whole[target].null_count() < rows
    ]
