"""Names written all in capitals or all in small letters, as they would usually be spelt."""

from __future__ import annotations

import re

import polars as pl


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MAC = _set("""
    macdonald macdougall macdowell macfarlane macgregor macintosh macintyre mackay mackenzie mackinnon
    maclachlan maclean maclennan macleod macmillan macnab macneil macneill macpherson macrae macarthur
""")
_UPPER = _set("""
    ii iii iv phd md dds dmd cpa cfa cma cga fca fcpa acca oam obe mbe cbe qc kc jd llb llm mba ca rn jp
""")
_SPELT = {"phd": "PhD", "bsc": "BSc", "msc": "MSc", "bcom": "BCom"}
_LOWER = _set("""
    de del della dello delle di da das dos du des van von vom zu zur der den ten ter la las los lo bin ibn
    bint binti y et and und ou or dit
""")
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def cased(word: str, first: bool) -> str:
    """One word as it is usually spelt.

    Args:
        word: in any case. first: whether it opens the name, where a particle has a capital.
    """
    bare = word.lower().replace(".", "")
    if bare in _SPELT:
        return _SPELT[bare]
    if bare in _UPPER:
        return word.upper()
    if bare in _LOWER and not first:
        return word.lower()
    return _PIECE.sub(lambda match: _piece(match.group().lower()), word)


def _piece(word: str) -> str:
    for mark in "'’":
        if word[1:2] == mark and word[0] in "odl" and len(word) > 3:
            return f"{word[0].upper()}{mark}{word[2:].capitalize()}"
    if word.startswith("mc") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    if word in _MAC:
        return "Mac" + word[3:].capitalize()
    return word.capitalize()


def recased(names: pl.Series) -> pl.Series:
    """Names respelt word by word: "DE LA CRUZ, JEAN-PIERRE" is "De la Cruz, Jean-Pierre"."""
    table = names.to_frame("name").with_row_index("row")
    tokens = table.with_columns(pl.col("name").str.split(" ")).explode("name", empty_as_null=True)
    opens = pl.col("row") != pl.col("row").shift(1).fill_null(pl.lit(2**32 - 1))
    marked = tokens.with_columns(first=opens)
    distinct = marked.select("name", "first").unique()
    spelt = [cased(word, first) for word, first in distinct.iter_rows()]
    known = distinct.with_columns(spelt=pl.Series(spelt, dtype=pl.String))
    joined = marked.join(known, on=["name", "first"], how="left", maintain_order="left")
    return joined.group_by("row", maintain_order=True).agg(pl.col("spelt").str.join(" "))["spelt"]
