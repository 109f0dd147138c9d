"""A firm's custom fields: their names, how many contacts have them, and what was declared of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from carnet.book import texts
from carnet.book.rows import rows
from carnet.book.values import CUSTOM_PREFIX
from carnet.contract import Kind

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_HELD = pl.Schema({"kind": pl.String, "custom": pl.String})
TEXT = "Text"  # the type of a field that nobody declared
_LOOKED_AT = 500  # contacts, for fields that no column brought


@dataclass(frozen=True, slots=True)
class CustomField:
    """A custom field; contacts: how many of each kind have a value in it."""

    name: str
    contacts: dict[Kind, int]


def in_use(book: FirmBook) -> list[CustomField]:
    """The custom fields with how many contacts have each, archived ones too; those without any as well."""
    sql = "SELECT kind, custom FROM book_contact WHERE firm_id = %s AND custom IS NOT NULL"
    with book.cursor() as cursor:
        held = rows(cursor, sql, [book.firm], _HELD)
    lines = held.with_columns(texts.read_custom()).explode("custom").drop_nulls("custom").unnest("custom")
    counted = lines.group_by("name", "kind").len()
    found: dict[str, dict[Kind, int]] = {name: {} for name in custom_fields(book)}
    for name, kind, count in counted.iter_rows():
        found.setdefault(name, {})[Kind(kind)] = count
    return [CustomField(name, found[name]) for name in sorted(found, key=str.casefold)]


def custom_fields(book: FirmBook, ids: pl.Series | None = None) -> list[str]:
    """The custom fields that columns of imports that stand went to, and those of some contacts, by name.

    Args:
        ids: contacts whose own fields are wanted too, whoever gave them; the first are looked at.
    """
    with book.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT t.columns FROM book_importsheet t JOIN book_import i ON i.id = t.batch_id
            WHERE i.firm_id = %s AND i.undone IS NULL""",
            [book.firm],
        )
        fields = {column["field"] or "" for (columns,) in cursor.fetchall() for column in json.loads(columns)}
    names = {field.removeprefix(CUSTOM_PREFIX) for field in fields if field.startswith(CUSTOM_PREFIX)}
    if ids is not None:
        held = book.contents(ids.head(_LOOKED_AT)).contacts["custom"]
        names |= set(held.explode().struct.field("name").drop_nulls())
    return sorted(names - {""}, key=str.casefold)


@dataclass(frozen=True, slots=True)
class Declared:
    """A custom field; see models.CustomField."""

    name: str
    type: str = TEXT
    options: tuple[str, ...] = ()
    on_people: bool = True
    on_organizations: bool = True


def declared(book: FirmBook) -> list[Declared]:
    """The custom fields that were declared, in the order of that."""
    from carnet.book import models

    there = models.CustomField.objects.using(book.using).filter(firm_id=book.firm)
    return [
        Declared(one.name, one.type, tuple(json.loads(one.options)), one.on_people, one.on_organizations)
        for one in there.order_by("pk")
    ]
