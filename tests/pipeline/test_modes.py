"""What an import may do to contacts that the book has already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support.desk import Desk, assert_changes_nothing, codes, table

from carnet.book.actions.edit_contact import edit
from carnet.contract import CarnetError, Duplicates, Mode

FIRST = (
    "Client ID,Client Name,Email,Phone,City,Notes\n"
    "007,Oak Mill LLC,office@oak.example,+12125550147,Albany,first note\n"
    "008,Elm Mill LLC,,,,\n"
)
SECOND = (
    "Client ID,Client Name,Email,Phone,City,Notes\n"
    "007,Oak Mills LLC,new@oak.example,+12125550147,,second note\n"
    "008,,elm@example.com,,Boston,a note\n"
    "009,Fir Mill LLC,fir@example.com,,,\n"
)


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A desk whose book has the first file."""
    desk.begin(FIRST)
    return desk


def card(desk: Desk, name: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.shows()[name]["cards"][0]
    return found


def test_upsert_adds_what_is_new_and_changes_what_differs(known: Desk) -> None:
    plan = known.take_text(SECOND)
    assert (plan.counts["create"], plan.counts["update"]) == (1, 2)
    assert set(known.shows()) == {"Oak Mills LLC", "Elm Mill LLC", "Fir Mill LLC"}
    assert card(known, "Oak Mills LLC")["emails"] == ["new@oak.example"]
    assert card(known, "Oak Mills LLC")["phones"][0]["number"] == "+12125550147"
    assert known.shows()["Oak Mills LLC"]["description"] == "first note\nsecond note"


def test_an_empty_cell_changes_nothing(known: Desk) -> None:
    known.take_text(SECOND)
    assert card(known, "Oak Mills LLC")["addresses"][0]["city"] == "Albany"
    assert known.shows()["Elm Mill LLC"]["client_identifier"] == "008"


def test_create_adds_only_new_contacts_and_says_which_were_there(known: Desk) -> None:
    plan = known.take_text(SECOND, mode=Mode.CREATE)
    assert (plan.counts["create"], plan.counts["update"]) == (1, 0)
    assert codes(plan).count("mode.exists") == 2
    assert set(known.shows()) == {"Oak Mill LLC", "Elm Mill LLC", "Fir Mill LLC"}
    assert card(known, "Oak Mill LLC")["emails"] == ["office@oak.example"]
    assert plan.balance.refused == 9


def test_update_changes_only_known_contacts_and_says_which_are_missing(known: Desk) -> None:
    plan = known.take_text(SECOND, mode=Mode.UPDATE)
    assert (plan.counts["create"], plan.counts["update"]) == (0, 2)
    assert codes(plan).count("mode.no_match") == 1
    assert set(known.shows()) == {"Oak Mills LLC", "Elm Mill LLC"}
    assert plan.balance.refused == 3


def test_fill_only_fills_what_is_empty(known: Desk) -> None:
    known.take_text(SECOND, mode=Mode.FILL)
    shown = known.shows()
    assert set(shown) == {"Oak Mill LLC", "Elm Mill LLC", "Fir Mill LLC"}
    assert card(known, "Oak Mill LLC")["emails"] == ["office@oak.example"]
    assert shown["Oak Mill LLC"]["description"] == "first note"
    assert card(known, "Elm Mill LLC")["emails"] == ["elm@example.com"]
    assert card(known, "Elm Mill LLC")["addresses"][0]["city"] == "Boston"
    assert shown["Elm Mill LLC"]["description"] == "a note"


def test_clearing_empties_the_fields_whose_cells_are_empty(known: Desk) -> None:
    plan = known.take_text("Client ID,Notes\n007,\n008,a note\n", clear=True)
    assert plan.counts["update"] == 2
    assert "description" not in known.shows()["Oak Mill LLC"]
    assert card(known, "Oak Mill LLC")["emails"] == ["office@oak.example"]


def test_a_file_of_identifiers_and_one_column_changes_that_column_of_every_kind(desk: Desk) -> None:
    desk.take_text("Client ID,First Name,Last Name\np-1,Ana,Lopez\n", "people.csv")
    desk.take_text("Client ID,Company Name\no-1,Oak Mill LLC\n", "companies.csv")
    plan = desk.take_text(
        "Client ID,Email\np-1,ana@example.com\no-1,office@oak.example\nx-1,new@example.com\n"
    )
    assert (plan.counts["create"], plan.counts["update"]) == (1, 2)
    shown = desk.shows()
    assert shown["Ana Lopez"]["cards"][0]["emails"] == ["ana@example.com"]
    assert shown["Oak Mill LLC"]["cards"][0]["emails"] == ["office@oak.example"]
    assert codes(plan) == ["person.name_missing"]
    assert plan.balance.stored == 4


def test_notes_of_a_second_import_are_added_once(known: Desk) -> None:
    for _ in range(2):
        known.take_text('Client ID,Client Name,Notes\n007,Oak Mill LLC,"second note\nfirst note"\n')
    assert known.shows()["Oak Mill LLC"]["description"] == "first note\nsecond note"


def test_a_value_edited_by_hand_is_changed_again_only_by_a_file_that_says_otherwise(known: Desk) -> None:
    contacts = known.book.contents().contacts
    key = contacts.filter(contacts["name"] == "Elm Mill LLC")["key"].item()
    edit(known.book, key, {"contact_type": "Prospect", "name": "Elm Mill Ltd"}, user="Léa")
    plan = known.take_text("Client ID,Client Name\n008,\n")
    assert plan.counts["update"] == 0
    assert known.shows()["Elm Mill Ltd"]["contact_type"] == "Prospect"
    known.take_text("Client ID,Client Name,Contact Type\n008,Elm Mill Ltd,Client\n")
    assert known.shows()["Elm Mill Ltd"]["contact_type"] == "Client"


def test_a_card_gains_values_and_another_organization_is_another_card(desk: Desk) -> None:
    people = "First Name,Last Name,Preferred Name,Person's Email,Mobile Phone,Belongs To,Role\n"
    organizations = "Organization Name,Client Identifier\nOak Mill LLC,007\nElm Mill LLC,008\n"
    desk.take(
        desk.file("Organizations.csv", organizations),
        desk.file("People.csv", people + "Ana,Lopez,Ana,ana@oak.example,,Oak Mill LLC,Owner\n"),
    )
    rows = "Ana,Lopez,Ana,ana@oak.example,+12125550147,Oak Mill LLC,\n"
    desk.take_text(people + rows + "Ana,Lopez,Ana,ana@elm.example,,Elm Mill LLC,Clerk\n", "People.csv")
    cards = desk.shows()["Ana Lopez"]["cards"]
    assert [one["organization"] for one in cards] == ["Oak Mill LLC", "Elm Mill LLC"]
    assert cards[0]["role"] == "Owner"
    assert cards[0]["phones"][0]["number"] == "+12125550147"
    assert (cards[1]["role"], cards[1]["linked"]) == ("Clerk", "Elm Mill LLC")
    assert [one.get("primary", False) for one in cards] == [True, False]


# ---------------------------------------------------------------------------------------- keys

SAME_EMAIL = "Client ID,Client Name,Email\n999,Oak and Ash LLC,office@oak.example\n"


def test_the_key_that_a_person_chooses_decides_who_is_who(known: Desk, desks: Callable[[], Desk]) -> None:
    assert known.plan(known.file("a.csv", SAME_EMAIL)).counts["create"] == 1
    plan = known.take_text(SAME_EMAIL, keys=("email",))
    assert (plan.counts["create"], plan.counts["update"]) == (0, 1)
    assert known.shows()["Oak and Ash LLC"]["client_identifier"] == "999"


def test_keys_are_tried_in_their_order(known: Desk) -> None:
    row = "Client ID,Client Name\n007,Elm Mill LLC\n"
    by_number = known.plan(known.file("a.csv", row), keys=("client_identifier", "name"))
    assert by_number.contacts["book_id"].to_list() == _ids(known, "Oak Mill LLC")
    by_name = known.plan(known.file("a.csv", row), keys=("name", "client_identifier"))
    assert by_name.contacts["book_id"].to_list() == _ids(known, "Elm Mill LLC")
    assert "identifier.in_book" in codes(by_name)


CLIENT_WITH_PEOPLE = [
    ["Client ID", "Client Name", "Contact First Name", "Contact Last Name", "Email", "Tax File Number"],
    ["007", "Oak Mill LLC", "Ana", "Lopez", "office@oak.example", "123 456 782"],
    ["", "Elm Mill LLC", "", "", "", ""],
    ["009", "Ben Carter", "", "", "", ""],
]


@pytest.mark.parametrize("key", ["client_identifier", "email", "name", "accounting.tax_file_number"])
def test_who_has_nothing_of_the_key_that_is_chosen_is_found_as_usual(desk: Desk, key: str) -> None:
    path = desk.file("a.csv", table(CLIENT_WITH_PEOPLE))
    desk.take(path)
    desk.forget_sheets()
    assert_changes_nothing(desk.plan(path, keys=(key,)))


def _ids(desk: Desk, name: str) -> list[int]:
    contacts = desk.book.contents().contacts
    return contacts.filter(contacts["name"] == name)["id"].to_list()


def test_a_key_that_finds_nobody_is_refused_with_those_that_do(desk: Desk) -> None:
    with pytest.raises(CarnetError) as error:
        desk.plan(desk.file("a.csv", FIRST), keys=("colour",))
    assert error.value.code == "argument.key"
    assert "client_identifier" in str(error.value.values["detail"])


# ---------------------------------------------------------------------------------- duplicates

NAMESAKE = "First Name,Last Name,City\nAna,Lopez,Boston\n"


@pytest.mark.parametrize(
    ("duplicates", "created", "review"),
    [(Duplicates.REVIEW, 1, 1), (Duplicates.MERGE, 0, 0), (Duplicates.SEPARATE, 1, 0)],
)
def test_a_person_of_the_same_name_is_told_merged_or_kept_apart_as_chosen(
    desk: Desk, duplicates: Duplicates, created: int, review: int
) -> None:
    desk.take_text("First Name,Last Name,Email\nAna,Lopez,ana@example.com\n")
    plan = desk.take_text(NAMESAKE, duplicates=duplicates)
    assert (plan.counts["create"], plan.counts["review"]) == (created, review)
    assert codes(plan).count("duplicate.suspected") == review
    assert desk.book.contents().contacts.height == 1 + created


# --------------------------------------------------------------------------------- plan and apply


def test_a_plan_changes_nothing(known: Desk) -> None:
    before, revision = known.book.digest(), known.book.revision
    known.plan(known.file("second.csv", SECOND))
    assert (known.book.digest(), known.book.revision) == (before, revision)
    assert len(known.book.history()) == 1


def test_what_is_applied_is_the_plan(known: Desk) -> None:
    plan = known.take_text(SECOND)
    shown = known.shows()
    for contact in plan.contacts.iter_rows(named=True):
        assert shown[contact["name"]].get("client_identifier") == contact["client_identifier"]
        assert shown[contact["name"]].get("description") == contact["description"]
    changed = {(row["field"], row["old"], row["new"]) for row in plan.changes.iter_rows(named=True)}
    assert ("name", "Oak Mill LLC", "Oak Mills LLC") in changed
    assert ("description", "first note", "first note\nsecond note") in changed


def test_a_plan_made_before_another_change_is_refused(known: Desk) -> None:
    from carnet.book.actions.apply_import import apply

    plan = known.plan(known.file("second.csv", SECOND))
    contacts = known.book.contents().contacts
    edit(known.book, contacts["key"][0], {"contact_type": "Client"}, user="Léa")
    before = known.book.digest()
    with pytest.raises(CarnetError) as error:
        apply(known.book, plan, user="Marc")
    assert error.value.code == "plan.stale"
    assert known.book.digest() == before


def test_update_leaves_a_person_at_an_organization_of_which_the_file_tells_too_little(desk: Desk) -> None:
    def files(client_id: str, phone: str) -> list[Path]:
        firms = [["Client ID", "Client Name"], [client_id, "Oak Ltd"]]
        people = [
            ["First Name", "Last Name", "Email", "Phone", "Company"],
            ["Ann", "Roe", "ann@example.com", phone, "Oak Ltd"],
        ]
        return [desk.file("firms.csv", table(firms)), desk.file("people.csv", table(people))]

    desk.take(*files("1", "+12125550147"))
    plan = desk.take(*files("2", "+12125550148"), mode=Mode.UPDATE)
    assert plan.counts["create"] == 0
    (ann,) = desk.shows()["Ann Roe"]["cards"]
    assert (ann["organization"], ann["linked"]) == ("Oak Ltd", "Oak Ltd")
    assert ann["emails"] == ["ann@example.com"]
    assert [phone["number"] for phone in ann["phones"]] == ["+12125550148"]
