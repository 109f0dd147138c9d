"""A title is told from a greeting."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.stages.normalise.titles import are_titles


@pytest.mark.parametrize("text", ["Ms", "Mr.", "M.", "Mme", "Dr", "Mr & Mrs", "M. et Mme", "PROF. DR."])
def test_titles_alone_are_titles(text: str) -> None:
    assert are_titles(pl.Series([text])).to_list() == [True]


@pytest.mark.parametrize("text", ["Amélie", "Mr Smith", "John & Mary", "Mme Côté", "", "&", None])
def test_a_greeting_is_no_title(text: str | None) -> None:
    assert are_titles(pl.Series([text], dtype=pl.String)).to_list() == [False]
