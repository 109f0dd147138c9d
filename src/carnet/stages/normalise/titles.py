"""Whether a cell holds a title ("Ms", "M. et Mme") or a greeting ("Amélie")."""

from __future__ import annotations

import polars as pl

from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.names import vocabulary

_JOINING = ["and", "et", "und", "the", "m"]  # "m" is the French "M."


def are_titles(values: pl.Series) -> pl.Series:
    """Whether each text is made of titles alone.

    Args:
        values: n texts.

    Returns:
        n truths; false where there is no text.
    """
    return _read(values)["title"].fill_null(False)


@over_distinct
def _read(values: pl.Series) -> pl.DataFrame:
    titles = [word for word, mark in vocabulary.word_classes().items() if mark == vocabulary.TITLE]
    words = values.to_frame("text").select(words=folded(pl.col("text")).str.split(" "))
    others = pl.col("words").list.set_difference(pl.lit([*titles, *_JOINING]))
    return words.select(title=(others.list.len() == 0) & (pl.col("words").list.first() != ""))
