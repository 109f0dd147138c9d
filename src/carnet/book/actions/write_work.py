"""Write a plan's work items, and take those of an import back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from carnet.book import texts, traces
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.keys import random_letters, spelled
from carnet.book.models import Import
from carnet.book.rows import rows
from carnet.contract import WORK_VALUES
from carnet.stages.normalise.searched import searched

if TYPE_CHECKING:
    from carnet.book.actions.apply_import import Writing

_TABLE, _CHANGES = "book_workitem", "book_workchange"
_CHANGE = pl.Schema(
    {"change": pl.Int64, "id": pl.Int64, "field": pl.String, "old": pl.String, "new": pl.String,
     "later": pl.Int64, "now": pl.String}
)  # fmt: skip
_LATER = "SELECT min(l.id) FROM book_workchange l WHERE l.item_id = j.item_id AND l.field = j.field"


def write(work: Writing, sheets: Sequence[int]) -> None:
    """Create and update work items as the plan says.

    Args:
        work: the import being written.
        sheets: the ids of its sheets.
    """
    items = work.plan.work
    created = items.filter(pl.col("action") == "create")
    ids = work.book.engine.reserve(work.cursor, _TABLE, created.height)
    new = created.select(
        ids.alias("id"),
        pl.lit(work.book.firm).alias("firm_id"),
        pl.Series("key", spelled(random_letters(created.height)), dtype=pl.String),
        pl.coalesce("client_book", work.ids.gather(created["client"])).alias("client_id"),
        texts.storable(pl.col("key")).alias("source_key"),
        *(texts.storable(pl.col(name)) for name in WORK_VALUES),
        searched(created["title"]).alias("title_folded"),
        pl.lit(work.batch.pk).alias("origin_id"),
        pl.Series("sheet_id", [sheets[at] for at in created["sheet"]], dtype=pl.Int64),
        pl.col("row").cast(pl.Int64),
    )
    work.book.engine.insert(work.cursor, _TABLE, new)
    changed = items.filter(pl.col("action") == "update")
    values = changed.select(
        pl.col("book_id").alias("id"),
        *(texts.storable(pl.col(name)) for name in WORK_VALUES),
        searched(changed["title"]).alias("title_folded"),
    )
    work.book.engine.update(work.cursor, _TABLE, values)
    journal = work.plan.work_changes.select(
        pl.col("book_id").alias("item_id"),
        pl.lit(work.batch.pk).alias("origin_id"),
        "field",
        *(texts.storable(pl.col(name)) for name in ("old", "new")),
        pl.lit(False).alias("undone"),
    )
    work.book.engine.insert(work.cursor, _CHANGES, journal)


def undo(book: FirmBook, cursor: Cursor, batch: Import) -> tuple[dict[str, int], pl.DataFrame]:
    """Give work items back what an import changed, and take those away that it made.

    What a later import changed stays, and so do items that one changed; the undo of that one finds the
    earlier value.

    Args:
        batch: the import, marked as undone.

    Returns:
        How many items went, and traces.KEPT rows of what stays.
    """
    for field in WORK_VALUES:
        _revert(book, cursor, batch, field)
    cursor.execute(f"UPDATE {_CHANGES} SET undone = %s WHERE origin_id = %s", [True, batch.pk])
    standing = f"SELECT 1 FROM {_CHANGES} j WHERE j.item_id = w.id AND NOT j.undone"
    gone = f"""
        SELECT w.id FROM {_TABLE} w JOIN book_import i ON i.id = w.origin_id
        WHERE w.firm_id = %s AND i.undone IS NOT NULL AND NOT EXISTS ({standing})"""
    cursor.execute(f"DELETE FROM {_CHANGES} WHERE item_id IN ({gone})", [book.firm])
    cursor.execute(f"DELETE FROM {_TABLE} WHERE id IN ({gone})", [book.firm])
    count = cursor.rowcount
    return ({"work_items": count} if count else {}), _kept(book, cursor, batch)


def _revert(book: FirmBook, cursor: Cursor, batch: Import, field: str) -> None:
    """One field of the items that the import changed."""
    sql = f"""
        SELECT j.id, j.item_id, j.field, j.old, j.new, ({_LATER} AND l.id > j.id AND NOT l.undone),
            w."{field}"
        FROM {_CHANGES} j JOIN {_TABLE} w ON w.id = j.item_id
        WHERE j.origin_id = %s AND j.field = %s AND NOT j.undone AND w.firm_id = %s"""
    changes = rows(cursor, sql, [batch.pk, field, book.firm], _CHANGE)
    last = changes.filter(pl.col("later").is_null() & pl.col("now").eq_missing(pl.col("new")))
    before = last.select("id", pl.col("old").alias(field))
    if field == "title":
        before = before.with_columns(searched(before["title"]).alias("title_folded"))
    book.engine.update(cursor, _TABLE, before)
    earlier = changes.drop_nulls("later").select("old", id="later")
    book.engine.update(cursor, _CHANGES, earlier)


def _kept(book: FirmBook, cursor: Cursor, batch: Import) -> pl.DataFrame:
    """What stays of the items that the import made or changed, for a later import changed it."""
    sql = f"""
        SELECT w.title, 'work', j.field, COALESCE(j.new, ''), i."user", CAST(i.created AS text)
        FROM {_CHANGES} j JOIN {_TABLE} w ON w.id = j.item_id JOIN book_import i ON i.id = j.origin_id
        WHERE w.firm_id = %s AND NOT j.undone AND (w.origin_id = %s OR EXISTS (
            SELECT 1 FROM {_CHANGES} m
            WHERE m.item_id = j.item_id AND m.field = j.field AND m.origin_id = %s AND m.id < j.id))
        ORDER BY j.id"""
    found = rows(cursor, sql, [book.firm, batch.pk, batch.pk], traces.KEPT)
    return found.with_columns(field=pl.lit("work.") + pl.col("field"))
