"""Which contact of the book one that was merged away lives on in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from carnet.book.engines import Cursor
from carnet.book.rows import rows

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_STANDING = pl.Schema({"gone": pl.Int64, "kept": pl.Int64})
HEIR = pl.Schema({"gone": pl.Int64, "heir": pl.Int64})


def heirs(book: FirmBook, cursor: Cursor) -> pl.DataFrame:
    """HEIR rows of the firm's merges that stand; a merge of merged contacts is followed to its end."""
    sql = """
        SELECT m.gone_id, m.kept_id FROM book_merge m JOIN book_import i ON i.id = m.batch_id
        WHERE i.firm_id = %s AND i.undone IS NULL"""
    into = dict(rows(cursor, sql, [book.firm], _STANDING).iter_rows())
    found = []
    for gone, kept in into.items():
        heir = kept
        while heir in into:
            heir = into[heir]
        found.append((gone, heir))
    return pl.DataFrame(found, schema=HEIR, orient="row")


def inherited(found: pl.DataFrame, heirs: pl.DataFrame) -> pl.DataFrame:
    """A frame with a column contact, in which contacts that were merged away are their heirs."""
    if not heirs.height:
        return found
    joined = found.join(heirs, left_on="contact", right_on="gone", how="left", maintain_order="left")
    return joined.with_columns(contact=pl.coalesce("heir", "contact")).drop("heir")
