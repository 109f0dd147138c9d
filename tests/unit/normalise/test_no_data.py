"""Whether a cell says that there is no value."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from carnet.stages.normalise.no_data import is_no_data, is_no_name, is_no_place

NONE = [
    "n/a", "N/A", "N.A.", "--", "?", "...", "(none)", "<Unknown>", "- n/a -", "*None", "#REF!", "Not on file",
    "Non Renseigné", "pas d'adresse", "Aucune société", "NÉANT", "keine Angabe", "n.v.t.",
]  # fmt: skip
SAYS = (is_no_data, is_no_name, is_no_place)


def _told(says: Callable[[pl.Expr], pl.Expr], *texts: str) -> list[bool]:
    return pl.DataFrame({"text": texts}).select(says(pl.col("text"))).to_series().to_list()


@pytest.mark.parametrize("says", SAYS)
def test_words_and_marks_for_nothing_are_told_in_any_capitals_and_in_brackets(
    says: Callable[[pl.Expr], pl.Expr],
) -> None:
    assert all(_told(says, *NONE))


@pytest.mark.parametrize("says", SAYS)
def test_a_value_that_holds_such_a_word_is_one(says: Callable[[pl.Expr], pl.Expr]) -> None:
    assert not any(
        _told(says, "0", "No", "None Such Ltd", "Sans Souci", "12-3", "Unknown Soldier Fund", "C/O")
    )


def test_names_and_places_that_look_like_no_value_stay() -> None:
    assert _told(is_no_data, "Na", "Nil", "NULL", "Blank") == [True] * 4
    assert _told(is_no_name, "Na", "Nil", "NULL", "na", "Blank") == [False, False, True, True, False]
    assert _told(is_no_place, "NA", "ND", "NC") == [False] * 3
