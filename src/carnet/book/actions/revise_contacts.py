"""Change contacts that are in the book already, and write the journal with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from carnet.book import cards, clues, journal, queries, texts, values, writing
from carnet.book.actions.refresh_lookups import refresh_lookups
from carnet.book.actions.stamp import stamp
from carnet.book.engines import SLICE
from carnet.stages.match.own_keys import REGISTRATIONS

if TYPE_CHECKING:
    from datetime import datetime

    from carnet.book.actions.apply_import import Writing
    from carnet.book.engines import Cursor
    from carnet.book.firm_book import FirmBook

# Fields that make keys or clues; what cards make follows below.
TELLING = (
    "name", "first_name", "last_name", "preferred_name", "birth_date", "accounting.trading_name",
    "accounting.legal_name", "client_identifier", *REGISTRATIONS,
)  # fmt: skip


def revise(work: Writing) -> None:
    """The plan's updates: single values, then cards."""
    updated = work.plan.contacts.filter(pl.col("action") == "update")
    for part in updated.iter_slices(SLICE):
        changes = _single_values(work, part)
        _journal(work, changes.with_columns(card=pl.lit(None, pl.Int64)))
        refresh_lookups(work.book, work.cursor, changes.filter(pl.col("field").is_in(TELLING))["contact"])
        work.step(part.height)
    known = ~work.new.gather(work.plan.cards["contact"])
    for part in work.plan.cards.filter(known).sort("contact", maintain_order=True).iter_slices(SLICE):
        changes = _cards(work, part)
        _journal(work, changes)
        refresh_lookups(work.book, work.cursor, changes.filter(_lost_emails())["contact"])
        stamp(work.book, work.cursor, changes["contact"], work.now)
        clues.refresh(work.book, work.cursor, work.book.contents(changes["contact"].unique()))
        work.step(part.height)


def _journal(work: Writing, changes: pl.DataFrame) -> None:
    journal.write(work.book, work.cursor, changes, batch=work.batch.pk, user=work.user, now=work.now)


def _single_values(work: Writing, part: pl.DataFrame) -> pl.DataFrame:
    """Write the values that the plan's changes name, and its custom fields; what differed."""
    emptied = pl.col("field").str.starts_with(values.CUSTOM_PREFIX) & pl.col("new").is_null()
    named = work.plan.changes.filter(pl.col("field").is_in(list(queries.SINGLE)) | emptied)
    ids = part.select("contact", id="book_id")
    fresh = named.join(ids, on="contact").select("id", "field", value="new")
    wanted = pl.concat([fresh, values.custom_values(part.rename({"book_id": "id"}))])
    return write_values(work.book, work.cursor, ids["id"], wanted, work.now)


def write_values(
    book: FirmBook, cursor: Cursor, ids: pl.Series, wanted: pl.DataFrame, now: datetime
) -> pl.DataFrame:
    """Give contacts of the book new single values.

    Args:
        ids: the contacts, at most SLICE.
        wanted: id, field, value (null empties the field).

    Returns:
        contact, field, old, new of what differed; only that was written.
    """
    where, params = f"IN {book.engine.numbers}", [book.engine.array(ids)]
    raw = queries.opened(book, queries.raw_contacts(book, cursor, where, params))
    before = queries.decoded_contacts(raw)
    different = values.changed(before, wanted.with_columns(texts.storable(pl.col("field", "value"))))
    if different.height:
        chosen = before.filter(pl.col("id").is_in(different["id"].unique().implode()))
        after = values.overlaid(chosen, different.select("id", "field", value="new"))
        book.engine.update(
            cursor, "book_contact", writing.contact_rows(book, after).with_columns(after["id"])
        )
        stamp(book, cursor, after["id"], now)
    return different.rename({"id": "contact"})


def _cards(work: Writing, part: pl.DataFrame) -> pl.DataFrame:
    """Replace the book's cards that the plan names and add the others; what that changed.

    A further card that nothing is left of goes.
    """
    owners = work.ids.gather(part["contact"])
    before = cards.read(work.book, work.cursor, "contact_id", owners.unique())
    placed = _placed(work, part, before, owners)
    old = before.select("id", old=cards.as_json())
    known = placed.filter(pl.col("book_card").is_not_null()).join(old, left_on="book_card", right_on="id")
    replaced = known.select("contact_id", *cards.STORED, "old", id="book_card")
    nothing = pl.all_horizontal(pl.col(name).is_null() for name in cards.SAID)
    gone = replaced.filter(nothing & ~pl.col("primary"))
    cards.delete(work.book, work.cursor, gone["id"])
    replaced = replaced.filter(~pl.col("id").is_in(gone["id"].implode()))
    work.book.engine.update(work.cursor, "book_card", replaced.select("id", *cards.STORED))
    added = placed.filter(pl.col("book_card").is_null())
    added = added.select(
        *cards.ROW.names()[1:],
        work.book.engine.reserve(work.cursor, "book_card", added.height).alias("id"),
        old=pl.lit(None, pl.String),
    )
    work.book.engine.insert(work.cursor, "book_card", added.select(*cards.ROW))
    whole = pl.concat([frame.select(*cards.ROW, "old") for frame in (replaced, added, gone)])
    new = pl.when(~pl.col("id").is_in(gone["id"].implode())).then(cards.as_json())
    return whole.select(contact="contact_id", field=pl.lit("card"), card="id", old="old", new=new).filter(
        pl.col("new").ne_missing(pl.col("old"))
    )


def _lost_emails() -> pl.Expr:
    """Changes of cards that took an email away: a key that the contact had."""
    old, new = (pl.col(name).str.json_path_match("$.emails").fill_null("") for name in ("old", "new"))
    return ~new.str.starts_with(old.str.strip_suffix("]"))


def _placed(work: Writing, part: pl.DataFrame, before: pl.DataFrame, owners: pl.Series) -> pl.DataFrame:
    """The table's columns of the plan's cards: a replaced card keeps its place and, while the name is the
    one that it has or will have, its organization; a new one comes last."""
    called = work.plan.changes.filter(pl.col("field") == "name").select("new", organization_id="book_id")
    before = before.join(called, on="organization_id", how="left", maintain_order="left")
    places = before.select(
        book_card="id", kept="position", employer="organization_id",
        employer_name=pl.coalesce("new", "organization_name"),
    )  # fmt: skip
    last = before.group_by("contact_id").agg(last=pl.col("position").max())
    ordered = part.with_columns(contact_id=owners).join(
        places, on="book_card", how="left", maintain_order="left"
    )
    ordered = ordered.join(last, on="contact_id", how="left", maintain_order="left")
    position = pl.coalesce(
        "kept", pl.col("last").fill_null(-1) + pl.int_range(1, pl.len() + 1).over("contact_id")
    )
    numbered = ordered.with_columns(position=position)
    rows = writing.placed_cards(work.ids, numbered)
    same = pl.when(numbered["employer_name"] == pl.col("organization_name")).then(numbered["employer"])
    return rows.with_columns(
        numbered["book_card"],
        pl.coalesce("organization_id", same).alias("organization_id"),
        pl.col("position").cast(pl.Int64),
    )
