"""Restore deleted contacts, or bring them back for the time that something they take part in is undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from carnet.book.actions.merge_contacts import Merging
from carnet.book.actions.merge_relations import move_cards
from carnet.book.actions.shelve import shelve
from carnet.book.actions.stamp import stamp
from carnet.book.engines import SLICE, Cursor
from carnet.book.models import Deletion, Import, Merge
from carnet.book.rows import rows

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_ID = pl.Schema({"id": pl.Int64})


def restore(book: FirmBook, cursor: Cursor, batch: Import, user: str, now: datetime) -> int:
    """Put the contacts of a deletion back into the book, inside a transaction; how many."""
    sql = "SELECT contact_id FROM book_deletion WHERE batch_id = %s ORDER BY contact_id"
    ids = rows(cursor, sql, [batch.pk], _ID)["id"]
    for start in range(0, len(ids), SLICE):
        part = ids[start : start + SLICE]
        shelve(book, cursor, part, book.firm, now)
        stamp(book, cursor, part, now)
        _follow_merges(book, cursor, part, user, now)
    Deletion.objects.using(book.using).filter(batch=batch).delete()
    return len(ids)


def _follow_merges(book: FirmBook, cursor: Cursor, ids: pl.Series, user: str, now: datetime) -> None:
    """Cards at organizations that went into others meanwhile are at these, as if they had been there."""
    sql = f"""
        SELECT DISTINCT organization_id FROM book_card
        WHERE contact_id IN {book.engine.numbers} AND organization_id IS NOT NULL"""
    at = set(rows(cursor, sql, [book.engine.array(ids)], _ID)["id"])
    merges = Merge.objects.using(book.using).filter(batch__firm_id=book.firm, batch__undone=None)
    for merge in merges.select_related("batch", "kept", "gone").order_by("pk"):
        if merge.gone_id in at:
            work = Merging(book, cursor, merge.batch, merge.kept, merge.gone, user, now)
            move_cards(work, merge.kept.name)
            at.add(merge.kept_id)


@contextmanager
def lent(book: FirmBook, cursor: Cursor, batch: Import, now: datetime) -> Iterator[None]:
    """The deleted contacts that an import or merge changed are in the book while it is undone."""
    sql = """
        SELECT d.contact_id FROM book_deletion d JOIN book_import i ON i.id = d.batch_id
        WHERE i.firm_id = %s AND (
            EXISTS (SELECT 1 FROM book_change j WHERE j.contact_id = d.contact_id
                AND (j.origin_id = %s OR j.origin_id IN (SELECT m.batch_id FROM book_merge m)))
            OR EXISTS (SELECT 1 FROM book_merge m WHERE m.kept_id = d.contact_id))"""
    ids = rows(cursor, sql, [book.firm, batch.pk], _ID)["id"]
    if not len(ids):
        yield
        return
    shelve(book, cursor, ids, book.firm, now)
    yield
    shelve(book, cursor, ids, book.shelf.firm, now)
