"""Columns without a field whose equal values speak for one contact: member numbers and the like.

Numbers of rows and labels of an earlier comparison say nothing about the contact, so they are left out.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from carnet.catalog import fold

_LABEL_WORDS = """
cluster clusters clusterid clusternumber clusterno clusterlabel label labels trueid truth true truelabel
groundtruth gold goldid goldstandard target match matchid matched matchgroup matchkey entity entityid entityno
dedupeid dedupid duplicateid duplicateof duplicate duplicates duplicategroup dupgroup dupid dup isduplicate
groupid grouping linkid linkedid canonicalid canonical masterid masterrecord goldenid goldenrecord resolvedid
realid originalid origid probability score ispair pairid
"""
_LABELS = frozenset(_LABEL_WORDS.split())
_FEWEST_LETTERS = 4  # a shorter value is a code, a class or an answer
_DENSE = 0.5  # numbers that fill half of the span from first to last were counted out, not issued
_REPEATED = 0.2  # share of values that must be distinct for a column to tell one contact from another


def is_label(header: str) -> bool:
    """Whether a header names the outcome of a comparison or the truth about it."""
    return fold(header).replace(" ", "") in _LABELS


def identifying(columns: Iterable[tuple[str, pl.Series]]) -> dict[str, pl.Series]:
    """The columns that may identify a contact.

    Args:
        columns: header and n texts each.

    Returns:
        header -> n comparable texts, null where a cell has none; only columns whose values look issued
        (mostly with digits, no spaces), repeat somewhere and were not simply counted out.
    """
    found = {}
    for header, values in columns:
        if is_label(header):
            continue
        texts = values.cast(pl.String).str.to_uppercase().str.replace_all(r"[\s.\-_/]", "")
        texts = texts.set((texts.str.len_chars() < _FEWEST_LETTERS).fill_null(False), None)
        if _issued(texts):
            found[header] = texts
    return found


def _issued(texts: pl.Series) -> bool:
    filled = texts.drop_nulls()
    distinct = filled.n_unique()
    if not len(filled) or distinct == len(filled) or distinct < _REPEATED * len(filled):
        return False
    numbered = filled.str.contains(r"^[A-Z]{0,6}\d[A-Z\d]*$").mean()
    return isinstance(numbered, float) and numbered > 0.9 and not _counted(filled)


def _counted(filled: pl.Series) -> bool:
    """Numbers 0, 1, 2 ... with few gaps."""
    numbers = filled.cast(pl.Int64, strict=False)
    low, high = numbers.min(), numbers.max()
    if numbers.null_count() or not isinstance(low, int) or not isinstance(high, int):
        return False
    return numbers.n_unique() > _DENSE * (high - low + 1)
