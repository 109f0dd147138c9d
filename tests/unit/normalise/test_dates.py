"""Dates, in the order that the whole column proves."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.normalise.dates import normalise_dates
from tests.support.generated import few


def read(*values: str | None, order: str | None = None, country: str | None = None) -> pl.DataFrame:
    return normalise_dates(pl.Series(values, dtype=pl.String), order, country)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1984-03-27", "1984-03-27"), ("1984-03-27 00:00:00", "1984-03-27"),
        ("1984-03-27T00:00:00Z", "1984-03-27"),
        ("19840327", "1984-03-27"), ("19531015T231000Z", "1953-10-15"), ("1984/3/7", "1984-03-07"),
        ("27/03/1984", "1984-03-27"), ("3/27/1984 0:00", "1984-03-27"), ("10.9.2007", "2007-09-10"),
        ("27 juin 1984", "1984-06-27"), ("3 déc. 1990", "1990-12-03"), ("1er janvier 1990", "1990-01-01"),
        ("5. März 1980", "1980-03-05"), ("27-Mar-1984", "1984-03-27"), ("1984-Mar-27", "1984-03-27"),
        ("March 27, 1984", "1984-03-27"), ("December 7th, 1941", "1941-12-07"),
        ("Friday, June 12, 2026", "2026-06-12"), ("vendredi 12 juin 2020", "2020-06-12"),
        ("5/5/1984", "1984-05-05"),
    ],
)  # fmt: skip
def test_a_date_that_can_be_read_one_way_is_stored(written: str, iso: str) -> None:
    assert read(written).row(0) == (iso, None, None, None)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("--03-07", "--03-07"), (" --12-25", "--12-25"), ("--0229", "--02-29"), ("12 avril", "--04-12"),
        ("25/12", "--12-25"), ("5-5", "--05-05"), ("4.12.", "--12-04"),
        ("1604-04-12", "--04-12"), ("25/12/1604", "--12-25"),
    ],
)  # fmt: skip
def test_a_date_without_a_year_is_kept_so_and_said(written: str, kept: str) -> None:
    assert read(written).row(0) == (kept, "date.no_year", None, None)


@pytest.mark.parametrize(
    "nothing",
    ["0/0/00", "1/1/4501", "30/12/1899", "0000-00-00", "1900-01-00", "00/00/0000", "n/a", "-", None],
)
def test_a_date_that_means_none_is_no_finding(nothing: str | None) -> None:
    assert read(nothing).row(0) == (None, None, None, None)


def test_one_certain_date_tells_the_order_of_the_column() -> None:
    assert read("03/04/1980", "27/03/1984")["value"].to_list() == ["1980-04-03", "1984-03-27"]
    assert read("03/04/1980", "03/27/1984")["value"].to_list() == ["1980-03-04", "1984-03-27"]


def test_without_proof_an_ambiguous_date_is_set_aside_with_both_readings() -> None:
    assert read("03/04/1980").row(0) == (None, "date.ambiguous", "1980-04-03", "1980-03-04")
    assert read("03/04/1980", country="US").row(0) == (None, "date.ambiguous", "1980-03-04", "1980-04-03")


def test_where_the_column_contradicts_itself_only_certain_dates_are_stored() -> None:
    found = read("03/04/1980", "03/27/1984", "27/03/1984")
    assert found["value"].to_list() == [None, "1984-03-27", "1984-03-27"]
    assert found["code"].to_list() == ["date.ambiguous", None, None]


def test_the_order_that_a_person_gives_decides() -> None:
    found = read("03/04/1980", "27/03/1984", order="mdy")
    assert found.rows() == [("1980-03-04", None, None, None), (None, "date.invalid", "1984-03-27", None)]
    assert read("84/03/02", order="ymd")["value"][0] == "1984-03-02"


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("31/02/1984", None),
        ("1984-27-03", "1984-03-27"),
        ("1984", None),
        ("2999-01-01", None),
        ("soon", None),
    ],
)
def test_what_the_calendar_does_not_have_is_set_aside(written: str, suggestion: str | None) -> None:
    assert read(written).row(0) == (None, "date.invalid", suggestion, None)


def test_a_date_of_birth_in_the_future_is_kept_and_said() -> None:
    found = normalise_dates(pl.Series(["2099-01-31", "31122098"]), None, None)
    assert found["value"].to_list() == ["2099-01-31", "2098-12-31"]
    assert found["code"].to_list() == ["date.future"] * 2
    planned = normalise_dates(pl.Series(["2099-01-31"]), None, None, ahead=True)
    assert planned["code"].to_list() == [None]


def test_a_year_in_two_digits_is_never_in_the_future_and_is_told() -> None:
    ahead = f"{(date.today().year + 1) % 100:02d}"
    found = read(f"27-Mar-{ahead}", "27-Mar-04")
    assert found["value"].to_list() == [f"19{ahead}-03-27", "2004-03-27"]
    assert found["code"].to_list() == ["date.two_digit_year"] * 2


def test_a_column_of_serial_numbers_is_read_and_said_and_one_alone_only_suggested() -> None:
    found = read("45000", "30000.5", None)
    assert found["value"].to_list() == ["2023-03-15", "1982-02-18", None]
    assert found["code"].to_list() == ["date.read_from_serial"] * 2 + [None]
    alone = read("45000", None)
    assert alone["value"].to_list() == [None] * 2
    assert alone["code"].to_list() == ["date.serial", None]
    assert alone["suggestion"].to_list() == ["2023-03-15", None]
    assert read("45000", "27/03/1984")["code"].to_list() == ["date.invalid", None]


@few(13)
@given(
    st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=20),
    st.sampled_from([("%d/%m/%Y", "dmy"), ("%m/%d/%Y", "mdy"), ("%Y-%m-%d", None), ("%d %B %Y", None)]),
)
def test_any_date_written_in_a_known_order_comes_back(days: list[date], form: tuple[str, str | None]) -> None:
    pattern, order = form
    found = read(*[day.strftime(pattern) for day in days], order=order)
    assert found["value"].to_list() == [day.isoformat() for day in days]


@few(13)
@given(st.lists(st.text(alphabet="0123456789/-. :TZmay", max_size=16), max_size=6))
def test_a_date_is_stored_or_its_finding_says_why_not(values: list[str]) -> None:
    found = read(*values)
    assert found.height == len(values)
    for value, row in zip(values, found.iter_rows(named=True), strict=True):
        if row["value"] is None and set(value) & set("23456789may"):
            assert row["code"] is not None


def test_a_spreadsheets_number_among_dates_is_proposed_as_its_date() -> None:
    read = normalise_dates(pl.Series(["27487", "1980-01-31"]), None, None)
    assert read.row(0)[:3] == (None, "date.invalid", "1975-04-03")
    assert read["value"].to_list() == [None, "1980-01-31"]


def test_dates_of_east_asia_are_read() -> None:
    read = normalise_dates(pl.Series(["1975年4月3日", "1975년 4월 3일"]), None, None)
    assert read["value"].to_list() == ["1975-04-03", "1975-04-03"]
