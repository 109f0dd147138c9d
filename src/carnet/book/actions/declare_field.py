"""Declare a custom field, and take one away with all its values."""

from __future__ import annotations

import json

import polars as pl

from carnet.book import texts
from carnet.book.actions.change_contacts import change_contacts
from carnet.book.bulk import BulkChange, Verb
from carnet.book.custom_fields import Declared
from carnet.book.firm_book import FirmBook
from carnet.book.models import CustomField
from carnet.book.rows import rows
from carnet.book.values import CUSTOM_PREFIX

_HELD = pl.Schema({"id": pl.Int64, "custom": pl.String})


def declare(book: FirmBook, field: Declared) -> None:
    """Keep a field, in place of one that has its name; the contacts stay as they are.

    Raises:
        CarnetError: book.locked.
    """
    with book.writing():
        CustomField.objects.using(book.using).update_or_create(
            firm_id=book.firm,
            name=field.name,
            defaults={
                "type": field.type,
                "options": json.dumps(field.options, ensure_ascii=False),
                "on_people": field.on_people,
                "on_organizations": field.on_organizations,
            },
        )


def take_away(book: FirmBook, name: str, *, user: str) -> None:
    """Empty a field of all contacts, as one change of the history that can be undone, and forget it.

    Raises:
        CarnetError: book.locked.
    """
    with book.writing() as cursor:
        sql = "SELECT id, custom FROM book_contact WHERE firm_id = %s AND custom IS NOT NULL ORDER BY id"
        held = rows(cursor, sql, [book.firm], _HELD).with_columns(texts.read_custom())
        names = pl.col("custom").list.eval(pl.element().struct.field("name"))
        having = held.filter(names.list.contains(name))["id"]
        CustomField.objects.using(book.using).filter(firm_id=book.firm, name=name).delete()
        if len(having):
            change_contacts(book, having, BulkChange(Verb.SET, f"{CUSTOM_PREFIX}{name}"), user=user)
