"""The clues that the book keeps of its contacts (match.evidence.clues), as rows of their table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from carnet.ahead import ahead
from carnet.book import texts
from carnet.book.engines import SLICE, Cursor
from carnet.book.rows import rows
from carnet.contract import Contents
from carnet.stages.match.evidence.clues import clues

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

ROW = pl.Schema({"digest": pl.Int64, "contact_id": pl.Int64})
_SHIFT = 16  # bits that a digest can spare: 48 are enough not to meet by chance, and stored in two bytes less


def digests(book: FirmBook, values: pl.Series) -> pl.Series:
    """The digests of a firm's clues; its shelf has the same."""
    named = pl.select(pl.concat_str(pl.lit(f"{abs(book.firm)}\x1f"), values)).to_series()
    return pl.Series(texts.digests(named).to_numpy() >> _SHIFT)


def catch_up(book: FirmBook) -> None:
    """Make the clues of the contacts that came since a clue was last asked for.

    An import that nobody follows by another never pays for them.
    """
    from carnet.book import queries

    with book.cursor() as cursor:
        if _last(cursor) <= _clued(book, cursor):
            return
    with book.writing() as cursor:
        last, known = _last(cursor), _clued(book, cursor)
        parts = (book, book.shelf)
        found = [_of(part, held) for part in parts for held in queries.slices(part, cursor, after=known)]
        _insert(book, cursor, pl.concat([pl.DataFrame(schema=ROW), *found]))
        cursor.execute("UPDATE book_firm SET clued = %s WHERE id = %s", [last, book.firm])


def refresh(book: FirmBook, cursor: Cursor, held: Contents) -> None:
    """Add the clues of contacts that changed; those that are true no more may stay.

    Args:
        held: the contacts as they are now.
    """
    caught = held.contacts["id"] <= _clued(book, cursor)  # of the others they are made with the rest
    if not caught.any():
        return
    present = _of(book, replace(held, contacts=held.contacts.filter(caught)))
    sql = f"""
        SELECT l.digest, l.contact_id FROM {book.engine.numbers} AS k CROSS JOIN book_clue l
        WHERE l.digest = k.value AND l.contact_id IN {book.engine.numbers}"""
    asked = [book.engine.array(present["digest"].unique()), book.engine.array(held.contacts["id"])]
    _insert(book, cursor, present.join(rows(cursor, sql, asked, ROW), on=ROW.names(), how="anti"))


def _last(cursor: Cursor) -> int:
    """The last contact that there is, of whatever firm: what comes to the firm later comes after it."""
    cursor.execute("SELECT max(id) FROM book_contact")
    return int(cursor.fetchone()[0] or 0)


def _clued(book: FirmBook, cursor: Cursor) -> int:
    cursor.execute("SELECT clued FROM book_firm WHERE id = %s", [abs(book.firm)])
    return int(cursor.fetchone()[0])


def _of(book: FirmBook, held: Contents) -> pl.DataFrame:
    """The clues of contacts, as ROW rows."""
    found = clues(held.contacts.rename({"id": "contact"}), held.cards)
    return pl.DataFrame({"digest": digests(book, found["value"]), "contact_id": found["contact"]}, schema=ROW)


def _insert(book: FirmBook, cursor: Cursor, fresh: pl.DataFrame) -> None:
    """Add rows in the table's own order: many at once then cost little."""
    ordered = fresh.unique().sort(ROW.names())
    with book.engine.bulk(cursor, "book_clue", ordered.height):
        for ready in ahead(book.engine.ready, ordered.iter_slices(SLICE)):
            book.engine.put(cursor, "book_clue", ready)
