"""Columns whose values are not what their header says, and cells that hold nothing: said, never silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
        "Name,Email,,Name,Email\nAnn Lee,ann@example.com,,Zoe Kim,zoe@example.com\n"
        "Bob Ray,bob@example.com,,Tom Fox,tom@example.com\n",
    )
    assert [one["name"] for one in found["contacts"]] == ["Ann Lee", "Bob Ray"]
    assert [one["cards"][0]["emails"] for one in found["contacts"]] == [
        ["ann@example.com"],
        ["bob@example.com"],
    ]
    assert len(_said(found, "column.second_table")) == 1
