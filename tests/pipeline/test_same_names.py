"""People of one name are told apart by what else is known of them, however many they are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.desk import Desk, assert_changes_nothing, codes, table
from tests.support.generated import few

from carnet.contract import Duplicates
from carnet.stages.match.candidates import FEW

HEADER = ["Client ID", "Client Name", "First Name", "Last Name", "Email", "Phone", "Date of Birth"]


def test_people_of_one_name_with_one_phone_are_each_found_again(desk: Desk) -> None:
    path = desk.file(
        "list.csv",
        table(
            [
                HEADER,
                ["C1", "Oak Mill LLC", "Ana", "Lopez", "ana1@example.com", "(212) 555-0147", "1970-02-01"],
                ["C2", "Elm Mill LLC", "Ana", "Lopez", "ana2@example.com", "(212) 555-0147", ""],
                ["C3", "Ash Mill LLC", "Ana", "Lopez", "ana3@example.com", "", "1980-03-01"],
            ]
        ),
    )
    desk.take(path)
    assert_changes_nothing(desk.plan(path))


def test_who_is_one_of_a_couple_is_not_the_client_of_that_name(desk: Desk) -> None:
    header = [
        "Client ID",
        "Client Sub-ID",
        "Client Name",
        "Tax Year",
        "Return Type",
        "Return Version",
        "Email",
    ]
    plan = desk.take_text(
        table(
            [
                header,
                ["01278", "000", "LEE, CHARLOTTE", "2025", "1040", "1", "charlotte1@example.com"],
                ["01278", "000", "LEE, CHARLOTTE", "2024", "1040", "1", "charlotte1@example.com"],
                ["01453", "000", "LEE, CHARLOTTE & WILLIAM", "2025", "1040", "1", "charlotte2@example.com"],
                ["01453", "000", "LEE, CHARLOTTE & WILLIAM", "2024", "1040", "1", "charlotte2@example.com"],
            ]
        )
    )
    called = plan.contacts.filter(pl.col("kind") == "person")["name"].str.to_lowercase().sort().to_list()
    assert called == ["charlotte lee", "charlotte lee", "william lee"]


def test_who_shares_more_is_the_one_and_who_is_found_stands_in_nobodys_way(desk: Desk) -> None:
    rows = [
        ["First Name", "Last Name", "Email", "Phone", "Date of Birth"],
        ["Ana", "Lopez", "", "(212) 555-0147", ""],
        ["Ana", "Lopez", "ana@example.com", "(212) 555-0147", "1970-02-01"],
        ["Ana", "Lopez", "other@example.com", "", "1980-03-01"],
    ]
    desk.take_text(table(rows))
    assert_changes_nothing(desk.plan(desk.file("list.csv", table(rows))))


def test_a_row_between_two_people_is_neither(desk: Desk) -> None:
    desk.take_text(
        "First Name,Last Name,Email,Phone,Date of Birth\n"
        "Ana,Lopez,ana@example.com,,1970-02-01\n"
        "Ana,Lopez,,(212) 555-0147,1980-03-01\n"
    )
    plan = desk.take_text("First Name,Last Name,Email,Phone\nAna,Lopez,ana@example.com,(212) 555-0147\n")
    assert plan.counts["create"] == plan.counts["review"] == 1
    assert "duplicate.suspected" in codes(plan)


def test_an_email_of_ones_own_outweighs_an_organization_where_another_of_the_name_works(desk: Desk) -> None:
    desk.take_text(
        "First Name,Last Name,Email,Organization\n"
        "Ana,Lopez,ana@example.com,Oak Mill LLC\n"
        "Ana,Lopez,lopez@example.com,Elm Mill LLC\n"
    )
    plan = desk.take_text("First Name,Last Name,Email,Organization\nAna,Lopez,ana@example.com,Elm Mill LLC\n")
    assert plan.counts["create"] == 0


@few(4)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "a@example.com", "b@example.com"]),
            st.sampled_from(["", "(212) 555-0147", "(212) 555-0148"]),
            st.sampled_from(["", "1970-02-01", "1980-03-01"]),
        ),
        min_size=1, max_size=7,
    )
)  # fmt: skip
def test_any_people_of_one_name_are_each_found_again(
    desks: Callable[[], Desk], people: list[tuple[str, str, str]]
) -> None:
    desk = desks()
    header = ["First Name", "Last Name", "Email", "Phone", "Date of Birth"]
    path = desk.file("list.csv", table([header, *(["Ana", "Lopez", *told] for told in people)]))
    desk.take(path)
    assert_changes_nothing(desk.plan(path))


def test_people_whose_first_names_are_set_aside_stay_as_many_as_their_rows(desk: Desk) -> None:
    rows = [[f"{first}9", "Berg", "office@berg.example", "Berg Ltd"] for first in ("Anna", "Liam", "Mia")]
    path = desk.file("list.csv", table([["Xq", "Last Name", "Email", "Company"], *rows, rows[0]]))
    plan = desk.take(path)
    assert plan.contacts.filter(pl.col("kind") == "person").height == 3
    assert plan.balance.set_aside == 4
    assert_changes_nothing(desk.plan(path))


def many(count: int) -> str:
    """Clients with few names among their people, each with an email of their own."""
    names = list(product(("Ana", "Marc"), ("Lopez", "Roy")))
    rows = [[f"C{n}", f"Oak Mill {n} LLC", *names[n % 4], f"p{n}@example.com", "", ""] for n in range(count)]
    return table([HEADER, *rows])


def test_few_names_of_many_people_ask_the_book_once_and_pair_nobody_with_everybody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.file("list.csv", many(4 * 60))
    desk.take(path)
    sizes: list[int] = []
    find = type(desk.book).find

    def counted(book: object, lookups: pl.DataFrame) -> pl.DataFrame:
        found = find(desk.book, lookups)
        sizes.append(found.height)
        return found

    monkeypatch.setattr(type(desk.book), "find", counted)
    assert_changes_nothing(desk.plan(path))
    assert max(sizes) <= 3 * 2 * 4 * 60  # a row for each key that a contact has, not for each pair


@pytest.mark.parametrize("choice", [Duplicates.REVIEW, Duplicates.MERGE])
def test_a_name_of_many_is_told_once_for_each_new_contact(desk: Desk, choice: Duplicates) -> None:
    desk.take_text(many(4 * (FEW + 5)))
    plan = desk.plan(desk.file("new.csv", "First Name,Last Name\nAna,Lopez\n"), duplicates=choice)
    assert plan.counts["create"] == plan.counts["review"] == 1
    assert codes(plan).count("duplicate.possible") == 1
