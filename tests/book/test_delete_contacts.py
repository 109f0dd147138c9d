"""What a person deletes leaves the book, and comes back as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from carnet.contract import CarnetError
from tests.book.test_undo_import import applied, edited, key_of, live_lookups, names, undone
from tests.support.book_plans import Wish, keys

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

PEOPLE = (
    Wish("Ana", values={"client_identifier": "A1"}, cards=[{"works_at": "Org", "emails": ["a@example.com"]}]),
    Wish("Org", "organization"),
    Wish("Family", "client_group", members=["Org", "Ana"]),
)


def deleted(book: FirmBook, *names: str) -> str:
    from carnet.book.actions.delete_contacts import delete

    return delete(book, [key_of(book, name) for name in names], user="Marc")


def test_a_deleted_contact_is_nowhere_and_what_points_at_it_keeps_its_name(
    book: FirmBook, tmp_path: Path
) -> None:
    applied(book, tmp_path, *PEOPLE)
    deleted(book, "Org")
    contents = book.contents()
    assert names(book) == ["Ana", "Family"]
    assert contents.cards.select("organization", "organization_contact").row(0) == ("Org", None)
    assert contents.members.height == 1
    assert book.find(keys(("name", "organization:org"))).height == 0


def test_restored_contacts_are_as_they_were_in_whichever_order(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, *PEOPLE)
    before, lookups = book.digest(), live_lookups(book)
    some, rest = deleted(book, "Org", "Family"), deleted(book, "Ana")
    assert names(book) == []
    assert undone(book, some).counts["restored"] == 2
    undone(book, rest)
    assert (book.digest(), live_lookups(book)) == (before, lookups)
    again = deleted(book, "Ana")
    undone(book, again)
    assert book.digest() == before


def test_the_history_says_who_deleted_whom(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, *PEOPLE)
    key = deleted(book, "Org", "Ana")
    (entry,) = book.history(key)
    assert (entry.mode, entry.user, entry.counts) == ("delete", "Marc", {"contacts": 2})
    assert (entry.deleted, entry.records["people"]) == (("Ana", "Org"), 1)


def test_the_import_of_a_deleted_contact_is_undone_and_the_contact_does_not_come_back(
    book: FirmBook, tmp_path: Path
) -> None:
    first = applied(book, tmp_path, *PEOPLE)
    second = applied(book, tmp_path, Wish("Ana", update=True, values={"description": "new"}))
    key = deleted(book, "Ana")
    undone(book, second)
    undone(book, key)
    assert "description" not in book.contents().contacts.columns
    key = deleted(book, "Ana")
    undone(book, first)
    undone(book, key)
    assert names(book) == []


def test_what_was_edited_comes_back_although_its_import_is_undone(book: FirmBook, tmp_path: Path) -> None:
    first = applied(book, tmp_path, *PEOPLE)
    edited(book, "Ana", description="Marc's")
    key = deleted(book, "Ana")
    assert [kept.name for kept in undone(book, first).kept] == []
    undone(book, key)
    assert names(book) == ["Ana"]


def test_a_card_at_an_organization_that_went_into_another_meanwhile_is_there(
    book: FirmBook, tmp_path: Path
) -> None:
    from carnet.book.actions.merge_contacts import merge

    applied(book, tmp_path, *PEOPLE, Wish("Org Ltd", "organization"))
    before = book.digest()
    gone = deleted(book, "Ana")
    into = merge(book, key_of(book, "Org Ltd"), key_of(book, "Org"), user="Zed", choices={"name": "keep"}).key
    undone(book, gone)
    card = book.contents().cards.row(0, named=True)
    kept = dict(book.contents().contacts.select("name", "id").iter_rows())["Org Ltd"]
    assert (card["organization"], card["organization_contact"]) == ("Org Ltd", kept)
    undone(book, into)
    assert book.digest() == before


def test_one_unknown_key_and_nothing_is_deleted(opens: Opens, tmp_path: Path) -> None:
    from carnet.book.actions.delete_contacts import delete

    one, other = opens("One"), opens("Other")
    applied(one, tmp_path, *PEOPLE)
    applied(other, tmp_path, Wish("Theirs"))
    with pytest.raises(CarnetError, match=r"contact\.unknown"):
        delete(one, [key_of(one, "Ana"), key_of(other, "Theirs")], user="Marc")
    assert (len(names(one)), names(other)) == (3, ["Theirs"])


def test_deleted_contacts_are_told_by_their_keys_to_their_own_firm_alone(
    opens: Opens, tmp_path: Path
) -> None:
    one, other = opens("One"), opens("Other")
    applied(one, tmp_path, *PEOPLE)
    asked = keys(*(("contact_key", key_of(one, name)) for name in ("Ana", "Org", "Family")))
    assert one.deleted(asked).height == 0
    gone = deleted(one, "Ana", "Org")
    told = one.deleted(asked)
    assert set(told["name"]) == {"Ana", "Org"}
    assert set(told["day"]) == {one.history(gone)[0].created.date().isoformat()}
    assert other.deleted(asked).height == 0
    undone(one, gone)
    assert one.deleted(asked).height == 0
