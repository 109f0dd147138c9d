"""Contacts of the book one by one, with all that a record of the API is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet import catalog
from carnet.book import queries
from carnet.book.listing.reading import moment
from carnet.book.models import Firm
from carnet.book.rows import rows
from carnet.contract import CARD, Contents

if TYPE_CHECKING:
    from carnet.book.engines import Cursor
    from carnet.book.firm_book import FirmBook

_MARKS = pl.Schema({"id": pl.Int64, "revision": pl.Int64, "modified": pl.String})
_KEY = pl.Schema({"id": pl.Int64, "key": pl.String})
_OTHER = pl.Schema({"id": pl.Int64, "key": pl.String, "kind": pl.String, "name": pl.String})


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A contact card: what contract.CARD holds, and the key of the organization that it points at."""

    id: int
    primary: bool
    said: dict[str, Any]
    organization: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A contact as the book holds it.

    Attributes:
        values: its record columns that hold something. custom: each custom field with its values.
        cards: the primary one first. members: keys, kinds and names of a client group's members.
        country: ISO 3166-1 alpha-2 of its first address that tells one, else the firm's.
    """

    id: int
    key: str
    kind: str
    values: dict[str, str]
    custom: dict[str, list[str]]
    cards: tuple[HeldCard, ...]
    members: tuple[tuple[str, str, str], ...]
    archived: bool
    revision: int
    modified: datetime
    country: str | None


def held(book: FirmBook, ids: pl.Series) -> list[Held]:
    """Those of the ids that are contacts of the firm, in the order of the ids."""
    with book.cursor() as cursor:
        contents = queries.contents(book, cursor, ids)
        numbers = contents.contacts["id"]
        marks = _by_id(book, cursor, "id, revision, CAST(modified AS text)", numbers, _MARKS)
        others = pl.concat([contents.cards["organization_contact"].drop_nulls(), contents.members["member"]])
        pointed = _by_id(book, cursor, "id, key, kind, name", others.unique(), _OTHER)
        country = Firm.objects.using(book.using).values_list("country", flat=True).get(pk=book.firm)
    known: dict[int, tuple[str, str, str]] = {number: tuple(rest) for number, *rest in pointed.iter_rows()}
    stamped = {
        number: (revision, modified.replace(tzinfo=UTC))
        for number, revision, modified in marks.with_columns(moment("modified")).iter_rows()
    }
    found = _each(contents, known, stamped, country or None)
    return [found[number] for number in ids if number in found]


def ids_of(book: FirmBook, keys: Sequence[str]) -> pl.Series:
    """The ids of the firm's contacts that have the keys, in the order of the keys."""
    with book.cursor() as cursor:
        sql = f"SELECT id, key FROM book_contact WHERE key IN {book.engine.texts} AND +firm_id = %s"
        found = rows(cursor, sql, [book.engine.array(pl.Series(keys, dtype=pl.String)), book.firm], _KEY)
    known = {key: number for number, key in found.iter_rows()}
    return pl.Series([known[key] for key in keys if key in known], dtype=pl.Int64)


def _by_id(book: FirmBook, cursor: Cursor, columns: str, ids: pl.Series, schema: pl.Schema) -> pl.DataFrame:
    sql = f"SELECT {columns} FROM book_contact WHERE id IN {book.engine.numbers} AND +firm_id = %s"
    return rows(cursor, sql, [book.engine.array(ids), book.firm], schema)


def _each(
    contents: Contents,
    known: dict[int, tuple[str, str, str]],
    stamped: dict[int, tuple[int, datetime]],
    country: str | None,
) -> dict[int, Held]:
    cards: dict[int, list[HeldCard]] = defaultdict(list)
    for row in contents.cards.iter_rows(named=True):
        employer = known.get(row["organization_contact"])
        said = {name: row[name] for name in CARD}
        cards[row["contact"]].append(HeldCard(row["id"], row["primary"], said, employer and employer[0]))
    members: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for group, member in contents.members.iter_rows():
        if member in known:
            members[group].append(known[member])
    columns = [name for name in catalog.RECORD_COLUMNS if name in contents.contacts.columns]
    return {
        row["id"]: Held(
            row["id"],
            row["key"],
            row["kind"],
            {name: row[name] for name in columns if row[name] is not None},
            _custom(row.get("custom")),
            tuple(cards[row["id"]]),
            tuple(members[row["id"]]),
            row["archived"],
            *stamped[row["id"]],
            _country(cards[row["id"]]) or country,
        )
        for row in contents.contacts.iter_rows(named=True)
    }


def _custom(pairs: list[dict[str, str]] | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for pair in pairs or ():
        found[pair["name"]].append(pair["value"])
    return dict(found)


def _country(cards: list[HeldCard]) -> str | None:
    told = (address["country"] for card in cards for address in card.said["addresses"] or ())
    return next((country for country in told if country), None)
