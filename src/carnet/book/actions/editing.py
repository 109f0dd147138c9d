"""One contact while a person changes it: nobody else does, and it is as the person saw it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

import polars as pl

from carnet.book import journal
from carnet.book.actions.entry import grow
from carnet.book.actions.refresh_lookups import refresh_lookups
from carnet.book.actions.stamp import stamp
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Change, Contact, Firm
from carnet.book.trail import Step, steps
from carnet.contract import CarnetError, Contents
from carnet.findings import Severity, rule

rule(
    "contact.changed",
    Severity.ERROR,
    en="“%(value)s” was changed since you opened it (%(detail)s). Nothing was saved, so that nothing is "
    "overwritten. Look at what is there now, then save again.",
    fr="« %(value)s » a été modifié depuis que vous l'avez ouvert (%(detail)s). Rien n'a été "
    "enregistré, pour ne rien écraser. Regardez ce qui s'y trouve à présent, puis enregistrez de nouveau.",
)


class ContactChangedError(CarnetError):
    """Somebody changed the contact since the person saw it; nothing was written.

    Attributes:
        steps: what was changed since, the latest first; empty where an undo did it.
    """

    def __init__(self, name: str, found: list[Step]) -> None:
        who = ", ".join(dict.fromkeys(step.user for step in found))
        super().__init__("contact.changed", value=name, detail=who or "undo")
        self.steps = found


@dataclass(frozen=True, slots=True)
class Seen:
    """A contact as a person saw it: its revision, and the number of its latest change (0 for none)."""

    revision: int
    change: int

    def __str__(self) -> str:
        return f"{self.revision}-{self.change}"

    @classmethod
    def read(cls, text: str) -> Self:
        """What __str__ gave; anything else is no state that a contact was ever in."""
        found = re.fullmatch(r"(\d{1,18})-(\d{1,18})", text)
        return cls(int(found[1]), int(found[2])) if found else cls(-1, 0)


@dataclass(slots=True)
class Editing:
    """A contact being edited.

    Attributes:
        changes: journal rows (contact, field, card, old, new) of what was done so far.
    """

    book: FirmBook
    cursor: Cursor
    contact: Contact
    user: str
    now: datetime
    changes: list[pl.DataFrame] = field(default_factory=list)

    @property
    def ids(self) -> pl.Series:
        """The contact's id."""
        return pl.Series([self.contact.pk], dtype=pl.Int64)

    def keep(self, changes: pl.DataFrame) -> None:
        """Take journal rows over; card may be missing."""
        whole = changes if "card" in changes.columns else changes.with_columns(card=pl.lit(None, pl.Int64))
        self.changes.append(whole.select("contact", "field", "card", "old", "new"))

    def mark(self, name: str, old: str | None, new: str | None, contact: int | None = None) -> None:
        """Take over a change that is no value: archived, group."""
        row = (contact or self.contact.pk, name, None, old, new)
        schema = {
            "contact": pl.Int64,
            "field": pl.String,
            "card": pl.Int64,
            "old": pl.String,
            "new": pl.String,
        }
        self.changes.append(pl.DataFrame([row], schema=schema, orient="row"))


def found(book: FirmBook, key: str) -> Contact:
    """The contact of that key.

    Raises:
        CarnetError: contact.unknown.
    """
    contact = Contact.objects.using(book.using).filter(firm_id=book.firm, key=key).first()
    if contact is None:
        raise CarnetError("contact.unknown", value=key)
    return contact


def check_seen(book: FirmBook, cursor: Cursor, contact: Contact, seen: Seen) -> None:
    """Go on only where the contact is as the person saw it.

    Raises:
        ContactChangedError.
    """
    if contact.revision != seen.revision:
        raise ContactChangedError(contact.name, steps(book, cursor, contact.pk, seen.change))


@contextmanager
def editing(book: FirmBook, key: str, *, user: str, seen: Seen | None = None) -> Iterator[Editing]:
    """Edit a contact in one transaction.

    What was done is written into the journal at the end; where nothing was, nothing changes.

    Args:
        key: the contact's. seen: as the person saw it; None where nobody did.

    Raises:
        CarnetError: contact.unknown, contact.changed, book.locked.
    """
    with book.writing() as cursor:
        contact = found(book, key)
        if seen is not None:
            check_seen(book, cursor, contact, seen)
        work = Editing(book, cursor, contact, user, datetime.now(UTC))
        yield work
        finish(work)


def finish(work: Editing) -> None:
    """The journal, the keys, the date and the book's revision, where something changed."""
    changes = pl.concat(work.changes) if work.changes else None
    if changes is None or not changes.height:
        return
    journal.write(work.book, work.cursor, changes, batch=None, user=work.user, now=work.now)
    refresh_lookups(work.book, work.cursor, work.ids)
    stamp(work.book, work.cursor, changes["contact"], work.now)
    grow(work.book)


def seen_now(book: FirmBook, contact: Contact) -> Seen:
    """The contact as it is."""
    latest = Change.objects.using(book.using).filter(contact=contact).order_by("-pk").first()
    return Seen(contact.revision, latest.pk if latest else 0)


def country_of(work: Editing, held: Contents) -> str | None:
    """The country of the contact's first address that tells one, else the firm's."""
    told = held.cards["addresses"].explode().struct.field("country").drop_nulls()
    if len(told):
        return str(told[0])
    return (
        Firm.objects.using(work.book.using).values_list("country", flat=True).get(pk=work.book.firm) or None
    )
