"""The workbook of what to correct, corrected and given back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from tests.support.desk import Desk, assert_changes_nothing, codes, seen, table

from carnet.book.actions.delete_contacts import delete
from carnet.book.actions.edit_cards import save_card
from carnet.book.actions.edit_contact import edit
from carnet.book.actions.undo_import import undo
from carnet.contract import Duplicates

CLIENTS = [
    ["Client ID", "Client Name", "Contact First Name", "Contact Last Name", "Email", "Year End", "City"],
    ["007", "Oak Mill LLC", "Ana", "Lopez", "office at oak", "30/06", "Albany"],
    ["008", "Elm Mill LLC", "", "", "office@elm.example", "31/12", "Boston"],
    ["", "", "", "", "", "", "Utica"],
    ["007", "Ash Mill LLC", "", "", "ash@example.com", "", ""],
    ["010", "Fir Mill LLC", "Ben", "Carter", "fir@example.com", "31/02", ""],
]


@pytest.fixture
def corrections(desk: Desk) -> Path:
    """The workbook of an import of CLIENTS into the desk's book."""
    path = desk.folder / "corrections.xlsx"
    desk.take(desk.file("clients.csv", table(CLIENTS)), report=path)
    return path


def corrected(path: Path, *changes: tuple[int, str, str | None]) -> Path:
    """The workbook with cells of its first tab changed: (row of the firm's file, header, value)."""
    book = openpyxl.load_workbook(path)
    tab = book.worksheets[0]
    headers = [cell.value for cell in tab[1]]
    rows = {str(row[0].value).split("/")[2]: row for row in tab.iter_rows(min_row=2)}
    for row, header, value in changes:
        rows[str(row)][headers.index(header)].value = value
    book.save(path)
    return path


def test_only_the_rows_with_faults_are_in_the_workbook(desk: Desk, corrections: Path) -> None:
    tab = openpyxl.load_workbook(corrections).worksheets[0]
    named = [str(row[0].value).split("/")[:3] for row in tab.iter_rows(min_row=2)]
    assert named == [[desk.last, "0", str(number)] for number in (2, 4, 5, 6)]


def test_corrected_rows_are_taken_up_and_nothing_is_doubled(desk: Desk, corrections: Path) -> None:
    before = desk.shows()
    plan = desk.take(
        corrected(
            corrections,
            (2, "Email", "office@oak.example"),
            (4, "Client Name", "Yew Mill LLC"),
            (5, "Client ID", "009"),
            (6, "Year End", "28/02"),
        )
    )
    after = desk.shows()
    assert (plan.counts["create"], plan.counts["update"]) == (1, 3)
    assert set(after) == {*before, "Yew Mill LLC"}
    assert after["Oak Mill LLC"]["cards"][0]["emails"] == ["office@oak.example"]
    assert after["Yew Mill LLC"]["cards"][0]["addresses"][0]["city"] == "Utica"
    assert after["Ash Mill LLC"]["client_identifier"] == "009"
    assert after["Fir Mill LLC"]["accounting.financial_year_end_day"] == "28"
    untouched = ("Elm Mill LLC", "Ana Lopez", "Ben Carter")
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_what_the_whole_list_told_of_country_and_dates_holds_for_the_rows_that_come_back(desk: Desk) -> None:
    people = [
        ["First Name", "Last Name", "Email", "Phone", "State", "Date of Birth"],
        ["Ann", "Roe", "ann@example.com", "(02) 5550 7139", "VIC", "25/12/1980"],
        ["Bo", "Lee", "bo(at)example.com", "02 5550 7140", "NSW", "03/04/1975"],
        ["Cy", "Poe", "cy@example.com", "03 5550 7141", "QLD", "04/05/1976"],
    ]
    path = desk.folder / "corrections.xlsx"
    desk.take(desk.file("people.csv", table(people)), report=path)
    assert desk.shows()["Bo Lee"]["birth_date"] == "1975-04-03"
    desk.forget_sheets()
    changes = (3, "Email", "bo@example.com"), (3, "Phone", "02 5550 7149"), (3, "Date of Birth", "05/04/1975")
    plan = desk.take(corrected(path, *changes))
    assert codes(plan) == ["sheet.findings"]
    bo = desk.shows()["Bo Lee"]
    assert bo["birth_date"] == "1975-04-05"
    assert "+61255507149" in {phone["number"] for phone in bo["cards"][0]["phones"]}


def test_the_order_of_year_ends_and_of_dates_of_work_holds_for_the_rows_that_come_back(desk: Desk) -> None:
    firms = [
        ["Client Name", "Email", "Year End"],
        ["Oak Mill LLC", "office@oak.example", "31/03"],
        ["Elm Mill LLC", "office at elm", "05/04"],
    ]
    jobs = [
        ["Client", "Work Title", "Work Type", "Due Date"],
        ["Oak Mill LLC", "Tax return", "Tax", "31/03/2027"],
        ["Elm Mill LLC", "", "Tax", "05/04/2027"],
    ]
    path = desk.folder / "corrections.xlsx"
    files = desk.file("firms.csv", table(firms)), desk.file("jobs.csv", table(jobs))
    assert "date.ambiguous" not in codes(desk.take(*files, report=path))
    desk.forget_sheets()
    plan = desk.plan(path)
    assert not {"date.ambiguous", "year_end.ambiguous"} & set(codes(plan))
    assert not plan.changes.height
    assert {sheet.mapped.order for sheet in plan.sheets[:2]} == {"dmy"}


def test_rows_given_back_as_they_are_leave_what_a_merge_or_a_person_made_of_the_contact(desk: Desk) -> None:
    people = [
        ["First Name", "Last Name", "Email", "Phone", "Company", "Role", "City", "Hobby"],
        ["Robert", "Okafor", "rob@example.com", "+1 212 555 0143", "Oak Mill LLC", "Director", "", "Chess"],
        ["Bob", "Okafor", "rob@example.com", "(212) 555-0143 ask", "Oak Mill LLC", "Owner", "Utica", "Go"],
        ["Ann", "Roe", "ann(at)example.com", "+1 212 555 0150", "", "", "Troy", "Polo"],
    ]
    path = desk.folder / "corrections.xlsx"
    mapping = {"Hobby": "custom.Hobby"}
    clients = desk.file("people.csv", table(people))
    desk.take(clients, report=path, duplicates=Duplicates.MERGE, mapping=mapping)
    assert set(desk.shows()) == {"Oak Mill LLC", "Robert Okafor", "Ann Roe"}
    assert_changes_nothing(desk.plan(path))
    contents = desk.book.contents()
    ann = contents.contacts.row(by_predicate=pl.col("name") == "Ann Roe", named=True)
    card = contents.cards.filter(pl.col("contact") == ann["id"])["id"].item()
    edit(desk.book, ann["key"], {"last_name": "Roe-Lee", "custom.Hobby": "Darts"}, user="Ana")
    save_card(
        desk.book, ann["key"], {"addresses": [{"label": "home", "city": "Albany"}]}, card=card, user="A"
    )
    before = desk.shows()["Ann Roe-Lee"]
    assert_changes_nothing(desk.plan(path))
    assert desk.take(corrected(path, (4, "Email", "ann@example.com"))).changes.height == 0
    after = desk.shows()["Ann Roe-Lee"]
    assert after["cards"][0].pop("emails") == ["ann@example.com"]
    assert after == before
    assert after["custom"] == {"Hobby": "Darts"}


def test_a_name_is_corrected_too_because_the_row_is_known(desk: Desk, corrections: Path) -> None:
    count = len(desk.shows())
    desk.take(corrected(corrections, (2, "Client Name", "Oak & Ash Mill LLC"), (2, "Client ID", "011")))
    assert len(desk.shows()) == count
    assert desk.shows()["Oak & Ash Mill LLC"]["client_identifier"] == "011"
    assert "Oak Mill LLC" not in desk.shows()


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ((2, "Client Name", "Pine and Company"), {"Pine and Company", "Dee Eff"}),
        ((2, "Contact Last Name", "Effe"), {"Pine & Co", "Dee Effe"}),
        ((3, "Client Name", "Anne & Bob Lee"), {"Anne & Bob Lee", "Anne Lee", "Bob Lee"}),
        ((3, "Client Name", "Ann & Bob Leigh"), {"Ann & Bob Leigh", "Ann Leigh", "Bob Leigh"}),
    ],
)
def test_whoever_is_renamed_in_a_row_its_people_are_the_same_at_the_same_client(
    desk: Desk, change: tuple[int, str, str], names: set[str]
) -> None:
    path = desk.folder / "corrections.xlsx"
    clients = [
        ["Client Name", "Contact First Name", "Contact Last Name", "Email"],
        ["Pine & Co", "Dee", "Eff", "dee at pine"],
        ["Ann & Bob Lee", "", "", "ann at home"],
    ]
    desk.take(desk.file("clients.csv", table(clients)), report=path)
    count = len(seen(desk.book.contents()))
    plan = desk.take(corrected(path, change))
    after = seen(desk.book.contents())
    assert (plan.counts["create"], plan.counts["link"], len(after)) == (0, 0, count)
    assert names <= {contact["name"] for contact in after}
    assert all(len(contact["cards"]) == 1 for contact in after if contact["kind"] == "person")


def test_spouses_known_by_one_name_are_the_two_of_their_row_whoever_else_is_called_so(desk: Desk) -> None:
    path = desk.folder / "corrections.xlsx"
    clients = [
        ["Client Name", "Email"],
        ["M. et Mme Caron", "caron@maison"],
        ["Oak Mill LLC", "office@oak.example"],
        ["Elm Mill LLC", "office@elm.example"],
    ]
    desk.take(desk.file("clients.csv", table(clients)), report=path)
    desk.take_text("First Name,Last Name,Email\n,Caron,other@example.com\nAnne,Caron,anne@example.com\n")
    plan = desk.plan(path)
    assert (plan.counts["create"], plan.counts["update"], plan.counts["link"]) == (0, 0, 0)
    plan = desk.plan(corrected(path, (2, "Email", "caron@maison.example")))
    assert (plan.counts["create"], plan.counts["update"], plan.counts["link"]) == (0, 1, 0)


def test_the_workbook_given_back_as_it_is_changes_nothing(desk: Desk, corrections: Path) -> None:
    before = desk.book.digest()
    plan = desk.take(corrections)
    assert (plan.counts["create"], plan.counts["update"], plan.counts["link"]) == (0, 0, 0)
    assert desk.book.digest() == before


def test_the_corrected_workbook_leaves_fewer_faults(desk: Desk, corrections: Path) -> None:
    plan = desk.take(corrected(corrections, (2, "Email", "office@oak.example"), (6, "Year End", "28/02")))
    assert not {"email.invalid", "year_end.impossible", "date.invalid"} & set(codes(plan))
    assert "identifier.duplicate" in codes(plan) or "identifier.in_book" in codes(plan)


def test_the_workbook_of_a_check_is_a_file_of_new_rows(desks: Callable[[], Desk]) -> None:
    checked, other = desks(), desks()
    path = checked.folder / "check.xlsx"
    checked.plan(checked.file("clients.csv", table(CLIENTS)), report=path)
    other.take(corrected(path, (2, "Email", "office@oak.example")))
    assert other.shows()["Oak Mill LLC"]["cards"][0]["emails"] == ["office@oak.example"]
    assert checked.shows() == {}


def _deleted(desk: Desk, *names: str) -> str:
    keys = dict(desk.book.contents().contacts.select("name", "key").iter_rows())
    return delete(desk.book, [keys[name] for name in names], user="Marc")


def test_a_contact_that_was_deleted_meanwhile_does_not_come_back_unasked(
    desk: Desk, corrections: Path
) -> None:
    path = corrected(corrections, (2, "Email", "office@oak.example"), (5, "Client ID", "009"))
    deletion = _deleted(desk, "Oak Mill LLC", "Ana Lopez")
    plan = desk.take(path)
    assert not {"Oak Mill LLC", "Ana Lopez"} & set(desk.shows())
    assert desk.shows()["Ash Mill LLC"]["client_identifier"] == "009"
    said = [one for one in desk.told["findings"] if one["code"] == "contact.deleted_since"]
    assert [(one["row"], one["value"]) for one in said] == [(2, "Oak Mill LLC"), (2, "Ana Lopez")]
    assert "mode.no_match" not in codes(plan)
    undo(desk.book, deletion, user="tests")
    desk.take(path)
    assert desk.shows()["Oak Mill LLC"]["cards"][0]["emails"] == ["office@oak.example"]
    assert "Ana Lopez" in desk.shows()


def test_a_person_deleted_from_a_client_stays_away_and_the_client_is_corrected(
    desk: Desk, corrections: Path
) -> None:
    _deleted(desk, "Ana Lopez")
    desk.take(corrected(corrections, (2, "Client Name", "Oak & Ash LLC")))
    assert "Oak & Ash LLC" in desk.shows()
    assert "Ana Lopez" not in desk.shows()


def test_a_row_without_its_reference_makes_the_contact_anew(desk: Desk, corrections: Path) -> None:
    _deleted(desk, "Fir Mill LLC", "Ben Carter")
    desk.take(corrected(corrections, (6, "Carnet row", None)))
    assert {"Fir Mill LLC", "Ben Carter"} <= set(desk.shows())


def test_an_export_given_back_does_not_bring_deleted_contacts_back(desk: Desk) -> None:
    desk.take_text("Name,Email\nOak Mill LLC,oak@example.com\nElm Mill LLC,elm@example.com\n")
    path, _ = desk.export("karbon", "book.xlsx")
    _deleted(desk, "Oak Mill LLC")
    plan = desk.take(path)
    assert list(desk.shows()) == ["Elm Mill LLC"]
    assert "contact.deleted_since" in codes(plan)
