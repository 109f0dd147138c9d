"""A contact of the book that a file writes otherwise is found by whatever else the two have in common."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from tests.support.desk import Desk

PEOPLE = """First Name,Last Name,Date of Birth,Mobile,Street,City,Postcode
Margaret,Kowalczyk,1961-07-23,0491 570 156,14 Banksia Road,Ballarat,3350
Theo,Abernathy,1984-02-11,0491 570 157,7 Wattle Street,Bendigo,3550
Ana,Petrov,1990-12-30,0491 570 158,22 George Street,Geelong,3220
"""
FIRMS = """Company Name,Phone,Website,Street,City,Postcode
Kestrel Joinery Pty Ltd,(02) 5550 0131,kestreljoinery.example,3 Mill Lane,Orange,2800
Halloran Transport,(02) 5550 0132,halloran.example,90 Depot Road,Dubbo,2830
"""


def suspected(desk: Desk, text: str) -> list[tuple[str, str]]:
    """The new contact and the one of the book that it may be, by name."""
    plan = desk.plan(desk.file("second.csv", text))
    names = dict(desk.book.contents().contacts.select("id", "name").iter_rows())
    pairs = plan.suspects.join(plan.contacts.select("contact", "name"), on="contact")
    return [(name, names[other]) for name, other in pairs.select("name", "book_id").iter_rows()]


@pytest.fixture(scope="module")
def full(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A book with some people and organizations."""
    from carnet.book.setup import open_book

    desk = Desk(open_book(home, firm="Written otherwise"), tmp_path_factory.mktemp("full"))
    desk.take_text(PEOPLE)
    desk.take_text(FIRMS)
    return desk


@pytest.mark.parametrize(
    ("columns", "row", "known"),
    [
        ("Mobile", "Margret,Kowalchyk,0491 570 156", "Margaret Kowalczyk"),
        ("Date of Birth", "Margaret,Kowalczik,1961-07-23", "Margaret Kowalczyk"),
        ("Street,City,Postcode", "Teo,Abernethy,7 Wattle St,Bendigo,3550", "Theo Abernathy"),
        ("Date of Birth,Postcode", "Peggy,Kowalczyk,1961-07-23,3350", "Margaret Kowalczyk"),
    ],
)
def test_a_person_of_the_book_is_found_by_one_thing_in_common(
    full: Desk, columns: str, row: str, known: str
) -> None:
    found = suspected(
        full, f"First Name,Last Name,{columns}\n{row}\nZoltan,Quist,{',' * columns.count(',')}\n"
    )
    assert [other for _, other in found] == [known]


@pytest.mark.parametrize(
    ("columns", "row", "known"),
    [
        ("Phone,Postcode", "Kestral Joinery,(02) 5550 0131,2800", "Kestrel Joinery Pty Ltd"),
        ("Website,City", "Kestrel Joiners,www.kestreljoinery.example,Orange", "Kestrel Joinery Pty Ltd"),
        ("Street,City,Postcode", "Haloran Transport,90 Depot Rd,Dubbo,2830", "Halloran Transport"),
    ],
)
def test_an_organization_of_the_book_is_found_by_one_thing_in_common(
    full: Desk, columns: str, row: str, known: str
) -> None:
    found = suspected(full, f"Company Name,{columns}\n{row}\nQuist Optics,{',' * columns.count(',')}\n")
    assert [other for _, other in found] == [known]


def test_what_a_contact_became_finds_it_and_an_undone_import_leaves_nothing(
    desks: Callable[[], Desk],
) -> None:
    from carnet.book.actions.undo_import import undo

    desk = desks()
    desk.take_text("Client ID,First Name,Last Name\nC1,Ruth,Oyelaran\nC2,Piet,Vandermolen\n")
    desk.take_text("Client ID,First Name,Last Name,Mobile\nC1,Ruth,Oyelaran,0491 570 159\n")
    again = "First Name,Last Name,Mobile\nRut,Oyelarann,0491 570 159\n"
    assert suspected(desk, again) == [("Rut Oyelarann", "Ruth Oyelaran")]
    for entry in desk.book.history():
        undo(desk.book, entry.key, user="tests")
    assert (suspected(desk, again), kept(desk)) == ([], 0)


def test_clues_are_made_once_they_are_asked_for_and_follow_what_contacts_become(
    desks: Callable[[], Desk],
) -> None:
    desk = desks()
    desk.take_text("Client ID,First Name,Last Name\nC1,Ruth,Oyelaran\nC2,Piet,Vandermolen\n")
    assert kept(desk) == 0, "nobody asked"
    desk.take_text("Client ID,First Name,Last Name,Mobile\nC1,Ruth,Oyelaran,0491 570 159\n")
    again = "First Name,Last Name,Mobile\nRut,Oyelarann,0491 570 159\n"
    assert suspected(desk, again) == [("Rut Oyelarann", "Ruth Oyelaran")]
    many = kept(desk)
    assert suspected(desk, again) == [("Rut Oyelarann", "Ruth Oyelaran")]
    assert kept(desk) == many > 0
    desk.take_text("Client ID,First Name,Last Name,Mobile\nC2,Piet,Vandermolen,0491 570 156\n")
    other = "First Name,Last Name,Mobile\nPit,Vandermollen,0491 570 156\n"
    assert suspected(desk, other) == [("Pit Vandermollen", "Piet Vandermolen")]


def kept(desk: Desk) -> int:
    """How many clues the book keeps of contacts of this firm or of none."""
    with desk.book.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM book_clue l LEFT JOIN book_contact c ON c.id = l.contact_id "
            "WHERE c.id IS NULL OR c.firm_id = %s",
            [desk.book.firm],
        )
        return int(cursor.fetchone()[0])


def test_pairs_that_are_as_likely_stand_in_the_order_of_the_file(home: Path, tmp_path: Path) -> None:
    from carnet.book.setup import open_book

    rows = [
        f"Theo,{first}{second}ernath{end},{1950 + number}-03-04\n"
        for number, (first, second) in enumerate(product("BCDFGHJK", "aeiou"))
        for end in ("y", "ey")
    ]
    desk = Desk(open_book(home, firm="As likely"), tmp_path)
    pairs = desk.plan(desk.file("list.csv", "First Name,Last Name,Date of Birth\n" + "".join(rows))).suspects
    assert pairs.height > 20
    assert pairs["probability"].n_unique() < pairs.height
    ordered = pairs.sort(
        "probability", "other", "contact", descending=[True, False, False], maintain_order=True
    )
    assert pairs.select("other", "contact").rows() == ordered.select("other", "contact").rows()
