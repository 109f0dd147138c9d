"""Texts as they are searched and sorted: without case, accents and ligatures."""

from __future__ import annotations

import polars as pl

from carnet.book import texts

_LETTERS = {
    "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "–": "-",
}  # fmt: skip
_PUNCTUATION = r"[^\p{L}\p{N} ]"


def folded(values: pl.Series) -> pl.Series:
    """Each text without case, accents and ligatures; its words and punctuation stay."""
    plain = texts.folded(values)
    odd = (plain.str.len_bytes() != plain.str.len_chars()).fill_null(False).arg_true()
    if not len(odd):
        return plain
    return plain.scatter(odd, plain.gather(odd).str.replace_many(list(_LETTERS), list(_LETTERS.values())))


def folded_text(text: str) -> str:
    """The same of one text."""
    return str(folded(pl.Series([text], dtype=pl.String)).item())


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
