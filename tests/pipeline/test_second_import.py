"""The same file imported twice is the same as imported once."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.desk import Desk, assert_changes_nothing, table
from tests.support.generated import few
from tests.support.tables import DISTINCT, tables

from carnet.book.actions.undo_import import undo
from carnet.choices import Policy
from carnet.contract import Duplicates, Mode


class Backwards(random.Random):
    """The order that is most unlike the first one."""

    def shuffle(self, items: Any) -> None:
        items.reverse()


@few(3)
@given(rows=tables())
@example(rows=[["Client Name", "Belongs To", "First Name"], ["Oak Mill LLC", "Oak Mill LLC", "Ana"]])
def test_any_table_imported_again_changes_nothing(desks: Callable[[], Desk], rows: list[list[str]]) -> None:
    desk = desks()
    path = desk.file("list.csv", table(rows))
    desk.take(path)
    assert_changes_nothing(desk.plan(path))


@few(3)
@given(rows=tables(["Company"], DISTINCT), order=st.randoms(use_true_random=False))
@example([["Company", "Notes"], ["Elm Mill", "'quoted"], ["Elm Mill", "N/A"]], Backwards())
@example([["Client ID", "Last Name"], ["A-1", "Lopez"], ["A-1", "Cruz"]], Backwards())
@example([["Last Name", "Email"], ["Lopez", "a@example.com"], ["LOPEZ", "a@example.com"]], Backwards())
@example([["Company", "EIN"], ["Elm Mill LLC", "12-3456789"], ["Elm Mill LLC", "123"]], Backwards())
def test_rows_and_columns_in_another_order_change_nothing(
    desks: Callable[[], Desk], rows: list[list[str]], order: random.Random
) -> None:
    desk = desks()
    desk.take_text(table(rows))
    assert_changes_nothing(desk.plan(desk.file("list.csv", table(_shuffled(rows, order)))))


def _shuffled(rows: list[list[str]], order: random.Random) -> list[list[str]]:
    """The same rows and columns in another order, the header still on top."""
    header, *body = rows
    width = max(map(len, rows))
    body = [row + [""] * (width - len(row)) for row in body]
    columns = list(range(width))
    order.shuffle(columns)
    order.shuffle(body)
    header = header + [""] * (width - len(header))
    return [[row[column] for column in columns] for row in (header, *body)]


def test_the_second_import_applied_leaves_the_book_as_it_was(desk: Desk) -> None:
    path = desk.file(
        "list.csv",
        "Client ID,Client Name,Contact First Name,Contact Last Name,Email,Phone,City\n"
        "007,Oak Mill LLC,Ana,Lopez,ana@example.com,(212) 555-0147,Albany\n"
        "008,Elm & Sons,,,office@elm.example,(212) 555-0148,Boston\n"
        ",John & Mary Smith,,,,(212) 555-0149,\n",
    )
    desk.take(path)
    before = desk.book.digest()
    desk.take(path)
    assert desk.book.digest() == before


WHOLE = [
    ["Name", "Email", "Phone", "Birth Date", "Address"],
    ["Margaret Thornhill", "peggy@mail.example", "", "1961-03-08", "4 Elm Street, Albany NY 12207"],
    ["Wendell & Rosalind Ashcombe", "", "(212) 555-0147", "", "9 Oak Street, Albany NY 12207"],
    ["Desmond Okafor", "", "", "", ""],
]
OTHER = [
    ["Client Name", "Email", "Mobile", "DOB", "Home Address"],
    ["Thornhill, Peggy", "peggy@mail.example", "", "1961-03-08", "4 Elm St, Albany, NY 12207"],
    ["Ashcombe, Wendell and Rosalind", "w.ashcombe@mail.example", "(212) 555-0147", "", ""],
    ["Okafor, Desmond", "desmond@mail.example", "(212) 555-0149", "", ""],
    ["Okafor, Desmond", "d.okafor@post.example", "(212) 555-0142", "", ""],
]


def test_a_file_that_evidence_joined_with_others_finds_its_own_contacts_again(desk: Desk) -> None:
    files = [desk.file("one.csv", table(WHOLE)), desk.file("other.csv", table(OTHER))]
    first = desk.take(*files, duplicates=Duplicates.MERGE)
    assert first.contacts.filter(pl.col("name").str.contains("Thornhill")).height == 1
    for again in ([*files], files[:1], files[1:]):
        plan = desk.plan(*again, duplicates=Duplicates.MERGE)
        assert plan.counts["create"] == 0, plan.contacts.filter(pl.col("action") == "create")["name"]
    assert_changes_nothing(desk.plan(*files, duplicates=Duplicates.MERGE))


def test_a_file_whose_import_was_undone_makes_its_contacts_again(desk: Desk) -> None:
    from carnet.book.actions.undo_import import undo

    path = desk.file("bare.csv", table([["First Name", "Last Name"], ["Desmond", "Okafor"]]))
    desk.take(path)
    undo(desk.book, desk.last, user="tests")
    assert desk.plan(path).counts["create"] == 1


def test_a_couple_that_another_tool_writes_otherwise_is_the_same_household(desk: Desk) -> None:
    desk.take(desk.file("one.csv", table([["Client Name"], ["Alexandre & Valérie Caron"]])))
    plan = desk.plan(desk.file("two.csv", table([["Client Name"], ["CARON, ALEXANDRE ET VALERIE"]])))
    assert plan.contacts.filter(pl.col("kind") == "organization")["action"].to_list() == ["skip"]
    other = desk.plan(desk.file("three.csv", table([["Client Name"], ["Alexandre & Victoria Caron"]])))
    assert other.contacts.filter(pl.col("kind") == "organization")["action"].to_list() == ["create"]


def test_a_row_without_a_name_is_of_the_client_whose_identifier_another_row_names(desk: Desk) -> None:
    clients = [
        ["Client Code", "Client Name", "Contact First Name", "Contact Last Name", "Year End"],
        ["0011", "Oak Mill LLC", "Ana", "Lopez", ""],
        ["0011", "", "Ben", "Carter", "31/12"],
        ["0012", "Ann & Bob Lee", "", "", ""],
    ]
    phones = [["Client Code", "Phone"], ["0012", "(212) 555-0147"]]
    files = [desk.file("phones.csv", table(phones)), desk.file("clients.csv", table(clients))]
    desk.take(*files)
    mill, couple = desk.shows()["Oak Mill LLC"], desk.shows()["Ann & Bob Lee"]
    assert mill["accounting.financial_year_end_month"] == "12"
    assert desk.shows()["Ben Carter"]["cards"][0]["linked"] == "Oak Mill LLC"
    assert couple["cards"][0]["phones"][0]["number"] == "+12125550147"
    for again in (files, files[:1], files[1:]):
        assert_changes_nothing(desk.plan(*again))


def test_who_is_called_by_an_email_alone_gains_no_name_by_it(desk: Desk) -> None:
    path = desk.file("list.csv", table([["Client Code", "Name", "Email"], ["1", "", "ana@example.com"]]))
    desk.take(path)
    desk.forget_sheets()
    assert_changes_nothing(desk.plan(path))


def test_a_file_read_again_with_its_country_completes_its_numbers_and_doubles_none(desk: Desk) -> None:
    clients = [
        ["Client Name", "Phone", "Mobile"],
        ["Oak Mill LLC", "02 5550 1234", "0491 570 156"],
        ["Elm Mill LLC", "(02) 5550 1235 x12", ""],
    ]
    path = desk.file("clients.csv", table(clients))
    desk.take(path)
    plan = desk.take(path, country="AU")
    assert (plan.counts["update"], plan.balance.stored, plan.balance.merged) == (2, 3, 2)
    phones = [contact["cards"][0]["phones"] for contact in desk.shows().values()]
    assert [[phone["number"] for phone in held] for held in phones] == [
        ["+61255501235"],
        ["+61255501234", "+61491570156"],
    ]
    for country in ("AU", None):
        assert_changes_nothing(desk.plan(path, country=country))
    overwritten = desk.plan(path, policies={"phone.office": Policy.OVERWRITE})
    assert overwritten.counts["update"] == 0


def test_a_number_written_in_both_ways_in_one_file_stays_so(desk: Desk) -> None:
    rows = [
        ["First Name", "Last Name", "Company", "Email", "Mobile"],
        ["John", "Smith", "Oak Mill Ltd", "john@example.com", "+44 7700 900123"],
        ["John", "Smith", "Elm Farm Ltd", "john@example.com", "07700 900123"],
    ]
    desk.take_text(table(rows))
    desk.forget_sheets()
    assert desk.take_text(table(rows)).counts == {
        "create": 0, "update": 0, "link": 0, "skip": 3, "review": 0,
    }  # fmt: skip


def test_people_go_on_at_an_organization_that_a_file_calls_otherwise(desk: Desk) -> None:
    def files(name: str, role: str = "") -> tuple[Path, Path]:
        firms = [["Client ID", "Client Name"], ["1", name], ["2", "Elm Ltd"]]
        headers = ["First Name", "Last Name", "Email", "Company", "Role"]
        people = [headers, ["Ann", "Roe", "ann@example.com", name, role]]
        return desk.file("firms.csv", table(firms)), desk.file("people.csv", table(people))

    desk.take_text("First Name,Last Name,Email,Company\nBo,Lee,bo@example.com,Oak Ltd\n")
    desk.take(*files("Oak Ltd"))
    before = desk.shows()
    plan = desk.take(*files("Ash Ltd", "Owner"))
    assert plan.changes.select("field", "old", "new").rows() == [("name", "Oak Ltd", "Ash Ltd")]
    after = desk.shows()
    assert [(card["organization"], card["linked"]) for card in after["Bo Lee"]["cards"]] == [("Ash Ltd",) * 2]
    (card,) = after["Ann Roe"]["cards"]
    assert (card["organization"], card["linked"]) == ("Ash Ltd", "Ash Ltd")
    assert (card["emails"], card["role"]) == (["ann@example.com"], "Owner")
    desk.forget_sheets()
    assert_changes_nothing(desk.plan(*files("Ash Ltd", "Owner")))
    undo(desk.book, desk.last, user="Ana")
    assert desk.shows() == before


def test_whom_an_import_left_out_is_not_taken_for_who_stands_in_the_same_row(desk: Desk) -> None:
    headers = ["First Name", "Last Name", "Email", "Spouse First Name", "Spouse Last Name", "Spouse Email"]
    spouse = ["Mary", "Whitfield", "mary@example.com"]
    desk.take_text(table([headers, ["John", "Whitfield", "john@example.com", *spouse]]))
    again = table([headers, ["Jack", "Whitfieldson", "jack@example.com", *spouse]])
    desk.take_text(again, mode=Mode.UPDATE)
    before = desk.shows()
    assert not desk.take_text(again, mode=Mode.UPDATE).changes.height
    assert desk.shows() == before
