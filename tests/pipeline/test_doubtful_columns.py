"""Columns whose values are not what their header says, and cells that hold nothing: said, never silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support.runs import told_of


def _said(found: dict[str, Any], code: str) -> list[tuple[str, str]]:
    return [
        (one.get("column", ""), one.get("suggestion", "")) for one in found["findings"] if one["code"] == code
    ]


def test_first_and_last_names_in_each_others_place_are_said_and_left(tmp_path: Path) -> None:
    rows = "Smith,John\nJohnson,Mary\nWilliams,Robert\nBrown,Jennifer\n"
    found = told_of(tmp_path, f"First Name,Last Name\n{rows}")
    assert _said(found, "column.names_swapped") == [
        ("First Name", "person.last_name"),
        ("Last Name", "person.first_name"),
    ]
    assert found["contacts"][0]["first_name"] == "Smith"
    chosen = {"First Name": "person.last_name", "Last Name": "person.first_name"}
    mended = told_of(tmp_path, f"First Name,Last Name\n{rows}", mapping=chosen)
    assert _said(mended, "column.names_swapped") == []
    assert mended["contacts"][0]["first_name"] == "John"


def test_last_names_that_are_first_names_too_are_no_swap(tmp_path: Path) -> None:
    found = told_of(tmp_path, "First Name,Last Name\nJohn,James\nMary,Thomas\nPaul,Henry\nWei,Zhang\n")
    assert _said(found, "column.names_swapped") == []


def test_a_spreadsheets_numbers_under_a_date_are_read_and_said(tmp_path: Path) -> None:
    found = told_of(tmp_path, "Name,Date of birth\nAnn Lee,31000\nBob Ray,28123\n")
    assert {one["birth_date"] for one in found["contacts"]} == {"1984-11-14", "1976-12-29"}
    assert len(_said(found, "date.read_from_serial")) == 2


def test_one_such_number_alone_waits_for_a_person(tmp_path: Path) -> None:
    found = told_of(tmp_path, "Name,Date of birth\nAnn Lee,31000\n")
    assert _said(found, "date.serial") == [("Date of birth", "1984-11-14")]


def test_the_only_names_of_a_list_are_not_set_aside_in_silence(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Task Name,Assignee,Email\nAnn Lee,Jo,ann@example.com\nAcme Ltd,Jo,info@acme.example\n"
        "Bob Ray,Jo,bob@example.com\n",
    )
    assert _said(found, "column.set_aside") == [("Task Name", "contact.name")]


def test_what_says_that_there_is_no_name_is_none(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "First Name,Last Name,Company\n-,Lee,-\nn/a,Ray,N/A\nnone,Poe,None\n.,Kim,--\n"
        "Jennifer,Null,Acme Ltd\n",
    )
    people = {one["last_name"]: one for one in found["contacts"] if one["kind"] == "person"}
    assert {name: one.get("first_name") for name, one in people.items()} == {
        "Lee": None, "Ray": None, "Poe": None, "Kim": None, "Null": "Jennifer",
    }  # fmt: skip
    assert [one["name"] for one in found["contacts"] if one["kind"] == "organization"] == ["Acme Ltd"]


def test_an_email_is_no_profile(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "First Name,Last Name,Twitter,Skype\nAnn,Lee,ann@example.com,ann@example.com\nBob,Ray,@bob,bob\n",
    )
    assert [header for header, _ in _said(found, "social.invalid")] == ["Twitter"]
    profiles = [one["network"] for person in found["contacts"] for one in person["cards"][0]["social"]]
    assert sorted(profiles) == ["skype", "skype", "twitter"]


def test_a_table_beside_the_first_is_not_mixed_with_it(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Active,,,Prospects,\nName,Email,,Name,Phone\nAnn Lee,ann@example.com,,Zoe Kim,+61 491 570 156\n"
        "Bob Ray,bob@example.com,,Tom Fox,+61 491 570 157\nMax Roe,max@example.com\n",
    )
    cards = {one["name"]: one["cards"][0] for one in found["contacts"]}
    assert list(cards) == ["Ann Lee", "Bob Ray", "Max Roe", "Zoe Kim", "Tom Fox"]
    assert cards["Ann Lee"] == {"emails": ["ann@example.com"]}
    assert [one["number"] for one in cards["Tom Fox"]["phones"]] == ["+61491570157"]
    assert [one["code"] for one in found["findings"]] == ["sheet.tables", "rows.left_out", "rows.left_out"]


def test_a_table_below_the_first_with_columns_of_its_own_is_read_too(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "BUSINESS CLIENTS,,,\nBusiness name,Phone,EIN,Year end\nElm Inc,512-555-0142,12-3456789,12/31\n"
        "Oak LLC,512-555-0170,98-7654321,06/30\n,,,\nINDIVIDUALS,,,\nLast name,First name,Phone,SSN\n"
        "Roe,Ann,512-555-0150,123-45-6789\n",
    )
    told = {one["name"]: one.get("accounting.tax_id") for one in found["contacts"]}
    assert told == {"Elm Inc": "12-3456789", "Oak LLC": "98-7654321", "Ann Roe": None}
    names = [sheet["name"] for sheet in found["files"][0]["sheets"]]
    assert names == ["list", "list #2"]
    assert _said(found, "sheet.tables")


CLIENTS = ("Roe Bakery Ltd,info@roe.example", "Blue Kite Inc,hi@kite.example", "Ann Lee,ann@lee.example")


def _beside(folder: Path, header: str, *values: str) -> dict[str, Any]:
    """A list of three clients with columns beside them, told."""
    lines = [f'{client},"{value}"' for client, value in zip(CLIENTS, values, strict=True)]
    return told_of(folder, "\n".join([f"Client Name,Email,{header}", *lines]))


@pytest.mark.parametrize(
    ("header", "field"), [("Client Type", "contact_type"), ("Contact Type", "contact_type")]
)
def test_a_firms_own_types_of_clients_are_types_of_contacts(tmp_path: Path, header: str, field: str) -> None:
    words = ("Monthly bookkeeping", "1040 only", "Personal Tax")
    found = _beside(tmp_path, header, *words)
    assert {one[field] for one in found["contacts"]} == set(words)
    assert found["findings"] == []


def test_a_word_that_no_list_of_entities_has_is_kept_and_is_no_error(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client Type,Client Name,Client Facing Name,External ID,Client Owner,Contact Type,Email,SSN\n"
        "Monthly bookkeeping,Roe Bakery Inc,,E2,Jo,1040 only,info@roe.example,\n"
        "Individual,Ann Lee,Ann,E3,Jo,Client,ann@lee.example,\n",
    )
    told = [(one["severity"], one["code"], one["column"]) for one in found["findings"]]
    assert told == [("warning", "choice.own_word", "Client Type")]
    assert found["cells"]["refused"] == 0
    assert found["cells"]["set_aside"] == 1
    assert found["contacts"][0]["contact_type"] == "1040 only"


def test_a_second_identifier_is_kept_in_the_description(tmp_path: Path) -> None:
    lines = (f"{client},C{number},{number}00" for number, client in enumerate(CLIENTS, 1))
    found = told_of(tmp_path, "\n".join(["Client Name,Email,Client Code,Account No", *lines]))
    told = {(one["client_identifier"], one["description"]) for one in found["contacts"]}
    assert told == {("C1", "Account No: 100"), ("C2", "Account No: 200"), ("C3", "Account No: 300")}
    assert [one["column"] for one in found["findings"]] == ["Account No"]
    assert found["cells"]["set_aside"] == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (("46022", "45747", "46203"), "year_end.read_from_serial"),
        (("46022", "46022", "46022"), "year_end.read_from_serial"),
        (("Dec-25", "Mar-25", "Jun-26"), "year_end.day_assumed"),
        (("12/2025", "03/2025", "06/2026"), "year_end.day_assumed"),
        (("Wednesday, December 31, 2025", "Monday, March 31, 2025", "Tuesday, June 30, 2026"), ""),
        (("31 décembre 2025", "lundi 31 mars 2025", "30 juin 2026"), ""),
    ],
)
def test_a_year_end_that_a_spreadsheet_wrote_as_a_date_is_read(
    tmp_path: Path, values: tuple[str, ...], code: str
) -> None:
    found = _beside(tmp_path, "Fiscal Year End", *values)
    months = {one["name"]: one["accounting.financial_year_end_month"] for one in found["contacts"]}
    days = {one["accounting.financial_year_end_day"] for one in found["contacts"]}
    same = values[0] == values[1]
    assert list(months.values()) == (["12"] * 3 if same else ["12", "3", "6"])
    assert days == {"31"} if same else {"31", "30"}
    assert {one["code"] for one in found["findings"]} == ({code} if code else set())


def test_a_number_among_year_ends_waits_with_the_day_that_it_stands_for(tmp_path: Path) -> None:
    found = _beside(tmp_path, "Fiscal Year End", "46022", "31 March", "30 June")
    assert _said(found, "year_end.invalid") == [("Fiscal Year End", "12-31")]


@pytest.mark.parametrize("header", ["Client Name", "Company Name"])
def test_an_organization_marked_as_a_former_client_is_said_once(tmp_path: Path, header: str) -> None:
    rows = "zz Old Client Ltd,a@old.example\nzz Old Client Ltd,b@old.example\nRoe Ltd,c@roe.example\n"
    found = told_of(tmp_path, f"{header},Email\n{rows}")
    told = [(one["value"], one["suggestion"]) for one in found["findings"] if one["code"] == "name.marked"]
    assert told == [("zz Old Client Ltd", "Old Client Ltd")]
    assert "zz Old Client Ltd" in {one["name"] for one in found["contacts"]}


def _numbered(header: str, numbers: list[int | str]) -> str:
    people = ["Ann,Lee", "Bo,Roy", "Cy,Fox", "Di,Poe"]
    rows = (f"{number},{person}" for number, person in zip(numbers, people, strict=True))
    return "\n".join([f"{header},First name,Last name", *rows, ""])


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("#", [1, 2, 3, 4]),
        ("No", [0, 1, 2, 3]),
        ("N°", [2, 3, 4, 5]),
        ("Ligne", [1, 2, "", 4]),
        ("Row", [1, 2, 3, 4]),
        ("Sr. No.", [1, 2, "", 3]),
        ("", [1, 2, 3, 4]),
    ],
)
def test_the_numbers_of_rows_are_nobodys_client_number(
    tmp_path: Path, header: str, numbers: list[int | str]
) -> None:
    found = told_of(tmp_path, _numbered(header, numbers))
    assert _said(found, "column.row_numbers") == [(header or "Column 1", "person.client_identifier")]
    assert not any("client_identifier" in one for one in found["contacts"])
    assert found["cells"]["set_aside"] == sum(number != "" for number in numbers)


def test_the_person_may_say_that_they_are_client_numbers(tmp_path: Path) -> None:
    found = told_of(tmp_path, _numbered("#", [1, 2, 3, 4]), mapping={"#": "person.client_identifier"})
    assert _said(found, "column.row_numbers") == []
    assert {one["client_identifier"] for one in found["contacts"]} == {"1", "2", "3", "4"}


@pytest.mark.parametrize("numbers", [[1001, 1002, 1003, 1004], [1, 2, 3, 5], [4, 1, 2, 3], [5, 6, 7, 8]])
def test_other_numbers_under_such_a_header_are_client_numbers(
    tmp_path: Path, numbers: list[int | str]
) -> None:
    found = told_of(tmp_path, _numbered("No", numbers))
    assert _said(found, "column.row_numbers") == []
    assert {one["client_identifier"] for one in found["contacts"]} == set(map(str, numbers))


@pytest.mark.parametrize("header", ["Client No", "No client", "Client #"])
def test_a_header_that_names_the_client_makes_client_numbers_of_them_and_that_is_said(
    tmp_path: Path, header: str
) -> None:
    found = told_of(tmp_path, _numbered(header, [1, 2, 3, 4]))
    assert _said(found, "column.identifier_counts") == [(header, "")]
    assert {one["client_identifier"] for one in found["contacts"]} == {"1", "2", "3", "4"}


def test_rows_below_a_title_and_a_total_are_counted_without_these(tmp_path: Path) -> None:
    found = told_of(tmp_path, f"List of clients\n\n{_numbered('No', [1, 2, 3, 4])}Total,4,\n")
    assert [header for header, _ in _said(found, "column.row_numbers")] == ["No"]


@pytest.mark.parametrize("name", ["@Group", "=Group", "+Group", "-Group", "#Group"])
@pytest.mark.parametrize("head", ["Name,Type", "Client Group Name,Description"])
def test_a_client_group_may_be_called_by_what_begins_like_a_formula(
    tmp_path: Path, head: str, name: str
) -> None:
    found = told_of(tmp_path, f"{head}\n{name},Client group\n")
    assert [(one["kind"], one["name"]) for one in found["contacts"]] == [("client_group", name)]
    assert found["findings"] == []


def test_a_firm_may_be_called_by_an_at_sign_and_an_email_is_still_no_name(tmp_path: Path) -> None:
    found = told_of(tmp_path, "Name,Phone\n@Work Pty Ltd,\nann@example.com,\n")
    assert [one["name"] for one in found["contacts"]] == ["@Work Pty Ltd", "ann@example.com"]
    assert all(one["row"] == 3 for one in found["findings"] if one["code"] == "name.no_name")


BORN = "First name,Last name,Birthday\n"


@pytest.mark.parametrize(
    ("written", "kept", "choices"),
    [
        ("12 April", "--04-12", {}),
        ("12 avril", "--04-12", {}),
        ("--04-12", "--04-12", {}),
        ("25/04", "--04-25", {}),
        ("12.4.", "--04-12", {}),
        ("04/12", "--04-12", {"date_order": "mdy"}),
    ],
)
def test_a_birthday_without_a_year_is_kept_and_said(
    tmp_path: Path, written: str, kept: str, choices: dict[str, str]
) -> None:
    found = told_of(tmp_path, f"{BORN}Ann,Lee,{written}\nBo,Roy,1980-02-03\n", **choices)
    assert found["contacts"][0]["birth_date"] == kept
    assert [one["value"] for one in found["findings"] if one["code"] == "date.no_year"] == [written]
    assert found["cells"]["set_aside"] == 0


def test_a_birthday_of_which_nothing_tells_the_day_from_the_month_is_kept_as_written(tmp_path: Path) -> None:
    rows = "Ann,Lee,04/12\nBo,Roy,05/06\nCy,Fox,07/07\nDi,Poe,03-04\n"
    found = told_of(tmp_path, BORN + rows)
    described = [one.get("description") for one in found["contacts"]]
    assert described == ["Birthday: 04/12", "Birthday: 05/06", None, "Birthday: 03-04"]
    assert found["contacts"][2]["birth_date"] == "--07-07"
    assert len([one for one in found["findings"] if one["code"] == "date.no_year_either"]) == 3
    assert found["cells"]["set_aside"] == 0
    proven = told_of(tmp_path, f"{BORN}{rows}Ed,Kay,25/12\n")
    assert [one["birth_date"] for one in proven["contacts"]][:2] == ["--12-04", "--06-05"]


def test_the_birthday_of_a_person_at_a_client_is_kept_with_that_person(tmp_path: Path) -> None:
    found = told_of(tmp_path, "Company,Contact,Birthday\nOak Mill LLC,Ann Poe,04/12\n")
    described = {one["name"]: one.get("description") for one in found["contacts"]}
    assert described == {"Oak Mill LLC": None, "Ann Poe": "Birthday: 04/12"}


def test_what_is_no_day_and_month_is_no_date_still(tmp_path: Path) -> None:
    found = told_of(tmp_path, f"{BORN}Ann,Lee,04/80\nBo,Roy,1980-02-03\nCy,Fox,31/04\n")
    assert [one["value"] for one in found["findings"] if one["code"] == "date.invalid"] == ["04/80", "31/04"]
