"""Text without what nobody sees."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.text import (
    clean,
    folded,
    folded_words,
    normalise_identifier,
    normalise_note,
    normalise_text,
)


def one(value: str) -> object:
    return normalise_text(pl.Series([value]))["value"][0]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  Blue   Gum ", "Blue Gum"),
        ("Blue\u00a0Gum\u202f!", "Blue Gum !"),
        ("Blue\u200bGum\ufeff", "BlueGum"),
        ("Ame\u0301lie", "Amélie"),
        ("Blue\x07Gum\tNursery", "BlueGum Nursery"),
        ("Blue\r\nGum", "Blue Gum"),
        ("'=1+1", "=1+1"),
        ("'+61 2 5550 1234", "+61 2 5550 1234"),
        ("'@bluegum", "@bluegum"),
        ("'\t=1", "=1"),
        ('="00123"', "00123"),
        ('="say ""hi"""', 'say "hi"'),
        ("O'Brien", "O'Brien"),
        ("'quoted'", "'quoted'"),
        ("می‌خواهم", "می‌خواهم"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("a\u200db", "ab"),
        ("\u200b \u00a0", None),
    ],
)
def test_what_nobody_sees_is_taken_away_and_nothing_else(raw: str, expected: str | None) -> None:
    assert one(raw) == expected


def test_a_note_keeps_its_lines() -> None:
    notes = normalise_note(pl.Series(["first  line \r\n\u2028second", None]))
    assert notes["value"].to_list() == ["first line\n\nsecond", None]


def test_an_identifier_keeps_its_zeros_and_capitals() -> None:
    assert normalise_identifier(pl.Series([" 00a-Bc/07 "]))["value"].to_list() == ["00a-Bc/07"]


def test_a_program_that_says_that_there_is_no_code_gives_none() -> None:
    written = pl.Series(["*None", "none", "N/A", "--", "NA", "NONE-01"])
    assert normalise_identifier(written)["value"].to_list() == [None, None, None, None, "NA", "NONE-01"]


def test_a_column_of_nothing_gives_nothing() -> None:
    assert normalise_text(pl.Series([], dtype=pl.String)).height == 0
    assert normalise_text(pl.Series([None, None]))["value"].to_list() == [None, None]


def test_the_column_given_is_left_as_it_was() -> None:
    raw = pl.Series([" a ", "b"])
    normalise_text(raw)
    assert raw.to_list() == [" a ", "b"]


@given(st.lists(st.text() | st.none(), max_size=8))
def test_cleaning_twice_changes_nothing_more(values: list[str | None]) -> None:
    once = normalise_text(pl.Series(values, dtype=pl.String))["value"]
    visible = once.filter(~once.str.contains(r"^'|^=").fill_null(False))
    assert normalise_text(visible)["value"].to_list() == visible.to_list()
    assert all(unicodedata.is_normalized("NFC", value) for value in once.drop_nulls())


def test_words_are_compared_without_case_accents_and_signs() -> None:
    frame = pl.DataFrame({"text": ["Société  à-responsabilité", "Œuvre ß", "自宅 FAX"]})
    assert frame.select(folded(pl.col("text"))).to_series().to_list() == [
        "societearesponsabilite", "oeuvress", "自宅fax",
    ]  # fmt: skip
    assert frame.select(folded_words(pl.col("text"))).item(0, 0) == " societe a responsabilite "


def test_each_distinct_value_is_asked_once_and_order_is_kept() -> None:
    asked: list[str | None] = []

    @over_distinct
    def shout(values: pl.Series) -> pl.DataFrame:
        asked.extend(values.to_list())
        return values.to_frame("text").select(value=clean(pl.col("text")).str.to_uppercase())

    answer = shout(pl.Series(["b", "a", None, "b", "a", None]))
    assert answer["value"].to_list() == ["B", "A", None, "B", "A", None]
    assert len(asked) == 3
