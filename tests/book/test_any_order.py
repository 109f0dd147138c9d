"""Imports and undos in any order: once all are undone, the book is as it was before the first."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from tests.book.test_undo_import import KEPT_TABLES, live_lookups, rows_in
from tests.support.book_plans import PlanMaker, Wish
from tests.support.generated import few

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

NUMBER = count()
NAMES = ("Ana", "Ben", "Org")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
FIELDS = st.sampled_from(
    [
        "first_name",
        "client_identifier",
        "accounting.legal_name",
        "accounting.tax_id",
        "custom.Hat",
        "custom.Été",
    ]
)
CARD = st.fixed_dictionaries(
    {"emails": st.lists(TEXTS, max_size=2).map(lambda emails: emails or None), "role": st.none() | TEXTS}
)
WANTED = st.fixed_dictionaries(
    {
        "values": st.dictionaries(FIELDS, TEXTS, max_size=3),
        "cards": st.lists(CARD, max_size=2),
        "linked": st.booleans(),
    }
)
IMPORT = st.dictionaries(st.sampled_from(NAMES), WANTED, min_size=1)
STEPS = st.lists(IMPORT | st.integers(0, 5), min_size=1, max_size=5)


def wish(book: FirmBook, name: str, wanted: dict[str, Any], at_org: bool) -> Wish:
    """A new contact of that name, or what the import changes on the one that is there."""
    contents = book.contents()
    known = dict(contents.contacts.select("name", "id").iter_rows())
    held = contents.cards["contact"].to_list().count(known.get(name))
    cards = [
        {**card, **({"replaces": place} if place < held else {}), **({"works_at": "Org"} if at_org else {})}
        for place, card in enumerate(wanted["cards"])
    ]
    kind = "organization" if name == "Org" else "person"
    return Wish(name, kind, update=name in known, values=wanted["values"], cards=cards, row=2)


@few(4)
@given(steps=STEPS)
def test_undoing_every_import_in_any_order_restores_the_book(opens: Opens, steps: list[Any]) -> None:
    from carnet.book.actions.apply_import import apply
    from carnet.book.actions.undo_import import undo

    book = opens(f"Firm {next(NUMBER)}")
    before, standing = book.digest(), []
    with tempfile.TemporaryDirectory() as folder:
        maker = PlanMaker(book, Path(folder), rows={2: ("Ana", None, "43")})
        for step in steps:
            if isinstance(step, dict):
                wishes = [
                    wish(book, name, wanted, wanted["linked"] and "Org" in step and name != "Org")
                    for name, wanted in step.items()
                ]
                standing.append(apply(book, maker.plan(*wishes), user="Léa").key)
            elif standing:
                undo(book, standing.pop(step % len(standing)), user="Marc")
        for key in standing:
            undo(book, key, user="Marc")
    assert book.digest() == before
    assert live_lookups(book) == []
    assert {table: rows_in(book, table) for table in KEPT_TABLES} == dict.fromkeys(KEPT_TABLES, 0)
