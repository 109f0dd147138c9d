"""Take back what an edit of many contacts did besides their values: archived or not, in a group or not."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from carnet.book import journal, traces
from carnet.book.actions.change_contacts import link, set_archived
from carnet.book.actions.revert_changes import stay
from carnet.book.actions.stamp import stamp
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Import
from carnet.book.rows import rows

_GROUP = pl.Struct({"group": pl.Int64, "name": pl.String, "origin": pl.Int64})
_ARCHIVED = pl.Schema({"contact": pl.Int64, "archived": pl.Boolean})
_HELD = pl.Schema({"group": pl.Int64, "contact": pl.Int64, "origin": pl.Int64})
_ID = pl.Schema({"id": pl.Int64})
_PAIR = ["contact", "group"]


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
    """Which groups contacts are in; see revert_changes.revert_values."""
    told = _told(changes)
    stamp(book, cursor, told["group"], now)
    present = told.join(_held(book, cursor, told), on=_PAIR, how="left", maintain_order="left")
    there, wrote = pl.col("held").fill_null(False), pl.col("new").is_not_null()
    same = (there == wrote) & (~there | pl.col("origin").eq_missing(pl.col("wrote")))
    restored, staying = present.filter(same), present.filter(~same)
    _unlink(book, cursor, restored.filter("held"))
    _link_again(book, cursor, restored)
    _hand_on(book, cursor, staying)
    return restored.height, traces.describe(
        book, cursor, staying.with_columns(value=pl.coalesce("new", "old"))
    )


def _told(changes: pl.DataFrame) -> pl.DataFrame:
    """The changes with the group that each is about, and the membership's origin before and after it."""
    old, new = (pl.col(name).str.json_decode(_GROUP).struct for name in ("old", "new"))
    return changes.with_columns(
        group=pl.coalesce(old.field("group"), new.field("group")),
        was=old.field("origin"),
        wrote=new.field("origin"),
    )


def _held(book: FirmBook, cursor: Cursor, told: pl.DataFrame) -> pl.DataFrame:
    """The memberships of those contacts, as _HELD and held: True."""
    sql = f"""
        SELECT group_id, member_id, origin_id FROM book_member WHERE member_id IN {book.engine.numbers}"""
    found = rows(cursor, sql, [book.engine.array(told["contact"].unique())], _HELD)
    return found.with_columns(held=pl.lit(True))


def _unlink(book: FirmBook, cursor: Cursor, pairs: pl.DataFrame) -> None:
    for (group,), part in pairs.partition_by("group", as_dict=True).items():
        cursor.execute(
            f"DELETE FROM book_member WHERE group_id = %s AND member_id IN {book.engine.numbers}",
            [group, book.engine.array(part["contact"])],
        )


def _link_again(book: FirmBook, cursor: Cursor, restored: pl.DataFrame) -> None:
    """The memberships as they were, unless what made them is undone or the group is gone."""
    before = restored.drop_nulls("old")
    there, undone = _there(book, cursor, before["group"]), _undone(book, cursor, before["was"])
    link(
        book,
        cursor,
        before.filter(
            pl.col("group").is_in(there.implode()) & ~pl.col("was").is_in(undone.implode()).fill_null(False)
        ).select("group", member="contact", origin="was"),
    )


def _hand_on(book: FirmBook, cursor: Cursor, staying: pl.DataFrame) -> None:
    """The next change of each membership changes it from what was before; without one it has the origin of
    then."""
    if not staying.height:
        return
    where = f"j.field = 'group' AND NOT j.undone AND j.contact_id IN {book.engine.numbers}"
    later = _told(journal.read(book, cursor, where, [book.engine.array(staying["contact"].unique())]))
    both = staying.select(*_PAIR, "change", "old", "was", "held").join(
        later.select(*_PAIR, next="change"), on=_PAIR
    )
    following = both.filter(pl.col("next") > pl.col("change")).sort("next").unique("change", keep="first")
    book.engine.update(cursor, "book_change", following.select("old", id="next"))
    alone = staying.join(following, on="change", how="anti").drop_nulls(["old", "held"])
    for group, contact, origin in alone.select("group", "contact", "was").iter_rows():
        cursor.execute(
            "UPDATE book_member SET origin_id = %s WHERE group_id = %s AND member_id = %s",
            [origin, group, contact],
        )


def _there(book: FirmBook, cursor: Cursor, groups: pl.Series) -> pl.Series:
    """Those of the groups that the book has, or has again when a deletion is undone."""
    sql = f"""
        SELECT c.id FROM book_contact c WHERE c.id IN {book.engine.numbers} AND (c.firm_id = %s
            OR EXISTS (SELECT 1 FROM book_deletion x WHERE x.contact_id = c.id))"""
    return rows(cursor, sql, [book.engine.array(groups.unique()), book.firm], _ID)["id"]


def _undone(book: FirmBook, cursor: Cursor, origins: pl.Series) -> pl.Series:
    sql = f"SELECT id FROM book_import WHERE id IN {book.engine.numbers} AND undone IS NOT NULL"
    return rows(cursor, sql, [book.engine.array(origins.drop_nulls().unique())], _ID)["id"]
