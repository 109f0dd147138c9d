"""The lists that were imported earlier, and how contacts' cards came to be what they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from carnet.book.engines import SLICE, Cursor
from carnet.book.rows import rows
from carnet.contract import CARD_STEPS, EARLIER_LISTS

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_SHEET = pl.Schema([*list(EARLIER_LISTS.items())[:-1], ("headers", pl.String())])


def lists(book: FirmBook, cursor: Cursor) -> pl.DataFrame:
    """See contract.Book.earlier_lists."""
    sql = """
        SELECT t.id, t.batch_id, t.file, t.name, t.provider, t.rows, t.digest, t.columns
        FROM book_importsheet t JOIN book_import i ON i.id = t.batch_id
        WHERE i.firm_id = %s AND i.undone IS NULL ORDER BY i.id DESC, t.position"""
    found = rows(cursor, sql, [book.firm], _SHEET)
    headers = [[column["header"] or "" for column in json.loads(text)] for text in found["headers"]]
    return found.with_columns(pl.Series("headers", headers, EARLIER_LISTS["headers"]))


def card_steps(book: FirmBook, cursor: Cursor, contacts: pl.Series) -> pl.DataFrame:
    """See contract.Book.card_steps."""
    parts = [
        _steps(book, cursor, contacts[start : start + SLICE]) for start in range(0, len(contacts), SLICE)
    ]
    return pl.concat([pl.DataFrame(schema=CARD_STEPS), *parts])


def _steps(book: FirmBook, cursor: Cursor, contacts: pl.Series) -> pl.DataFrame:
    asked = book.engine.array(contacts)
    made = f"""
        SELECT c.id, c.origin_id, 1 = 1, 1 = 0, CAST(NULL AS text), CAST(NULL AS text) FROM book_contact c
        WHERE c.id IN {book.engine.numbers} AND +c.firm_id = %s"""
    changed = f"""
        SELECT j.contact_id, j.origin_id, 1 = 0,
            EXISTS (SELECT 1 FROM book_merge m WHERE m.batch_id = j.origin_id), j.old, j.new
        FROM book_change j WHERE j.contact_id IN {book.engine.numbers} AND +j.firm_id = %s
        AND j.field = 'card' AND NOT j.undone ORDER BY j.id"""
    found = [rows(cursor, sql, [asked, book.firm], CARD_STEPS) for sql in (made, changed)]
    return pl.concat(found)
