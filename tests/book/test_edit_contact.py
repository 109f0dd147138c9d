"""What a person changes on one contact is written with who did it and when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from carnet.contract import CarnetError, Kind
from tests.support.book_plans import PlanMaker, Wish, keys

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook


def made(book: FirmBook, **values: str) -> str:
    from carnet.book.actions.edit_contact import create

    return create(book, Kind.PERSON, {"name": "Ana Roy", **values}, user="Marc")


def test_a_contact_made_by_hand_has_a_card_and_is_found(book: FirmBook) -> None:
    from carnet.book.actions.edit_contact import create

    values = {"name": "Ana Roy", "first_name": "Ana", "last_name": "Roy", "client_identifier": "A1"}
    key = create(book, Kind.PERSON, values, user="Marc", card_values=[{"emails": ["a@example.com"]}])
    contents = book.contents()
    assert contents.contacts["key"].to_list() == [key]
    assert contents.cards.select("primary", "emails").rows() == [(True, ["a@example.com"])]
    wanted = keys(
        ("name", "person:ana roy"), ("identifier", "a1"), ("email", "a@example.com"), ("contact_key", key)
    )
    assert book.find(wanted).height == 4


def test_each_edit_raises_the_revision_and_one_that_changes_nothing_does_not(book: FirmBook) -> None:
    from carnet.book.actions.edit_contact import edit

    key = made(book, description="old")
    before = book.revision
    edit(book, key, {"description": "old"}, user="Marc")
    assert book.revision == before
    edit(book, key, {"description": "new", "custom.Hat": "7"}, user="Marc")
    assert book.revision == before + 1
    contact = book.contents().contacts.row(0, named=True)
    assert (contact["description"], contact["custom"]) == ("new", [{"name": "Hat", "value": "7"}])
    edit(book, key, {"description": "", "custom.Hat": None}, user="Marc")
    assert "description" not in book.contents().contacts.columns
    assert book.contents().contacts["custom"].to_list() == [None]


def test_a_plan_made_before_an_edit_is_stale(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply
    from carnet.book.actions.edit_contact import edit

    key = made(book)
    plan = PlanMaker(book, tmp_path).plan(Wish("Ben"))
    edit(book, key, {"description": "new"}, user="Marc")
    with pytest.raises(CarnetError, match=r"plan\.stale"):
        apply(book, plan, user="Léa")


def test_a_card_keeps_its_organization_until_another_is_named(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.apply_import import apply
    from carnet.book.actions.edit_contact import edit_card

    ana = Wish("Ana", cards=[{"works_at": "Org", "emails": ["a@example.com"]}])
    apply(book, PlanMaker(book, tmp_path).plan(ana, Wish("Org", "organization")), user="Léa")
    key = book.contents().contacts.row(by_predicate=pl.col("name") == "Ana", named=True)["key"]
    edit_card(book, key, {"role": "Director", "emails": ["b@example.com"]}, user="Marc")
    card = book.contents().cards.row(0, named=True)
    assert (card["role"], card["emails"], card["organization"]) == ("Director", ["b@example.com"], "Org")
    assert card["organization_contact"] is not None
    assert book.find(keys(("email", "a@example.com"), ("email", "b@example.com")))["contact"].to_list() == [1]
    edit_card(book, key, {"organization": "Elsewhere"}, user="Marc")
    assert book.contents().cards["organization_contact"].to_list() == [None]


def test_an_archived_contact_stays_in_the_book_and_comes_back(book: FirmBook) -> None:
    from carnet.book.actions.edit_contact import archive

    key = made(book)
    archive(book, key, user="Marc")
    assert book.contents().contacts["archived"].to_list() == [True]
    archive(book, key, user="Marc", archived=False)
    assert book.contents().contacts["archived"].to_list() == [False]


def test_what_cannot_be_edited_is_refused(book: FirmBook) -> None:
    from carnet.book.actions.edit_contact import edit, edit_card

    key = made(book)
    with pytest.raises(CarnetError, match=r"contact\.field"):
        edit(book, key, {"kind": "organization"}, user="Marc")
    with pytest.raises(CarnetError, match=r"contact\.field"):
        edit_card(book, key, {"primary": False}, user="Marc")
    with pytest.raises(CarnetError, match=r"contact\.unknown"):
        edit(book, "nobody", {"name": "x"}, user="Marc")
