"""Note on contacts the revision at which they changed: lists catch up by it, edits are checked by it, others
are told."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from carnet.book.actions import outbox
from carnet.book.engines import SLICE, Cursor
from carnet.book.firm_book import FirmBook


def stamp(book: FirmBook, cursor: Cursor, contacts: pl.Series, now: datetime) -> None:
    """Say of contacts that they change now, with the book's next revision.

    Args:
        contacts: ids, of the book or of its shelf.
        now: the moment of the change.
    """
    said = [book.revision + 1, book.engine.instant(now)]
    wanted = contacts.drop_nulls().unique().sort()
    for start in range(0, len(wanted), SLICE):
        part = wanted[start : start + SLICE]
        cursor.execute(
            f"UPDATE book_contact SET revision = %s, modified = %s WHERE id IN {book.engine.numbers}",
            [*said, book.engine.array(part)],
        )
        outbox.changed(book, cursor, part, now)
