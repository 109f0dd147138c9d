"""Contacts as programs read them: the objects of the JSON lines, with what a program needs to change them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet.book import queries
from carnet.book.engines import Cursor
from carnet.book.listing.reading import moment
from carnet.book.rows import rows
from carnet.contract import CarnetError, Contents, Kind
from carnet.writers import jsonl

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

Object = dict[str, Any]
_STATE = pl.Schema({"id": pl.Int64, "revision": pl.Int64, "modified": pl.String, "change": pl.Int64})
_KNOWN = pl.Schema({"id": pl.Int64, "key": pl.String, "name": pl.String, "kind": pl.String})


def object_of(book: FirmBook, key: str, kind: Kind | None = None) -> Object:
    """One contact; see objects.

    Args:
        kind: that it must have; None is any.

    Raises:
        CarnetError: contact.unknown.
    """
    with book.cursor() as cursor:
        cursor.execute("SELECT id, kind FROM book_contact WHERE firm_id = %s AND key = %s", [book.firm, key])
        found = cursor.fetchone()
        held = objects(book, cursor, pl.Series([found[0]])) if found and kind in (None, found[1]) else []
    if not held:
        raise CarnetError("contact.unknown", value=key)
    return held[0]


def versions(book: FirmBook, keys: pl.Series) -> dict[str, str]:
    """The entity tags of contacts by their keys."""
    with book.cursor() as cursor:
        sql = f"""
            SELECT c.id, c.key, c.name, c.kind FROM {book.engine.texts} AS k CROSS JOIN book_contact c
            WHERE c.key = k.value AND +c.firm_id = %s"""
        known = rows(cursor, sql, [book.engine.array(keys), book.firm], _KNOWN)
        state = _state(book, cursor, known["id"])
    tags = state.select(pl.format("{}-{}", "revision", "change")).to_series()
    return dict(zip(known["key"], tags, strict=True))


def objects(book: FirmBook, cursor: Cursor, ids: pl.Series) -> list[Object]:
    """Contacts in the order of the ids; those that are not there are left out.

    Each has the keys of writers.jsonl but set_aside; further "archived" (always), "modified" (ISO 8601, UTC)
    and "etag" (actions.editing.Seen as text); each card its "id" and the key of its organization
    ("organization_id"). A key that a JSON object would have twice has a list of its values.
    """
    held = queries.contents(book, cursor, ids)
    state = _state(book, cursor, ids)
    at = _known(book, cursor, held.cards["organization_contact"])
    held = replace(held, contacts=pl.concat([held.contacts, _members(book, cursor, held)], how="diagonal"))
    own = held.contacts.head(state.height)
    made = {}
    for number, text in zip(own["id"], jsonl.objects(held, own), strict=True):
        made[number] = json.loads(text, object_pairs_hook=_paired)
    keys = dict(at.select("id", "key").iter_rows())
    cards = held.cards.select("contact", "id", "organization_contact")
    placed: dict[int, list[tuple[int, str | None]]] = {}
    for contact, card, organization in cards.iter_rows():
        placed.setdefault(contact, []).append((card, keys.get(organization)))
    return [
        _whole(made[number], placed.get(number, []), revision, changed, change)
        for number, revision, changed, change in state.iter_rows()
    ]


def _whole(
    said: Object, cards: list[tuple[int, str | None]], revision: int, modified: datetime, change: int
) -> Object:
    said.pop("set_aside")
    said["archived"] = said.get("archived", False)
    for card, (number, organization) in zip(said["cards"], cards, strict=True):
        card["id"], card["organization_id"] = number, organization
    said["modified"] = modified.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    said["etag"] = f"{revision}-{change}"
    return said


def _paired(pairs: list[tuple[str, Any]]) -> Object:
    """An object; where a key comes again, its values as a list."""
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    many: dict[str, list[Any]] = {}
    for name, value in pairs:
        many.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in many.items()}


def _state(book: FirmBook, cursor: Cursor, ids: pl.Series) -> pl.DataFrame:
    """Of those of the ids that are there, in their order: revision, moment and number of the last change."""
    sql = f"""
        SELECT c.id, c.revision, CAST(c.modified AS text),
            COALESCE((SELECT max(h.id) FROM book_change h WHERE h.contact_id = c.id), 0)
        FROM book_contact c WHERE c.id IN {book.engine.numbers} AND +c.firm_id = %s"""
    found = rows(cursor, sql, [book.engine.array(ids), book.firm], _STATE)
    wanted = ids.to_frame("id").with_columns(pl.col("id").cast(pl.Int64))
    return wanted.join(found, on="id", maintain_order="left").with_columns(moment("modified"))


def _members(book: FirmBook, cursor: Cursor, held: Contents) -> pl.DataFrame:
    """The members of groups that are not among the contacts."""
    there = held.contacts["id"].implode()
    return _known(book, cursor, held.members["member"].filter(~held.members["member"].is_in(there)))


def _known(book: FirmBook, cursor: Cursor, ids: pl.Series) -> pl.DataFrame:
    """What other contacts are called."""
    wanted = ids.drop_nulls().unique()
    if not len(wanted):
        return pl.DataFrame(schema=_KNOWN)
    sql = f"""
        SELECT c.id, c.key, c.name, c.kind FROM book_contact c
        WHERE c.id IN {book.engine.numbers} AND +c.firm_id = %s"""
    return rows(cursor, sql, [book.engine.array(wanted), book.firm], _KNOWN)
