"""Rows of one cell among rows of several: titles of groups, or contacts of whom nothing more is known."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from carnet.contract import Options, Recognised, SourceFile
from carnet.stages.recognise import recognise
from tests.support.sheets import sheet

HEADER = ("Client Name", "Email", "Phone")
RECORDS = [
    (f"{name} Ltd", f"info@{name.lower()}.example", "512-555-0100") for name in ("Acme", "Roe", "Kite")
]


def told(*titles: str) -> tuple[Recognised, list[tuple[str, str]]]:
    """A list whose records stand below titles, and what is said of its rows."""
    rows = [HEADER, *(row for title in titles for row in ((title, "", ""), *RECORDS))]
    (found,), findings = recognise([SourceFile("list.csv", "csv", (sheet(rows),))], Options())
    return found, list(findings.select("code", "detail").iter_rows())


@pytest.mark.parametrize(
    "titles",
    [
        ("Individuals", "Inactive clients"),
        ("Individuals (34)", "S Corporations"),
        ("Particuliers", "Sociétés inactives"),
        ("A – C", "D – F"),
        ("A", "B"),
        ("0-9", "#"),
    ],
)
def test_titles_of_groups_make_no_contact_and_are_said(titles: Sequence[str]) -> None:
    found, said = told(*titles)
    assert found.left_out == {2: "title", 6: "title"}
    assert len(said) == 1
    assert said[0][0] in {"rows.group_titles", "rows.left_out"}


def test_titles_that_may_be_names_stay_contacts_and_are_said() -> None:
    found, said = told("Toronto", "Montreal")
    assert found.left_out == {}
    assert said == [("rows.maybe_titles", "Toronto, Montreal")]


@pytest.mark.parametrize("names", [("Ann Lee", "Bob Ray"), ("Ann Lee", "Acme")])
def test_contacts_with_nothing_but_a_name_are_contacts(names: Sequence[str]) -> None:
    found, said = told(*names)
    assert (found.left_out, said) == ({}, [])


def test_columns_that_a_workbook_hides_are_said_by_name_where_they_have_cells() -> None:
    shown = sheet([("Client Name", "SSN", "", "Email"), ("Acme Ltd", "1", "", "info@acme.example")])
    _, findings = recognise(
        [SourceFile("list.xlsx", "xlsx", (dataclasses.replace(shown, hidden=(1, 2)),))], Options()
    )
    assert list(findings.select("code", "value").iter_rows()) == [("sheet.hidden_columns", "SSN")]
