"""Costly work is done only where a text needs it; most are as they should be.

Polars keeps some thirty regular expressions and makes any other anew, which costs more than to read a few
texts with it: so none is made for columns and parts in which there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps

import polars as pl


def only_where(text: pl.Expr, odd: str, form: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Each text as it is, but for those in which a regular expression finds something: their form.

    Args:
        text: of type String.
        odd: must find something in every text that the form would change.
        form: the same for each text, whatever stands beside it.
    """

    def mended(values: pl.Series) -> pl.Series:
        if values.null_count() == len(values):
            return values
        rows = values.to_frame("text")
        where = rows.select(pl.arg_where(pl.col("text").str.contains(odd))).to_series()
        if not len(where):
            return values
        few = rows[where].select(form(pl.col("text"))).to_series()
        return few if len(few) == len(values) else values.scatter(where, few)

    return text.map_batches(mended, return_dtype=pl.String, is_elementwise=True)


def known_of_none(read: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Make a function of rows remember what it gives where there are none."""
    known: dict[Hashable, pl.DataFrame] = {}

    @wraps(read)
    def asked(rows: pl.DataFrame) -> pl.DataFrame:
        if rows.height:
            return read(rows)
        schema = tuple(rows.schema.items())
        if schema not in known:
            known[schema] = read(rows)
        return known[schema].clone()

    return asked
