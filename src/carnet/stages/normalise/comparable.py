"""Comparable forms of names: what counts when two of them are held to be the same text."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.stages.normalise.seldom import only_where
from carnet.stages.normalise.text import folded_words

_WIDE = r"\s\s|[^\S ]|^\s|\s$"  # spaces that are more than one space between words


def folded(text: pl.Expr) -> pl.Expr:
    """A text without case, accents, punctuation and further spaces: "Élodie  O'Neil" is "elodie oneil"."""
    return folded_words(text.str.replace_all(r"['’.]", "")).str.strip_chars()


def exact(text: pl.Expr) -> pl.Expr:
    """A name as it stands, but for case and the width of its spaces."""
    return only_where(text.str.to_lowercase(), _WIDE, _narrow)


def _narrow(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(r"\s+", " ").str.strip_chars()


def exact_text(name: str) -> str:
    """The same form as ``exact``, of one text."""
    return " ".join(name.lower().split())


def same_words(text: pl.Expr, name: pl.Expr) -> pl.Expr:
    """Every word of the shorter name stands in the longer one ("Smith, John" and "John A Smith")."""
    return pl.map_batches([text, name], _same_words, return_dtype=pl.Boolean, is_elementwise=True)


def _same_words(sides: Sequence[pl.Series]) -> pl.Series:
    """Each side is folded and split once, which an expression would do wherever it names one."""
    if any(side.null_count() == len(side) for side in sides):
        return pl.repeat(None, max(map(len, sides)), dtype=pl.Boolean, eager=True)
    names = ("words", "others")
    both = pl.DataFrame([side.alias(name) for side, name in zip(sides, names, strict=True)])
    both = both.select(folded(pl.col(name)).str.split(" ").alias(name) for name in names)
    words, others = map(pl.col, names)
    return both.select(
        (others.list.set_difference(words).list.len() == 0)
        | ((words.list.set_difference(others).list.len() == 0) & (words.list.len() > 1))
    ).to_series()
