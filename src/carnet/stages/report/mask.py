"""Tax identifiers as the screen, a log and a list of findings may show them."""

from __future__ import annotations

import polars as pl

_DOT = "•"
_SHOWN = 3  # last letters and digits; enough to tell two numbers apart, too few to use
_SHORTEST = 6  # letters and digits; a shorter text is masked whole
_SIGN = r"(?:[\p{L}\p{N}][^\p{L}\p{N}]*)"  # a letter or digit, and what stands before the next one
_LAST = rf"{_SIGN}{{{_SHOWN}}}$"


def masked(texts: pl.Expr) -> pl.Expr:
    """The texts with their letters and digits hidden but for the last three: "••• ••• 782".

    Args:
        texts: n texts; a text without any digit is no number and stays as it is.
    """
    last = (
        pl.when(texts.str.count_matches(r"[\p{L}\p{N}]") >= _SHORTEST)
        .then(texts.str.extract_all(_LAST).list.first())
        .otherwise(pl.lit(""))
    )
    hidden = texts.str.strip_suffix(last).str.replace_all(r"[\p{L}\p{N}]", _DOT)
    return pl.when(texts.str.contains(r"\p{N}")).then(pl.concat_str(hidden, last)).otherwise(texts)


def veiled(text: str) -> str:
    """One text as masked() gives it."""
    return str(pl.select(masked(pl.lit(text))).item())
