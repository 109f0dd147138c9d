"""One change of many contacts: what is asked, and what it would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import polars as pl

from carnet import catalog
from carnet.book import texts
from carnet.book.engines import SLICE, Cursor
from carnet.book.rows import rows
from carnet.book.typed.values import field_of, given
from carnet.book.values import CUSTOM_PREFIX, JOINT, custom_values
from carnet.catalog import FieldType
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.terms import Kind

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

rule(
    "group.unknown",
    Severity.ERROR,
    en="“%(value)s” is no client group of the book. Choose one from the list.",
    fr="« %(value)s » n'est pas un groupe de clients du carnet. Choisissez-en un dans la liste.",
)

_MANY = {FieldType.TEXT, FieldType.NOTE, FieldType.CHOICE, FieldType.DAY, FieldType.MONTH}
_ONES_OWN = {"suffix", "accounting.legal_name", "accounting.trading_name"}

#: The record columns that may say the same of many contacts: no names, numbers or dates of one's own.
SHARED: tuple[str, ...] = tuple(
    column
    for column in catalog.RECORD_COLUMNS
    if (entry := field_of(column)) is not None
    and entry.type in _MANY
    and not entry.secret
    and column not in _ONES_OWN
)
_SAMPLE = 10  # contacts that a preview shows
_LOOKED_AT = 20_000  # contacts whose groups are told


class Verb(StrEnum):
    """What is done to each of the contacts. JOIN, LEAVE: a client group."""

    SET = "set"
    JOIN = "join"
    LEAVE = "leave"
    ARCHIVE = "archive"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class BulkChange:
    """One change of many contacts.

    Attributes:
        field: of SET: one of SHARED or "custom.<name>". value: what it is to be; "" empties it.
        group: of JOIN and LEAVE: the key of the client group.
    """

    verb: Verb
    field: str = ""
    value: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the contacts that would change; old and new in words of the field."""

    key: str
    name: str
    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do.

    Attributes:
        change: as it would be done, its value in the form that the book keeps.
        revision: of the book; what is done is refused at another.
        total: contacts that were chosen. changes: those that would change. already: those that are so.
        unfit: those of a kind that has no such field, or that a group cannot hold.
        group: the name of the client group.
    """

    change: BulkChange
    revision: int
    total: int
    changes: int
    already: int
    unfit: int
    sample: tuple[Sample, ...] = ()
    group: str = ""


# One row a chosen contact: what it is now, what it would be, whether its kind allows that.
STANDING = pl.Schema(
    {
        "id": pl.Int64, "key": pl.String, "name": pl.String, "kind": pl.String, "old": pl.String,
        "new": pl.String, "fits": pl.Boolean,
    }
)  # fmt: skip
_HEAD = pl.Schema({"id": pl.Int64, "key": pl.String, "name": pl.String, "kind": pl.String})


def checked(book: FirmBook, change: BulkChange) -> BulkChange:
    """The change with its value in the form that the book keeps.

    Raises:
        CarnetError: contact.field, group.unknown, or the rule by which the value cannot be read.
    """
    if change.verb is not Verb.SET:
        if change.verb in {Verb.JOIN, Verb.LEAVE}:
            group_of(book, change.group)
        return change
    custom = change.field.startswith(CUSTOM_PREFIX) and len(change.field) > len(CUSTOM_PREFIX)
    if change.field not in SHARED and not custom:
        raise CarnetError("contact.field", value=change.field)
    return replace(change, value=given(change.field, change.value) or "")


def group_of(book: FirmBook, key: str) -> tuple[int, str]:
    """The id and the name of a client group.

    Raises:
        CarnetError: group.unknown.
    """
    with book.cursor() as cursor:
        cursor.execute(
            "SELECT id, name FROM book_contact WHERE key = %s AND firm_id = %s AND kind = %s",
            [key, book.firm, Kind.CLIENT_GROUP.value],
        )
        found = cursor.fetchone()
    if found is None:
        raise CarnetError("group.unknown", value=key)
    return int(found[0]), str(found[1])


def groups_of(book: FirmBook, ids: pl.Series) -> list[tuple[str, str, int]]:
    """Client groups that contacts are in, those of most first: key, name, how many of the contacts.

    Of many contacts the first thousands are looked at, and a hundred groups told.
    """
    sql = f"""
        SELECT g.key, g.name, count(*) FROM book_member m JOIN book_contact g ON g.id = m.group_id
        WHERE m.member_id IN {book.engine.numbers} AND g.firm_id = %s
        GROUP BY g.key, g.name ORDER BY count(*) DESC, g.name LIMIT 100"""
    with book.cursor() as cursor:
        cursor.execute(sql, [book.engine.array(ids.head(_LOOKED_AT)), book.firm])
        return [(str(key), str(name), int(count)) for key, name, count in cursor.fetchall()]


def named(book: FirmBook, ids: pl.Series) -> list[tuple[str, str, str]]:
    """Key, name and kind of a few contacts, in their order."""
    sql = f"SELECT id, key, name, kind FROM book_contact WHERE id IN {book.engine.numbers} AND firm_id = %s"
    with book.cursor() as cursor:
        found = rows(cursor, sql, [book.engine.array(ids), book.firm], _HEAD)
    return list(ids.to_frame("id").join(found, on="id", maintain_order="left").drop("id").iter_rows())


def ids_of(book: FirmBook, keys: list[str]) -> pl.DataFrame:
    """key and id of the contacts of those keys, in their order; keys that are none are left out."""
    wanted = pl.DataFrame({"key": keys}, schema={"key": pl.String}).unique(maintain_order=True)
    parts = [pl.DataFrame(schema={"key": pl.String, "id": pl.Int64})]
    sql = f"SELECT key, id FROM book_contact WHERE key IN {book.engine.texts} AND +firm_id = %s"
    with book.cursor() as cursor:
        for part in wanted.iter_slices(SLICE):
            parts.append(rows(cursor, sql, [book.engine.array(part["key"]), book.firm], parts[0].schema))
    return wanted.join(pl.concat(parts), on="key", maintain_order="left")


def standing(book: FirmBook, cursor: Cursor, ids: pl.Series, change: BulkChange) -> Iterator[pl.DataFrame]:
    """STANDING rows of the chosen contacts that the book has, some thousand at a time.

    Args:
        change: a checked one.
    """
    group = group_of(book, change.group)[0] if change.group else 0
    wanted = ids.cast(pl.Int64).drop_nulls().unique(maintain_order=True)
    for start in range(0, len(wanted), SLICE):
        yield _standing(book, cursor, wanted[start : start + SLICE], change, group)


def _standing(book: FirmBook, cursor: Cursor, ids: pl.Series, change: BulkChange, group: int) -> pl.DataFrame:
    column, params = _column(change, group)
    sql = f"""
        SELECT c.id, c.key, c.name, c.kind, {column} FROM book_contact c
        WHERE c.id IN {book.engine.numbers} AND +c.firm_id = %s"""
    dtype = pl.Boolean() if change.verb is not Verb.SET else pl.String()
    schema = pl.Schema({**_HEAD, "old": dtype})
    found = rows(cursor, sql, [*params, book.engine.array(ids), book.firm], schema)
    ordered = ids.to_frame("id").join(found, on="id", maintain_order="left")
    return ordered.with_columns(
        _decoded(ordered, change).alias("old"),
        pl.lit(_wanted(change), pl.String).alias("new"),
        _fits(change).fill_null(False).alias("fits"),
    ).select(STANDING.names())


def _column(change: BulkChange, group: int) -> tuple[str, list[object]]:
    """What SQL reads of a contact, and its parameters."""
    match change.verb:
        case Verb.JOIN | Verb.LEAVE:
            held = "EXISTS (SELECT 1 FROM book_member m WHERE m.member_id = c.id AND m.group_id = %s)"
            return held, [group]
        case Verb.ARCHIVE | Verb.RESTORE:
            return "c.archived", []
        case Verb.SET if change.field.startswith(CUSTOM_PREFIX):
            return "c.custom", []
        case _:
            return f"c.{change.field}" if change.field in texts.COLUMNS else "c.details", []


def _decoded(found: pl.DataFrame, change: BulkChange) -> pl.Expr | pl.Series:
    """The values as the journal writes them."""
    if change.verb is not Verb.SET:
        return pl.when("old").then(pl.lit("True")).otherwise(pl.lit("False"))
    if change.field.startswith(CUSTOM_PREFIX):
        held = found.select("id", custom="old").with_columns(texts.read_custom())
        named = custom_values(held).filter(pl.col("field") == change.field)
        return found.join(named, on="id", how="left", maintain_order="left")["value"]
    if change.field in texts.COLUMNS:
        return pl.col("old")
    return texts.read_object("old", [change.field]).struct.field(change.field)


def _wanted(change: BulkChange) -> str | None:
    if change.verb is Verb.SET:
        return change.value or None
    return str(change.verb in {Verb.JOIN, Verb.ARCHIVE})


def _fits(change: BulkChange) -> pl.Expr:
    """Whether a contact of that kind can be so."""
    group = pl.col("kind") == Kind.CLIENT_GROUP.value
    if change.verb is Verb.JOIN:
        return ~group
    if change.verb is not Verb.SET or change.field.startswith(CUSTOM_PREFIX):
        return pl.lit(True)
    if change.field.startswith("accounting."):
        return ~group
    kinds = [kind.value for kind in Kind if f"{kind}.{change.field}" in catalog.FIELDS]
    return pl.col("kind").is_in(kinds)


def differing(part: pl.DataFrame) -> pl.DataFrame:
    """The STANDING rows that would change."""
    return part.filter(pl.col("fits") & pl.col("old").ne_missing(pl.col("new")))


def preview(book: FirmBook, ids: pl.Series, change: BulkChange) -> Preview:
    """What a change would do to the contacts of those ids; nothing is written.

    Raises:
        CarnetError: as checked.
    """
    asked = checked(book, change)
    revision = book.revision
    total = changes = unfit = 0
    sample: list[Sample] = []
    with book.cursor() as cursor:
        for part in standing(book, cursor, ids, asked):
            different = differing(part)
            total, changes = total + part.height, changes + different.height
            unfit += int((~part["fits"]).sum())
            few = different.head(_SAMPLE - len(sample)).select(list(Sample.__slots__))
            sample += [Sample(*(value or "" for value in row)) for row in few.iter_rows()]
    shown = tuple(replace(one, old=one.old.replace(JOINT, ", ")) for one in sample)
    group = group_of(book, asked.group)[1] if asked.group else ""
    return Preview(asked, revision, total, changes, total - changes - unfit, unfit, shown, group)
