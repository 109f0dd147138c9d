"""Cells that a spreadsheet would run."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.writers.neutralise import neutralise, restore

HOSTILE = st.text(alphabet="'=+-@\t\r\n ＝＋－＠ 0aA9.\u00a0", max_size=12)


def applied(texts: list[str | None]) -> list[str | None]:
    return (
        pl.Series("text", texts, dtype=pl.String)
        .to_frame()
        .select(neutralise(pl.all()))
        .to_series()
        .to_list()
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+SUM(A1)", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠A1", "  =1+1",
     "\u00a0=1", "+61255501234 ext. 12", "-", "+1", "'=1+1"],
)  # fmt: skip
def test_a_spreadsheet_does_not_run_what_was_written(text: str) -> None:
    assert applied([text]) == ["'" + text]


@pytest.mark.parametrize(
    "text",
    ["+61255501234", "-42", "-12.50", "-3,5", "a=b", "Ana", "'quoted'", "O'Neil", "", "12-3", "'tis",
     " --04-12"],
)  # fmt: skip
def test_phones_amounts_and_ordinary_text_stay_as_they_are(text: str) -> None:
    assert applied([text]) == [text]


def test_an_empty_cell_stays_empty() -> None:
    assert applied([None]) == [None]


@given(st.lists(st.one_of(st.none(), st.text(max_size=20), HOSTILE)))
def test_any_text_comes_back_as_it_was(texts: list[str | None]) -> None:
    frame = pl.Series("text", texts, dtype=pl.String).to_frame()
    assert frame.select(neutralise(pl.all())).select(restore(pl.all())).equals(frame)


@given(HOSTILE)
def test_no_guarded_text_begins_as_a_formula(text: str) -> None:
    (written,) = applied([text])
    assert written is not None
    begins = written.lstrip(" \u00a0")[:1]
    if begins and begins in "=+-@＝＋－＠":
        assert written[1:].replace(".", "").isdigit()
