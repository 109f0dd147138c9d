"""A contact's page has everything that the book knows of it, and of nobody else's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from carnet.contract import CarnetError, Disposition
from carnet.findings import FINDINGS
from tests.book.test_delete_contacts import deleted
from tests.book.test_edit_contact import edit, save_card
from tests.book.test_undo_import import applied, key_of, undone
from tests.support.book_plans import PlanMaker, Wish

if TYPE_CHECKING:
    from carnet.book.contact_view import ContactView
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

PLACED = (
    Wish("Ana", cards=[{"works_at": "Org", "role": "Director", "emails": ["a@example.com"]}]),
    Wish("Org", "organization", values={"client_identifier": "O1", "custom.Hat": "7"}),
    Wish("Family", "client_group", members=["Org", "Ana"]),
)


def view(book: FirmBook, name: str) -> ContactView:
    return book.contact(key_of(book, name))


def test_relations_are_shown_from_both_sides(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, *PLACED)
    ana, org, family = view(book, "Ana"), view(book, "Org"), view(book, "Family")
    assert [(one.name, one.role) for one in org.people] == [("Ana", "Director")]
    assert ana.cards[0].at
    assert ana.cards[0].at.key == org.key
    assert [one.name for one in ana.groups] == [one.name for one in org.groups] == ["Family"]
    assert ([one.name for one in family.members], family.members_total) == (["Ana", "Org"], 2)
    assert org.values == {"name": "Org", "client_identifier": "O1", "custom.Hat": "7"}


def test_a_value_names_the_cell_that_it_came_from_and_who_changed_it(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply

    maker = PlanMaker(
        book, tmp_path, rows={2: ("Ana", "ana@", "43")},
        ledger={2: (Disposition.STORED, Disposition.REFUSED, Disposition.SET_ASIDE)},
    )  # fmt: skip
    told = [
        {"sheet": 0, "row": 2, "column": 1, "code": "email.invalid", "value": "ana@", "detail": "ana@"},
        {"sheet": 0, "row": 3, "column": 1, "code": "email.invalid", "value": "x@", "detail": "x@"},
    ]
    plan = maker.plan(Wish("Ana", row=2))
    key = apply(book, replace(plan, findings=pl.DataFrame(told, schema=FINDINGS)), user="Léa").key
    seen = view(book, "Ana")
    assert (seen.made_by, seen.made_in) == ("Léa", key)
    assert [(cell.file, cell.sheet, cell.row, cell.column, cell.value) for cell in seen.cells] == [
        ("clients.csv", "clients", 2, "Name", "Ana"), ("clients.csv", "clients", 2, "Email", "ana@"),
        ("clients.csv", "clients", 2, "Shoe size", "43"),
    ]  # fmt: skip
    assert [(one.code, one.value, one.open) for one in seen.told] == [("email.invalid", "ana@", True)]
    save_card(book, seen.key, {"emails": ["ana@example.com"]})
    edit(book, seen.key, description="new")
    later = view(book, "Ana")
    assert [(step.field, step.user, step.batch) for step in later.steps] == [
        ("description", "Marc", None), ("card", "Marc", None),
    ]  # fmt: skip
    assert [one.open for one in later.told] == [False]
    assert later.revision > seen.revision
    assert later.change > seen.change


def test_what_a_merge_did_not_let_stand_is_shown(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.merge_contacts import merge

    applied(
        book,
        tmp_path,
        Wish("Ann", values={"client_owner": "Léa"}),
        Wish("Anne", values={"client_owner": "Max"}),
    )
    merge(book, key_of(book, "Ann"), key_of(book, "Anne"), user="Zed", choices={"client_owner": "keep"})
    assert ("client_owner", "Max") in view(book, "Ann").lost


def test_a_deleted_contact_says_who_deleted_it_and_how_it_comes_back(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.contact_view import deleted as gone

    applied(book, tmp_path, *PLACED)
    key = key_of(book, "Org")
    batch = deleted(book, "Org")
    assert view(book, "Ana").cards[0].at is None
    assert view(book, "Family").members_total == 1
    with pytest.raises(CarnetError, match=r"contact\.unknown"):
        book.contact(key)
    with book.cursor() as cursor:
        told = gone(book, cursor, key)
        assert gone(book, cursor, key_of(book, "Ana")) is None
    assert told
    assert (told.name, told.user, told.batch) == ("Org", "Marc", batch)
    undone(book, batch)
    assert [(step.field, step.undone) for step in view(book, "Org").steps] == [("deleted", True)]


def test_no_firm_sees_another_firms_contact(opens: Opens, tmp_path: Path) -> None:
    from carnet.book.contact_view import deleted as gone

    one, other = opens("One"), opens("Two")
    applied(one, tmp_path, *PLACED)
    key = key_of(one, "Ana")
    with pytest.raises(CarnetError, match=r"contact\.unknown"):
        other.contact(key)
    deleted(one, "Ana")
    with other.cursor() as cursor:
        assert gone(other, cursor, key) is None
