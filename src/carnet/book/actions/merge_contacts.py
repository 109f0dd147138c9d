"""Merge two contacts of the book into one: nothing that either says is lost, and it can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

import polars as pl

from carnet.book import journal
from carnet.book.actions import merge_relations
from carnet.book.actions.editing import Seen, check_seen, found
from carnet.book.actions.entry import begun, grow
from carnet.book.actions.merge_cards import merge_cards
from carnet.book.actions.merge_values import Chosen, checked, merge_values
from carnet.book.actions.refresh_lookups import refresh_lookups
from carnet.book.actions.shelve import shelve
from carnet.book.actions.stamp import stamp
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Contact, Import, Merge
from carnet.book.texts import compact
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "merge.kinds",
    Severity.ERROR,
    en="“%(value)s” and “%(detail)s” are contacts of two kinds (person, organization or client group). "
    "Only two of one kind can be merged. Nothing was changed.",
    fr="« %(value)s » et « %(detail)s » sont des contacts de deux genres (personne, organisation ou groupe "
    "de clients). Seuls deux contacts du même genre peuvent être fusionnés. Rien n'a été modifié.",
)
rule(
    "merge.same",
    Severity.ERROR,
    en="“%(value)s” cannot be merged with itself. Name two contacts. Nothing was changed.",
    fr="« %(value)s » ne peut pas être fusionné avec lui-même. Indiquez deux contacts. Rien n'a été modifié.",
)

MERGE = "merge"  # the mode of the history's entry


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What a merge did.

    Attributes:
        key: undoes it (undo_import.undo). keep, gone: the contacts' keys.
        chosen: the single values of which one had to be chosen, or that were filled in or joined.
        counts: values, cards and members that changed.
    """

    key: str
    keep: str
    gone: str
    chosen: list[Chosen]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Merging:
    """A merge being written; see merge."""

    book: FirmBook
    cursor: Cursor
    batch: Import
    kept: Contact
    gone: Contact
    user: str
    now: datetime

    @property
    def both(self) -> pl.Series:
        """The ids of the two, the kept one first."""
        return pl.Series([self.kept.pk, self.gone.pk], dtype=pl.Int64)

    def write(self, changes: pl.DataFrame) -> int:
        """Changes into the journal, how many."""
        journal.write(self.book, self.cursor, changes, batch=self.batch.pk, user=self.user, now=self.now)
        return changes.height


def merge(
    book: FirmBook,
    keep: str,
    gone: str,
    *,
    user: str,
    choices: Mapping[str, str | None] | None = None,
    seen: tuple[Seen, Seen] | None = None,
) -> MergeResult:
    """Let one contact go on in another, in one transaction.

    Every email, phone, address, website and profile is kept: on the card of the same organization, else on
    a further one. Of single values an empty one is filled, notes are joined, and of two that differ one
    stands by carnet.stages.survivorship; the other is shown with the contact as set aside. Cards,
    groups and keys that lead to the one lead to the other, so that the source files of both find it.

    Args:
        keep: the key of the contact that stays; gone: of the one that goes on in it.
        choices: record column or "custom.<name>" -> "keep", "gone" or the value that is to stand.
        seen: both as the person saw them; None where nobody did.

    Raises:
        CarnetError: contact.unknown, contact.changed, contact.field, merge.kinds, merge.same, book.locked.
    """
    wanted = checked(choices or {})
    with book.writing() as cursor:
        kept, other = found(book, keep), found(book, gone)
        mergeable(kept, other)
        for contact, state in zip((kept, other), seen or (), strict=False):
            check_seen(book, cursor, contact, state)
        now = datetime.now(UTC)
        work = Merging(book, cursor, begun(book, MERGE, user, now), kept, other, user, now)
        chosen, values = merge_values(work, wanted)
        cards = merge_cards(work)
        values += _marked(work)
        members, links = merge_relations.move(work)
        _put_away(work, members)
        merge_relations.move_keys(work)
        merge_relations.move_pairs(work)
        refresh_lookups(book, cursor, pl.Series([kept.pk]))
        counts = {"values": values, "cards": cards + links, "members": len(members)}
        _finish(work, counts)
    return MergeResult(work.batch.key, keep, gone, chosen, counts)


class Named(Protocol):
    """What tells whether two contacts can be merged."""

    @property
    def id(self) -> int:
        """The contact's."""

    @property
    def name(self) -> str:
        """As it is called."""

    @property
    def kind(self) -> str:
        """One of terms.Kind."""


def mergeable(kept: Named, gone: Named) -> None:
    """Go on only with two contacts of one kind.

    Raises:
        CarnetError: merge.same, merge.kinds.
    """
    if kept.id == gone.id:
        raise CarnetError("merge.same", value=kept.name)
    if kept.kind != gone.kind:
        raise CarnetError("merge.kinds", value=kept.name, detail=gone.name)


def _marked(work: Merging) -> int:
    """The merge itself in the contact's journal: whose name went into it, and that it is in use again."""
    rows: list[tuple[int, str, str | None, str]] = [(work.kept.pk, "merged", None, work.gone.name)]
    if work.kept.archived and not work.gone.archived:
        rows.append((work.kept.pk, "archived", "True", "False"))
    frame = pl.DataFrame(
        rows,
        schema={"contact": pl.Int64, "field": pl.String, "old": pl.String, "new": pl.String},
        orient="row",
    )
    work.write(frame.with_columns(card=pl.lit(None, pl.Int64)))
    return len(rows) - 1


def _put_away(work: Merging, members: list[tuple[int, int, int | None]]) -> None:
    """The contact that goes, onto the shelf with its keys."""
    woken = work.kept.archived and not work.gone.archived
    Merge.objects.using(work.book.using).create(
        batch=work.batch, kept=work.kept, gone=work.gone, members=compact(members), archived=woken
    )
    gone = pl.Series([work.gone.pk], dtype=pl.Int64)
    shelve(work.book, work.cursor, gone, work.book.shelf.firm, work.now)
    if woken:
        Contact.objects.using(work.book.using).filter(pk=work.kept.pk).update(archived=False)
    stamp(work.book, work.cursor, pl.Series([work.kept.pk], dtype=pl.Int64), work.now)


def _finish(work: Merging, counts: dict[str, int]) -> None:
    work.batch.counts = compact(counts)
    work.batch.save(using=work.book.using, update_fields=["counts"])
    grow(work.book)
