"""Take back what an edit of many contacts did besides their values: archived or not, in a group or not."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from carnet.book.actions.change_contacts import link, set_archived
from carnet.book.actions.revert_changes import stay
from carnet.book.actions.stamp import stamp
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Import
from carnet.book.rows import rows

_GROUP = pl.Struct({"group": pl.Int64, "name": pl.String, "origin": pl.Int64})
_ARCHIVED = pl.Schema({"contact": pl.Int64, "archived": pl.Boolean})
_PAIR = pl.Schema({"group": pl.Int64, "member": pl.Int64})
_ID = pl.Schema({"id": pl.Int64})


def revert_archived(
    book: FirmBook, cursor: Cursor, batch: Import, changes: pl.DataFrame, now: datetime
) -> tuple[int, pl.DataFrame]:
    """Whether contacts are archived; see revert_changes.revert_values."""
    sql = f"SELECT id, archived FROM book_contact WHERE id IN {book.engine.numbers} AND firm_id = %s"
    held = rows(cursor, sql, [book.engine.array(changes["contact"]), book.firm], _ARCHIVED)
    value = pl.when("archived").then(pl.lit("True")).otherwise(pl.lit("False"))
    present = changes.join(held.select("contact", value=value), on="contact", maintain_order="left")
    same = pl.col("value") == pl.col("new")
    restored = present.filter(same)
    for archived, part in (("True", True), ("False", False)):
        set_archived(book, cursor, restored.filter(pl.col("old") == archived)["contact"], part, now)
    return restored.height, stay(book, cursor, present.filter(~same))


def revert_groups(
    book: FirmBook, cursor: Cursor, batch: Import, changes: pl.DataFrame, now: datetime
) -> tuple[int, pl.DataFrame]:
    """Contacts that left a group are in it again, unless what put them there is undone or the group is gone.

    Those that joined one go with the edit's own memberships (sweep).
    """
    left = changes.drop_nulls("old").select(
        pl.col("old").str.json_decode(_GROUP).struct.unnest(), member="contact"
    )
    stamp(book, cursor, _groups(changes), now)
    wanted = left.filter(
        pl.col("group").is_in(_there(book, cursor, left["group"]).implode())
        & ~pl.col("origin").is_in(_undone(book, cursor, left["origin"]).implode()).fill_null(False)
    )
    sql = f"SELECT group_id, member_id FROM book_member WHERE member_id IN {book.engine.numbers}"
    held = rows(cursor, sql, [book.engine.array(wanted["member"])], _PAIR)
    fresh = wanted.join(held, on=["group", "member"], how="anti", maintain_order="left")
    link(book, cursor, fresh)
    return fresh.height, stay(book, cursor, changes.clear())


def _groups(changes: pl.DataFrame) -> pl.Series:
    """The groups that the changes name."""
    return changes.select(pl.coalesce("old", "new").str.json_decode(_GROUP).struct.field("group")).to_series()


def _there(book: FirmBook, cursor: Cursor, groups: pl.Series) -> pl.Series:
    """Those of the groups that the book has, or has again when a deletion is undone."""
    sql = f"""
        SELECT c.id FROM book_contact c WHERE c.id IN {book.engine.numbers} AND (c.firm_id = %s
            OR EXISTS (SELECT 1 FROM book_deletion x WHERE x.contact_id = c.id))"""
    return rows(cursor, sql, [book.engine.array(groups.unique()), book.firm], _ID)["id"]


def _undone(book: FirmBook, cursor: Cursor, origins: pl.Series) -> pl.Series:
    sql = f"SELECT id FROM book_import WHERE id IN {book.engine.numbers} AND undone IS NOT NULL"
    return rows(cursor, sql, [book.engine.array(origins.drop_nulls().unique())], _ID)["id"]
