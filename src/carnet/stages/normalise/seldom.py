"""A costly form is made only of the texts that need it; most are as they should be."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl


def only_where(text: pl.Expr, odd: str, form: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Each text as it is, but for those in which a regular expression finds something: their form.

    Args:
        text: of type String.
        odd: must find something in every text that the form would change.
        form: the same for each text, whatever stands beside it.
    """

    def mended(values: pl.Series) -> pl.Series:
        where = values.str.contains(odd).fill_null(False).arg_true()
        if not len(where):
            return values
        few = values.gather(where).to_frame("text").lazy().select(form(pl.col("text"))).collect().to_series()
        return few if len(few) == len(values) else values.scatter(where, few)

    return text.map_batches(mended, return_dtype=pl.String, is_elementwise=True)
