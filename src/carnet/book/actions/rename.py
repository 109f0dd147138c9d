"""What calls a contact by its name goes on to do so under another: cards at it, groups with it."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from carnet.book import cards, queries, values
from carnet.book.actions.editing import Editing
from carnet.book.actions.revise_contacts import write_values
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Member


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
