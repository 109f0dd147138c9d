"""Change many contacts at once, as one entry of the history that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from carnet.book import journal
from carnet.book.actions.entry import begun, grow
from carnet.book.actions.revise_contacts import write_values
from carnet.book.actions.stamp import stamp
from carnet.book.bulk import BulkChange, Verb, checked, differing, group_of, standing
from carnet.book.engines import SLICE, Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Import
from carnet.book.rows import rows
from carnet.book.texts import compact, writable
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "bulk.changed",
    Severity.ERROR,
    en="The book changed since you looked at what would happen. Nothing was changed. Look once more, then go "
    "on.",
    fr="Le carnet a changé depuis que vous avez consulté l'aperçu. Rien n'a été modifié. Consultez-le de "
    "nouveau, puis continuez.",
)
rule(
    "bulk.nothing",
    Severity.ERROR,
    en="All of the chosen contacts are so already, or are of a kind that this is not for. Nothing was "
    "changed.",
    fr="Tous les contacts choisis sont déjà ainsi, ou d'un genre que cela ne concerne pas. Rien n'a été "
    "modifié.",
)

EDIT = "edit"  # the mode of the history's entry
_AT_ONCE = 20_000  # contacts between two calls of progress
Progress = Callable[[int, int], None]  # contacts looked at, contacts chosen


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """What was done: the key by which it can be undone, and how many contacts changed."""

    key: str
    count: int


@dataclass(frozen=True, slots=True)
class _Changing:
    """A change being written."""

    book: FirmBook
    cursor: Cursor
    batch: Import
    change: BulkChange
    user: str
    now: datetime

    def write(self, changes: pl.DataFrame, field: str) -> None:
        """Into the journal: contact, old, new of one field."""
        named = changes.with_columns(pl.lit(field).alias("field"), pl.lit(None, pl.Int64).alias("card"))
        journal.write(self.book, self.cursor, named, batch=self.batch.pk, user=self.user, now=self.now)


def change_contacts(
    book: FirmBook,
    ids: pl.Series,
    change: BulkChange,
    *,
    user: str,
    revision: int | None = None,
    progress: Progress | None = None,
) -> ChangeResult:
    """Change the contacts of those ids, in one transaction; undo_import.undo takes it back.

    Contacts that are so already, and those of a kind that the change is not for, stay as they are.

    Args:
        ids: of the firm's contacts; others are left out.
        revision: of the book when the person looked at what would happen (bulk.preview).

    Raises:
        CarnetError: bulk.changed, bulk.nothing, contact.field, group.unknown, book.locked, or the rule by
            which the value cannot be read.
    """
    now, count = datetime.now(UTC), 0
    with book.writing() as cursor:
        if revision is not None and book.revision != revision:
            raise CarnetError("bulk.changed")
        asked = checked(book, change)
        work = _Changing(book, cursor, begun(book, EDIT, user, now), asked, writable(user), now)
        seen = 0
        for start in range(0, len(ids), _AT_ONCE):
            for part in standing(book, cursor, ids[start : start + _AT_ONCE], asked):
                count += _written(work, differing(part).rename({"id": "contact"}))
            seen = min(start + _AT_ONCE, len(ids))
            if progress:
                progress(seen, len(ids))
        if not count:
            raise CarnetError("bulk.nothing")
        _finish(work, count)
    return ChangeResult(work.batch.key, count)


def _written(work: _Changing, different: pl.DataFrame) -> int:
    """Do it to some contacts; how many changed."""
    if not different.height:
        return 0
    match work.change.verb:
        case Verb.SET:
            wanted = different.select("contact", field=pl.lit(work.change.field), value="new")
            ids = different["contact"]
            changed = write_values(work.book, work.cursor, ids, wanted.rename({"contact": "id"}), work.now)
            work.write(changed.drop("field"), work.change.field)
            return changed.height
        case Verb.JOIN | Verb.LEAVE:
            _regroup(work, different["contact"])
        case _:
            _archive(work, different)
    return different.height


def _archive(work: _Changing, different: pl.DataFrame) -> None:
    set_archived(work.book, work.cursor, different["contact"], work.change.verb is Verb.ARCHIVE, work.now)
    work.write(different.select("contact", "old", "new"), "archived")


def set_archived(book: FirmBook, cursor: Cursor, contacts: pl.Series, archived: bool, now: datetime) -> None:
    """Put contacts away or take them back."""
    for start in range(0, len(contacts), SLICE):
        cursor.execute(
            f"UPDATE book_contact SET archived = %s WHERE id IN {book.engine.numbers}",
            [archived, book.engine.array(contacts[start : start + SLICE])],
        )
    stamp(book, cursor, contacts, now)


def _regroup(work: _Changing, contacts: pl.Series) -> None:
    """Put contacts into the group or take them out."""
    group, name = group_of(work.book, work.change.group)
    if work.change.verb is Verb.JOIN:
        held = contacts.to_frame("member").with_columns(origin=pl.lit(work.batch.pk, pl.Int64))
        link(work.book, work.cursor, held.with_columns(group=pl.lit(group, pl.Int64)))
    else:
        held = _unlinked(work, group, contacts)
    said = [compact({"group": group, "name": name, "origin": origin}) for origin in held["origin"]]
    told = pl.Series("said", said, dtype=pl.String)
    nothing = pl.lit(None, pl.String)
    old, new = (nothing, told) if work.change.verb is Verb.JOIN else (told, nothing)
    work.write(held.select(pl.col("member").alias("contact"), old.alias("old"), new.alias("new")), "group")
    stamp(work.book, work.cursor, pl.concat([contacts.alias("id"), pl.Series("id", [group])]), work.now)


def link(book: FirmBook, cursor: Cursor, members: pl.DataFrame) -> None:
    """Put contacts into groups: group, member, origin."""
    named = members.select(group_id="group", member_id="member", origin_id="origin")
    book.engine.insert(cursor, "book_member", named)


def _unlinked(work: _Changing, group: int, contacts: pl.Series) -> pl.DataFrame:
    """member, origin of those that are out of the group now."""
    numbers = work.book.engine.numbers
    params = [group, work.book.engine.array(contacts)]
    held = rows(
        work.cursor,
        f"SELECT member_id, origin_id FROM book_member WHERE group_id = %s AND member_id IN {numbers}",
        params,
        pl.Schema({"member": pl.Int64, "origin": pl.Int64}),
    )
    work.cursor.execute(f"DELETE FROM book_member WHERE group_id = %s AND member_id IN {numbers}", params)
    return held


def _finish(work: _Changing, count: int) -> None:
    work.batch.counts = compact({"update": count})
    work.batch.save(using=work.book.using, update_fields=["counts"])
    grow(work.book)
