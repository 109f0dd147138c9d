"""Apply a plan: all of it or nothing, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.ahead import ahead
from carnet.book import clues, journal, writing
from carnet.book.actions import keep_duplicates, keep_source, outbox, revise_contacts, write_work
from carnet.book.actions.delete_contacts import take_out
from carnet.book.actions.rename import renamed
from carnet.book.actions.stamp import stamp
from carnet.book.engines import SLICE, Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.keys import random_letters, spelled
from carnet.book.models import Import
from carnet.book.outgoing import EventType
from carnet.contract import CarnetError, Plan
from carnet.findings import Severity, rule
from carnet.frames import page_out

rule(
    "plan.stale",
    Severity.ERROR,
    en="The book changed since this plan was made. Nothing was applied. Make the plan again to see what "
    "changes.",
    fr="Le carnet a changé depuis ce plan. Rien n'a été appliqué. Refaites le plan pour voir ce qui change.",
)

_OWN = pl.Schema({"contact": pl.UInt32, "name": pl.String, "identifier": pl.String})
_SLICE = 20_000  # rows made ready at a time
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
        ids: the book's id of each of the plan's contacts, by number; new: whether it is made now;
            places: which of the new ones it is. keys: of the new ones, ascending.
        own: the keys that contacts' own names and identifiers make, slice by slice: contact, and
            writing.own_keys.
    """

    book: FirmBook
    cursor: Cursor
    plan: Plan
    batch: Import
    now: datetime
    user: str
    ids: pl.Series
    new: pl.Series
    places: pl.Series
    keys: npt.NDArray[np.bytes_]
    step: Callable[[int], None]
    own: list[pl.DataFrame] = field(default_factory=list)

    @property
    def moment(self) -> str:
        """The moment as the database stores it."""
        return self.book.engine.instant(self.now)


def apply(
    book: FirmBook, plan: Plan, *, user: str, progress: Progress | None = None, imported: bool = True
) -> ImportResult:
    """Change the book as the plan says; the import can be undone by its key.

    Args:
        book: the firm's book that the plan was made for.
        plan: what to do; its contacts are numbered 0 ... n-1.
        user: who does it.
        progress: told now and then of the rows written and of all there are.
        imported: others are told that an import is finished.

    Raises:
        CarnetError: plan.stale, when the book changed since the plan was made; book.locked.

    Memory does not grow with the plan: rows become Python objects some thousand at a time.
    """
    now = datetime.now(UTC)
    with book.writing() as cursor:
        if book.revision != plan.revision:
            raise CarnetError("plan.stale")
        batch = keep_source.begin(book, plan, user, now)
        ids, new, places = _numbered(book, cursor, plan.contacts)
        made = ids.filter(new)
        if len(made):
            batch.first_contact, batch.last_contact = made[0], made[-1]
        work = Writing(
            book=book, cursor=cursor, plan=plan, batch=batch, now=now, user=user, ids=ids, new=new,
            places=places, keys=random_letters(len(made)), step=_stepper(plan, progress),
        )  # fmt: skip
        with _bulk(work):
            _create_contacts(work)
            _tell_of_new(work)
            _create_cards(work)
            revise_contacts.revise(work)
            _rename(work)
            _link_members(work)
            _add_lookups(work)
            _keep_duplicates(work)
            rows = keep_source.begin_rows(work)  # made ready while indexes are made
        write_work.write(work, rows[0])
        _hold_apart(work)
        keep_source.keep(work, rows)
        _delete(work)
        if imported:
            outbox.finished(book, batch, plan.records, plan.counts)
        keep_source.finish(work)
    return ImportResult(batch.key, dict(plan.counts))


def _stepper(plan: Plan, progress: Progress | None) -> Callable[[int], None]:
    total = plan.contacts.height + plan.cards.height + plan.lookups.height + plan.sources.height
    done = 0

    def step(rows: int) -> None:
        nonlocal done
        done = min(done + rows, total)
        if progress:
            progress(done, total)

    return step


def _numbered(
    book: FirmBook, cursor: Cursor, contacts: pl.DataFrame
) -> tuple[pl.Series, pl.Series, pl.Series]:
    """By the number of each of the plan's contacts: the book's id, whether it is new, a new one's place."""
    ordered = contacts.select("contact", "book_id", new=pl.col("action") == "create").sort("contact")
    new = ordered["new"]
    count = int(new.sum())
    given = pl.select(pl.when(new).then(new.cum_sum().cast(pl.Int64) - 1)).to_series()
    fresh = book.engine.reserve(cursor, "book_contact", count).gather(given)
    ids = ordered.select(pl.coalesce(fresh, "book_id")).to_series()
    return ids, new, given


@contextmanager
def _bulk(work: Writing) -> Iterator[None]:
    """Write the plan's rows in the way that is fastest for so many."""
    tables = {"contact": work.plan.contacts, "card": work.plan.cards, "lookup": work.plan.lookups}
    with ExitStack() as stack:
        for name, frame in tables.items():
            stack.enter_context(work.book.engine.bulk(work.cursor, f"book_{name}", frame.height))
        yield


def _create(
    work: Writing, table: str, frame: pl.DataFrame, make: Callable[[pl.DataFrame], pl.DataFrame]
) -> None:
    """Add the rows that make() gives of a frame, slice after slice."""
    engine = work.book.engine
    for rows in ahead(lambda part: engine.ready(make(part)), frame.iter_slices(_SLICE)):
        engine.put(work.cursor, table, rows)
        work.step(_SLICE)
    page_out()


def _create_contacts(work: Writing) -> None:
    _create(work, "book_contact", work.plan.contacts, lambda part: _contact_rows(work, part))


def _contact_rows(work: Writing, part: pl.DataFrame) -> pl.DataFrame:
    own = part.select("contact").hstack(writing.own_keys(part))
    work.own.append(own)
    chosen = part["action"] == "create"
    created = part if chosen.all() else part.filter(chosen)
    drawn = work.keys[work.places.gather(created["contact"]).to_numpy()]
    contacts = created.with_columns(key=pl.Series(spelled(drawn), dtype=pl.String))
    return writing.contact_rows(work.book, contacts, own.filter(chosen)).select(
        work.ids.gather(contacts["contact"]).alias("id"),
        pl.lit(work.book.firm).alias("firm_id"),
        contacts["key"],
        contacts["kind"],
        pl.all(),
        pl.lit(work.batch.pk).alias("origin_id"),
        pl.lit(work.moment).alias("modified"),
        pl.lit(work.batch.revision).alias("revision"),
    )


def _tell_of_new(work: Writing) -> None:
    if len(work.keys) and outbox.hears_of(work.book, EventType.CREATED):
        new = work.plan.contacts.filter(pl.col("action") == "create")
        keys = spelled(work.keys[work.places.gather(new["contact"]).to_numpy()])
        told = new.select("kind", "name", key=pl.Series(keys, dtype=pl.String))
        outbox.made(work.book, work.cursor, told, work.now)


def _create_cards(work: Writing) -> None:
    """Cards of new contacts; those of known contacts are a revision."""
    number = pl.int_range(pl.len(), dtype=pl.Int64)
    first = pl.when(pl.col("contact").ne_missing(pl.col("contact").shift())).then(number).forward_fill()
    cards = work.plan.cards
    ordered = cards if cards["contact"].is_sorted() else cards.sort("contact", maintain_order=True)
    placed = ordered.with_columns(position=number - first)
    _create(work, "book_card", placed, lambda part: _card_rows(work, part))


def _card_rows(work: Writing, part: pl.DataFrame) -> pl.DataFrame:
    return writing.placed_cards(work.ids, part.filter(work.new.gather(part["contact"])))


def _rename(work: Writing) -> None:
    """Cards and groups that call contacts by the names which the plan changes call them by the new ones."""
    changes = work.plan.changes.filter(pl.col("old").is_not_null() & pl.col("new").is_not_null())
    names = changes.filter(pl.col("field") == "name").select("old", "new", contact="book_id")
    settled = changes.filter(pl.col("field") == "primary_contact")["book_id"]
    for part in renamed(work.book, work.cursor, names, work.now, settled):
        journal.write(work.book, work.cursor, part, batch=work.batch.pk, user=work.user, now=work.now)
        stamp(work.book, work.cursor, part["contact"], work.now)
        clues.refresh(work.book, work.cursor, work.book.contents(part["contact"].unique()))


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
    stamp(work.book, work.cursor, fresh["group_id"], work.now)


def _add_lookups(work: Writing) -> None:
    """Keys of new contacts, and those that known contacts did not have; the latter carry the import.

    Contacts are found by their own names and identifiers themselves.
    """
    numbered = pl.concat([*work.own, pl.DataFrame(schema=_OWN)])
    work.own.clear()
    own = (numbered if numbered["contact"].is_sorted() else numbered.sort("contact")).drop("contact")
    lookups = work.plan.lookups
    _create(work, "book_lookup", lookups, lambda part: _lookup_rows(work, _further(own, part, work.new)))
    for part in lookups.iter_slices(SLICE) if not work.new.all() else ():
        rows = _lookup_rows(work, _further(own, part, ~work.new))
        there = writing.stored_lookups(work.book, work.cursor, rows["contact_id"].unique())
        fresh = rows.join(there, on=["contact_id", "kind", "value"], how="anti", maintain_order="left")
        carried = fresh.with_columns(pl.lit(work.batch.pk).alias("origin_id"))
        work.book.engine.insert(work.cursor, "book_lookup", carried)


def _keep_duplicates(work: Writing) -> None:
    """The pairs that a person is to decide on."""
    pairs = _in_book(work, work.plan.suspects)
    if pairs.height:
        keep_duplicates.add(work.book, work.cursor, pairs, batch=work.batch.pk)


def _delete(work: Writing) -> None:
    """Contacts that the plan takes out of the book; the undo of the import restores them."""
    gone = work.plan.contacts.filter(pl.col("action") == "delete")["book_id"].cast(pl.Int64)
    for start in range(0, len(gone), SLICE):
        take_out(work.book, work.cursor, gone[start : start + SLICE], work.batch, work.now)


def _hold_apart(work: Writing) -> None:
    """The pairs that a person decided are two."""
    pairs = _in_book(work, work.plan.decided.filter(~pl.col("same")))
    if pairs.height:
        keep_duplicates.hold_apart(
            work.book, work.cursor, pairs, batch=work.batch.pk, user=work.user, now=work.now
        )


def _in_book(work: Writing, pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of the plan's contacts as those of the book: a, b, probability, evidence."""
    other = work.ids.gather(pairs["other"])
    return pairs.select(
        work.ids.gather(pairs["contact"]).alias("a"),
        pl.coalesce(pl.lit(other), "book_id").alias("b"),
        "probability",
        "evidence",
    )


def _further(own: pl.DataFrame, lookups: pl.DataFrame, chosen: pl.Series) -> pl.DataFrame:
    """The keys of the chosen contacts that do not follow from what is found through the contact itself."""
    same = pl.col("kind") == "source_row"
    for kind in own.columns:
        same |= (pl.col("kind") == kind) & (pl.col("value") == own[kind].gather(lookups["contact"]))
    return lookups.filter(chosen.gather(lookups["contact"]) & ~same.fill_null(False))


def _lookup_rows(work: Writing, lookups: pl.DataFrame) -> pl.DataFrame:
    contacts = work.ids.gather(lookups["contact"])
    return writing.lookup_rows(work.book, lookups.with_columns(contact=contacts))
