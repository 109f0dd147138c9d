"""A list that comes again a month later: what a cell says now takes the place of what it gave then."""

from __future__ import annotations

from typing import Any

import pytest
from tests.pipeline.test_corrections import corrected
from tests.support.desk import Desk, assert_changes_nothing, codes, table

from carnet.book.actions.edit_cards import save_card
from carnet.book.actions.undo_import import undo
from carnet.choices import Policy
from carnet.contract import Mode
from carnet.pipeline.kept.differences import differences

CLIENTS = [
    ["Client ID", "Client Name", "Email", "Phone", "Website", "Address", "City", "State", "Postcode",
     "Country"],
    ["007", "Oak Mill Ltd", "office@oak.example", "02 5550 1234", "oak.example", "4 Elm Street", "Sydney",
     "NSW", "2000", "Australia"],
    ["008", "Elm Mill Ltd", "office@elm.example", "02 5550 1235", "elm.example", "9 Oak Street", "Sydney",
     "NSW", "2000", "Australia"],
]  # fmt: skip


def again(rows: list[list[str]], *changes: tuple[int, str, str]) -> str:
    """The list with cells changed: (row, header, text)."""
    copied = [list(row) for row in rows]
    for row, header, text in changes:
        copied[row][rows[0].index(header)] = text
    return table(copied)


def card(desk: Desk, name: str) -> dict[str, Any]:
    """The only card of a contact."""
    found: dict[str, Any]
    (found,) = desk.shows()[name]["cards"]
    return found


@pytest.mark.parametrize(
    ("header", "text", "family", "value"),
    [
        ("Email", "new@oak.example", "emails", "new@oak.example"),
        ("Phone", "+61 2 5550 1299", "phones", {"label": "office", "number": "+61255501299"}),
        ("Website", "https://www.oakmill.example", "websites", "https://www.oakmill.example"),
    ],
)
@pytest.mark.parametrize("mode", [Mode.UPSERT, Mode.UPDATE])
def test_what_a_cell_says_now_replaces_what_it_gave_and_undo_restores_it(
    desk: Desk, header: str, text: str, family: str, value: object, mode: Mode
) -> None:
    desk.take_text(table(CLIENTS), "october.csv")
    before, digest = desk.shows(), desk.book.digest()
    path = desk.file("november.csv", again(CLIENTS, (1, header, text)))
    plan = desk.take(path, mode=mode)
    assert (plan.counts["create"], plan.counts["update"]) == (0, 1)
    (told,) = differences(plan).iter_rows(named=True)
    assert told["old"] in str(before["Oak Mill Ltd"])
    assert told["new"] in str(value)
    assert "value.beside" not in codes(plan)
    assert card(desk, "Oak Mill Ltd")[family] == [value]
    assert desk.shows()["Elm Mill Ltd"] == before["Elm Mill Ltd"]
    assert_changes_nothing(desk.plan(path))
    undo(desk.book, desk.last, user="tests")
    assert desk.book.digest() == digest


def test_a_third_month_replaces_what_the_second_gave(desk: Desk) -> None:
    desk.take_text(table(CLIENTS), "october.csv")
    for month, text in (("november", "new@oak.example"), ("december", "newest@oak.example")):
        desk.take_text(again(CLIENTS, (1, "Email", text)), f"{month}.csv")
        assert card(desk, "Oak Mill Ltd")["emails"] == [text]


def test_lists_of_one_shape_and_other_names_take_nothing_from_each_other(desk: Desk) -> None:
    offices = [again(CLIENTS, (1, "Email", f"{name}@oak.example")) for name in ("north", "south")]
    desk.take_text(offices[0], "north 2026-10.csv")
    desk.take_text(again(CLIENTS, (1, "Email", "front@oak.example")), "north 2026-11.csv")
    assert card(desk, "Oak Mill Ltd")["emails"] == ["front@oak.example"]


def test_a_new_value_stands_where_the_old_one_stood(desk: Desk) -> None:
    rows = [
        ["Client ID", "Client Name", "Email", "Email 2"],
        ["7", "Oak Mill Ltd", "a@oak.example", "b@oak.example"],
    ]
    desk.take_text(table(rows))
    desk.take_text(again(rows, (1, "Email", "c@oak.example")))
    assert card(desk, "Oak Mill Ltd")["emails"] == ["c@oak.example", "b@oak.example"]
    desk.take_text(again(rows, (1, "Email", ""), (1, "Email 2", "d@oak.example")))
    assert card(desk, "Oak Mill Ltd")["emails"] == ["c@oak.example", "d@oak.example"]


def test_a_client_that_moved_house_has_the_new_address_alone(desk: Desk) -> None:
    desk.take_text(table(CLIENTS))
    desk.take_text(again(CLIENTS, (1, "Address", "77 Yew Road"), (1, "Postcode", "2010")))
    (address,) = card(desk, "Oak Mill Ltd")["addresses"]
    assert (address["line"], address["postal_code"], address["city"]) == ("77 Yew Road", "2010", "Sydney")


@pytest.mark.parametrize(
    ("changes", "choices"),
    [
        ([(1, "Email", "")], {}),
        ([(1, "Email", "n/a")], {}),
        ([(1, "Email", "not an address")], {}),
        ([(1, "Email", "OFFICE@oak.example")], {}),
        ([(1, "Phone", "+61 (0)2 5550 1234")], {}),
        ([(1, "Email", "new@oak.example")], {"mode": Mode.FILL}),
        ([(1, "Email", "new@oak.example")], {"mode": Mode.CREATE}),
        ([(1, "Email", "new@oak.example")], {"policies": {"organization.email": Policy.KEEP}}),
        ([(1, "Email", "new@oak.example")], {"policies": {"organization.email": Policy.FILL}}),
    ],
)
def test_what_is_no_new_value_or_is_not_to_stand_changes_nothing(
    desk: Desk, changes: list[tuple[int, str, str]], choices: dict[str, Any]
) -> None:
    desk.begin(table(CLIENTS))
    before = desk.shows()
    desk.take_text(again(CLIENTS, *changes), **choices)
    assert desk.shows() == before


def test_what_another_list_gives_too_stays_beside_the_new_value(desk: Desk) -> None:
    desk.take_text(table(CLIENTS))
    other = [
        ["Account", "Client ID", "Mail of the office", "Balance"],
        ["Oak Mill Ltd", "007", "office@oak.example", "1"],
    ]
    desk.take_text(table(other), mapping={"Mail of the office": "organization.email"})
    path = desk.file(
        "list.csv", again(CLIENTS, (1, "Email", "new@oak.example"), (1, "Phone", "02 5550 1299"))
    )
    (told,) = desk.take(path).findings.filter(code="value.beside").iter_rows(named=True)
    assert (told["row"], told["column"]) == (2, 2)
    assert (told["value"], told["detail"]) == ("new@oak.example", "office@oak.example")
    assert "value.beside" not in codes(desk.plan(path))
    assert card(desk, "Oak Mill Ltd")["emails"] == ["office@oak.example", "new@oak.example"]
    assert [phone["number"] for phone in card(desk, "Oak Mill Ltd")["phones"]] == ["+61255501299"]


def test_what_a_person_typed_stays(desk: Desk) -> None:
    desk.take_text(table(CLIENTS))
    contacts = desk.book.contents().contacts
    key = dict(contacts.select("name", "key").iter_rows())["Oak Mill Ltd"]
    (held,) = desk.book.contact(key).cards
    save_card(desk.book, key, {"emails": ["typed@oak.example"]}, card=held.id, user="Ann")
    desk.take_text(again(CLIENTS, (1, "Email", "new@oak.example")))
    assert card(desk, "Oak Mill Ltd")["emails"] == ["typed@oak.example", "new@oak.example"]
    save_card(desk.book, key, {"emails": ["typed@oak.example"]}, card=held.id, user="Ann")
    save_card(desk.book, key, {"emails": ["new@oak.example"]}, card=held.id, user="Ann")
    desk.take_text(again(CLIENTS, (1, "Email", "newest@oak.example")))
    assert card(desk, "Oak Mill Ltd")["emails"] == ["new@oak.example", "newest@oak.example"]


def test_what_a_contact_had_before_the_list_stays(desk: Desk) -> None:
    from carnet.book.actions.edit_contact import create
    from carnet.contract import Kind

    typed = {"name": "Oak Mill Ltd", "client_identifier": "007"}
    create(desk.book, Kind.ORGANIZATION, typed, cards=[{"emails": ["office@oak.example"]}], user="Ann")
    desk.take_text(table(CLIENTS))
    desk.take_text(again(CLIENTS, (1, "Email", "new@oak.example"), (1, "Website", "new.example")))
    assert card(desk, "Oak Mill Ltd")["emails"] == ["office@oak.example", "new@oak.example"]
    assert card(desk, "Oak Mill Ltd")["websites"] == ["new.example"]


PEOPLE = [
    ["Client ID", "First Name", "Last Name", "Company", "Email", "Mobile", "Home Phone"],
    ["1", "Ana", "Lopez", "Oak Mill Ltd", "ana@oak.example", "0491 570 156", "02 5550 1240"],
    ["1", "Ana", "Lopez", "Elm Mill Ltd", "ana@elm.example", "0491 570 156", "02 5550 1240"],
    ["2", "Ben", "Carter", "Oak Mill Ltd", "ben@oak.example", "0491 570 157", "02 5550 1241"],
]


def by_organization(desk: Desk, name: str) -> dict[str, list[str]]:
    return {one.get("organization", ""): one.get("emails", []) for one in desk.shows()[name]["cards"]}


def test_columns_that_swap_their_values_lose_nothing(desk: Desk) -> None:
    desk.take_text(table(PEOPLE), country="AU")
    before = desk.shows()
    swap = [(3, "Mobile", PEOPLE[3][6]), (3, "Home Phone", PEOPLE[3][5])]
    desk.take_text(again(PEOPLE, *swap), country="AU")
    numbers = [
        {phone["number"] for phone in one["Ben Carter"]["cards"][0]["phones"]}
        for one in (before, desk.shows())
    ]
    assert numbers[0] == numbers[1] == {"+61491570157", "+61255501241"}


def test_each_card_of_a_person_has_its_own_new_value_and_what_another_row_says_stays(desk: Desk) -> None:
    desk.take_text(table(PEOPLE), country="AU")
    desk.take_text(
        again(PEOPLE, (1, "Email", "a.lopez@oak.example"), (1, "Mobile", "0491 570 158")), country="AU"
    )
    assert by_organization(desk, "Ana Lopez") == {
        "Oak Mill Ltd": ["a.lopez@oak.example"], "Elm Mill Ltd": ["ana@elm.example"],
    }  # fmt: skip
    numbers = {phone["number"] for one in desk.shows()["Ana Lopez"]["cards"] for phone in one["phones"]}
    assert numbers == {"+61491570156", "+61491570158", "+61255501240"}


CORRECTED = [
    ["Client ID", "Client Name", "Email", "Year End"],
    ["007", "Oak Mill Ltd", "office@oak.example", "31/02"],
]


def test_a_corrected_cell_replaces_what_it_gave_whoever_else_gave_it(desk: Desk) -> None:
    path = desk.folder / "corrections.xlsx"
    desk.take_text(table(CORRECTED), report=path)
    key = desk.book.contents().contacts["key"][0]
    (held,) = desk.book.contact(key).cards
    save_card(desk.book, key, {"emails": ["typed@oak.example"]}, card=held.id, user="Ann")
    save_card(
        desk.book, key, {"emails": ["typed@oak.example", "office@oak.example"]}, card=held.id, user="Ann"
    )
    desk.take(corrected(path, (2, "Email", "new@oak.example")))
    assert card(desk, "Oak Mill Ltd")["emails"] == ["typed@oak.example", "new@oak.example"]
    desk.take_text(again(CORRECTED, (1, "Email", "newest@oak.example")))
    assert card(desk, "Oak Mill Ltd")["emails"] == ["typed@oak.example", "newest@oak.example"]


def test_a_row_that_moved_to_another_client_takes_nothing_from_the_first(desk: Desk) -> None:
    desk.take_text(table(PEOPLE), country="AU")
    desk.take_text(again(PEOPLE, (3, "Company", "Elm Mill Ltd")), country="AU")
    assert by_organization(desk, "Ben Carter") == {
        "Oak Mill Ltd": ["ben@oak.example"], "Elm Mill Ltd": ["ben@oak.example"],
    }  # fmt: skip
    desk.take_text(
        again(PEOPLE, (3, "Company", "Fir Mill Ltd"), (3, "Email", "ben@fir.example")), country="AU"
    )
    assert by_organization(desk, "Ben Carter")["Oak Mill Ltd"] == ["ben@oak.example"]
    assert by_organization(desk, "Ben Carter")["Fir Mill Ltd"] == ["ben@fir.example"]
    moved = [*PEOPLE[:3], ["3", "Cy", "Poe", "Oak Mill Ltd", "cy@oak.example", "", ""]]
    desk.take_text(table(moved), country="AU")
    assert by_organization(desk, "Cy Poe") == {"Oak Mill Ltd": ["cy@oak.example"]}
    assert "ben@oak.example" in by_organization(desk, "Ben Carter")["Oak Mill Ltd"]


def address_book(*people: tuple[str, str, str]) -> str:
    rows = [[*name.split(), email, mobile] for name, email, mobile in people]
    return table([["First Name", "Last Name", "E-mail Address", "Mobile Phone"], *rows])


def test_without_a_key_of_the_row_a_list_is_the_same_where_most_of_it_is(desk: Desk) -> None:
    own = [
        ("Ana Lopez", "ana@example.com", "0491 570 156"),
        ("Ben Carter", "ben@example.com", "0491 570 157"),
    ]
    desk.take_text(address_book(*own), country="AU")
    desk.take_text(address_book(("Ana Lopez", "new@example.com", "0491 570 156"), own[1]), country="AU")
    assert card(desk, "Ana Lopez")["emails"] == ["new@example.com"]
    others = [
        ("Cy Poe", "cy@example.com", ""),
        ("Di Roe", "di@example.com", ""),
        ("Ed Fox", "ed@example.com", ""),
    ]
    colleagues = [("Ana Lopez", "private@example.com", "0491 570 156"), *others]
    desk.take_text(address_book(*colleagues), country="AU")
    assert card(desk, "Ana Lopez")["emails"] == ["new@example.com", "private@example.com"]
