"""Empty cells empty the book's fields where a person asks for that, and only there."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.desk import Desk, assert_changes_nothing, codes

from carnet.book.actions.undo_import import undo
from carnet.choices import Policy
from carnet.contract import Mode

KNOWN = (
    "Client ID,Client Name,Email,Mobile,Website,Street,City,Notes,Contact Type,Year End,Shoe\n"
    "007,Oak Mill LLC,office@oak.example,+12125550147,oak.example,4 Elm St,Albany,pays late,Client,30/06,42\n"
    "008,Elm Mill LLC,office@elm.example,+12125550148,elm.example,,,,Client,,43\n"
)
CUSTOM = {"Shoe": "custom.Shoe"}
OAK = "Client ID,Client Name,{}\n007,Oak Mill LLC,{}\n008,Elm Mill LLC,{}\n"


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A desk whose book has everything that KNOWN tells."""
    desk.begin(KNOWN, mapping=CUSTOM)
    return desk


def cleared(desk: Desk, text: str, **choices: Any) -> dict[str, Any]:
    """Oak Mill after an import that clears; the import repeated changes nothing, undone leaves no trace."""
    before = desk.shows()
    path = desk.file("again.csv", text)
    desk.take(path, clear=True, **choices)
    after = desk.shows()["Oak Mill LLC"]
    assert_changes_nothing(desk.plan(path, clear=True, **choices))
    undo(desk.book, desk.last, user="tests")
    assert desk.shows() == before
    return after


@pytest.mark.parametrize(
    "elm", [",,,,,,", "x@elm.example,+12125550149,x.example,a note,Prospect,31/12,44"], ids=["empty", "not"]
)
def test_an_empty_cell_empties_its_field_though_the_column_may_hold_nothing(known: Desk, elm: str) -> None:
    text = OAK.format("Email,Mobile,Website,Notes,Contact Type,Year End,Shoe", ",,,,,,", elm)
    assert cleared(known, text, mapping=CUSTOM) == {
        "kind": "organization",
        "name": "Oak Mill LLC",
        "client_identifier": "007",
        "cards": [
            {"primary": True, "addresses": [{"label": "physical", "line": "4 Elm St", "city": "Albany"}]}
        ],
    }


def test_of_an_address_only_the_parts_with_empty_cells_go(known: Desk) -> None:
    oak = cleared(known, OAK.format("City", "", ""))
    assert oak["cards"][0]["addresses"] == [{"label": "physical", "line": "4 Elm St"}]
    oak = cleared(known, OAK.format("Street,City", "4 Elm St,", ","))
    assert oak["cards"][0]["addresses"] == [{"label": "physical", "line": "4 Elm St"}]


@pytest.mark.parametrize(
    "columns", ["Year End,31/13,", "Mobile,call first,", "Mobile,,,", "Phone,mobile +12125550147,"]
)
def test_a_cell_that_holds_no_value_or_no_cell_at_all_empties_nothing(known: Desk, columns: str) -> None:
    header, oak, *elm = columns.split(",")
    text = OAK.format(header, oak, elm[0])
    choices = {"mapping": {"Mobile": "-"}} if len(elm) > 1 else {}
    before = known.shows()["Oak Mill LLC"]
    assert cleared(known, text, **choices) == before


@pytest.mark.parametrize(
    "choices", [{"mode": Mode.FILL}, {"mode": Mode.CREATE}, {"policies": {"phone.mobile": Policy.KEEP}}]
)
def test_what_stands_in_the_book_by_choice_is_not_emptied(known: Desk, choices: dict[str, Any]) -> None:
    plan = known.take(known.file("again.csv", OAK.format("Mobile", "", "")), clear=True, **choices)
    assert plan.counts["update"] == 0


def test_a_card_loses_what_its_own_row_leaves_out(desk: Desk) -> None:
    rows = (
        "First Name,Last Name,Birth Date,Company,Role,Mobile\n"
        "Ana,Lopez,1970-02-03,Oak Mill LLC,Owner,{}\n"
        "Ana,Lopez,1970-02-03,Elm Mill LLC,Clerk,+12125550148\n"
    )
    desk.take_text(rows.format("+12125550147"))
    desk.take_text(rows.format(""), clear=True)
    cards = {card["organization"]: card for card in desk.shows()["Ana Lopez"]["cards"]}
    assert "phones" not in cards["Oak Mill LLC"]
    assert cards["Elm Mill LLC"]["phones"][0]["number"] == "+12125550148"


def test_a_person_without_an_employer_in_the_file_leaves_it(desk: Desk) -> None:
    rows = (
        "Client ID,First Name,Last Name,Belongs To,Role\n"
        "p-1,Ana,Lopez,{}\n"
        "p-2,Ben,Carter,Elm Mill LLC,Clerk\n"
    )
    desk.take_text(rows.format("Oak Mill LLC,Owner"))
    desk.take_text(rows.format(","), clear=True)
    assert not {"organization", "linked", "role"} & set(desk.shows()["Ana Lopez"]["cards"][0])
    assert desk.shows()["Ben Carter"]["cards"][0]["linked"] == "Elm Mill LLC"


def test_an_empty_column_never_takes_the_place_of_one_that_holds_the_field(desk: Desk) -> None:
    text = "Client,Work Title,Start Date,Due Date,Due By\nOak Mill LLC,Tax 2025,2026-01-02,,2026-03-04\n"
    desk.take_text("Client Name,Email\nOak Mill LLC,a@oak.example\n")
    plan = desk.plan(desk.file("work.csv", text))
    assert plan.work["due_date"].to_list() == ["2026-03-04"]
    assert codes(plan) == []


def test_work_loses_what_its_empty_cells_leave_out(desk: Desk) -> None:
    rows = "Client,Work Title,Start Date,Due Date,Assignee\nOak Mill LLC,Tax 2025,2026-01-02,{}\n"
    desk.take_text("Client Name,Email\nOak Mill LLC,a@oak.example\n")
    desk.take_text(rows.format("2026-03-04,Nadia"), "work.csv")
    plan = desk.plan(desk.file("work.csv", rows.format(",")), clear=True)
    assert {field: new for _, _, field, _, new in plan.work_changes.iter_rows()} == {
        "due_date": None, "assignee": None,
    }  # fmt: skip
    impossible = desk.plan(desk.file("work.csv", rows.format("2026-02-31,Nadia")), clear=True)
    assert impossible.work_changes.height == 0
