"""The command line on suspected duplicates: list, merge, hold apart, undo; in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.pipeline.test_command_line import write
from tests.support.commands import Carnet, Ran

LIST = "First Name,Last Name,Birth Date\nAnn,Ray,1980-04-03\nAnne,Ray,1980-04-03\nBen,Roe,\nBenn,Roe,\n"
EVIDENCE = (
    '[{"comparison":"birth","agrees":"exact","weight":9.0},'
    '{"comparison":"given","agrees":"typing mistake","weight":3.0},'
    '{"comparison":"place","agrees":"differs","weight":-2.0}]'
)


@pytest.fixture
def pairs(carnet: Carnet, tmp_path: Path) -> list[int]:
    """A book with two suspected pairs: Ann and Anne Ray, Ben and Benn Roe; their numbers."""
    from carnet.book.actions.keep_duplicates import add
    from carnet.book.setup import open_book

    assert carnet("import", write("list.csv", LIST), "--yes", "--duplicates", "separate").status == 0
    book = open_book()
    ids = dict(book.contents().contacts.select("name", "id").iter_rows())
    rows = [
        (ids["Ann Ray"], ids["Anne Ray"], 0.995, EVIDENCE), (ids["Ben Roe"], ids["Benn Roe"], 0.7, "[]"),
    ]  # fmt: skip
    schema = {"a": pl.Int64, "b": pl.Int64, "probability": pl.Float64, "evidence": pl.String}
    with book.writing() as cursor:
        add(book, cursor, pl.DataFrame(rows, schema=schema, orient="row"), batch=None)
    return [pair.id for pair in book.duplicates()]


def listed(carnet: Carnet) -> Any:
    return carnet("duplicates", "--json").document


def people(carnet: Carnet) -> list[str]:
    ran = carnet("export", "--to", "jsonl", "--out", "book.jsonl", "--json")
    assert ran.status == 0
    return [line for line in Path("book.jsonl").read_text("utf-8").split("\n") if line]


def test_pairs_are_listed_with_both_names_and_a_line_of_evidence(carnet: Carnet, pairs: list[int]) -> None:
    english = carnet("duplicates", "--language", "en").out
    assert "Ann Ray  ·  Anne Ray" in english
    assert "For: birth date (the same), first name (a typing mistake apart)." in english
    assert "Against: city and postal code (another)." in english
    french = carnet("duplicates", "--language", "fr").out
    assert "Pour : date de naissance (identique), prénom (à une faute de frappe près)." in french
    assert "2 paires à trancher" in french
    document = listed(carnet)
    assert document["total"] == 2
    assert [pair["id"] for pair in document["pairs"]] == pairs
    assert document["pairs"][0]["first"]["name"] == "Ann Ray"
    assert document["pairs"][0]["evidence"][0] == {"comparison": "birth", "agrees": "exact", "weight": 9.0}


def test_a_pair_is_merged_shown_in_the_history_and_undone(carnet: Carnet, pairs: list[int]) -> None:
    before = people(carnet)
    ran = carnet("duplicates", "--merge", str(pairs[0]), "--keep", "SECOND", "--json")
    (result,) = ran.document["merged"]
    assert (ran.status, len(people(carnet)), listed(carnet)["total"]) == (0, 3, 1)
    assert "“Ann Ray” merged into “Anne Ray”" in carnet("history", "--language", "en").out
    assert "« Ann Ray » fusionné dans « Anne Ray »" in carnet("history", "--language", "fr").out
    assert carnet("undo", result["key"], "--yes").status == 0
    assert (people(carnet), listed(carnet)["total"]) == (before, 2)


def test_what_stands_and_what_is_set_aside_is_told(carnet: Carnet, pairs: list[int]) -> None:
    ran = carnet("duplicates", "--merge", str(pairs[0]), "--language", "en")
    assert "Merged: “Anne Ray” into “Ann Ray”" in ran.out
    assert "first_name: “Ann” stands (of the contact that is kept); “Anne” is set aside." in ran.out


def test_a_pair_held_apart_is_not_listed_again(carnet: Carnet, pairs: list[int]) -> None:
    assert carnet("duplicates", "--separate", str(pairs[1])).status == 0
    assert [pair["id"] for pair in listed(carnet)["pairs"]] == pairs[:1]
    assert len(people(carnet)) == 4


def test_the_surest_are_merged_when_a_person_agrees(carnet: Carnet, pairs: list[int]) -> None:
    refused = carnet("duplicates", "--merge-above", "0.99", "--json")
    assert (refused.document, listed(carnet)["total"]) == ({"merged": []}, 2)
    agreed = carnet("duplicates", "--merge-above", "0.99", "--yes", "--json")
    assert (len(agreed.document["merged"]), listed(carnet)["total"]) == (1, 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--merge", "999"), "duplicate.unknown"),
        (("--separate", "999"), "duplicate.unknown"),
        (("--merge", "1", "--keep", "third"), "argument.keep"),
        (("--merge", "1", "--separate", "1"), "argument.one_decision"),
    ],
)
def test_what_cannot_be_decided_is_a_sentence_and_changes_nothing(
    carnet: Carnet, pairs: list[int], words: tuple[str, ...], code: str
) -> None:
    ran: Ran = carnet("duplicates", *words, "--json")
    assert (ran.status, ran.document["findings"][0]["code"]) == (2, code)
    assert listed(carnet)["total"] == len(pairs)
