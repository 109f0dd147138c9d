"""Imports, merges, deletions and undos in any order: once all are undone, the book is as before the first."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import combinations, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import CarnetError
from tests.book.test_any_order import WANTED, wish
from tests.book.test_undo_import import KEPT_TABLES, live_lookups, rows_in
from tests.support.book_plans import PlanMaker
from tests.support.generated import few

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

NUMBER = count()
IMPORT = st.dictionaries(st.sampled_from(["Ana", "Ben", "Cora", "Org"]), WANTED, min_size=1)
MERGE = st.tuples(st.just("merge"), st.integers(0, 11))
DELETE = st.tuples(st.just("delete"), st.integers(0, 3))
UNDO = st.tuples(st.just("undo"), st.integers(0, 5))
STEPS = st.lists(IMPORT | MERGE | MERGE | DELETE | UNDO, min_size=2, max_size=8)


def imported(book: FirmBook, maker: PlanMaker, step: dict[str, Any]) -> str:
    from carnet.book.actions.apply_import import apply

    wishes = [
        wish(book, name, wanted, wanted["linked"] and "Org" in step and name != "Org")
        for name, wanted in step.items()
    ]
    return apply(book, maker.plan(*wishes), user="Léa").key


def merged(book: FirmBook, choice: int) -> list[str]:
    """The key of a merge of two contacts of one kind, where there are two."""
    from carnet.book.actions.merge_contacts import merge

    contacts = book.contents().contacts.select("kind", "key").rows()
    pairs = [(a[1], b[1]) for a, b in combinations(contacts, 2) if a[0] == b[0]]
    if not pairs:
        return []
    keep, gone = pairs[choice // 2 % len(pairs)][:: -1 if choice % 2 else 1]
    return [merge(book, keep, gone, user="Zed").key]


def deleted(book: FirmBook, choice: int) -> list[str]:
    """The key of a deletion of one contact, where there is one."""
    from carnet.book.actions.delete_contacts import delete

    found = book.contents().contacts["key"]
    return [delete(book, [found[choice % len(found)]], user="Zed")] if len(found) else []


def undone(book: FirmBook, keys: Sequence[str]) -> None:
    """Undo what is not undone yet, and can be."""
    from carnet.book.actions.undo_import import undo

    for key in keys:
        try:
            undo(book, key, user="Marc")
        except CarnetError as error:
            if error.code not in {"import.already_undone", "merge.later"}:
                raise


@few(4)
@given(steps=STEPS)
def test_undoing_every_import_and_deletion_undoes_the_merges_too(opens: Opens, steps: list[Any]) -> None:
    book = opens(f"Firm {next(NUMBER)}")
    before, done, imports, deletions = book.digest(), list[str](), list[str](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        maker = PlanMaker(book, Path(folder), rows={2: ("Ana", None, "43")})
        for step in steps:
            if isinstance(step, dict):
                imports.append(imported(book, maker, step))
                done.append(imports[-1])
            elif step[0] == "merge":
                done += merged(book, step[1])
            elif step[0] == "delete":
                deletions += deleted(book, step[1])
                done += deletions[-1:]
            elif done:
                undone(book, [done[step[1] % len(done)]])
        undone(book, imports)
        undone(book, deletions)
    assert book.digest() == before
    assert book.shelf.contents().contacts.height == 0
    assert live_lookups(book) == []
    assert {table: rows_in(book, table) for table in KEPT_TABLES} == dict.fromkeys(KEPT_TABLES, 0)
