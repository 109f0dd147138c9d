"""The history is read in parts, of one kind and of one person where that is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.book.test_delete_contacts import deleted
from tests.book.test_merge_contacts import merged
from tests.book.test_undo_import import applied
from tests.support.book_plans import Wish

if TYPE_CHECKING:
    from carnet.book.history import Entries
    from tests.conftest import Opens


def modes(entries: Entries) -> list[str]:
    """What all of them were, read two at a time."""
    found, last = [], ""
    while part := entries.after(last, 2):
        found += [one.mode for one in part]
        last = part[-1].key
    assert found == [one.mode for one in entries]
    return found


def test_entries_come_in_parts_the_newest_first(opens: Opens, tmp_path: Path) -> None:
    book, other = opens("One"), opens("Other")
    first = applied(book, tmp_path, *(Wish(name) for name in ("Ann", "Anne", "Ben")))
    applied(other, tmp_path, Wish("Cid"))
    merged(book, "Ann", "Anne")
    deleted(book, "Ben")
    entries = book.entries()
    assert modes(entries) == ["delete", "merge", "upsert"]
    (gone, joined) = entries[0:2]
    assert (gone.deleted, joined.merged) == (("Ben",), ("Ann", "Anne"))
    assert [one.key for one in book.entries("import")] == [first]
    assert modes(book.entries("merge")) == ["merge"]
    assert modes(book.entries("", gone.user)) == [one.mode for one in book.history() if one.user == gone.user]
    assert entries.users() == sorted({one.user for one in book.history()})
    assert other.entries().after(first, 9) == []
    assert (len(other.entries()), len(book.entries("edit"))) == (1, 0)
