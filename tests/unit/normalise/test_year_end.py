"""The end of the financial year."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.stages.normalise.year_end import (
    check_day_of_month,
    normalise_day,
    normalise_month,
    normalise_year_end,
)


def read(*values: str | None) -> pl.DataFrame:
    return normalise_year_end(pl.Series(values, dtype=pl.String))


@pytest.mark.parametrize(
    ("written", "day", "month"),
    [
        ("30 June", "30", "6"), ("June 30", "30", "6"), ("06/30", "30", "6"), ("30/06", "30", "6"),
        ("0630", "30", "6"), ("31-Dec", "31", "12"), ("Dec-31", "31", "12"), ("31 décembre", "31", "12"),
        ("2024-06-30", "30", "6"), ("30/6/2023", "30", "6"), ("June 30, 2024", "30", "6"),
        ("FYE 12/31", "31", "12"),
        ("20240630", "30", "6"), ("--06-30", "30", "6"), ("31.12.", "31", "12"),
        ("12/31/2024 0:00", "31", "12"),
        ("29 February", "29", "2"), ("31 / 12", "31", "12"), ("630", "30", "6"),
        ("FY ends June 30", "30", "6"),
        ("fin juin", "30", "6"), ("fin d'avril", "30", "4"), ("end of June", "30", "6"),
        ("June end", "30", "6"),
        ("last day of February", "28", "2"), ("exercice clos le 31 décembre", "31", "12"),
        ("Clôture au 31/12", "31", "12"), ("Calendar year", "31", "12"), ("année civile", "31", "12"),
    ],
)  # fmt: skip
def test_day_and_month_are_read_and_the_year_means_nothing(written: str, day: str, month: str) -> None:
    assert read(written).row(0) == (day, month, None, None, None)


@pytest.mark.parametrize(
    ("written", "day", "month"),
    [
        ("June", "30", "6"),
        ("6", "30", "6"),
        ("févr.", "28", "2"),
        ("Mar", "31", "3"),
        ("June 2024", "30", "6"),
    ],
)
def test_a_month_alone_ends_on_its_last_day_which_is_told(written: str, day: str, month: str) -> None:
    assert read(written).row(0)[:3] == (day, month, "year_end.day_assumed")


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("31 août / Aug 31", ("31", "8", None)), ("31/08 (31 August)", ("31", "8", None)),
        ("30 juin - June 30", ("30", "6", None)), ("04/05 (4 May)", ("4", "5", None)),
        ("30 juin / June", ("30", "6", None)), ("août/August", ("31", "8", "year_end.day_assumed")),
        ("30 juin / 28 June", (None, None, "year_end.invalid")),
        ("31 mars ou 30 juin", (None, None, "year_end.invalid")),
    ],
)  # fmt: skip
def test_one_end_may_be_said_twice_and_two_are_none(written: str, end: tuple[str | None, ...]) -> None:
    assert read(written).row(0)[:3] == end


def test_a_month_may_be_said_twice() -> None:
    months = pl.Series(["août / Aug", "8 (August)", "08 - août", "7 (August)"])
    assert normalise_month(months)["value"].to_list() == ["8", "8", "8", None]


def test_two_numbers_that_could_be_either_are_set_aside_unless_the_column_tells() -> None:
    assert read("03/04").row(0) == (None, None, "year_end.ambiguous", "04-03", "03-04")
    assert read("03/04", "30/06").row(0)[:3] == ("3", "4", None)
    assert read("03/04", "06/30").row(0)[:3] == ("4", "3", None)


@pytest.mark.parametrize("wrong", ["31/06", "13", "someday", "31 June", "end of", "June/July", "mi-juin"])
def test_what_is_no_year_end_is_set_aside(wrong: str) -> None:
    assert read(wrong).row(0)[:3] == (None, None, "year_end.invalid")


def test_nothing_stays_nothing() -> None:
    assert read(None, "n/a", "0/0/00").rows() == [(None,) * 5] * 3


def test_a_month_is_a_number_or_a_name() -> None:
    found = normalise_month(pl.Series(["1", "06", "Juin", "déc.", "Mar", "13", "0", "x", None]))
    assert found["value"].to_list() == ["1", "6", "6", "12", "3", None, None, None, None]
    assert found["code"].to_list() == [*[None] * 5, *["year_end.month"] * 3, None]


def test_a_day_is_a_number_from_1_to_31() -> None:
    found = normalise_day(pl.Series(["30th", "1er", "05", "31", "32", "0", "x", None]))
    assert found["value"].to_list() == ["30", "1", "5", "31", None, None, None, None]
    assert found["code"].to_list() == [*[None] * 4, *["year_end.day"] * 3, None]


def test_a_day_that_its_month_does_not_have_is_an_error() -> None:
    found = check_day_of_month(
        pl.Series(["31", "29", "30", None, "31"]), pl.Series(["6", "2", "2", "1", "12"])
    )
    wrong = "year_end.no_such_day"
    assert found["code"].to_list() == [wrong, None, wrong, None, None]
    assert found["suggestion"].to_list() == ["30", None, "28", None, None]
