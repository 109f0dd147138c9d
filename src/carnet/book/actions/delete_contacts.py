"""Delete contacts so that they can be restored: they leave the book as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import polars as pl

from carnet.book import journal
from carnet.book.actions.editing import Seen, check_seen, found
from carnet.book.actions.entry import begun, grow
from carnet.book.actions.shelve import shelve
from carnet.book.actions.stamp import stamp
from carnet.book.engines import SLICE, Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Import
from carnet.book.rows import rows
from carnet.book.texts import compact
from carnet.contract import CarnetError

DELETE = "delete"  # the mode of the history's entry
_FOUND = pl.Schema({"id": pl.Int64, "key": pl.String, "kind": pl.String})
_COUNTED = {"organization": "organizations", "person": "people", "client_group": "client_groups"}


def delete(book: FirmBook, keys: Sequence[str], *, user: str, seen: Seen | None = None) -> str:
    """Take contacts out of the book, in one transaction.

    They lie on the shelf (FirmBook.shelf) until they are restored; nothing of theirs is lost. Cards that
    point at them keep the name, groups have them no more, and both are again as they were when they are
    restored.

    Args:
        keys: of the contacts.
        seen: a single one as the person saw it; None where nobody did.

    Returns:
        The key of the entry in the history; undo_import.undo restores by it.

    Raises:
        CarnetError: contact.unknown, contact.changed, and then nothing is deleted; book.locked.
    """
    now = datetime.now(UTC)
    with book.writing() as cursor:
        if seen is not None:
            check_seen(book, cursor, found(book, keys[0]), seen)
        chosen = _found(book, cursor, keys)
        batch = _begun(book, chosen, user, now)
        for part in chosen.iter_slices(SLICE):
            take_out(book, cursor, part["id"], batch, now)
        grow(book)
    return batch.key


def _found(book: FirmBook, cursor: Cursor, keys: Sequence[str]) -> pl.DataFrame:
    """_FOUND rows of the contacts, each once."""
    wanted = pl.Series(keys, dtype=pl.String).unique(maintain_order=True)
    sql = f"""
        SELECT c.id, c.key, c.kind FROM {book.engine.texts} AS k CROSS JOIN book_contact c
        WHERE c.key = k.value AND +c.firm_id = %s"""
    parts = [
        rows(cursor, sql, [book.engine.array(wanted[start : start + SLICE]), book.firm], _FOUND)
        for start in range(0, len(wanted), SLICE)
    ]
    found = pl.concat([pl.DataFrame(schema=_FOUND), *parts])
    missing = wanted.filter(~wanted.is_in(found["key"].implode()))
    if len(missing):
        raise CarnetError("contact.unknown", value=missing[0])
    return found.sort("id")


def _begun(book: FirmBook, found: pl.DataFrame, user: str, now: datetime) -> Import:
    """The deletion's entry in the history."""
    kinds = dict(found["kind"].value_counts().iter_rows())
    records = {name: kinds.get(kind, 0) for kind, name in _COUNTED.items()}
    counts = {"contacts": found.height}
    return begun(book, DELETE, user, now, counts=compact(counts), records=compact(records))


def take_out(book: FirmBook, cursor: Cursor, ids: pl.Series, batch: Import, now: datetime) -> None:
    """Take some thousand contacts out of the book, inside the transaction of an entry of the history."""
    marks = pl.DataFrame({"contact": ids}).with_columns(
        field=pl.lit("deleted"),
        card=pl.lit(None, pl.Int64),
        old=pl.lit("False"),
        new=pl.lit("True"),
    )
    journal.write(book, cursor, marks, batch=batch.pk, user=batch.user, now=now)
    stamp(book, cursor, ids, now)
    deletions = pl.DataFrame({"contact_id": ids}).with_columns(batch_id=pl.lit(batch.pk, pl.Int64))
    book.engine.insert(cursor, "book_deletion", deletions)
    shelve(book, cursor, ids, book.shelf.firm, now)
