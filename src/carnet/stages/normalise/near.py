"""The known word that a mistyped one probably means: one slip of the keyboard away, or none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import polars as pl

from carnet.stages.normalise.text import folded

MAX_ASKED = 20_000  # distinct words; a column with more of them holds something else, not slips
_SHORTEST, _LONGEST = 4, 60  # characters of a folded word that is worth comparing


def nearest(values: pl.Series, known: Mapping[str, str]) -> pl.Series:
    """What each value would be if one slip were mended (a letter missing, added, wrong or swapped).

    Args:
        values: n texts.
        known: folded word -> what it stands for.

    Returns:
        n texts of ``known``; null where nothing is near, or where two different things are.

    Source: symmetric deletion (Garbe 2012): two words one edit apart share a form with one letter
    deleted.
    """
    asked = values.unique().drop_nulls().sort().head(MAX_ASKED).alias("asked")
    if asked.is_empty():
        return asked.clear(len(values)).alias("meaning")
    words = asked.to_frame().with_columns(word=folded(pl.col("asked")))
    pairs = _deletions(words).join(_targets(tuple(known.items())), on="form")
    pairs = pairs.select("asked", "meaning").unique()
    sure = pairs.filter(pl.len().over("asked") == 1)
    rows = values.alias("asked").to_frame()
    return rows.join(sure, on="asked", how="left", maintain_order="left")["meaning"]


@lru_cache(maxsize=64)
def _targets(known: tuple[tuple[str, str], ...]) -> pl.DataFrame:
    return _deletions(pl.DataFrame(known, schema=["word", "meaning"], orient="row"))


def _deletions(words: pl.DataFrame) -> pl.DataFrame:
    """Each word itself and with each single letter deleted, as ``form``."""
    length = pl.col("word").str.len_chars()
    spread = words.filter(length.is_between(_SHORTEST, _LONGEST)).with_columns(
        at=pl.int_ranges(0, length.cast(pl.Int64) + 1)
    )
    cut = pl.col("word").str.slice(0, pl.col("at")) + pl.col("word").str.slice(pl.col("at") + 1)
    return spread.explode("at").with_columns(form=cut).drop("at", "word").unique()
