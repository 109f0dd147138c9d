"""The files that two contacts came from find the one they became, and change nothing in it."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.support.desk import Desk, assert_changes_nothing, table
from tests.support.generated import few

from carnet.contract import Duplicates

PEOPLE = ["Client ID", "First Name", "Last Name", "Birth Date", "Email", "Mobile", "Notes", "Company", "Hat"]
HAT = {"Hat": "custom.Hat"}  # remembered by the firm for files of this shape
ANN = ["A-1", "Ann", "Ray", "1980-04-03", "ann@example.com", "0491 570 156", "one", "Oak Mill", "7"]
ANNE = ["B-2", "Anne", "Ray", "1980-03-04", "anne@example.com", "0491 570 157", "two", "Elm Mill", "8"]


def merged(desk: Desk, keep: str, gone: str, **choices: str | None) -> str:
    from carnet.book.actions.merge_contacts import merge

    found = dict(desk.book.contents().contacts.select("name", "key").iter_rows())
    return merge(desk.book, found[keep], found[gone], choices=choices, user="tests").key


def test_either_file_imported_again_changes_nothing(desk: Desk) -> None:
    first = desk.file("first.csv", table([PEOPLE, ANN]))
    other = desk.file("other.csv", table([PEOPLE, ANNE]))
    desk.take(first, mapping=HAT)
    desk.take(other, mapping=HAT)
    merged(desk, "Ann Ray", "Anne Ray", **dict.fromkeys(("name", "first_name", "birth_date"), "keep"))
    merged(desk, "Oak Mill", "Elm Mill", name="gone")
    before = desk.shows()
    for again in (first, other):
        plan = desk.plan(again)
        assert_changes_nothing(plan)
        desk.take(again)
    assert desk.shows() == before


def test_what_a_file_newly_says_is_taken(desk: Desk) -> None:
    desk.take(desk.file("first.csv", table([PEOPLE, ANN])), mapping=HAT)
    desk.take(desk.file("other.csv", table([PEOPLE, ANNE])), mapping=HAT)
    merged(desk, "Ann Ray", "Anne Ray", name="keep", first_name="keep")
    changed = [*ANNE[:8], "9"]
    plan = desk.plan(desk.file("other.csv", table([PEOPLE, changed])))
    assert plan.changes.select("field", "new").rows() == [("custom.Hat", "9")]


NAMES = st.sampled_from(["Ann", "Anne", "Anna"])
ROW = st.tuples(
    st.sampled_from(["A-1", "B-2", ""]), NAMES, st.just("Ray"),
    st.sampled_from(["1980-04-03", "1981-05-06", ""]), st.sampled_from(["a@example.com", "b@example.com"]),
    st.sampled_from(["0491 570 156", "0491 570 157", ""]), st.sampled_from(["one", "two", ""]),
    st.sampled_from(["Oak Mill", "Elm Mill", ""]), st.sampled_from(["7", "8", ""]),
)  # fmt: skip


@few(3)
@given(first=ROW, other=ROW, keep=st.booleans())
def test_two_files_two_contacts_one_merge_and_both_files_again(
    desks: Callable[[], Desk], first: tuple[str, ...], other: tuple[str, ...], keep: bool
) -> None:
    from carnet.book.actions.merge_contacts import merge

    desk = desks()
    files = [
        desk.file(name, table([PEOPLE, row])) for name, row in (("first.csv", first), ("other.csv", other))
    ]
    for file in files:
        desk.take(file, mapping=HAT)
    people = desk.book.contents().contacts.filter(pl.col("kind") == "person")["key"].to_list()
    if len(people) == 2:
        kept, gone = people if keep else reversed(people)
        merge(desk.book, kept, gone, user="tests")
    before = desk.shows()
    for file in files:
        assert_changes_nothing(desk.plan(file))
        desk.take(file)
    assert desk.shows() == before


def test_a_file_that_holds_both_imported_again_changes_nothing(desk: Desk) -> None:
    both = desk.file("both.csv", table([PEOPLE, ANN, ANNE]))
    desk.take(both, mapping=HAT)
    merged(desk, "Anne Ray", "Ann Ray", name="gone", first_name="gone")
    before = desk.shows()
    plan = desk.plan(both)
    assert_changes_nothing(plan)
    assert plan.contacts.filter(pl.col("kind") == "person").height == 1
    desk.take(both)
    assert desk.shows() == before


def test_three_of_one_name_that_became_one_are_one_in_their_file(desk: Desk) -> None:
    rows = [["First Name", "Last Name", "Email"]]
    rows += [["Ann", "Ray", email] for email in ("a@example.com", "b@example.com", "c@example.com")]
    path = desk.file("three.csv", table(rows))
    desk.take(path, duplicates=Duplicates.SEPARATE)
    keys = desk.book.contents().contacts["key"].to_list()
    assert len(keys) == 3
    for gone in keys[1:]:
        from carnet.book.actions.merge_contacts import merge

        merge(desk.book, keys[0], gone, user="tests")
    assert_changes_nothing(desk.plan(path))
    desk.take_text(table([*rows, ["Ann", "Ray", "d@example.com"]]), duplicates=Duplicates.SEPARATE)
    assert desk.book.contents().contacts.height == 2
