"""Texts taken apart by the first of several forms that they have."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def take_apart(rows: pl.DataFrame, forms: Sequence[str], parts: Sequence[str]) -> pl.DataFrame:
    """The named groups of each row's ``bare`` text, by the first expression that accepts it.

    Args:
        rows: column bare, and others that are kept.
        forms: regular expressions with named groups.
        parts: the names of all groups.

    Returns:
        The rows, in another order, with a String column for each part; all null where no form fits.
    """
    rest, found = rows, []
    for form in forms:
        if rest.is_empty():
            break
        fits = rest["bare"].str.contains(form).fill_null(False)
        groups = pl.col("bare").str.extract_groups(form)
        found.append(rest.filter(fits).with_columns(groups.alias("groups")).unnest("groups"))
        rest = rest.filter(~fits)
    every = pl.concat([*found, rest], how="diagonal")
    absent = [pl.lit(None, dtype=pl.String).alias(part) for part in parts if part not in every.columns]
    return every.with_columns(absent)
