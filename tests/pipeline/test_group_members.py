"""Client groups imported after their members find them in the book."""

from __future__ import annotations

import pytest
from tests.support.desk import Desk, assert_changes_nothing, codes

from carnet.terms import Mode

CLIENTS = (
    "Client ID,Client Name,First Name,Last Name,Email\n"
    "C1,Oak Mill LLC,,,office@oak.example\n"
    "C2,,Ana,Lopez,ana@example.com\n"
)
GROUPS = "Client Group Name,Members,Primary Contact\n"


@pytest.fixture
def known(desk: Desk) -> Desk:
    desk.begin(CLIENTS)
    return desk


@pytest.mark.parametrize("members", ["Oak Mill LLC; Ana Lopez", "c1; C2", "OAK MILL LLC; ana lopez"])
def test_members_are_found_in_the_book_and_linked_once(known: Desk, members: str) -> None:
    path = known.file("groups.csv", f"{GROUPS}Mill Family,{members},Ana Lopez\n")
    plan = known.take(path)
    assert (plan.counts["create"], plan.counts["link"]) == (1, 2)
    assert "link.unknown_member" not in codes(plan)
    shown = known.shows()["Mill Family"]
    assert shown["members"] == ["Ana Lopez", "Oak Mill LLC"]
    assert shown["primary_contact"] == "Ana Lopez"
    assert_changes_nothing(known.plan(path))


def test_a_members_key_in_the_book_finds_it(known: Desk) -> None:
    key = dict(known.book.contents().contacts.select("name", "key").iter_rows())["Oak Mill LLC"]
    known.take_text(f"{GROUPS}Mill Family,{key},\n", "groups.csv")
    assert known.shows()["Mill Family"]["members"] == ["Oak Mill LLC"]


def test_a_member_in_the_file_under_another_name_is_the_same_contact(known: Desk) -> None:
    people = known.file("people.csv", "Client ID,Client Name\nC1,Oak Mill Holdings LLC\n")
    groups = known.file("groups.csv", f"{GROUPS}Mill Family,Oak Mill LLC,\n")
    plan = known.take(people, groups)
    assert plan.counts["create"] == 1
    assert len(known.shows()) == 3
    assert known.shows()["Mill Family"]["members"] == ["Oak Mill Holdings LLC"]


def test_a_group_of_the_book_gains_a_member(known: Desk) -> None:
    known.take_text(f"{GROUPS}Mill Family,Oak Mill LLC,\n", "groups.csv")
    plan = known.take_text(f"{GROUPS}Mill Family,Ana Lopez,\n", "groups.csv")
    assert (plan.counts["create"], plan.counts["update"], plan.counts["link"]) == (0, 1, 1)
    assert known.shows()["Mill Family"]["members"] == ["Ana Lopez", "Oak Mill LLC"]


def test_a_name_of_several_contacts_is_told_with_them_and_makes_no_member(known: Desk) -> None:
    known.take_text("Client ID,First Name,Last Name,Email\nC3,Ana,Lopez,other@example.com\n")
    plan = known.take_text(f"{GROUPS}Mill Family,Ana Lopez; Oak Mill LLC,\n", "groups.csv")
    told = plan.findings.filter(code="link.ambiguous_member")
    assert told["value"].to_list() == ["Ana Lopez"]
    assert "C2" in told["detail"][0]
    assert "C3" in told["detail"][0]
    assert known.shows()["Mill Family"]["members"] == ["Oak Mill LLC"]


def test_a_member_that_is_nowhere_is_told(known: Desk) -> None:
    plan = known.take_text(f"{GROUPS}Mill Family,Elm Mill LLC,\n", "groups.csv")
    told = plan.findings.filter(code="link.unknown_member")
    assert told.select("value", "detail", "row").rows() == [("Elm Mill LLC", "Mill Family", 2)]
    assert "members" not in known.shows()["Mill Family"]


def test_members_of_the_book_are_linked_where_only_new_contacts_are_taken(known: Desk) -> None:
    path = known.file("groups.csv", f"{GROUPS}Mill Family,Oak Mill LLC,\n")
    known.take(path, mode=Mode.CREATE)
    assert known.shows()["Mill Family"]["members"] == ["Oak Mill LLC"]
