"""A list that does not tell its country, or the order of its dates, is read as the firm's lists before it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.desk import Desk, codes, table

from carnet.book.actions.undo_import import undo

WHOLE = [
    ["First Name", "Last Name", "Phone", "State", "Date of Birth"],
    ["Ann", "Roe", "02 5550 7139", "VIC", "25/12/1980"],
    ["Bo", "Lee", "02 5550 7140", "NSW", "03/04/1975"],
    ["Cy", "Poe", "03 5550 7141", "QLD", "04/05/1976"],
]
FEW = [["First Name", "Last Name", "Phone", "Date of Birth"], ["Di", "Fox", "02 5550 7142", "05/06/1977"]]
SAID = {"country.as_before", "date.order_as_before"}
IN_DOUBT = {"phone.unverified", "date.ambiguous"}


def read(desk: Desk, rows: list[list[str]], **choices: Any) -> tuple[set[str], str | None, str | None]:
    """What is said of a list after the first, and the phone and birth date of its person, Di Fox."""
    plan = desk.take(desk.file("few.csv", table(rows)), **choices)
    person = desk.shows()["Di Fox"]
    return set(codes(plan)), person["cards"][0]["phones"][0]["number"], person.get("birth_date")


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A desk at which the whole list was imported."""
    desk.begin(table(WHOLE))
    return desk


def test_a_few_rows_are_read_as_the_whole_list_was_and_that_is_said(known: Desk) -> None:
    found, phone, born = read(known, FEW)
    assert found >= SAID
    assert not found & IN_DOUBT
    assert (phone, born) == ("+61255507142", "1977-06-05")


def test_what_the_person_says_prevails(known: Desk) -> None:
    found, phone, born = read(known, FEW, country="NZ", date_order="mdy")
    assert not found & SAID
    assert (phone != "+61255507142", born) == (True, "1977-05-06")


def test_what_the_rows_say_prevails(known: Desk) -> None:
    rows = [[*FEW[0], "Country"], ["Di", "Fox", "020 7946 0142", "06/25/1977", "United Kingdom"]]
    found, phone, born = read(known, rows)
    assert not found & SAID
    assert (phone, born) == ("+442079460142", "1977-06-25")


def test_nothing_is_said_of_a_list_that_is_read_the_same_everywhere(known: Desk) -> None:
    rows = [["First Name", "Last Name", "Email"], ["Di", "Fox", "di@example.com"]]
    assert not SAID & set(codes(known.plan(known.file("few.csv", table(rows)))))


def test_an_import_that_was_undone_tells_nothing(known: Desk) -> None:
    undo(known.book, known.last, user="Ana")
    found, phone, born = read(known, FEW)
    assert found >= IN_DOUBT
    assert not found & SAID
    assert (phone, born) == ("02 5550 7142", None)


def test_lists_of_two_countries_tell_nothing(known: Desk) -> None:
    abroad = [["Last Name", "Country", "Born"], ["Orr", "United Kingdom", ""]]
    known.take(known.file("abroad.csv", table(abroad)))
    found, _, born = read(known, FEW)
    assert found & (SAID | IN_DOUBT) == {"phone.unverified", "date.order_as_before"}
    assert born == "1977-06-05"
