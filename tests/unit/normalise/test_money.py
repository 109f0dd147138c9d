"""Amounts of money."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.normalise.money import normalise_money
from tests.support.generated import few


def read(*values: str | None) -> pl.DataFrame:
    return normalise_money(pl.Series(values, dtype=pl.String))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("$1,234,567.89", "1234567.89"), ("1 234 567,89 $", "1234567.89"), ("1.234,56 €", "1234.56"),
        ("850k", "850000"), ("1.5M", "1500000"), ("1,2 M€", "1200000"), ("2 million", "2000000"),
        ("(1,200.00)", "-1200.00"), ("-5", "-5"), ("1200-", "-1200"), ("AUD 12", "12"), ("0", "0"),
        (".5", "0.5"),
        ("1'234.50", "1234.50"), ("1,23,456.00", "123456.00"), ("007", "7"), ("$1,234", "1234"),
        ("1.234 €", "1234"), ("500 000 $ CAN", "500000"), ("500.-", "500"), ("$500,000 AUD", "500000"),
    ],
)  # fmt: skip
def test_an_amount_becomes_a_plain_decimal(written: str, plain: str) -> None:
    assert read(written).row(0) == (plain, None, None, None)


def test_the_column_tells_what_a_comma_means() -> None:
    assert read("1,234", "1,234.50")["value"].to_list() == ["1234", "1234.50"]
    assert read("1,234", "12,5")["value"].to_list() == ["1.234", "12.5"]
    assert read("1,234", "500").row(0) == (None, "money.ambiguous", "1234", "1.234")
    assert read("1.234").row(0) == (None, "money.ambiguous", "1234", "1.234")


def test_what_is_no_amount_is_set_aside() -> None:
    assert read("lots", "1,23.4,5", "500-1000", "n/a", None)["code"].to_list() == [
        "money.invalid",
        "money.invalid",
        "money.invalid",
        None,
        None,
    ]


@few(20)
@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=20))
def test_any_amount_in_english_or_french_form_comes_back(amounts: list[object]) -> None:
    english = [f"${amount:,}" for amount in amounts]
    french = [f"{amount:,} €".replace(",", " ").replace(".", ",") for amount in amounts]
    plain = [f"{amount}".replace("-0.00", "0.00") for amount in amounts]
    for written in (english, french):
        found = [value.replace("-0.00", "0.00") for value in read(*written)["value"]]
        assert found == plain
