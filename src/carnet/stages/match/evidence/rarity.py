"""How common a term is: what two records share says the more, the fewer others have it."""

from __future__ import annotations

import polars as pl

from carnet.stages.match.evidence.model import Model


def common(column: str, model: Model) -> pl.Expr:
    """The share of a table's records that have the term of each, in that column; null without a term.

    The two records of a pair say nothing of how common their term is among others, so they are not counted.
    """
    share, worth = model.spread[column]
    others = pl.max_horizontal(pl.len().over(column).cast(pl.Int64) - 2, 0)
    told = (others + share * worth) / (pl.col(column).count() + worth)
    return pl.when(pl.col(column).is_not_null()).then(told)
