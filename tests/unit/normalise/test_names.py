"""Whole names: who is meant, and the parts of a person's name."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carnet.findings import rules
from carnet.stages.normalise.names import is_given_name, read_names
from carnet.stages.normalise.names.casing import cased

_WORDS = re.compile(r"[^\W_]+")


def _read(*names: str | None) -> pl.DataFrame:
    return read_names(pl.Series(names, dtype=pl.String))


def _one(name: str) -> dict[str, object]:
    return _read(name).row(0, named=True)


def _parts(name: str) -> tuple[object, ...]:
    row = _one(name)
    return row["salutation"], row["first_name"], row["middle_name"], row["last_name"], row["suffix"]


@pytest.mark.parametrize(
    "name",
    [
        "Blue Gum Nursery Pty Ltd",
        "Acme Corp",
        "Les Entreprises Roy enr.",
        "Müller GmbH & Co. KG",
        "Maersk A/S",
        "Dupont SA",
        "Smith, Jones P.C.",
        "John Smith Family Trust",
        "Estate of John Smith",
        "Grant Holdings",
        "The Trustee for Smith Family Trust",
        "John Smith t/a Smith Plumbing",
        "John Smith trading as Smith",
        "Boulangerie Tremblay",
        "Église Saint-Jean",
        "Smith & Sons",
        "Roy & Fils",
        "John Smith & Co",
        "John Smith & Associates",
        "Joe's Diner",
        "Studio 54",
        "The Old Mill",
        "Smith & Jones",
        "Johnson & Johnson",
        "Marks & Spencer",
        "Boyle, Heller and Jones",
        "SHELL OIL 123",
        "MARIE ROY INC.",
    ],
)
def test_a_firm_is_an_organization(name: str) -> None:
    row = _one(name)
    assert row["kind"] == "organization"
    assert row["first_name"] is None


@pytest.mark.parametrize(
    "name",
    ["Co Nguyen", "Trust Mbeki", "Jude Law", "Charity Ndlovu", "Victoria Banks", "Md Rahman", "Mary Church"],
)
def test_a_person_named_like_a_firm_stays_a_person(name: str) -> None:
    row = _one(name)
    assert row["kind"] == "person"
    assert (row["first_name"], row["last_name"]) == tuple(name.split())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Lee", (None, "Ann", None, "Lee", None)),
        ("Dr. Jean-Pierre Tremblay MD", ("Dr.", "Jean-Pierre", None, "Tremblay", "MD")),
        ("Smith, John Andrew", (None, "John", "Andrew", "Smith", None)),
        ("Smith, John, Jr.", (None, "John", None, "Smith", "Jr.")),
        ("Smith Jr, John", (None, "John", None, "Smith", "Jr")),
        ("John Smith, CPA", (None, "John", None, "Smith", "CPA")),
        ("TREMBLAY Jean", (None, "Jean", None, "TREMBLAY", None)),
        ("Jean DE LA FONTAINE", (None, "Jean", None, "DE LA FONTAINE", None)),
        ("de la Cruz, Maria", (None, "Maria", None, "de la Cruz", None)),
        ("Ludwig van Beethoven", (None, "Ludwig", None, "van Beethoven", None)),
        ("Van Morrison", (None, "Van", None, "Morrison", None)),
        ("Gabriel García Márquez", (None, "Gabriel", None, "García Márquez", None)),
        ("J.R.R. Tolkien", (None, "J.R.R.", None, "Tolkien", None)),
        ("J R Smith", (None, "J", "R", "Smith", None)),
        ("Marie Claude Roy", (None, "Marie Claude", None, "Roy", None)),
        ("Tremblay, Jean Paul", (None, "Jean Paul", None, "Tremblay", None)),
        ("M. Jean Roy", ("M.", "Jean", None, "Roy", None)),
        ("Me Julie Roy", ("Me", "Julie", None, "Roy", None)),
        ("Sr. Juan Perez", ("Sr.", "Juan", None, "Perez", None)),
        ("John Smith Sr", (None, "John", None, "Smith", "Sr")),
        ("Prof. Dr. Hans Müller", ("Prof. Dr.", "Hans", None, "Müller", None)),
        ("Jean Tremblay fils", (None, "Jean", None, "Tremblay", "fils")),
        ("Abdul Rahman Al Saud", (None, "Abdul Rahman", None, "Al Saud", None)),
        ("Mary O'Brien", (None, "Mary", None, "O'Brien", None)),
    ],
)
def test_a_persons_name_comes_apart(name: str, expected: tuple[str | None, ...]) -> None:
    assert _one(name)["kind"] == "person"
    assert _parts(name) == expected


@pytest.mark.parametrize(
    "name", ['Robert "Bob" Smith', "Robert (Bob) Smith", "Robert 'Bob' Smith", "Robert Smith (Bob)"]
)
def test_a_nickname_becomes_the_preferred_name(name: str) -> None:
    row = _one(name)
    assert (row["first_name"], row["last_name"], row["preferred_name"]) == ("Robert", "Smith", "Bob")


def test_a_remark_in_brackets_is_kept_and_said() -> None:
    row = _one("John Smith (deceased)")
    assert "deceased" in str(row["suffix"])
    assert row["code"] == "name.unclear"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("John", "John", None), ("Jean-Luc", "Jean-Luc", None), ("Acme", None, "Acme")],
)
def test_one_word_leaves_the_kind_open(name: str, first: str | None, last: str | None) -> None:
    row = _one(name)
    assert row["kind"] is None
    assert (row["first_name"], row["last_name"], row["code"]) == (first, last, "name.one_word")


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Smith John", "Smith, John"),
        ("Nguyen Thi Mai", "Nguyen, Thi Mai"),
        ("Wang Xiaoming", "Wang, Xiaoming"),
    ],
)
def test_a_family_name_in_front_is_said_not_guessed_in_silence(name: str, suggestion: str) -> None:
    row = _one(name)
    assert (row["code"], row["suggestion"]) == ("name.order", suggestion)
    assert f"{row['last_name']}, {row['first_name']}" == suggestion.rsplit(" Mai", 1)[0]


def test_two_family_names_of_two_languages_are_kept_together_and_said() -> None:
    row = _one("Maria Garcia Smith")
    assert (row["last_name"], row["code"]) == ("Garcia Smith", "name.two_last_names")


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("JOHN MCDONALD", "John McDonald"),
        ("sinead o'brien", "Sinead O'Brien"),
        ("JUAN DE LA CRUZ", "Juan de la Cruz"),
        ("JEAN-PIERRE ST-ONGE", "Jean-Pierre St-Onge"),
        ("SMITH, JOHN A & MARY B", "Smith, John A & Mary B"),
        ("MARY MACKENZIE PHD", "Mary MacKenzie PhD"),
    ],
)
def test_capitals_are_kept_and_the_usual_spelling_is_proposed(name: str, suggestion: str) -> None:
    row = _one(name)
    assert (row["code"], row["suggestion"]) == ("name.capitals", suggestion)
    assert str(row["last_name"]) in name


@pytest.mark.parametrize(
    "name", ["john@example.com", "555-010-4567", "+1 (555) 010-4567", "https://example.com"]
)
def test_an_email_or_a_telephone_is_no_name(name: str) -> None:
    row = _one(name)
    assert (row["kind"], row["code"]) == (None, "name.no_name")


def test_empty_cells_stay_empty_and_rows_keep_their_order() -> None:
    read = _read("Ann Lee", None, "  ", "n/a", "Bo Smith", "Ann Lee")
    assert read["last_name"].to_list() == ["Lee", None, None, None, "Smith", "Lee"]
    assert read["code"].null_count() == 6


def test_no_names_give_no_rows() -> None:
    assert read_names(pl.Series([], dtype=pl.String)).height == 0


def test_common_given_names_are_known_in_any_case_and_accent() -> None:
    names = pl.DataFrame({"n": ["Élodie", "MARY", "jean-pierre", "Zxqy", "Smith", None]})
    assert names.select(is_given_name(pl.col("n")))["n"].to_list() == [True, True, True, False, False, None]


def test_every_code_is_a_declared_rule() -> None:
    declared = {code for code in rules() if code.startswith("name.")}
    assert declared >= {"name.unclear", "name.one_word", "name.order", "name.capitals", "name.no_name"}


_PIECES = st.sampled_from(
    [
        "John",
        "Mary",
        "Jean",
        "Pierre",
        "Smith",
        "Nguyen",
        "Garcia",
        "Lopez",
        "O'Brien",
        "SMITH",
        "Zanele",
        "Xy",
        "Law",
        "Co",
        "de",
        "la",
        "van",
        "Dr",
        "Mr",
        "M.",
        "Mme",
        "Jr",
        "III",
        "PhD",
        "J.",
        "&",
        "and",
        "et",
        ",",
        "(",
        ")",
        '"',
        "-",
        "3",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_PIECES, min_size=1, max_size=9).map(" ".join), min_size=8, max_size=20))
def test_no_word_of_a_persons_name_gets_lost(names: list[str]) -> None:
    read = read_names(pl.Series(names))
    for name, row in zip(names, read.iter_rows(named=True), strict=True):
        if row["kind"] not in {"person", "couple"}:
            continue
        kept = {
            word
            for key in row
            if "name" in key or "suffix" in key or "salutation" in key
            for word in _WORDS.findall(str(row[key] or ""))
        }
        assert set(_WORDS.findall(name)) - {"and", "et"} <= kept, (name, row)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_is_read_without_harm(names: list[str]) -> None:
    read = read_names(pl.Series(names, dtype=pl.String))
    assert read.height == len(names)
    assert set(read["code"].drop_nulls()) <= set(rules())


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=12))
def test_spelling_changes_case_only(word: str) -> None:
    assert cased(word, False).casefold() == word.casefold() or not word.isascii()
