"""Each distinct value is normalised once, however often the column repeats it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

import polars as pl

P = ParamSpec("P")


def per_distinct_row(rows: pl.DataFrame, normalise: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
    """What a normaliser says of each row, asked once for each distinct row.

    Args:
        rows: n rows of hashable columns; nulls are values like any other.
        normalise: gives one row for each row that it is given, in order.

    Returns:
        n rows in the order of ``rows``, with the normaliser's columns.
    """
    if rows.height == 1:
        return normalise(rows)
    distinct = rows.unique()
    if distinct.height == rows.height:
        return normalise(rows)
    numbered = distinct.with_row_index("__at")
    at = rows.join(numbered, on=rows.columns, how="left", nulls_equal=True, maintain_order="left")["__at"]
    return normalise(distinct)[at]


def over_distinct(
    normalise: Callable[Concatenate[pl.Series, P], pl.DataFrame],
) -> Callable[Concatenate[pl.Series, P], pl.DataFrame]:
    """Make a normaliser of a column see its distinct values only; height and order stay."""

    @wraps(normalise)
    def whole_column(values: pl.Series, /, *args: P.args, **kwargs: P.kwargs) -> pl.DataFrame:
        rows = values.cast(pl.String).alias("value").to_frame()
        return per_distinct_row(rows, lambda distinct: normalise(distinct["value"], *args, **kwargs))

    return whole_column
