"""What the agreement of a pair speaks for: one contact, two relatives, or two strangers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.match.evidence.levels import Comparison
from carnet.stages.match.evidence.model import LEAST, Curve, Model, counted

_Odds = TypeVar("_Odds", pl.Expr, pl.Series)

FEWEST = 50  # records; of a smaller table nothing is taken for surer than of this many


def log_prior(model: Model, records: int) -> float:
    """Log odds (base 2) that two records drawn at random are one contact and not two strangers."""
    return math.log2(model.copies / max(records, FEWEST))


def weighed(pairs: pl.DataFrame, model: Model) -> pl.DataFrame:
    """The pairs with what speaks for one contact against relatives, and against both.

    Args:
        pairs: what score_pairs gives.

    Returns:
        The same and relatives, odds (Float64, log base 2) and related (Float64): the probability that the two
        are relatives, of those who are not one contact.
    """
    against = {one.name: _weights(one, model) for one in model.comparisons}
    prior = math.log2(model.copies / model.relatives)
    told = pairs.with_columns(relatives=summed(pairs, against) + prior)
    both = (2.0 ** (-pl.col("strangers")).clip(-60, 60)) + (2.0 ** (-pl.col("relatives")).clip(-60, 60))
    related = probability(pl.col("strangers") - pl.col("relatives"))
    return told.with_columns(odds=-both.log(2), related=related)


def probability(odds: _Odds) -> _Odds:
    """The probability of log odds (base 2)."""
    return 1 / (1 + 2.0 ** (-odds).clip(-60, 60))


def _weights(one: Comparison, model: Model) -> list[float]:
    """What the levels of a comparison weigh, of duplicates against relatives."""
    shares = model.weights[one.name]
    return [
        math.log2(max(shares.same[level.name], LEAST) / max(shares.relative[level.name], LEAST))
        for level in counted(one)
    ]


def summed(pairs: pl.DataFrame, weights: Mapping[str, Sequence[float]]) -> pl.Series:
    """For each pair what the levels that it reached weigh together.

    Args:
        pairs: what score_pairs gives.
        weights: for each comparison what its levels weigh; where nothing can be told, it is nothing.
    """
    found = np.zeros(pairs.height)
    for name, told in weights.items():
        found += np.array([*told, 0.0])[pairs[f"gamma_{name}"].to_numpy()]  # of -1 the last
    return pl.Series(found)


def calibrated(pairs: pl.DataFrame, model: Model) -> pl.Series:
    """Log odds as they come true: of pairs whose probability is 0.9 by them, nine in ten are one contact.

    Args:
        pairs: what weighed gives.
        model: its calibration, and that of people without a first name.
    """
    odds = pairs["odds"].to_numpy()
    told = _on(odds, model.calibration)
    if model.unnamed:
        told = np.where(pairs.select(unnamed()).to_series(), _on(odds, model.unnamed), told)
    return pl.Series("odds", told)


def unnamed() -> pl.Expr:
    """Whether one of the two people of a scored pair has no first name."""
    return pl.col("gamma_given") < 0


def _on(odds: npt.NDArray[np.float64], points: Curve) -> npt.NDArray[np.float64]:
    """Between two points by a straight line, beyond the outer ones by one of slope 1."""
    x, y = np.array(points).T
    beyond = np.minimum(odds - x[0], 0) + np.maximum(odds - x[-1], 0)
    return np.asarray(np.interp(odds, x, y) + beyond)
