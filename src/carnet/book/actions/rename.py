"""What calls a contact by its name goes on to do so under another: cards at it, groups with it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import polars as pl

from carnet.book import cards, queries, values
from carnet.book.actions.editing import Editing
from carnet.book.actions.revise_contacts import write_values
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Member
from carnet.book.rows import rows


def rename(work: Editing, old: str, new: str) -> None:
    """After a person gave a contact another name."""
    before = cards.read(work.book, work.cursor, "organization_id", work.ids)
    name = pl.when(pl.col("organization_name") == old).then(pl.lit(new)).otherwise("organization_name")
    after = before.with_columns(organization_name=name)
    changes = cards.journaled(before, after)
    if changes.height:
        work.book.engine.update(work.cursor, "book_card", after.select("id", "organization_name"))
        work.keep(changes)
    found = Member.objects.using(work.book.using).filter(member=work.contact)
    groups = pl.Series(list(found.values_list("group_id", flat=True)), dtype=pl.Int64)
    work.keep(rename_primary(work.book, work.cursor, groups, old, new, work.now))


def renamed(
    book: FirmBook, cursor: Cursor, names: pl.DataFrame, now: datetime, settled: Collection[int] = ()
) -> list[pl.DataFrame]:
    """After many contacts were given other names; the journal's rows of what called them by the old ones.

    Args:
        names: contact, old, new.
        settled: groups whose primary contact was just written.
    """
    if not names.height:
        return []
    before = cards.read(book, cursor, "organization_id", names["contact"])
    said = before.join(
        names.select("contact", "old", "new"), left_on="organization_id", right_on="contact", how="left",
        maintain_order="left",
    )  # fmt: skip
    name = pl.when(pl.col("organization_name") == pl.col("old")).then("new").otherwise("organization_name")
    after = said.with_columns(organization_name=name).select(before.columns)
    changes = cards.journaled(before, after)
    if changes.height:
        book.engine.update(cursor, "book_card", after.select("id", "organization_name"))
    sql = f"SELECT group_id, member_id FROM book_member WHERE member_id IN {book.engine.numbers}"
    schema = pl.Schema({"group": pl.Int64, "contact": pl.Int64})
    members = rows(cursor, sql, [book.engine.array(names["contact"])], schema)
    members = members.filter(~pl.col("group").is_in(list(settled)))
    parts = [changes]
    for group, was, called in members.join(names, on="contact").select("group", "old", "new").iter_rows():
        parts.append(rename_primary(book, cursor, pl.Series([group], dtype=pl.Int64), was, called, now))
    return parts


def rename_primary(
    book: FirmBook, cursor: Cursor, groups: pl.Series, old: str, new: str, now: datetime
) -> pl.DataFrame:
    """Groups whose primary contact is called otherwise now; the journal's rows of that."""
    held = queries.contents(book, cursor, groups).contacts
    ids = groups.clear()
    if "primary_contact" in held.columns:
        ids = held.filter(pl.col("primary_contact") == old)["id"]
    rows = [(group, "primary_contact", new) for group in ids]
    wanted = pl.DataFrame(rows, schema=values.VALUES, orient="row")
    changes = write_values(book, cursor, ids, wanted, now)
    return changes.with_columns(card=pl.lit(None, pl.Int64))
