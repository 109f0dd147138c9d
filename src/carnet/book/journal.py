"""The journal's rows: written by the actions, read by undo and by the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from carnet import catalog
from carnet.book.engines import Cursor
from carnet.book.rows import rows

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_PLACE = "journal"
CHANGE = pl.Schema(
    {
        "change": pl.Int64, "contact": pl.Int64, "field": pl.String, "card": pl.Int64, "old": pl.String,
        "new": pl.String,
    }
)  # fmt: skip


def write(
    book: FirmBook, cursor: Cursor, changes: pl.DataFrame, *, batch: int | None, user: str, now: datetime
) -> None:
    """Add changes to the journal.

    Args:
        changes: contact Int64, field, card Int64, old, new.
        batch: the import's id, None for a person.
    """
    frame = sealed(book, changes).select(
        pl.lit(book.firm).alias("firm_id"),
        pl.col("contact").alias("contact_id"),
        pl.lit(batch, pl.Int64).alias("origin_id"),
        "field",
        "card",
        "old",
        "new",
        pl.lit(user).alias("user"),
        pl.lit(book.engine.instant(now)).alias("at"),
        pl.lit(False).alias("undone"),
    )
    book.engine.insert(cursor, "book_change", frame)


def read(book: FirmBook, cursor: Cursor, where: str, params: Sequence[object]) -> pl.DataFrame:
    """The firm's changes that a condition on book_change j chooses, in order; secret values in clear."""
    sql = f"""
        SELECT j.id, j.contact_id, j.field, j.card, j.old, j.new FROM book_change j
        WHERE j.firm_id = %s AND {where} ORDER BY j.id"""
    return _converted(rows(cursor, sql, [book.firm, *params], CHANGE), book.keys.open_text)


def sealed(book: FirmBook, changes: pl.DataFrame) -> pl.DataFrame:
    """Changes (field, old, new or some of them) with the values of secret fields as they are stored."""
    return _converted(changes, book.keys.seal_text)


def _converted(changes: pl.DataFrame, convert: Callable[[str, str], str]) -> pl.DataFrame:
    """Changes with the values of secret fields sealed or opened."""
    secret = changes["field"].is_in(sorted(catalog.SECRET_COLUMNS))
    if not secret.any():
        return changes
    hidden = changes.filter(secret)
    texts = {
        name: [None if text is None else convert(text, _PLACE) for text in hidden[name]]
        for name in ("old", "new")
        if name in changes.columns
    }
    fresh = hidden.with_columns(pl.Series(name, values, pl.String) for name, values in texts.items())
    return pl.concat([changes.filter(~secret), fresh])
