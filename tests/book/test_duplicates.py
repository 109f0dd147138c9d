"""Suspected duplicates are asked once: a decision is remembered, and an undo brings back the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from carnet.contract import CarnetError
from tests.book.test_undo_import import applied, edited, key_of, names, undone
from tests.support.book_plans import Card, Wish

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook
    from tests.conftest import Opens

EVIDENCE = '[{"comparison":"given","agrees":"familiar form","weight":4.5}]'


def suspect(book: FirmBook, *pairs: tuple[str, str, float]) -> int:
    """Keep pairs of contacts, by name; how many were new."""
    from carnet.book.actions.keep_duplicates import add

    ids = dict(book.contents().contacts.select("name", "id").iter_rows())
    rows = [(ids[a], ids[b], probability, EVIDENCE) for a, b, probability in pairs]
    schema = {"a": pl.Int64, "b": pl.Int64, "probability": pl.Float64, "evidence": pl.String}
    with book.writing() as cursor:
        return add(book, cursor, pl.DataFrame(rows, schema=schema, orient="row"), batch=None)


def decide(book: FirmBook, pair: int, decision: str, **more: Any) -> Any:
    from carnet.book.actions.keep_duplicates import decide as settle

    return settle(book, pair, decision, user="Zed", **more)


def asked(book: FirmBook) -> list[tuple[str, str]]:
    return [(pair.first.name, pair.second.name) for pair in book.duplicates()]


def apart(book: FirmBook) -> set[frozenset[str]]:
    called = dict(book.contents().contacts.select("id", "name").iter_rows())
    return {frozenset((called[a], called[b])) for a, b in book.decided().iter_rows()}


def test_pairs_are_listed_the_surest_first_with_their_evidence(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann"), Wish("Anne"), Wish("Anna"))
    assert suspect(book, ("Ann", "Anna", 0.6), ("Anne", "Ann", 0.9)) == 2
    assert asked(book) == [("Ann", "Anne"), ("Ann", "Anna")]
    surest = book.duplicates(limit=1)[0]
    assert (surest.probability, surest.kind) == (0.9, "person")
    assert surest.evidence == [{"comparison": "given", "agrees": "familiar form", "weight": 4.5}]
    assert len(book.duplicates(offset=1)) == len(book.duplicates(min_probability=0.8)) == 1


def test_a_pair_is_kept_once_in_whatever_order_it_comes(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann"), Wish("Anne"))
    assert suspect(book, ("Ann", "Anne", 0.6), ("Anne", "Ann", 0.9), ("Ann", "Ann", 1.0)) == 1
    assert suspect(book, ("Anne", "Ann", 0.99)) == 0
    assert [pair.probability for pair in book.duplicates()] == [0.9]


def test_a_pair_that_is_held_apart_is_never_asked_again(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann"), Wish("Anne"), Wish("Ben"))
    suspect(book, ("Ann", "Anne", 0.9))
    (pair,) = book.duplicates()
    decide(book, pair.id, "separate")
    for again in ("merge", "separate"):
        with pytest.raises(CarnetError, match=r"duplicate\.settled"):
            decide(book, pair.id, again)
    assert suspect(book, ("Anne", "Ann", 0.99)) == 0
    assert asked(book) == []
    assert apart(book) == {frozenset(("Ann", "Anne"))}
    ids = dict(book.contents().contacts.select("name", "id").iter_rows())
    assert book.decided(pl.Series([ids["Anne"]])).rows() == [(ids["Ann"], ids["Anne"])]
    assert book.decided(pl.Series([ids["Ben"]])).rows() == []
    decide(book, pair.id, "reopen")
    assert (asked(book), apart(book)) == ([("Ann", "Anne")], set())


def test_a_decision_outlives_the_undo_of_the_import_and_the_import_again(
    book: FirmBook, tmp_path: Path
) -> None:
    cards: list[Card] = [{"emails": ["anne@example.com"]}]
    applied(book, tmp_path, Wish("Ann"))
    key = applied(book, tmp_path, Wish("Anne", cards=cards))
    suspect(book, ("Ann", "Anne", 0.9))
    decide(book, book.duplicates()[0].id, "separate")
    undone(book, key)
    assert apart(book) == set()
    applied(book, tmp_path, Wish("Anne", cards=cards))
    assert suspect(book, ("Ann", "Anne", 0.9)) == 0
    assert (asked(book), apart(book)) == ([], {frozenset(("Ann", "Anne"))})


def test_an_undone_import_takes_its_suspicions_with_it(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann"), Wish("Anna"))
    key = applied(book, tmp_path, Wish("Anne"))
    suspect(book, ("Ann", "Anne", 0.9), ("Ann", "Anna", 0.8))
    undone(book, key)
    assert asked(book) == [("Ann", "Anna")]


def test_a_merge_settles_its_pair_and_takes_the_others_over_until_it_is_undone(
    book: FirmBook, tmp_path: Path
) -> None:
    applied(book, tmp_path, Wish("Ann"), Wish("Anne"), Wish("Anna"), Wish("Hanna"))
    suspect(book, ("Ann", "Anne", 0.9), ("Anne", "Anna", 0.8), ("Ann", "Hanna", 0.7), ("Anne", "Hanna", 0.6))
    numbers = {(pair.first.name, pair.second.name): pair.id for pair in book.duplicates()}
    decide(book, numbers["Anne", "Hanna"], "separate")
    before, held = book.duplicates(), apart(book)
    result = decide(book, numbers["Ann", "Anne"], "merge", choices={"name": "keep"})
    assert asked(book) == [("Ann", "Anna")]
    assert apart(book) == {frozenset(("Ann", "Hanna"))}
    undone(book, result.key)
    assert (book.duplicates(), apart(book)) == (before, held)


def test_a_merged_pair_that_is_reopened_is_two_contacts_again(book: FirmBook, tmp_path: Path) -> None:
    applied(book, tmp_path, Wish("Ann"), Wish("Anne"))
    suspect(book, ("Ann", "Anne", 0.9))
    (pair,) = book.duplicates()
    decide(book, pair.id, "merge", keep=pair.second.key)
    assert len(names(book)) == 1
    decide(book, pair.id, "reopen")
    assert (names(book), asked(book)) == (["Ann", "Anne"], [("Ann", "Anne")])


def test_the_surest_are_merged_at_once_and_each_can_be_undone(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.keep_duplicates import merge_surest

    applied(book, tmp_path, *(Wish(name) for name in ("Ann", "Anne", "Anna", "Ben", "Benn")))
    suspect(book, ("Ann", "Anne", 0.995), ("Anne", "Anna", 0.993), ("Ben", "Benn", 0.9))
    results = merge_surest(book, 0.99, user="Zed", names={})
    assert (len(results), len(names(book)), len(asked(book))) == (2, 3, 1)
    for result in reversed(results):
        undone(book, result.key)
    assert names(book) == ["Ann", "Anna", "Anne", "Ben", "Benn"]
    assert len(asked(book)) == 3


def test_no_firm_sees_or_decides_another_firms_pairs(opens: Opens, tmp_path: Path) -> None:
    one, other = opens("One"), opens("Other")
    applied(one, tmp_path, Wish("Ann"), Wish("Anne"))
    suspect(one, ("Ann", "Anne", 0.9))
    number = one.duplicates()[0].id
    assert (other.duplicates(), other.decided().height) == ([], 0)
    for decision in ("merge", "separate", "reopen"):
        with pytest.raises(CarnetError, match=r"duplicate\.unknown"):
            decide(other, number, decision)
    assert asked(one) == [("Ann", "Anne")]


def test_a_pair_of_a_contact_that_is_gone_is_not_asked(book: FirmBook, tmp_path: Path) -> None:
    from carnet.book.actions.delete_contacts import delete

    applied(book, tmp_path, Wish("Ann"), Wish("Anne"))
    suspect(book, ("Ann", "Anne", 0.9))
    edited(book, "Anne", description="looked at")
    key = delete(book, [key_of(book, "Anne")], user="Marc")
    assert asked(book) == []
    undone(book, key)
    assert asked(book) == [("Ann", "Anne")]
