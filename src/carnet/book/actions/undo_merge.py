"""Take a merge back: the contact that went is in the book again as it was, and what it gave goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl
from django.db.models import Q

from carnet.book.actions.refresh_lookups import refresh_lookups
from carnet.book.actions.shelve import shelve
from carnet.book.actions.stamp import stamp
from carnet.book.engines import Cursor
from carnet.book.models import Change, Contact, Duplicate, Import, Lookup, Member, Merge
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

rule(
    "merge.later",
    Severity.ERROR,
    en="“%(value)s” was itself merged into another contact since. Undo that first: carnet undo %(detail)s. "
    "Nothing was changed.",
    fr="« %(value)s » a lui-même été fusionné dans un autre contact depuis. Annulez d'abord cette fusion : "
    "carnet undo %(detail)s. Rien n'a été modifié.",
)
Revert = Callable[["FirmBook", Cursor, Import, datetime], tuple[dict[str, int], pl.DataFrame]]


def merge_of(book: FirmBook, batch: Import) -> Merge:
    """The merge that an entry of the history is.

    Raises:
        CarnetError: merge.later.
    """
    merge = Merge.objects.using(book.using).select_related("batch", "kept").get(batch=batch)
    later = _standing(book).get(merge.kept_id)
    if later is not None:
        raise CarnetError("merge.later", value=merge.kept.name, detail=later.batch.key)
    return merge


def _standing(book: FirmBook) -> dict[int, Merge]:
    """The merges that stand, the latest last, by the contact that went."""
    found = Merge.objects.using(book.using).filter(batch__firm_id=book.firm, batch__undone=None)
    return {merge.gone_id: merge for merge in found.select_related("batch").order_by("pk")}


def merges_of_import(book: FirmBook, batch: Import) -> list[Merge]:
    """The merges that cannot stand without an import, the latest first: those into or of a contact that it
    made, and those of a contact that it changed, put into a group or gave keys."""
    found: list[Merge] = []
    standing = _standing(book)
    freed: set[int] = set()
    for merge in reversed(standing.values()):
        if _made(book, batch, merge.kept_id) or _touched(book, batch, merge):
            found.append(merge)
            freed.add(merge.gone_id)
    for merge in reversed(standing.values()):  # what was merged on with one of these comes before it
        if merge not in found and merge.gone_id in {one.kept_id for one in found}:
            found.append(merge)
    return sorted(found, key=lambda merge: -merge.pk)


def _made(book: FirmBook, batch: Import, contact: int) -> bool:
    return Contact.objects.using(book.using).filter(pk=contact, origin=batch).exists()


def _touched(book: FirmBook, batch: Import, merge: Merge) -> bool:
    grouped = any(origin == batch.pk for _, _, origin in json.loads(merge.members))
    return (
        grouped
        or _made(book, batch, merge.gone_id)
        or Change.objects.using(book.using).filter(contact=merge.gone_id, origin=batch).exists()
        or Lookup.objects.using(book.using).filter(contact=merge.gone_id, origin=batch).exists()
    )


def take_back(
    book: FirmBook, cursor: Cursor, merge: Merge, revert: Revert, user: str, now: datetime
) -> tuple[dict[str, int], pl.DataFrame]:
    """Undo one merge inside a transaction.

    Args:
        revert: gives values and cards back what they had, where they are still what the merge wrote.

    Returns:
        How many values and cards are as before and merges undone, and traces.KEPT rows of what was edited
        since.
    """
    batch = merge.batch
    batch.undone, batch.undone_by = now, user
    batch.save(using=book.using)  # from here on no query counts it as standing
    both = pl.Series([merge.kept_id, merge.gone_id], dtype=pl.Int64)
    shelve(book, cursor, both[1:], book.firm, now)
    undone, kept = revert(book, cursor, batch, now)
    Change.objects.using(book.using).filter(origin=batch).update(undone=True)
    _return_members(book, merge)
    if merge.archived:
        Contact.objects.using(book.using).filter(pk=merge.kept_id).update(archived=True)
    _return_pairs(book, batch)
    Lookup.objects.using(book.using).filter(contact=merge.kept_id, origin=batch).delete()
    refresh_lookups(book, cursor, both)
    stamp(book, cursor, both, now)
    return {**undone, "merges": 1}, kept


def _return_members(book: FirmBook, merge: Merge) -> None:
    """The memberships as they were, of the groups and contacts that are still there or can be restored."""
    found = Member.objects.using(book.using)
    found.filter(origin=merge.batch).delete()
    there = Contact.objects.using(book.using).filter(Q(firm_id=book.firm) | Q(deletion__isnull=False))
    for group, member, origin in json.loads(merge.members):
        both = there.filter(pk__in=(group, member)).count() == 2
        if both and not found.filter(group=group, member=member).exists():
            found.create(group_id=group, member_id=member, origin_id=origin)


def _return_pairs(book: FirmBook, batch: Import) -> None:
    """Suspicions as they were; what a person decided since stays."""
    found = Duplicate.objects.using(book.using).filter(firm_id=book.firm)
    found.filter(origin=batch, state="open").delete()
    found.filter(origin=batch, decided_at__lte=batch.created).delete()
    found.filter(closed_by=batch).update(state="open", closed_by=None, decided_by="", decided_at=None)
