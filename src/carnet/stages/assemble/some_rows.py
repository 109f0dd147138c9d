"""Values and truths for some of the rows only."""

from __future__ import annotations

import numpy as np
import polars as pl


def only(values: pl.Series, rows: pl.Series) -> pl.Series:
    """The values of some rows, null elsewhere."""
    return values.to_frame("v").select(pl.when(pl.lit(rows)).then("v")).to_series()


def true_where(frame: pl.DataFrame, rows: pl.Series, truth: pl.Expr) -> pl.Series:
    """A truth that is costly to find, for some rows only; false elsewhere."""
    rows = rows.fill_null(False)
    found = np.zeros(frame.height, dtype=bool)
    if rows.any():
        chosen = frame.lazy().with_columns(rows.alias("asked")).filter("asked")
        found[rows.to_numpy()] = chosen.select(truth.fill_null(False)).collect().to_series().to_numpy()
    return pl.Series("found", found)
