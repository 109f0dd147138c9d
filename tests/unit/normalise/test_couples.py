"""Two people in one name."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.stages.normalise.names import read_names, split_parts, whole_names


def _people(row: dict[str, object]) -> tuple[tuple[object, object], tuple[object, object]]:
    return (row["first_name"], row["last_name"]), (row["first_name_2"], row["last_name_2"])


@pytest.mark.parametrize(
    ("name", "one", "two"),
    [
        ("John & Mary Smith", ("John", "Smith"), ("Mary", "Smith")),
        ("John and Mary Smith", ("John", "Smith"), ("Mary", "Smith")),
        ("Smith, John & Mary", ("John", "Smith"), ("Mary", "Smith")),
        ("Smith, John and Mary", ("John", "Smith"), ("Mary", "Smith")),
        ("SMITH, JOHN A & MARY B", ("JOHN", "SMITH"), ("MARY", "SMITH")),
        ("Smith, John & Mary Jones", ("John", "Smith"), ("Mary", "Jones")),
        ("Smith, John & Jones, Mary", ("John", "Smith"), ("Mary", "Jones")),
        ("John Smith & Mary Jones", ("John", "Smith"), ("Mary", "Jones")),
        ("Ava Thomas & Liam Thomas", ("Ava", "Thomas"), ("Liam", "Thomas")),
        ("AVA GRANT et Liam Grant", ("AVA", "GRANT"), ("Liam", "Grant")),
        ("Mr & Mrs J Smith", ("J", "Smith"), (None, "Smith")),
        ("Mr. and Mrs. John Smith", ("John", "Smith"), (None, "Smith")),
        ("M. et Mme Tremblay", (None, "Tremblay"), (None, "Tremblay")),
        ("M et Mme Jean Tremblay", ("Jean", "Tremblay"), (None, "Tremblay")),
        ("Jean et Marie Tremblay", ("Jean", "Tremblay"), ("Marie", "Tremblay")),
        ("Tremblay, Jean et Marie", ("Jean", "Tremblay"), ("Marie", "Tremblay")),
        ("Jean Tremblay et Marie Gagnon", ("Jean", "Tremblay"), ("Marie", "Gagnon")),
        ("Mr J & Mrs M Smith", ("J", "Smith"), ("M", "Smith")),
        ("John & Mary Smith-Jones", ("John", "Smith-Jones"), ("Mary", "Smith-Jones")),
        ("John/Mary Smith", ("John", "Smith"), ("Mary", "Smith")),
        ("John + Mary Smith", ("John", "Smith"), ("Mary", "Smith")),
        ("Dr. Ann Lee and Mr. Tom Lee", ("Ann", "Lee"), ("Tom", "Lee")),
        ("Smith John & Mary", ("John", "Smith"), ("Mary", "Smith")),
        ("SMITH John & Mary", ("John", "SMITH"), ("Mary", "SMITH")),
        ("Robert and Linda van der Berg", ("Robert", "van der Berg"), ("Linda", "van der Berg")),
        ("Mr & Mrs John & Mary Smith", ("John", "Smith"), ("Mary", "Smith")),
        ("Mr Smith & Mrs Jones", (None, "Smith"), (None, "Jones")),
        ("Smith John & Jones Mary", ("John", "Smith"), ("Mary", "Jones")),
        ("TREMBLAY Jean et GAGNON Marie", ("Jean", "TREMBLAY"), ("Marie", "GAGNON")),
        ("SMITH JOHN A & MARY B", ("JOHN", "SMITH"), ("MARY", "SMITH")),
        ("John Smith; Mary Jones", ("John", "Smith"), ("Mary", "Jones")),
        ("SMITH Mr & Mrs", (None, "SMITH"), (None, "SMITH")),
        ("Tremblay M. et Mme", (None, "Tremblay"), (None, "Tremblay")),
        ("Sir John & Lady Smith", ("John", "Smith"), (None, "Smith")),
        ("John & Mary Smith JTWROS", ("John", "Smith"), ("Mary", "Smith")),
        ("John Smith JTWROS Mary Smith", ("John", "Smith"), ("Mary", "Smith")),
        ("Giuseppe e Anna Rossi", ("Giuseppe", "Rossi"), ("Anna", "Rossi")),
        ("Rossi, Giuseppe e Anna", ("Giuseppe", "Rossi"), ("Anna", "Rossi")),
        ("Juan y María García", ("Juan", "García"), ("María", "García")),
        ("Hans und Greta Müller", ("Hans", "Müller"), ("Greta", "Müller")),
        ("Jan en Marie de Vries", ("Jan", "de Vries"), ("Marie", "de Vries")),
        ("João Silva e Maria Costa", ("João", "Silva"), ("Maria", "Costa")),
    ],
)
def test_a_couple_becomes_two_people_of_one_household(
    name: str, one: tuple[str | None, str], two: tuple[str | None, str]
) -> None:
    row = read_names(pl.Series([name])).row(0, named=True)
    assert row["kind"] == "couple"
    assert _people(row) == (one, two)
    assert row["household"] == name


def test_titles_and_initials_go_to_their_own_person() -> None:
    row = read_names(pl.Series(["Dr John A Smith & Mrs Mary B Jones"])).row(0, named=True)
    assert (row["salutation"], row["middle_name"]) == ("Dr", "A")
    assert (row["salutation_2"], row["middle_name_2"]) == ("Mrs", "B")


@pytest.mark.parametrize(
    "name",
    [
        "Marks & Spencer",
        "Ernst & Young",
        "Smith & Sons",
        "Smith & Jones",
        "John & Mary Smith Pty Ltd",
        "John & Mary Smith Family Trust",
        "Boyle, Heller and Jones",
        "Taylor & Francis",
        "Procter & Gamble",
        "John, Mary & Tom Smith",
        "John Smith (& Mary)",
        "John & Mary Smith 1040",
    ],
)
def test_a_firm_with_an_and_is_never_split(name: str) -> None:
    row = read_names(pl.Series([name])).row(0, named=True)
    assert row["kind"] != "couple"
    assert row["first_name_2"] is None


@pytest.mark.parametrize("name", ["J & M Smith", "J. & M. Smith", "John & Mary", "Ernst & Young"])
def test_what_may_be_a_couple_or_a_firm_is_said(name: str) -> None:
    row = read_names(pl.Series([name])).row(0, named=True)
    assert (row["kind"], row["code"]) == (None, "name.unclear")


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Thomas Mark & Grace Church", "Thomas Mark Church & Grace Church"),
        ("John Smith, Mary Jones", "John Smith & Mary Jones"),
        ("John Smith & Mary", "John Smith & Mary"),
    ],
)
def test_a_couple_that_can_be_read_two_ways_is_said(name: str, suggestion: str) -> None:
    row = read_names(pl.Series([name])).row(0, named=True)
    assert (row["kind"], row["code"], row["suggestion"]) == ("couple", "name.couple", suggestion)


def test_a_word_in_brackets_is_of_the_person_whom_it_follows() -> None:
    read = read_names(pl.Series(["John (Jack) & Mary Smith", "John & Mary (Jones) Smith"]))
    assert read["preferred_name"].to_list() == ["Jack", None]
    assert read["remark_2"].to_list() == [None, "(Jones)"]
    assert read["code"].to_list() == [None, "name.couple"]


def test_a_mark_on_a_couple_is_no_part_of_their_name() -> None:
    row = read_names(pl.Series(["zz Smith, John & Mary"])).row(0, named=True)
    assert _people(row) == (("John", "Smith"), ("Mary", "Smith"))
    assert row["code"] == "name.remark"
    assert row["household"] == "Smith, John & Mary"


def test_marks_in_columns_of_first_and_last_names_are_no_part_of_them() -> None:
    first = pl.Series(["zz John", "John", "John", "Giuseppe e Anna", "x John", "Feu John", "John", "Me John"])
    last = pl.Series(
        ["Smith", "ZZ-Smith", "Smith DECEASED", "Rossi", "Smith", "Smith", "Smith (décédé)", "Smith CPA CGA"]
    )
    read = whole_names(first, last)
    assert read["first_name"].to_list() == ["John", "John", "John", None, *["John"] * 4]
    assert read["last_name"].to_list() == ["Smith", "Smith", "Smith", None, *["Smith"] * 4]
    assert read["remark"].to_list() == [None, None, "DECEASED", None, None, "Feu", "(décédé)", None]
    assert read["suffix"].to_list()[-1] == "CPA CGA"
    assert read["salutation"].to_list()[-1] == "Me"
    assert split_parts(first, last)["kind"].to_list() == [None, None, None, "couple", *[None] * 4]


def test_a_couple_in_the_column_of_first_names_is_found() -> None:
    first = pl.Series(["John & Mary", "Zanele et Thabo", "Ann", None, "John & Mary", "John"])
    last = pl.Series(["Smith", "Dube", "Lee", "Roy", "Smith & Jones", "Smith & Mary Jones"])
    rows = split_parts(first, last).rows(named=True)
    assert [row["kind"] for row in rows] == ["couple", "couple", None, None, "couple", "couple"]
    assert _people(rows[0]) == (("John", "Smith"), ("Mary", "Smith"))
    assert _people(rows[1]) == (("Zanele", "Dube"), ("Thabo", "Dube"))
    assert _people(rows[4]) == (("John", "Smith"), ("Mary", "Jones"))
    assert _people(rows[5]) == (("John", "Smith"), ("Mary", "Jones"))
    assert rows[0]["household"] == "John & Mary Smith"


def test_no_name_in_words_is_no_couple() -> None:
    assert split_parts(pl.Series(["n/a"]), pl.Series(["Smith"]))["kind"].to_list() == [None]


def test_a_mere_first_and_last_name_is_left_as_it_stands() -> None:
    first = pl.Series(["Ann", "Mary Ann", None, "Jean-Luc", "M. Claude", "Grace", "Grace", None])
    last = pl.Series(["Lee", None, "van der Berg", "de la Tour", "Smith", "Church", "Trust", None])
    assert whole_names(first, last)["text"].to_list() == [None] * 8


def test_two_last_names_of_one_person_are_no_couple() -> None:
    assert split_parts(pl.Series(["John"]), pl.Series(["Smith & Jones"]))["kind"].to_list() == [None]


def test_last_names_in_capitals_stand_first_though_they_are_first_names_too() -> None:
    read = read_names(pl.Series(["Mme MARTIN Claire / M. MARTIN Paul", "M. ROUX Paul et Mme MARTIN Claire"]))
    assert read["first_name"].to_list() == ["Claire", "Paul"]
    assert read["last_name_2"].to_list() == ["MARTIN", "MARTIN"]
    assert read["first_name_2"].to_list() == ["Paul", "Claire"]
    assert read["code"].to_list() == [None, None]
