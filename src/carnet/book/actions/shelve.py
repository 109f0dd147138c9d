"""Put contacts onto the firm's shelf, where no query of the book sees them, or back into the book."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from carnet.book.actions import outbox
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook


def shelve(book: FirmBook, cursor: Cursor, contacts: pl.Series, firm: int, now: datetime) -> None:
    """Move contacts with their keys.

    Args:
        contacts: ids.
        firm: the number of the shelf or of the book.
        now: the moment of the change.
    """
    chosen = book.engine.array(contacts)
    cursor.execute(
        f"UPDATE book_contact SET firm_id = %s, revision = %s WHERE id IN {book.engine.numbers}",
        [firm, book.revision + 1, chosen],
    )
    cursor.execute(
        f"UPDATE book_lookup SET firm_id = %s WHERE contact_id IN {book.engine.numbers}", [firm, chosen]
    )
    tell = outbox.came if firm == book.firm else outbox.went
    tell(book, cursor, contacts, now)
