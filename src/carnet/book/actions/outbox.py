"""Write down what happened to contacts, in the transaction in which it does, for those who want to be told.

Whatever is done to a contact in one revision of the book is one event of it.
"""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from carnet.book import outgoing, texts
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Event, Import, Subscription
from carnet.book.outgoing import OF_CONTACTS, DeliveryState, EventType, Standing
from carnet.book.texts import compact

# What an event is that meets an earlier one of its contact and revision; "" is none: it came and went.
_NEXT = {
    EventType.UPDATED: "book_event.type",
    EventType.CREATED: "CASE book_event.type WHEN 'contact.deleted' THEN 'contact.updated' "
    "ELSE 'contact.created' END",
    EventType.DELETED: "CASE book_event.type WHEN 'contact.created' THEN '' ELSE 'contact.deleted' END",
}


def changed(book: FirmBook, cursor: Cursor, contacts: pl.Series, now: datetime) -> None:
    """Contacts of the book are otherwise than they were.

    Args:
        contacts: ids; those of the shelf are left out.
    """
    _contacts(book, cursor, EventType.UPDATED, contacts, now, book.firm)


def came(book: FirmBook, cursor: Cursor, contacts: pl.Series, now: datetime) -> None:
    """Contacts are in the book that were not."""
    _contacts(book, cursor, EventType.CREATED, contacts, now, book.firm)


def went(book: FirmBook, cursor: Cursor, contacts: pl.Series, now: datetime) -> None:
    """Contacts are on the shelf that were in the book."""
    _contacts(book, cursor, EventType.DELETED, contacts, now, book.shelf.firm)


def doomed(book: FirmBook, cursor: Cursor, now: datetime) -> None:
    """The book's contacts of the temporary table ``doomed`` are about to be deleted."""
    if _heard(book):
        _write(book, cursor, EventType.DELETED, "(SELECT id FROM doomed)", [], now, book.firm)


def made(book: FirmBook, cursor: Cursor, contacts: pl.DataFrame, now: datetime) -> None:
    """An import made contacts.

    Args:
        contacts: key, kind, name.
    """
    book.engine.insert(
        cursor,
        "book_event",
        contacts.select(
            pl.lit(book.firm).alias("firm_id"),
            pl.lit(book.revision + 1).alias("revision"),
            pl.lit(str(EventType.CREATED)).alias("type"),
            pl.col("key").alias("subject"),
            "kind",
            texts.storable(pl.col("name")),
            pl.lit(book.engine.instant(now)).alias("at"),
        ),
    )


def hears_of(book: FirmBook, event: EventType) -> bool:
    """Whether a subscription of the firm wants such events."""
    return any(event in outgoing.wanted(row) for row in _listening(book))


def finished(book: FirmBook, batch: Import, records: dict[str, int], counts: dict[str, int]) -> None:
    """An import of files was applied."""
    if hears_of(book, EventType.IMPORTED):
        Event.objects.using(book.using).create(
            firm_id=book.firm, revision=batch.revision, type=EventType.IMPORTED, subject=batch.key,
            data=compact({"records": records, "counts": counts}), at=batch.created,
        )  # fmt: skip


def hand_on(book: FirmBook) -> None:
    """Address the events of the book's next revision to those who want them; what nobody wants goes."""
    listening = _listening(book)
    if not listening:
        return
    revision = book.revision + 1
    with book.cursor() as cursor:
        for row in listening:
            _address(book, cursor, row, revision)
        cursor.execute(
            """DELETE FROM book_event WHERE firm_id = %s AND revision = %s
            AND NOT EXISTS (SELECT 1 FROM book_delivery d WHERE d.event_id = book_event.id)""",
            [book.firm, revision],
        )


def last_told(book: FirmBook, cursor: Cursor, since: int) -> None:
    """Of what merges after a revision did to a contact, only the last is told; in their transaction."""
    chosen = f"""
        SELECT id FROM book_event WHERE firm_id = %s AND revision > %s
        AND type IN {tuple(map(str, OF_CONTACTS))} AND id NOT IN (
            SELECT max(e.id) FROM book_event e WHERE e.firm_id = %s AND e.revision > %s GROUP BY e.subject)"""
    params = 2 * [book.firm, since]
    cursor.execute(f"DELETE FROM book_delivery WHERE event_id IN ({chosen})", params)
    cursor.execute(f"DELETE FROM book_event WHERE id IN ({chosen})", params)


def _listening(book: FirmBook) -> list[Subscription]:
    return list(outgoing.subscriptions(book).exclude(state=Standing.DISABLED))


def _heard(book: FirmBook) -> bool:
    return any(set(OF_CONTACTS) & set(outgoing.wanted(row)) for row in _listening(book))


def _contacts(
    book: FirmBook, cursor: Cursor, event: EventType, contacts: pl.Series, now: datetime, firm: int
) -> None:
    if len(contacts) and _heard(book):
        chosen = book.engine.array(contacts.drop_nulls().unique())
        _write(book, cursor, event, book.engine.numbers, [chosen], now, firm)


def _write(
    book: FirmBook, cursor: Cursor, event: EventType, ids: str, params: list[object], now: datetime, firm: int
) -> None:
    """Events of the contacts that a subquery gives, as they are now."""
    cursor.execute(
        f"""INSERT INTO book_event (firm_id, revision, type, subject, kind, name, at)
        SELECT %s, %s, %s, c.key, c.kind, c.name, %s FROM book_contact c
        WHERE c.id IN {ids} AND c.firm_id = %s
        ON CONFLICT (firm_id, revision, subject)
        DO UPDATE SET name = excluded.name, type = {_NEXT[event]}""",
        [book.firm, book.revision + 1, str(event), book.engine.instant(now), *params, firm],
    )


def _address(book: FirmBook, cursor: Cursor, row: Subscription, revision: int) -> None:
    types, kinds = outgoing.wanted(row), outgoing.kinds(row)
    told = f"e.type IN ({', '.join(['%s'] * len(types))})"
    of_kind = f"AND e.kind IN ({', '.join(['%s'] * len(kinds))}, '')" if kinds else ""
    cursor.execute(
        f"""INSERT INTO book_delivery (event_id, subscription_id, state, due)
        SELECT e.id, %s, %s, %s FROM book_event e
        WHERE e.firm_id = %s AND e.revision = %s AND {told} {of_kind} ORDER BY e.id""",
        [row.pk, str(DeliveryState.WAITING), book.engine.instant(datetime.now(UTC)), book.firm, revision,
         *types, *kinds],
    )  # fmt: skip
