"""One text that is equal for two books in which a person sees the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

from carnet.book import queries, texts, work
from carnet.book.engines import Cursor
from carnet.book.rows import rows
from carnet.contract import CARD, CUSTOM, Contents

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook


def digest(book: FirmBook, cursor: Cursor) -> str:
    """SHA-256 of the firm's contacts, cards, members and work items, with their keys; imports and their
    dates do not count."""
    whole = hashlib.sha256()
    for part in queries.slices(book, cursor):
        keys = _keys(book, cursor, part)
        for frame in (_contacts(part), _cards(part, keys), _members(part, keys)):
            whole.update(frame.write_ndjson().encode())
    if (items := work.told(book, cursor)).height:
        whole.update(items.write_ndjson().encode())
    return whole.hexdigest()


def _keys(book: FirmBook, cursor: Cursor, part: Contents) -> pl.DataFrame:
    """id, key of every contact that the slice names."""
    named = pl.concat([part.contacts["id"], part.cards["organization_contact"], part.members["member"]])
    sql = f"SELECT id, key FROM book_contact WHERE id IN {book.engine.numbers} AND +firm_id = %s"
    ids = named.drop_nulls().unique()
    return rows(
        cursor, sql, [book.engine.array(ids), book.firm], pl.Schema({"id": pl.Int64, "key": pl.String})
    )


def _contacts(part: Contents) -> pl.DataFrame:
    names = [name for name in sorted(part.contacts.columns) if name not in {"id", "custom"}]
    plain = part.contacts.select(*names, custom=pl.col("custom").cast(pl.List(CUSTOM)).list.sort())
    empty = [name for name in plain.columns if plain[name].null_count() == plain.height]
    return plain.drop(empty).sort("key")


def _cards(part: Contents, keys: pl.DataFrame) -> pl.DataFrame:
    named = part.cards.with_row_index("place")
    named = named.join(keys.select(contact="id", of="key"), on="contact", maintain_order="left")
    employers = keys.select(organization_contact="id", at="key")
    named = named.join(employers, on="organization_contact", how="left", maintain_order="left")
    lists = [texts.json_list(name).alias(name) for name in texts.LISTS]
    rest = [name for name in CARD if name not in texts.LISTS]
    return named.sort("of", "place").select("of", "at", "primary", *rest, *lists)


def _members(part: Contents, keys: pl.DataFrame) -> pl.DataFrame:
    groups, members = keys.select(group="id", of="key"), keys.select(member="id", has="key")
    return (
        part.members.join(groups, on="group").join(members, on="member").select("of", "has").sort("of", "has")
    )
