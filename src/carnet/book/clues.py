"""The clues that the book keeps of its contacts (match.evidence.clues), as rows of their table."""

from __future__ import annotations

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


def clue_rows(book: FirmBook, found: pl.DataFrame) -> pl.DataFrame:
    """ROW rows of clues.CLUE rows."""
    return pl.DataFrame({"digest": digests(book, found["value"]), "contact_id": found["contact"]}, schema=ROW)


def insert(book: FirmBook, cursor: Cursor, fresh: pl.DataFrame) -> None:
    """Add ROW rows that are not there yet, in the table's own order: many at once then cost little."""
    by_contact = fresh if fresh["contact_id"].is_sorted() else fresh.sort("contact_id")
    ordered = by_contact.sort("digest", maintain_order=True)
    again = pl.all_horizontal(pl.all() == pl.all().shift()).fill_null(False)
    ordered = ordered.filter(~again)
    with book.engine.bulk(cursor, "book_clue", ordered.height):
        for ready in ahead(book.engine.ready, ordered.iter_slices(SLICE)):
            book.engine.put(cursor, "book_clue", ready)


def refresh(book: FirmBook, cursor: Cursor, held: Contents) -> None:
    """Add the clues of contacts that changed; those that are true no more may stay.

    Args:
        held: the contacts as they are now.
    """
    present = clue_rows(book, clues(held.contacts.rename({"id": "contact"}), held.cards))
    sql = f"""
        SELECT l.digest, l.contact_id FROM {book.engine.numbers} AS k CROSS JOIN book_clue l
        WHERE l.digest = k.value AND l.contact_id IN {book.engine.numbers}"""
    asked = [book.engine.array(present["digest"].unique()), book.engine.array(held.contacts["id"])]
    insert(book, cursor, present.join(rows(cursor, sql, asked, ROW), on=ROW.names(), how="anti"))


def fill(book: FirmBook, cursor: Cursor) -> None:
    """The clues of every contact of a firm, of which there are none yet."""
    from carnet.book import queries

    found = [
        clue_rows(book, clues(part.contacts.rename({"id": "contact"}), part.cards))
        for part in queries.slices(book, cursor)
    ]
    if found:
        insert(book, cursor, pl.concat(found))
