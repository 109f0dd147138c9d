"""Reading contacts: by the keys they are found under, and their contents as frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet import catalog
from carnet.book import sealing, texts
from carnet.book.engines import SLICE, Cursor
from carnet.book.keys import KEY_FORM
from carnet.contract import CARD, LOOKUP, Contents

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

CONTACT = pl.Schema(
    {
        "id": pl.Int64, "key": pl.String, "kind": pl.String, "archived": pl.Boolean,
        **dict.fromkeys(texts.PLAIN, pl.String),
        "accounting": pl.String, "sealed": pl.Binary, "custom": pl.String,
    }
)  # fmt: skip
SINGLE = frozenset(catalog.RECORD_COLUMNS)
_CARD = pl.Schema(
    {
        "id": pl.Int64, "contact": pl.Int64, "organization_contact": pl.Int64, "primary": pl.Boolean,
        "organization": pl.String, "role": pl.String, **dict.fromkeys(texts.LISTS, pl.String),
    }
)  # fmt: skip
MEMBER = pl.Schema({"group": pl.Int64, "member": pl.Int64})
SET_ASIDE = pl.Schema(
    {
        "contact": pl.Int64, "file": pl.String, "sheet": pl.String, "row": pl.UInt32, "column": pl.String,
        "value": pl.String,
    }
)  # fmt: skip


def rows(cursor: Cursor, sql: str, params: Sequence[object], schema: pl.Schema) -> pl.DataFrame:
    """What a SELECT gives, as a frame of that schema."""
    cursor.execute(sql, params)
    parts = [pl.DataFrame(schema=schema)]
    while found := cursor.fetchmany(SLICE):
        columns = zip(schema.items(), zip(*found, strict=True), strict=True)
        parts.append(pl.DataFrame([_series(name, dtype, values) for (name, dtype), values in columns]))
    return pl.concat(parts)


def _series(name: str, dtype: pl.DataType, values: Sequence[Any]) -> pl.Series:
    if dtype == pl.Boolean:  # SQLite keeps 0 and 1
        return pl.Series(name, [None if value is None else bool(value) for value in values], pl.Boolean)
    if dtype == pl.Binary:
        return pl.Series(name, [None if value is None else bytes(value) for value in values], pl.Binary)
    return pl.Series(name, values, dtype)


# ---------------------------------------------------------------------------------------- find


def find(book: FirmBook, cursor: Cursor, lookups: pl.DataFrame) -> pl.DataFrame:
    """The contacts that have any of the keys; see contract.Book."""
    wanted = lookups.select(LOOKUP.names()).cast(LOOKUP).drop_nulls()
    keys = wanted.select("kind", "value").unique(maintain_order=True)
    found = [
        _find_kind(book, cursor, kind, part)
        for (kind,), part in keys.partition_by("kind", as_dict=True, maintain_order=True).items()
        if _any(book, cursor)
    ]
    columns = {"kind": pl.String, "value": pl.String, "book_id": pl.Int64}
    pairs = pl.concat([pl.DataFrame(schema=columns), *found]).unique(maintain_order=True)
    return wanted.join(pairs, on=["kind", "value"], maintain_order="left")


def _any(book: FirmBook, cursor: Cursor) -> bool:
    cursor.execute("SELECT 1 FROM book_contact WHERE firm_id = %s LIMIT 1", [book.firm])
    return cursor.fetchone() is not None


def _find_kind(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    search = {"source_row": _find_source, "contact_key": _find_key}.get(kind, _find_lookup)
    parts = [search(book, cursor, kind, part) for part in keys.iter_slices(SLICE)]
    return pl.concat(parts).with_columns(kind=pl.lit(kind)).select("kind", "value", "book_id")


_FOUND = pl.Schema({"n": pl.Int64, "book_id": pl.Int64})


def _numbered(found: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The keys that were found; n counts from 1."""
    return keys.with_row_index("n", offset=1).cast({"n": pl.Int64}).join(found, on="n")


def _find_lookup(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    engine = book.engine
    clean = keys.select(kind=pl.lit(kind), value=texts.storable(pl.col("value")))
    stored = sealing.lookup_values(book.keys, clean)
    sql = f"""
        SELECT k.n, l.contact_id FROM {engine.pairs} CROSS JOIN book_lookup l
        WHERE l.digest = k.digest AND l.firm_id = %s AND l.kind = %s AND l.value = k.value
            AND NOT l.retired"""
    digests = texts.digests(stored["kind"], stored["value"])
    found = rows(cursor, sql, [*engine.pair(stored["value"], digests), book.firm, kind], _FOUND)
    return _numbered(found, keys)


def _find_key(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    engine = book.engine
    sql = f"""
        SELECT k.n, c.id FROM {engine.texts} CROSS JOIN book_contact c
        WHERE c.key = k.value AND c.firm_id = %s"""
    known = keys.filter(pl.col("value").str.contains(KEY_FORM))
    return _numbered(rows(cursor, sql, [engine.array(known["value"]), book.firm], _FOUND), known)


def _find_source(book: FirmBook, cursor: Cursor, kind: str, keys: pl.DataFrame) -> pl.DataFrame:
    """ "<import>/<sheet>/<row>" through the sources, a sheet at a time."""
    parts = keys.with_columns(
        pl.col("value")
        .str.extract_groups(r"^(?<batch>[0-9A-Za-z]+)/(?<sheet>\d{1,6})/(?<row>\d{1,9})$")
        .struct.unnest()
    ).cast({"sheet": pl.Int64, "row": pl.Int64})
    found = [pl.DataFrame(schema={"value": pl.String, "book_id": pl.Int64})]
    for (batch, sheet), part in parts.drop_nulls().partition_by("batch", "sheet", as_dict=True).items():
        sql = f"""
            SELECT s.row, s.contact_id FROM book_source s
            JOIN book_importsheet t ON t.id = s.sheet_id JOIN book_import i ON i.id = t.batch_id
            WHERE i.firm_id = %s AND i.key = %s AND t.position = %s AND s.row IN {book.engine.numbers}"""
        params = [book.firm, batch, sheet, book.engine.array(part["row"])]
        hits = rows(cursor, sql, params, pl.Schema({"row": pl.Int64, "book_id": pl.Int64}))
        found.append(part.join(hits, on="row").select("value", "book_id"))
    return pl.concat(found)


# ------------------------------------------------------------------------------------ contents


def contents(book: FirmBook, cursor: Cursor, ids: pl.Series | None = None) -> Contents:
    """Contacts with cards and members, all of the firm's or those of the ids."""
    parts = list(slices(book, cursor, ids))
    if not parts:
        parts = [_empty()]
    contacts = pl.concat([part.contacts for part in parts], how="diagonal")
    ordered = ["id", "key", "kind", "archived", *catalog.RECORD_COLUMNS, "custom"]
    return Contents(
        contacts.select(name for name in ordered if name in contacts.columns),
        pl.concat([part.cards for part in parts]),
        pl.concat([part.members for part in parts]),
        pl.DataFrame(schema=SET_ASIDE),
    )


def _empty() -> Contents:
    contacts = decoded_contacts(pl.DataFrame(schema={**CONTACT, "sealed": pl.String}))
    cards = _decoded_cards(pl.DataFrame(schema=_CARD))
    return Contents(contacts, cards, pl.DataFrame(schema=MEMBER), pl.DataFrame(schema=SET_ASIDE))


def slices(book: FirmBook, cursor: Cursor, ids: pl.Series | None = None) -> Iterator[Contents]:
    """Contents a slice at a time, in the order of the contacts' ids."""
    wanted = None if ids is None else ids.cast(pl.Int64).drop_nulls().unique().sort()
    for low, high in _ranges(book, cursor, wanted):
        chosen = None if wanted is None else wanted.filter((wanted >= low) & (wanted <= high))
        if chosen is None:
            yield _slice(book, cursor, "BETWEEN %s AND %s", [low, high])
        else:
            yield _slice(book, cursor, f"IN {book.engine.numbers}", [book.engine.array(chosen)])


def _ranges(book: FirmBook, cursor: Cursor, wanted: pl.Series | None) -> Iterator[tuple[int, int]]:
    """Ranges of ids with at most SLICE contacts each."""
    if wanted is not None:
        for start in range(0, len(wanted), SLICE):
            part = wanted[start : start + SLICE]
            yield part[0], part[-1]
        return
    low = 0
    sql = """
        SELECT max(id) FROM
        (SELECT id FROM book_contact WHERE firm_id = %s AND id > %s ORDER BY id LIMIT %s) AS next"""
    while True:
        cursor.execute(sql, [book.firm, low, SLICE])
        high = cursor.fetchone()[0]
        if high is None:
            return
        yield low + 1, high
        low = high


def _slice(book: FirmBook, cursor: Cursor, where: str, params: Sequence[object]) -> Contents:
    contacts = raw_contacts(book, cursor, where, params)
    cards = f"""
        SELECT d.id, d.contact_id, d.organization_id, d."primary", d.organization_name, d.role,
            {", ".join(f"d.{name}" for name in texts.LISTS)}
        FROM book_card d JOIN book_contact c ON c.id = d.contact_id
        WHERE d.contact_id {where} AND c.firm_id = %s
        ORDER BY d.contact_id, d."primary" DESC, d.position, d.id"""
    members = f"""
        SELECT m.group_id, m.member_id FROM book_member m JOIN book_contact c ON c.id = m.group_id
        WHERE m.group_id {where} AND c.firm_id = %s ORDER BY m.group_id, m.member_id"""
    return Contents(
        decoded_contacts(opened(book, contacts)),
        _decoded_cards(rows(cursor, cards, [*params, book.firm], _CARD)),
        rows(cursor, members, [*params, book.firm], MEMBER),
        pl.DataFrame(schema=SET_ASIDE),
    )


def raw_contacts(book: FirmBook, cursor: Cursor, where: str, params: Sequence[object]) -> pl.DataFrame:
    """Contacts as the table has them, in the order of their ids."""
    columns = ", ".join(f'"{name}"' for name in CONTACT)
    sql = f"SELECT {columns} FROM book_contact WHERE id {where} AND firm_id = %s ORDER BY id"
    return rows(cursor, sql, [*params, book.firm], CONTACT)


def existing(book: FirmBook, cursor: Cursor, ids: pl.Series) -> pl.Series:
    """Those of the ids that are contacts of the firm."""
    sql = f"SELECT id FROM book_contact WHERE id IN {book.engine.numbers} AND firm_id = %s"
    return rows(cursor, sql, [book.engine.array(ids), book.firm], pl.Schema({"id": pl.Int64}))["id"]


def opened(book: FirmBook, contacts: pl.DataFrame) -> pl.DataFrame:
    """Contacts with "sealed" decrypted, as the JSON text of their secret values."""
    return contacts.with_columns(sealing.opened(book.keys, contacts["key"], contacts["sealed"]))


def decoded_contacts(contacts: pl.DataFrame) -> pl.DataFrame:
    """Contacts with a column for each value that occurs."""
    wide = contacts.with_columns(texts.read_custom())
    for column, names in (("accounting", texts.OPEN), ("sealed", texts.SECRET)):
        wide = _spread(wide, column, names)
    kept = [
        name
        for name in wide.columns
        if name not in catalog.RECORD_COLUMNS or name == "name" or wide[name].null_count() < wide.height
    ]
    return wide.select(kept)


def _spread(wide: pl.DataFrame, column: str, names: Sequence[str]) -> pl.DataFrame:
    """A column for each of the names that occurs in the JSON objects of one column."""
    filled = wide[column].is_not_null() & (wide[column] != "{}")
    if not filled.any():
        return wide.drop(column)
    text = pl.when(pl.col(column) != "{}").then(column).alias(column)
    return wide.with_columns(text).with_columns(texts.read_object(column, names)).unnest(column)


def _decoded_cards(cards: pl.DataFrame) -> pl.DataFrame:
    return texts.read_cards(cards).select("id", "contact", "organization_contact", "primary", *CARD.names())
