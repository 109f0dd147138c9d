"""The names of a firm's custom fields."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from carnet.book.values import CUSTOM_PREFIX

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_LOOKED_AT = 500  # contacts, for fields that no column brought


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
