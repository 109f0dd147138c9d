"""What of a book goes into a file of another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from carnet.book.firm_book import FirmBook
    from carnet.contract import Contents


def to_export(book: FirmBook, ids: pl.Series | None = None) -> Contents:
    """The contacts, all or those of the ids, with what no field of theirs took: a format that does not hold
    it says how much that is."""
    contents = book.contents(ids)
    contents.set_aside = book.set_aside(ids)
    return contents
