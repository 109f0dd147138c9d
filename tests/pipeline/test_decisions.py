"""What a person decides of two contacts is done, remembered, and not asked again."""

from __future__ import annotations

import polars as pl
import pytest
from tests.support.desk import Desk, codes, table

from carnet.book.actions.edit_contact import edit
from carnet.book.actions.undo_import import undo
from carnet.choices import Decision, Party
from carnet.contract import Duplicates, Plan

PEOPLE = ["First Name", "Last Name", "Birth Date", "Email", "Mobile"]
ANN = ["Ann", "Ray", "1980-04-03", "ann@example.com", "0491 570 156"]
ANNE = ["Anne", "Ray", "1980-04-03", "", "0491 570 156"]
BEN = ["Ben", "Roe", "1971-01-02", "ben@example.com", ""]


def party(name: str, row: int = 0, kind: str = "person", sheet: str = "list") -> Party:
    return Party(kind=kind, name=name, file=0, sheet=sheet if row else "", row=row)


def known(desk: Desk, name: str) -> Party:
    keys = dict(desk.book.contents().contacts.select("name", "key").iter_rows())
    return Party(key=keys[name])


def names(desk: Desk) -> list[str]:
    return sorted(desk.book.contents().contacts["name"].to_list())


def suspected(plan: Plan) -> int:
    return plan.suspects.height + codes(plan).count("duplicate.suspected")


BOTH = table([PEOPLE, ANN, ANNE, BEN])


def test_two_of_the_files_that_are_one_become_one_contact(desk: Desk) -> None:
    path = desk.file("list.csv", BOTH)
    assert suspected(desk.plan(path)) == 2
    same = Decision(party("Ann Ray", 2), party("Anne Ray", 3), same=True, probability=0.9, evidence="[1]")
    plan = desk.take(path, decisions=(same,))
    assert (plan.counts["create"], plan.counts["review"], suspected(plan)) == (2, 0, 0)
    (decided,) = plan.decided.iter_rows(named=True)
    assert (decided["contact"] == decided["other"], decided["same"]) == (True, True)
    assert (decided["probability"], decided["evidence"], decided["decision"]) == (0.9, "[1]", 0)
    assert {decided["name"], decided["other_name"]} == {"Ann Ray", "Anne Ray"}
    assert plan.sources.filter(pl.col("contact") == decided["contact"])["row"].to_list() == [2, 3]
    assert len(names(desk)) == 2


@pytest.mark.parametrize("duplicates", Duplicates)
def test_files_whose_contacts_became_one_find_it_again_without_the_decision(
    desk: Desk, duplicates: Duplicates
) -> None:
    path = desk.file("list.csv", BOTH)
    desk.take(path, decisions=(Decision(party("Ann Ray", 2), party("Anne Ray", 3), same=True),))
    contacts = desk.book.contents().contacts
    key = contacts.filter(pl.col("name").str.ends_with("Ray"))["key"].item()
    edit(desk.book, key, {"name": "Ann R.", "last_name": "R."}, user="Léa")  # and it was changed since
    edit(desk.book, key, {"name": "Ann Ray", "last_name": "Ray"}, user="Léa")
    plan = desk.plan(path, duplicates=duplicates)
    assert (plan.counts["create"], plan.counts["update"], suspected(plan)) == (0, 0, 0)


def test_two_of_different_identifiers_that_are_one_are_found_again_by_either(desk: Desk) -> None:
    rows = [["Client ID", "Client Name", "Email"], ["007", "Oak Mill LLC", ""], ["008", "Oak Milling", ""]]
    path = desk.file("list.csv", table(rows))
    one, other = (party(name, row, "organization") for name, row in (("Oak Mill LLC", 2), ("Oak Milling", 3)))
    desk.take(path, decisions=(Decision(one, other, same=True),))
    assert len(names(desk)) == 1
    plan = desk.plan(path)
    assert (plan.counts["create"], plan.contacts.height) == (0, 1)
    plan = desk.plan(desk.file("b.csv", "Client ID,Email\n008,oak@example.com\n"))
    assert (plan.counts["create"], plan.counts["update"]) == (0, 1)


def test_two_of_the_files_that_are_two_stay_two_and_the_book_remembers(desk: Desk) -> None:
    path = desk.file("list.csv", BOTH)
    apart = Decision(party("Ann Ray", 2), party("Anne Ray", 3), same=False, probability=0.8)
    for duplicates in (Duplicates.MERGE, Duplicates.REVIEW):  # merging what is sure does not merge these
        plan = desk.plan(path, decisions=(apart,), duplicates=duplicates)
        assert (plan.counts["create"], plan.counts["review"], suspected(plan)) == (3, 0, 0)
    plan = desk.take(path, decisions=(apart,))
    assert plan.decided["same"].to_list() == [False]
    assert desk.book.duplicates() == []
    ids = desk.book.contents().contacts.filter(pl.col("name").str.ends_with("Ray"))["id"]
    assert desk.book.decided().rows() == [tuple(sorted(ids))]
    again = desk.plan(path)
    assert (again.counts["create"], again.counts["update"], suspected(again)) == (0, 0, 0)


def test_a_new_contact_that_is_one_of_the_book_updates_it(desk: Desk) -> None:
    desk.take_text(table([PEOPLE, ANN]))
    rows = table([PEOPLE, [*ANNE[:4], "0491 570 158"]])
    path = desk.file("list.csv", rows)
    assert desk.plan(path).counts["create"] == 1
    plan = desk.take(path, decisions=(Decision(party("Anne Ray", 2), known(desk, "Ann Ray"), same=True),))
    assert (plan.counts["create"], plan.counts["update"], suspected(plan)) == (0, 1, 0)
    assert plan.decided["book_id"].to_list() == desk.book.contents().contacts["id"].to_list()
    again = desk.plan(path)
    assert (again.counts["create"], again.counts["update"]) == (0, 0)


def test_who_is_held_apart_from_a_contact_of_the_book_is_new_whatever_they_share(desk: Desk) -> None:
    oak = "Client ID,Client Name,Email,Phone\n007,Oak Mill LLC,office@oak.example,+12125550147\n"
    desk.take_text(oak)
    twin = desk.file("list.csv", oak.replace("0147", "0148"))
    assert desk.plan(twin).counts["update"] == 1
    apart = Decision(party("Oak Mill LLC", 2, "organization"), known(desk, "Oak Mill LLC"), same=False)
    plan = desk.take(twin, decisions=(apart,))
    assert (plan.counts["create"], suspected(plan)) == (1, 0)
    assert codes(plan) == ["identifier.in_book"]  # the identifier stays with one
    assert len(desk.book.decided()) == 1
    for text, number in ((oak, "0147"), (oak.replace("0147", "0148"), "0148")):  # each file finds its own
        again = desk.plan(desk.file("list.csv", text))
        assert (again.counts["create"], again.counts["update"]) == (0, 0)
        ids = desk.book.contents().cards.filter(
            pl.col("phones").list.first().struct.field("number").str.ends_with(number)
        )
        assert again.contacts["book_id"].to_list() == ids["contact"].to_list()


def test_rows_that_share_every_key_are_two_contacts_where_a_person_says_so(desk: Desk) -> None:
    father = ["Ana", "Lopez", "", "lopez@example.com", "0491 570 156"]
    rows = [PEOPLE, father, [*father[:4], "0491 570 157"], [*father[:4], "0491 570 157"]]
    path = desk.file("list.csv", table(rows))
    assert desk.plan(path).counts["create"] == 1
    apart = Decision(party("Ana Lopez", 2), party("Ana Lopez", 3), same=False)
    plan = desk.take(path, decisions=(apart,))
    assert (plan.counts["create"], suspected(plan)) == (2, 0)
    assert plan.sources.sort("row")["contact"].to_list() == [0, 1, 1]


def test_decisions_are_made_by_name_alone_where_no_row_is_named(desk: Desk) -> None:
    plan = desk.plan(
        desk.file("list.csv", BOTH), decisions=(Decision(party("Ann Ray"), party("Anne Ray"), same=True),)
    )
    assert (plan.counts["create"], plan.decided.height) == (2, 1)


def test_a_decision_whose_contact_is_gone_is_told(desk: Desk) -> None:
    path = desk.file("list.csv", BOTH)
    gone = (
        Decision(party("Ann Ray", 2), party("Zoe Ray", 3), same=True),
        Decision(party("Ann Ray", 2), Party(key="nobody"), same=False),
        Decision(party("Ann Ray", 2, sheet="other"), party("Ben Roe", 4), same=True),
    )
    plan = desk.plan(path, decisions=gone)
    assert codes(plan).count("decision.not_found") == 3
    assert (plan.counts["create"], plan.decided.height) == (3, 0)


def test_the_last_decision_on_a_pair_stands_and_one_that_others_contradict_is_told(desk: Desk) -> None:
    path = desk.file("list.csv", BOTH)
    ann, anne, ben = party("Ann Ray", 2), party("Anne Ray", 3), party("Ben Roe", 4)
    changed = (Decision(ann, anne, same=True), Decision(anne, ann, same=False))
    assert desk.plan(path, decisions=changed).counts["create"] == 3
    against = (Decision(ann, anne, same=False), Decision(ann, ben, same=True), Decision(anne, ben, same=True))
    plan = desk.plan(path, decisions=against)
    assert plan.counts["create"] == 2
    assert codes(plan).count("decision.contradicted") == 1
    assert plan.decided["decision"].to_list() == [0, 1]


def test_undo_takes_the_contacts_away_and_the_decision_is_remembered(desk: Desk) -> None:
    path = desk.file("list.csv", BOTH)
    before = desk.book.digest()
    desk.take(path, decisions=(Decision(party("Ann Ray", 2), party("Anne Ray", 3), same=False),))
    undo(desk.book, desk.last, user="tests")
    assert desk.book.digest() == before
    desk.take(path)
    assert (len(desk.book.decided()), desk.book.duplicates()) == (1, [])
