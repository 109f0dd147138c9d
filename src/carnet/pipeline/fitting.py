"""Which recipes are made for files like those that were looked at, before anything is read as they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from carnet.pipeline.look import SeenSheet
from carnet.pipeline.recipes import Recipe, RecipeSheet

_NEITHER = re.compile("[^0-9a-z]+")
_FEW = 8  # letters and digits of a row by which nothing can be known again


class Fit(NamedTuple):
    """How well a recipe fits: the greater the better.

    Attributes:
        whole: all of its sheets are there. sheets: how many are.
        strange: sheets that it does not know, counted below 0.
    """

    whole: bool
    sheets: int
    strange: int


def fit(recipe: Recipe, seen: Sequence[SeenSheet]) -> Fit | None:
    """How a recipe fits the sheets of files; None where it knows none of them.

    A sheet that the recipe reads otherwise than Carnet does by itself is known by its first rows, for its
    header may be taken for another yet.
    """
    wanted = [one for one in recipe.sheets if one.shape]
    taken = [sheet for sheet in seen if sheet.taken]
    there = sum(any(_alike(one, sheet) for sheet in taken) for one in wanted)
    known = sum(any(_alike(one, sheet) for one in wanted) for sheet in taken)
    return Fit(there == len(wanted), there, known - len(taken)) if there else None


def _alike(one: RecipeSheet, sheet: SeenSheet) -> bool:
    if one.shape == sheet.shape:
        return True
    if not (one.own.header_row or one.file.encoding or one.file.delimiter):
        return False
    header = _letters(one.headers)
    return any(len(row := _letters(cells)) > _FEW and header.startswith(row) for _, cells in sheet.head)


def _letters(cells: Sequence[str]) -> str:
    """What of a row is the same with any delimiter, in any encoding."""
    return _NEITHER.sub("", "".join(cells).lower())
