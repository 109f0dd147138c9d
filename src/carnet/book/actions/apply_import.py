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
        ids: the book's id of each of the plan's contacts, by number; new: whether it is made now.
    """

    book: FirmBook
    cursor: Cursor
    plan: Plan
    batch: Import
    now: datetime
    user: str
    ids: pl.Series
    new: pl.Series
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
        ids, new = _numbered(book, cursor, plan.contacts)
        work = Writing(book, cursor, plan, batch, now, user, ids, new, _stepper(plan, progress))
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


def _numbered(book: FirmBook, cursor: Cursor, contacts: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The book's id of each of the plan's contacts, and whether it is new, by the contact's number."""
    ordered = contacts.select("contact", "book_id", new=pl.col("action") == "create").sort("contact")
    new = ordered["new"]
    fresh = book.engine.reserve(cursor, "book_contact", int(new.sum()))
    given = pl.select(pl.when(new).then(new.cum_sum().cast(pl.Int64) - 1)).to_series()
    return ordered.select(pl.coalesce(fresh.gather(given), "book_id")).to_series(), new


def _create_contacts(work: Writing) -> None:
    with work.book.engine.bulk(work.cursor, "book_contact", int(work.new.sum())):
        for part in work.plan.contacts.iter_slices(SLICE):
            contacts = part.filter(pl.col("action") == "create")
            rows = _contact_rows(work, contacts.with_columns(key=random_keys(contacts.height)))
            work.book.engine.insert(work.cursor, "book_contact", rows)
            work.step(part.height)


def _contact_rows(work: Writing, contacts: pl.DataFrame) -> pl.DataFrame:
    moment = work.book.engine.instant(work.now)
    return writing.contact_rows(work.book, contacts).select(
        work.ids.gather(contacts["contact"]).alias("id"),
        pl.lit(work.book.firm).alias("firm_id"),
        contacts["key"],
        contacts["kind"],
        pl.all(),
        pl.lit(False).alias("archived"),
        pl.lit(work.batch.pk).alias("origin_id"),
        pl.lit(moment).alias("created"),
        pl.lit(moment).alias("modified"),
    )


def _create_cards(work: Writing) -> None:
    """Cards of new contacts; those of known contacts are a revision."""
    cards = work.plan.cards
    places = cards.select(position=pl.int_range(pl.len()).over("contact")) if cards.height else cards
    with work.book.engine.bulk(work.cursor, "book_card", cards.height):
        for start in range(0, cards.height, SLICE):
            part = cards.slice(start, SLICE).with_columns(places.slice(start, SLICE))
            part = part.filter(work.new.gather(part["contact"]))
            work.book.engine.insert(work.cursor, "book_card", writing.placed_cards(work.ids, part))
            work.step(part.height)


def _link_members(work: Writing) -> None:
    links = work.plan.members.select(
        work.ids.gather(work.plan.members["group"]).alias("group_id"),
        work.ids.gather(work.plan.members["member"]).alias("member_id"),
        pl.lit(work.batch.pk).alias("origin_id"),
    ).unique(["group_id", "member_id"], maintain_order=True)
    there = work.book.contents(links["group_id"].unique()).members
    known = there.select(group_id="group", member_id="member")
    fresh = links.join(known, on=["group_id", "member_id"], how="anti", maintain_order="left")
    work.book.engine.insert(work.cursor, "book_member", fresh)


def _add_lookups(work: Writing) -> None:
    """Keys of new contacts, and those that known contacts did not have; the latter carry the import."""
    lookups = work.plan.lookups
    with work.book.engine.bulk(work.cursor, "book_lookup", lookups.height):
        for part in lookups.iter_slices(SLICE):
            stored = part.filter(pl.col("kind") != "source_row").unique(maintain_order=True)
            owned = stored.select(
                "kind",
                "value",
                work.ids.gather(stored["contact"]).alias("contact"),
                work.new.gather(stored["contact"]).alias("new"),
            )
            work.book.engine.insert(work.cursor, "book_lookup", _lookup_rows(work, owned))
            work.step(part.height)


def _lookup_rows(work: Writing, owned: pl.DataFrame) -> pl.DataFrame:
    rows = writing.lookup_rows(work.book, owned).with_columns(
        pl.when(owned["new"]).then(None).otherwise(work.batch.pk).alias("origin_id"),
        pl.lit(False).alias("retired"),
    )
    known = owned.filter(~pl.col("new"))["contact"].unique()
    if not len(known):
        return rows
    there = writing.stored_lookups(work.book, work.cursor, known)
    return rows.join(there, on=["contact_id", "kind", "value"], how="anti", maintain_order="left")
