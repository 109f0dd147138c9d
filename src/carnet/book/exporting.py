"""What of a book goes into a file of another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from carnet.book.firm_book import FirmBook
    from carnet.contract import Contents

_WITH_SET_ASIDE = "jsonl"  # the format that holds what no field took


def to_export(book: FirmBook, to: str, ids: pl.Series | None = None) -> Contents:
    """The contacts, all or those of the ids, with what that format holds of them.

    Args:
        to: one of carnet.writers.EXPORTS.
    """
    contents = book.contents(ids)
    if to == _WITH_SET_ASIDE:
        contents.set_aside = book.set_aside(ids)
    return contents
