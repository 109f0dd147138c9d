"""Reading contacts: by the keys they are found under, and their contents as frames.

``+firm_id`` in SQL keeps SQLite from walking all of the firm's contacts by the index that begins with the
firm, where ids or digests choose few of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl

from carnet import catalog
from carnet.ahead import ahead
from carnet.book import clues, sealing, sources, texts
from carnet.book.engines import SLICE, Cursor
from carnet.book.keys import KEY_FORM
from carnet.book.rows import rows
from carnet.catalog.reference import PATTERN
from carnet.contract import CARD, LOOKUP, Contents
from carnet.stages.assemble.identity import name_key
from carnet.stages.match.candidates import FEW
from carnet.stages.match.own_keys import identifier_key

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

CONTACT = pl.Schema(
    {
        "id": pl.Int64, "key": pl.String, "kind": pl.String, "archived": pl.Boolean,
        **dict.fromkeys(texts.COLUMNS, pl.String),
        "details": pl.String, "sealed": pl.Binary, "custom": pl.String,
    }
)  # fmt: skip
SINGLE = frozenset(catalog.RECORD_COLUMNS)
_CARD = pl.Schema(
    {
        "id": pl.Int64, "contact": pl.Int64, "organization_contact": pl.Int64, "primary": pl.Boolean,
        "position": pl.Int64, "organization": pl.String, "role": pl.String,
        **dict.fromkeys(texts.LISTS, pl.String),
    }
)  # fmt: skip
MEMBER = pl.Schema({"group": pl.Int64, "member": pl.Int64})
SET_ASIDE = pl.Schema(
    {
        "contact": pl.Int64, "file": pl.String, "sheet": pl.String, "row": pl.UInt32, "column": pl.String,
        "value": pl.String,
    }
)  # fmt: skip


# ---------------------------------------------------------------------------------------- find


def find(book: FirmBook, cursor: Cursor, lookups: pl.DataFrame) -> pl.DataFrame:
    """The contacts that have any of the keys; see contract.Book."""
    wanted = lookups.select(LOOKUP.names()).cast(LOOKUP).drop_nulls()
    if not _any(book, cursor):
        return wanted.clear().with_columns(book_id=pl.lit(None, pl.Int64))
    keys = wanted.select("kind", "value").unique(maintain_order=True)
    found = [
        _find_kind(book, cursor, kind, part)
        for (kind,), part in keys.partition_by("kind", as_dict=True, maintain_order=True).items()
    ]
    columns = {"kind": pl.String, "value": pl.String, "book_id": pl.Int64}
    pairs = pl.concat([pl.DataFrame(schema=columns), *found]).unique(maintain_order=True)
    return wanted.join(pairs, on=["kind", "value"], maintain_order="left")


def _any(book: FirmBook, cursor: Cursor) -> bool:
    cursor.execute("SELECT 1 FROM book_contact WHERE firm_id = %s LIMIT 1", [book.firm])
    return cursor.fetchone() is not None


def _find_kind(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    searches = _SEARCHES.get(kind, (_find_lookup,))
    parts = [search(book, cursor, kind, part) for part in keys.iter_slices(SLICE) for search in searches]
    return pl.concat(parts).with_columns(kind=pl.lit(kind)).select("kind", "value", "book_id")


_FOUND = pl.Schema({"found": pl.String, "book_id": pl.Int64})


def _named(found: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The keys (value, found: as the book has it) that were found, as value and book_id."""
    return keys.join(found.drop_nulls(), on="found", maintain_order="left").select("value", "book_id")


def _find_lookup(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    clean = keys.select(kind=pl.lit(kind), value=texts.storable(pl.col("value")))
    stored = keys.select("value", found=sealing.lookup_values(book.keys, clean)["value"])
    digests = texts.lookup_digests(pl.repeat(kind, stored.height, eager=True), stored["found"])
    sql = f"""
        SELECT l.value, l.contact_id FROM {book.engine.numbers} AS k CROSS JOIN book_lookup l
        WHERE l.digest = k.value AND l.firm_id = %s AND l.kind = %s AND NOT l.retired"""
    return _named(rows(cursor, sql, [book.engine.array(digests), book.firm, kind], _FOUND), stored)


def _find_own(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    """Contacts by the key that their own name or client identifier makes."""
    digest, key, names = _OWN[kind]
    stored = keys.select("value", found=texts.storable(pl.col("value")))
    sql = f"""
        SELECT c.id, {", ".join(f"c.{name}" for name in names)}
        FROM {book.engine.numbers} AS k CROSS JOIN book_contact c
        WHERE c.{digest} = k.value AND +c.firm_id = %s"""
    params = [book.engine.array(texts.digests(stored["found"])), book.firm]
    schema = pl.Schema({"book_id": pl.Int64, **dict.fromkeys(names, pl.String)})
    return _named(rows(cursor, sql, params, schema).select("book_id", found=key()), stored)


def _find_also(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    """Contacts that were made one with the one of that key; few books have any, so that is asked first."""
    cursor.execute("SELECT 1 FROM book_lookup WHERE firm_id = %s AND kind = 'also' LIMIT 1", [book.firm])
    if cursor.fetchone() is None:
        return pl.DataFrame(schema={"value": pl.String, "book_id": pl.Int64})
    prefix = "" if kind == "also" else f"{kind}="
    found = _find_lookup(book, cursor, "also", keys.with_columns(value=pl.lit(prefix) + pl.col("value")))
    return found.with_columns(pl.col("value").str.strip_prefix(prefix))


def _find_key(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    sql = f"""
        SELECT c.key, c.id FROM {book.engine.texts} AS k CROSS JOIN book_contact c
        WHERE c.key = k.value AND +c.firm_id = %s"""
    known = keys.filter(pl.col("value").str.contains(KEY_FORM)).with_columns(found="value")
    return _named(rows(cursor, sql, [book.engine.array(known["value"]), book.firm], _FOUND), known)


def _find_clue(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    """Of each clue a few contacts, one more than can tell anything."""
    known = keys.select("value", digest=clues.digests(book, keys["value"]))
    sql = f"""
        SELECT l.digest, l.contact_id FROM {book.engine.numbers} AS k CROSS JOIN book_clue l
        CROSS JOIN book_contact c
        WHERE c.id = l.contact_id AND +c.firm_id = %s AND l.digest = k.value AND l.contact_id IN (
            SELECT f.contact_id FROM book_clue f WHERE f.digest = k.value
            ORDER BY f.contact_id LIMIT {FEW + 1})"""
    found = rows(cursor, sql, [book.engine.array(known["digest"]), book.firm], clues.ROW)
    return known.join(found, on="digest", maintain_order="left").select("value", book_id="contact_id")


def _find_source(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    """ "<import>/<sheet>/<row>" through the sources, a sheet at a time."""
    parts = keys.with_columns(pl.col("value").str.extract_groups(PATTERN).struct.unnest())
    parts = parts.cast({"sheet": pl.Int64, "row": pl.Int64}).drop_nulls("batch")
    found = [pl.DataFrame(schema={"value": pl.String, "book_id": pl.Int64})]
    for (batch, sheet), part in parts.partition_by("batch", "sheet", as_dict=True).items():
        links = sources.of_sheet(book, cursor, str(batch), int(str(sheet)))
        found.append(part.join(links, on="row").select("value", book_id="contact"))
    return pl.concat(found)


_OWN = {
    "name": ("name_digest", name_key, ("kind", "name", "first_name", "last_name")),
    "identifier": ("identifier_digest", identifier_key, ("client_identifier",)),
}
_SEARCHES = {
    "source_row": (_find_source,), "contact_key": (_find_key, _find_lookup),
    "clue": (_find_clue,), "also": (_find_also,), "name": (_find_own, _find_lookup, _find_also),
    "identifier": (_find_own, _find_lookup, _find_also),
}  # fmt: skip


# ------------------------------------------------------------------------------------ contents


def contents(book: FirmBook, cursor: Cursor, ids: pl.Series | None = None) -> Contents:
    """Contacts with cards and members, all of the firm's or those of the ids.

    In one piece: of lists in several pieces each join takes many times as long.
    """
    parts = list(slices(book, cursor, ids))
    if not parts:
        parts = [_empty()]
    contacts = pl.concat([part.contacts for part in parts], how="diagonal", rechunk=True)
    ordered = ["id", "key", "kind", "archived", *catalog.RECORD_COLUMNS, "custom"]
    return Contents(
        contacts.select(name for name in ordered if name in contacts.columns),
        pl.concat([part.cards for part in parts], rechunk=True),
        pl.concat([part.members for part in parts]),
        pl.DataFrame(schema=SET_ASIDE),
    )


def _empty() -> Contents:
    contacts = decoded_contacts(pl.DataFrame(schema={**CONTACT, "sealed": pl.String}))
    cards = _decoded_cards(pl.DataFrame(schema=_CARD))
    return Contents(contacts, cards, pl.DataFrame(schema=MEMBER), pl.DataFrame(schema=SET_ASIDE))


def slices(
    book: FirmBook, cursor: Cursor, ids: pl.Series | None = None, after: int = 0
) -> Iterator[Contents]:
    """Contents a slice at a time, by the contacts' ids; the next is read while one is decoded.

    Args:
        ids: which contacts; all of the firm's unless told otherwise.
        after: of all, those with a greater id.
    """
    return ahead(lambda raw: _decoded(book, raw), _raw_slices(book, cursor, ids, after))


def _raw_slices(book: FirmBook, cursor: Cursor, ids: pl.Series | None, after: int) -> Iterator[Contents]:
    wanted = None if ids is None else ids.cast(pl.Int64).drop_nulls().unique().sort()
    for low, high in id_ranges(book, cursor, after) if wanted is None else _ranges(wanted):
        chosen = None if wanted is None else wanted.filter((wanted >= low) & (wanted <= high))
        if chosen is None:
            yield _slice(book, cursor, "BETWEEN %s AND %s", [low, high])
        else:
            yield _slice(book, cursor, f"IN {book.engine.numbers}", [book.engine.array(chosen)])


def _decoded(book: FirmBook, raw: Contents) -> Contents:
    contacts, cards = decoded_contacts(opened(book, raw.contacts)), _decoded_cards(raw.cards)
    return Contents(contacts, cards, raw.members, raw.set_aside)


def _ranges(wanted: pl.Series) -> Iterator[tuple[int, int]]:
    """Ranges of ids with at most SLICE contacts each."""
    for start in range(0, len(wanted), SLICE):
        part = wanted[start : start + SLICE]
        yield part[0], part[-1]


def id_ranges(book: FirmBook, cursor: Cursor, after: int = 0) -> Iterator[tuple[int, int]]:
    """First and last id of at most SLICE contacts of the firm at a time, all after an id in order."""
    low = after
    sql = """
        SELECT max(id) FROM
        (SELECT id FROM book_contact WHERE +firm_id = %s AND id > %s ORDER BY id LIMIT %s) AS next"""
    while True:
        cursor.execute(sql, [book.firm, low, SLICE])
        high = cursor.fetchone()[0]
        if high is None:
            return
        yield low + 1, high
        low = high


# What points at a deleted contact stays as it is, for the time that it is restored.
_NOT_DELETED = "NOT EXISTS (SELECT 1 FROM book_deletion x WHERE x.contact_id = {})"


def _slice(book: FirmBook, cursor: Cursor, where: str, params: Sequence[object]) -> Contents:
    contacts = raw_contacts(book, cursor, where, params)
    cards = f"""
        SELECT d.id, d.contact_id,
            CASE WHEN {_NOT_DELETED.format("d.organization_id")} THEN d.organization_id END,
            d."primary", d.position, d.organization_name, d.role,
            {", ".join(f"d.{name}" for name in texts.LISTS)}
        FROM book_card d JOIN book_contact c ON c.id = d.contact_id
        WHERE d.contact_id {where} AND +c.firm_id = %s"""
    members = f"""
        SELECT m.group_id, m.member_id FROM book_member m JOIN book_contact c ON c.id = m.group_id
        WHERE m.group_id {where} AND +c.firm_id = %s AND {_NOT_DELETED.format("m.member_id")}
        ORDER BY m.group_id, m.member_id"""
    return Contents(
        contacts,
        rows(cursor, cards, [*params, book.firm], _CARD),
        rows(cursor, members, [*params, book.firm], MEMBER),
        pl.DataFrame(schema=SET_ASIDE),
    )


def raw_contacts(book: FirmBook, cursor: Cursor, where: str, params: Sequence[object]) -> pl.DataFrame:
    """Contacts as the table has them, in the order of their ids."""
    columns = ", ".join(f'"{name}"' for name in CONTACT)
    sql = f"SELECT {columns} FROM book_contact WHERE id {where} AND +firm_id = %s ORDER BY id"
    return rows(cursor, sql, [*params, book.firm], CONTACT)


def opened(book: FirmBook, contacts: pl.DataFrame) -> pl.DataFrame:
    """Contacts with "sealed" decrypted, as the JSON text of their secret values."""
    return contacts.with_columns(sealing.opened(book.keys, contacts["key"], contacts["sealed"]))


def decoded_contacts(contacts: pl.DataFrame) -> pl.DataFrame:
    """Contacts with a column for each value that occurs."""
    wide = contacts.with_columns(texts.read_custom())
    for column, names in (("details", texts.DETAILS), ("sealed", texts.SECRET)):
        wide = _spread(wide, column, names)
    kept = [
        name
        for name in wide.columns
        if name not in catalog.RECORD_COLUMNS or name == "name" or wide[name].null_count() < wide.height
    ]
    return wide.select(kept)


def _spread(wide: pl.DataFrame, column: str, names: Sequence[str]) -> pl.DataFrame:
    """A column for each of the names that occurs in the JSON objects of one column."""
    if wide[column].null_count() == wide.height:
        return wide.drop(column)
    return wide.with_columns(texts.read_object(column, names)).unnest(column)


def _decoded_cards(cards: pl.DataFrame) -> pl.DataFrame:
    ordered = cards.sort("contact", "primary", "position", "id", descending=[False, True, False, False])
    return texts.read_cards(ordered).select("id", "contact", "organization_contact", "primary", *CARD.names())
