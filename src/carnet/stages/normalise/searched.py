"""Texts as they are searched: without case, accents and ligatures; their words and punctuation stay."""

from __future__ import annotations

import polars as pl

_LETTERS = {
    "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "–": "-",
}  # fmt: skip


def searched(texts: pl.Series) -> pl.Series:
    """Each text without case, accents and ligatures."""
    plain = unaccented(texts)
    odd = (plain.str.len_bytes() != plain.str.len_chars()).fill_null(False).arg_true()
    if not len(odd):
        return plain
    return plain.scatter(odd, plain.gather(odd).str.replace_many(list(_LETTERS), list(_LETTERS.values())))


def searched_text(text: str) -> str:
    """The same of one text."""
    return str(searched(pl.Series([text], dtype=pl.String)).item())


def unaccented(texts: pl.Series) -> pl.Series:
    """Each text without case and accents; ligatures stay."""
    plain = texts.str.to_lowercase()
    text = pl.col("text")
    rows = texts.to_frame("text")
    accented = rows.select(pl.arg_where(text.str.len_bytes() != text.str.len_chars())).to_series()
    if not len(accented):
        return plain
    bare = rows[accented].select(text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase())
    return plain.scatter(accented, bare.to_series())
