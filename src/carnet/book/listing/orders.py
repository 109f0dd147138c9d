"""In which place each contact of a frame comes by a column: whole numbers for the many that were sorted
together, fractions between them for the few that came later."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.book.listing.folding import sort_key
from carnet.stages.normalise.searched import searched

Places = npt.NDArray[np.float64]  # equal for equal values, NaN for none


class Ordered:
    """The places of a sorted column's values, and those of further values among them.

    Args:
        keys: what the column is sorted by, null for none.
    """

    __slots__ = ("_distinct", "places")

    def __init__(self, keys: pl.Series) -> None:
        self._distinct = keys.drop_nulls().unique().sort()
        ranks = keys.rank("dense").cast(pl.Float64) - 1
        self.places: Places = ranks.fill_null(float("nan")).to_numpy()

    def among(self, keys: pl.Series) -> Places:
        """The places of further values: those of equal ones, else between their neighbours."""
        given = keys.drop_nulls().unique().sort()
        found = np.full(len(given), np.nan)
        if len(given):
            at = self._distinct.search_sorted(given, side="left").to_numpy().astype(np.int64)
            there = at < len(self._distinct)
            same = self._distinct.gather(np.where(there, at, 0)) if len(self._distinct) else None
            equal = there & (same == given).to_numpy() if same is not None else there
            between = at - 1 + (np.arange(len(given)) + 1) / (len(given) + 1)
            found = np.where(equal, at, between)
        table = pl.DataFrame({"key": given, "place": found})
        joined = keys.to_frame("key").join(table, on="key", how="left", maintain_order="left")
        return joined["place"].fill_null(float("nan")).to_numpy()


def text_keys(values: pl.Series) -> pl.Series:
    """What texts are sorted by."""
    if values.dtype == pl.Categorical():
        distinct = values.unique().drop_nulls().cast(pl.String)
        return values.cast(pl.String).replace_strict(distinct, _keys(distinct), default=None)
    return _keys(values)


def _keys(values: pl.Series) -> pl.Series:
    return pl.select(sort_key(pl.lit(searched(values)))).to_series()


def first_of(places: Places, descending: bool, count: int) -> npt.NDArray[np.int64]:
    """The rows in order, at least the first so many of them; equal ones stay in their order, those without
    a value come last."""
    keys = np.where(np.isnan(places), np.inf, -places if descending else places)
    if count >= len(keys):
        return np.argsort(keys, kind="stable")
    bound = np.partition(keys, count)[count]
    near = np.flatnonzero(keys <= bound)
    return near[np.argsort(keys[near], kind="stable")]
