"""Apply a plan: all of it or nothing, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from carnet.book import writing
from carnet.book.actions import keep_source, revise_contacts
from carnet.book.engines import SLICE, Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.keys import random_keys
from carnet.book.models import Import
from carnet.contract import CarnetError, Plan
from carnet.findings import Severity, rule

rule(
    "plan.stale",
    Severity.ERROR,
    en="The book changed since this plan was made. Nothing was applied. Make the plan again to see what "
    "changes.",
    fr="Le carnet a changé depuis ce plan. Rien n'a été appliqué. Refaites le plan pour voir ce qui change.",
)

Progress = Callable[[int, int], None]  # rows written, rows to write


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was done: the import's key, by which it can be undone, and the plan's counts."""

    key: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Writing:
    """An import being written.

    Attributes:
        batch: the import; now: the moment it is dated.
        ids: contact UInt32, id Int64, key String (new contacts only), new Boolean; a row a contact.
    """

    book: FirmBook
    cursor: Cursor
    plan: Plan
    batch: Import
    now: datetime
    user: str
    ids: pl.DataFrame
    step: Callable[[int], None]


def apply(book: FirmBook, plan: Plan, *, user: str, progress: Progress | None = None) -> ImportResult:
    """Change the book as the plan says; the import can be undone by its key.

    Args:
        book: the firm's book that the plan was made for.
        plan: what to do; its contacts are numbered 0 ... n-1.
        user: who does it.
        progress: told now and then of the rows written and of all there are.

    Raises:
        CarnetError: plan.stale, when the book changed since the plan was made; book.locked.

    Memory does not grow with the plan: rows become Python objects 50,000 at a time.
    """
    now = datetime.now(UTC)
    with book.writing() as cursor:
        if book.revision != plan.revision:
            raise CarnetError("plan.stale")
        batch = keep_source.begin(book, plan, user, now)
        ids = _numbered(book, cursor, plan.contacts)
        work = Writing(book, cursor, plan, batch, now, user, ids, _stepper(plan, progress))
        _create_contacts(work)
        _create_cards(work)
        revise_contacts.revise(work)
        _link_members(work)
        _add_lookups(work)
        keep_source.keep(work)
        keep_source.finish(work)
    return ImportResult(batch.key, dict(plan.counts))


def _stepper(plan: Plan, progress: Progress | None) -> Callable[[int], None]:
    total = plan.contacts.height + plan.cards.height + plan.lookups.height + plan.sources.height
    done = 0

    def step(rows: int) -> None:
        nonlocal done
        done += rows
        if progress:
            progress(done, total)

    return step


def _numbered(book: FirmBook, cursor: Cursor, contacts: pl.DataFrame) -> pl.DataFrame:
    """The book's id of each of the plan's contacts; new ones get an id and a key."""
    new = contacts["action"] == "create"
    count = int(new.sum())
    given = pl.DataFrame(
        {
            "contact": contacts["contact"].filter(new),
            "fresh": book.engine.reserve(cursor, "book_contact", count),
            "key": random_keys(count),
        }
    )
    known = contacts.select("contact", "book_id", new=new)
    return known.join(given, on="contact", how="left", maintain_order="left").select(
        "contact", pl.coalesce("book_id", "fresh").alias("id"), "key", "new"
    )


def _create_contacts(work: Writing) -> None:
    fresh = work.ids.filter("new")
    contacts = work.plan.contacts.filter(pl.col("action") == "create")
    moment = work.book.engine.instant(work.now)
    with work.book.engine.bulk(work.cursor, "book_contact", fresh.height):
        for start in range(0, fresh.height, SLICE):
            part = contacts.slice(start, SLICE).with_columns(fresh["key"].slice(start, SLICE))
            rows = writing.contact_rows(work.book, part).select(
                fresh["id"].slice(start, SLICE),
                pl.lit(work.book.firm).alias("firm_id"),
                part["key"],
                part["kind"],
                *writing.STORED_CONTACT,
                "name_folded",
                pl.lit(False).alias("archived"),
                pl.lit(work.batch.pk).alias("origin_id"),
                pl.lit(moment).alias("created"),
                pl.lit(moment).alias("modified"),
            )
            work.book.engine.insert(work.cursor, "book_contact", rows)
            work.step(rows.height)


def _create_cards(work: Writing) -> None:
    """Cards of new contacts; those of known contacts are a revision."""
    new = work.ids.filter("new")["contact"].implode()
    cards = work.plan.cards.filter(pl.col("contact").is_in(new))
    cards = cards.with_columns(position=pl.int_range(pl.len()).over("contact")) if cards.height else cards
    with work.book.engine.bulk(work.cursor, "book_card", cards.height):
        for part in cards.iter_slices(SLICE):
            work.book.engine.insert(work.cursor, "book_card", writing.placed_cards(work.ids, part))
            work.step(part.height)


def _link_members(work: Writing) -> None:
    ids = work.ids
    links = (
        work.plan.members.join(ids.select(group="contact", group_id="id"), on="group")
        .join(ids.select(member="contact", member_id="id"), on="member")
        .select("group_id", "member_id", pl.lit(work.batch.pk).alias("origin_id"))
        .unique(["group_id", "member_id"], maintain_order=True)
    )
    groups = links["group_id"].unique()
    there = work.book.contents(groups).members if links.height else links
    if there.height:
        known = there.select(group_id="group", member_id="member")
        links = links.join(known, on=["group_id", "member_id"], how="anti", maintain_order="left")
    work.book.engine.insert(work.cursor, "book_member", links)


def _add_lookups(work: Writing) -> None:
    """Keys of new contacts, and those that known contacts did not have; the latter carry the import."""
    lookups = work.plan.lookups.filter(pl.col("kind") != "source_row").unique(maintain_order=True)
    with work.book.engine.bulk(work.cursor, "book_lookup", lookups.height):
        for part in lookups.iter_slices(SLICE):
            owned = part.join(work.ids, on="contact", maintain_order="left").select(
                "kind", "value", "new", contact="id"
            )
            _insert_lookups(work, owned)
            work.step(part.height)


def _insert_lookups(work: Writing, owned: pl.DataFrame) -> None:
    rows = writing.lookup_rows(work.book, owned).with_columns(
        pl.when(owned["new"]).then(None).otherwise(work.batch.pk).alias("origin_id"),
        pl.lit(False).alias("retired"),
    )
    known = owned.filter(~pl.col("new"))["contact"].unique()
    if len(known):
        there = writing.stored_lookups(work.book, work.cursor, known)
        rows = rows.join(there, on=["contact_id", "kind", "value"], how="anti", maintain_order="left")
    work.book.engine.insert(work.cursor, "book_lookup", rows)
