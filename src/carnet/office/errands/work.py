"""What an errand does to the book.

What is asked, by job: CHANGE {change, revision}, with the contacts' ids; DELETE {revision}, with their keys;
MERGE {probability, revision}; UNDO {entries}: keys of the history, undone in that order; WORKBOOK {language,
colleagues}, with the contacts' ids; EXPORT {to, language, whole}, with the contacts' ids where it is not the
whole book.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from carnet.book.actions import undo_import
from carnet.book.actions.change_contacts import EDIT, change_contacts
from carnet.book.actions.delete_contacts import DELETE, delete
from carnet.book.actions.keep_duplicates import merge_surest
from carnet.book.bulk import BulkChange, Verb
from carnet.book.bulk_workbook import write_bulk
from carnet.book.duplicates import count_open
from carnet.book.exporting import to_export
from carnet.book.models import Import
from carnet.book.traces import Kept
from carnet.contract import CarnetError
from carnet.language import Language
from carnet.office.cases.drafted import undone
from carnet.office.errands.keep import contacts_of, made_file
from carnet.office.jobs import ErrandJob
from carnet.office.models import Errand
from carnet.office.working import Working, listed
from carnet.writers import EXPORTS, export

_LISTED = 500  # values that an undo kept, of which the page tells; all are counted
Outcome = dict[str, Any]


class Work(Working[Errand]):
    """An errand being run."""

    @property
    def errand(self) -> Errand:
        """The errand."""
        return self.row

    @property
    def asked(self) -> Mapping[str, Any]:
        """With what."""
        asked: Mapping[str, Any] = self.errand.asked
        return asked

    def written_before(self, mode: str) -> Import | None:
        """The entry that a worker made of this errand before it was killed: it alone can have that
        revision."""
        return Import.objects.using(self.book.using).filter(
            firm_id=self.book.firm, mode=mode, revision=self.asked["revision"] + 1, user=self.user,
            created__gte=self.errand.began,
        ).first()  # fmt: skip


def _unmoved(work: Work) -> None:
    """Refuse a book that moved on since the person looked at what would happen."""
    if work.book.revision != work.asked["revision"]:
        raise CarnetError("bulk.changed")


def _change(work: Work) -> Outcome:
    """{entry, count}."""
    if (made := work.written_before(EDIT)) is not None:
        return {"entry": made.key, "count": work.book.history(made.key)[0].counts["update"]}
    change = BulkChange(**work.asked["change"] | {"verb": Verb(work.asked["change"]["verb"])})
    result = change_contacts(
        work.book, contacts_of(work.errand), change,
        user=work.user, revision=work.asked["revision"], progress=work.shared,
    )  # fmt: skip
    return {"entry": result.key, "count": result.count}


def _delete(work: Work) -> Outcome:
    """{entry, count}."""
    if (made := work.written_before(DELETE)) is not None:
        return {"entry": made.key, "count": work.book.history(made.key)[0].counts["contacts"]}
    keys = contacts_of(work.errand).to_list()
    with work.book.writing():
        _unmoved(work)
        return {"entry": delete(work.book, keys, user=work.user), "count": len(keys)}


def _merge(work: Work) -> Outcome:
    """{entries}: the keys of the merges, the latest first."""
    with work.book.writing() as cursor:
        _unmoved(work)
        pairs = count_open(work.book, cursor, work.asked["probability"])
        merged = merge_surest(
            work.book, work.asked["probability"], user=work.user, names={},
            progress=lambda done: work.shared(done, max(pairs, done)),
        )  # fmt: skip
    return {"entries": [result.key for result in reversed(merged)]}


def _undo(work: Work) -> Outcome:
    """{counts, kept, more}: what undo_import.undo gives, of all entries together; what was undone meanwhile
    is passed over."""
    counts: dict[str, int] = {}
    kept: list[Kept] = []
    entries = work.asked["entries"]
    for done, key in enumerate(entries):
        try:
            result = undo_import.undo(work.book, key, user=work.user)
        except CarnetError as error:
            if error.code != "import.already_undone" or (len(entries) == 1 and work.errand.tries == 1):
                raise
            continue
        undone(work.errand.firm, key, work.errand.user)
        kept += result.kept
        for name, count in result.counts.items():
            counts[name] = counts.get(name, 0) + count
        work.shared(done + 1, len(entries))
    told = listed(kept[:_LISTED])
    return {"counts": counts, "kept": told, "more": len(kept) - len(told)}


def _workbook(work: Work) -> Outcome:
    """{file, count}: whether there is a file, and of how many contacts."""
    ids = contacts_of(work.errand)
    write_bulk(
        work.book, made_file(work.errand.key), Language(work.asked["language"]), ids,
        work.asked["colleagues"], work.shared,
    )  # fmt: skip
    return {"file": True, "count": len(ids)}


def _export(work: Work) -> Outcome:
    """{count, notes}: of how many contacts, and what the format cannot hold."""
    to, ids = work.asked["to"], None if work.asked["whole"] else contacts_of(work.errand)
    contents = to_export(work.book, ids)
    work.shared(1, 2)
    path = made_file(work.errand.key, EXPORTS[to].suffix)
    notes = export(to, contents, path, Language(work.asked["language"]))
    return {"count": contents.contacts.height, "notes": [{"code": code, **values} for code, values in notes]}


WORK: Mapping[ErrandJob, Callable[[Work], Outcome]] = {
    ErrandJob.CHANGE: _change,
    ErrandJob.DELETE: _delete,
    ErrandJob.MERGE: _merge,
    ErrandJob.UNDO: _undo,
    ErrandJob.WORKBOOK: _workbook,
    ErrandJob.EXPORT: _export,
}
