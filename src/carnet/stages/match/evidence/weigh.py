"""What the agreement of a pair speaks for: one contact, two relatives, or two strangers."""

from __future__ import annotations

import itertools
import math

import polars as pl

from carnet.stages.match.evidence.model import LEAST, Curve, Model, counted

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
    against = [_weight(one.name, model) for one in model.comparisons]
    prior = math.log2(model.copies / model.relatives)
    told = pairs.with_columns(relatives=pl.sum_horizontal(against) + prior)
    both = (2.0 ** (-pl.col("strangers")).clip(-60, 60)) + (2.0 ** (-pl.col("relatives")).clip(-60, 60))
    related = probability(pl.col("strangers") - pl.col("relatives"))
    return told.with_columns(odds=-both.log(2), related=related)


def probability(odds: pl.Expr) -> pl.Expr:
    """The probability of log odds (base 2)."""
    return 1 / (1 + 2.0 ** (-odds).clip(-60, 60))


def _weight(name: str, model: Model) -> pl.Expr:
    """The weight of a comparison's level, of duplicates against relatives."""
    shares = model.weights[name]
    levels = [level.name for level in counted(next(one for one in model.comparisons if one.name == name))]
    told = {
        place: math.log2(max(shares.same[level], LEAST) / max(shares.relative[level], LEAST))
        for place, level in enumerate(levels)
    }
    return pl.col(f"gamma_{name}").replace_strict({**told, -1: 0.0}, return_dtype=pl.Float64)


def calibrated(odds: pl.Expr, model: Model) -> pl.Expr:
    """Log odds as they come true: of pairs whose probability is 0.9 by them, nine in ten are one contact.

    Args:
        odds: of scored pairs.
        model: its calibration, and that of people without a first name.
    """
    told = _on(odds, model.calibration)
    return pl.when(unnamed()).then(_on(odds, model.unnamed)).otherwise(told) if model.unnamed else told


def unnamed() -> pl.Expr:
    """Whether one of the two people of a scored pair has no first name."""
    return pl.col("gamma_given") < 0


def _on(odds: pl.Expr, points: Curve) -> pl.Expr:
    """Between two points by a straight line, beyond the outer ones by one of slope 1."""
    slopes = [(above - y) / (right - x) for (x, y), (right, above) in itertools.pairwise(points)]
    told = points[0][1] + (odds - points[0][0])
    for (x, y), slope in zip(points, [*slopes, 1.0], strict=True):
        told = pl.when(odds < x).then(told).otherwise(y + (odds - x) * slope)
    return told
