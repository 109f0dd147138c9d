"""Undo an entry of the history: what it made goes, what it changed is as before, later edits stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from carnet.book import journal, traces
from carnet.book.actions import write_work
from carnet.book.actions.change_contacts import EDIT
from carnet.book.actions.delete_contacts import DELETE
from carnet.book.actions.entry import grow
from carnet.book.actions.merge_contacts import MERGE
from carnet.book.actions.refresh_lookups import refresh_lookups
from carnet.book.actions.revert_changes import revert_cards, revert_values
from carnet.book.actions.revert_marks import revert_archived, revert_groups
from carnet.book.actions.revise_contacts import TELLING
from carnet.book.actions.stamp import stamp
from carnet.book.actions.sweep import sweep
from carnet.book.actions.undo_delete import lent, restore
from carnet.book.actions.undo_merge import merge_of, merges_of_import, take_back
from carnet.book.engines import SLICE, Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.former import MARKS
from carnet.book.models import Duplicate, Import
from carnet.book.traces import KEPT, Kept, kept_rows
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "import.already_undone",
    Severity.ERROR,
    en="The import %(value)s was undone already (%(detail)s). Nothing was changed.",
    fr="L'importation %(value)s a déjà été annulée (%(detail)s). Rien n'a été modifié.",
)
rule(
    "undo.kept",
    Severity.INFO,
    en="Undone: %(count)s contacts. Kept: %(value)s values that were edited after the import; they are "
    "listed.",
    fr="Annulé : %(count)s contacts. Conservé : %(value)s valeurs modifiées après l'importation ; en voici "
    "la liste.",
)


# A change whose contact is in the book, not merged into another.
_HERE = "EXISTS (SELECT 1 FROM book_contact c WHERE c.id = j.contact_id AND c.firm_id = j.firm_id)"


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What undo did.

    Attributes:
        key: the import's.
        counts: how many contacts and work items went, how many values, cards and members are as before, how
            many merges were undone, and how many deleted contacts restored.
        kept: what was edited since the import and therefore stays.
    """

    key: str
    counts: dict[str, int]
    kept: list[Kept]


def undo(book: FirmBook, import_key: str, *, user: str) -> UndoResult:
    """Take an import, a merge, an edit of many contacts or a deletion back, in one transaction.

    A contact that the import made goes unless it was edited since, by a person or by a later import, or
    something else in the book now points at it. A value or card that it changed is as before unless it
    was changed again. Later undos see the earlier value behind what was kept, so that imports can be
    undone in any order. Merges that cannot stand without the import are taken back before it; those of
    contacts that were only edited stand, and what went away with them stays as it is. Deleted contacts are
    restored by the undo of their deletion alone.

    Raises:
        CarnetError: import.unknown, import.already_undone, merge.later, book.locked.
    """
    now = datetime.now(UTC)
    with book.writing() as cursor:
        batch = _found(book, import_key)
        if batch.mode == DELETE:
            steps = [({"restored": restore(book, cursor, batch, user, now)}, pl.DataFrame(schema=KEPT))]
            _count_no_more(cursor, batch)
        else:
            restored = restore(book, cursor, batch, user, now)  # those that a bulk workbook deleted
            with lent(book, cursor, batch, now):
                steps = _steps(book, cursor, batch, user, now)
                _count_no_more(cursor, batch)
            steps += [({"restored": restored}, pl.DataFrame(schema=KEPT))] if restored else []
        batch.undone, batch.undone_by, batch.findings = now, user, None
        batch.save(using=book.using)
        Duplicate.objects.using(book.using).filter(origin=batch, state="open").delete()
        steps.append(write_work.undo(book, cursor, batch))
        swept, held = sweep(book, cursor, batch, now)
        grow(book)
    counts = Counter(swept)
    for undone, _ in steps:
        counts.update(undone)
    kept = pl.concat([*(kept for _, kept in steps), held])
    return UndoResult(import_key, dict(counts), kept_rows(kept))


def _steps(
    book: FirmBook, cursor: Cursor, batch: Import, user: str, now: datetime
) -> list[tuple[dict[str, int], pl.DataFrame]]:
    """What undoing an import, a merge or an edit took back and kept, step by step."""
    if batch.mode == MERGE:
        return [take_back(book, cursor, merge_of(book, batch), _revert, user, now)]
    merges = [] if batch.mode == EDIT else merges_of_import(book, batch)
    steps = [take_back(book, cursor, merge, _revert, user, now) for merge in merges]
    return [*steps, _revert(book, cursor, batch, now), ({}, _away(book, cursor, batch))]


def _found(book: FirmBook, key: str) -> Import:
    batch = Import.objects.using(book.using).filter(firm_id=book.firm, key=key).first()
    if batch is None:
        raise CarnetError("import.unknown", value=key)
    if batch.undone is not None:
        raise CarnetError("import.already_undone", value=key, detail=f"{batch.undone:%Y-%m-%d}")
    return batch


def _count_no_more(cursor: Cursor, batch: Import) -> None:
    """The changes that were taken back."""
    cursor.execute(
        f"UPDATE book_change AS j SET undone = %s WHERE j.origin_id = %s AND NOT j.undone AND {_HERE}",
        [True, batch.pk],
    )


def _away(book: FirmBook, cursor: Cursor, batch: Import) -> pl.DataFrame:
    """What contacts that were merged into others keep of it; traces.KEPT rows."""
    changes = journal.read(book, cursor, f"j.origin_id = %s AND NOT {_HERE}", [batch.pk])
    return traces.describe(book, cursor, changes.rename({"new": "value"}))


def _revert(
    book: FirmBook, cursor: Cursor, batch: Import, now: datetime
) -> tuple[dict[str, int], pl.DataFrame]:
    """Give changed contacts back what they had; how many values and cards, and what stays."""
    undone = {"values": 0, "cards": 0}
    kept = [pl.DataFrame(schema=KEPT)]
    for name, condition, revert in _REVERTS + (_MARKED if batch.mode == EDIT else ()):
        for changes in _changes(book, cursor, batch, condition):
            count, stays = revert(book, cursor, batch, changes, now)
            refresh_lookups(book, cursor, changes.filter(pl.col("field").is_in(_KEYED))["contact"])
            stamp(book, cursor, changes["contact"], now)
            undone[name] = undone.get(name, 0) + count
            kept.append(stays)
    return undone, pl.concat(kept)


_KEYED = (*TELLING, "card")  # fields by which contacts are found
_Reverts = tuple[tuple[str, str, Callable[..., tuple[int, pl.DataFrame]]], ...]
_REVERTS: _Reverts = (
    ("values", f"j.field NOT IN {MARKS}", revert_values),
    ("cards", "j.field = 'card'", revert_cards),
)
_MARKED: _Reverts = (  # a merge takes its own marks back
    ("archived", "j.field = 'archived'", revert_archived),
    ("members", "j.field = 'group'", revert_groups),
)


def _changes(book: FirmBook, cursor: Cursor, batch: Import, condition: str) -> Iterator[pl.DataFrame]:
    """The import's changes of some thousand contacts at a time, all of a contact's together."""
    last = 0
    while True:
        cursor.execute(
            f"""SELECT max(contact_id) FROM (
                SELECT DISTINCT j.contact_id FROM book_change j
                WHERE j.origin_id = %s AND j.contact_id > %s AND {condition} AND {_HERE}
                ORDER BY j.contact_id LIMIT %s) AS next""",
            [batch.pk, last, SLICE // 2],
        )
        high = cursor.fetchone()[0]
        if high is None:
            return
        where = f"j.origin_id = %s AND j.contact_id BETWEEN %s AND %s AND {condition} AND {_HERE}"
        yield journal.read(book, cursor, where, [batch.pk, last + 1, high])
        last = high
