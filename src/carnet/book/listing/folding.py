"""What folded texts are sorted by, and the ways in which they are written."""

from __future__ import annotations

import polars as pl

_PUNCTUATION = r"[^\p{L}\p{N} ]"


def sort_key(folded: pl.Expr) -> pl.Expr:
    """What a folded text is sorted by: no punctuation, and null where nothing is left."""
    return folded.str.replace_all(_PUNCTUATION, "").str.strip_chars().replace("", None)


def spellings(folded: pl.Expr) -> pl.Expr:
    """A folded text as it is, and where it has punctuation also without it and with spaces in its place."""
    return (
        pl.when(folded.str.contains(_PUNCTUATION))
        .then(
            pl.concat_str(
                folded,
                folded.str.replace_all(_PUNCTUATION, ""),
                folded.str.replace_all(_PUNCTUATION, " "),
                separator=" ",
            )
        )
        .otherwise(folded)
    )
