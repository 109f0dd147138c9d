"""The lines of a name: which of them are the name."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.stages.normalise.name_lines import read_name_lines


def _read(text: str | None) -> tuple[str | None, ...]:
    return read_name_lines(pl.Series([text], dtype=pl.String)).row(0)


@pytest.mark.parametrize("text", ["Smith Rentals LLC", "Renée Martin", "Attnborough Ltd", "Co-op"])
def test_a_plain_line_is_a_line_of_the_name(text: str) -> None:
    assert _read(text) == (text, None)


@pytest.mark.parametrize(
    "text", ["c/o John Smith", "C/O Seán Ryan", "Attn: Accounts", "aux soins de Léa Roy"]
)
def test_a_line_that_says_to_whose_care_letters_go_is_no_name(text: str) -> None:
    assert _read(text) == (None, None)


@pytest.mark.parametrize("text", ["DBA Lakeside Rentals", "d/b/a Lakeside Rentals", "t/a Lakeside Rentals"])
def test_what_a_client_trades_as_is_its_trading_name(text: str) -> None:
    assert _read(text) == (None, "Lakeside Rentals")
