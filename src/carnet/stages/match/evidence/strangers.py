"""What strangers of a firm's own lists have in common by chance: pairs drawn at random tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from carnet.stages.match.evidence.levels import Comparison
from carnet.stages.match.evidence.model import LEAST, Model, Shares, Weights, counted
from carnet.stages.match.evidence.score import score_pairs

FEWEST = 150  # records; the pairs of fewer are not many enough
DRAWN = 40_000  # pairs
BELIEF = 3_000.0  # pairs that the default shares are worth
UP, DOWN = 5.0, 1.5  # log2 by which a share may move away from its default
USUAL = 0.5  # share from which a level says nothing in these lists, so that it may move as far as it must


def with_own_strangers(table: pl.DataFrame, model: Model) -> Model:
    """The model with the shares of strangers that the table's own records have.

    Duplicates among the pairs drawn are few, and what they are expected to add is taken off again.

    Args:
        table: rows of records.TABLE of the model's kind, in any number.
    """
    if table.height < FEWEST:
        return model
    pairs = _drawn(table)
    found = score_pairs(table, pairs, model, 0.0, floor=None)
    duplicates = model.copies / table.height
    weights = {one.name: _learnt(one, found, duplicates, model) for one in model.comparisons}
    return replace(model, weights=weights)


def _drawn(table: pl.DataFrame) -> pl.DataFrame:
    """l, r: pairs at random, each once."""
    places = np.random.default_rng(1).integers(0, table.height, (2, DRAWN))
    ends = np.sort(table["unique_id"].to_numpy()[places], axis=0)
    return pl.DataFrame({"l": ends[0], "r": ends[1]}).filter(pl.col("l") < pl.col("r")).unique()


def _learnt(one: Comparison, found: pl.DataFrame, duplicates: float, model: Model) -> Weights:
    before = model.weights[one.name]
    gamma = found[f"gamma_{one.name}"].to_numpy()
    names = [level.name for level in counted(one)]
    seen = np.bincount(gamma[gamma >= 0], minlength=len(names))
    whole = float(seen.sum())
    own = {
        name: max(n - duplicates * before.same[name] * whole, 0.0)
        for name, n in zip(names, seen, strict=True)
    }
    return replace(before, stranger=_near(own, before.stranger))


def _near(seen: Shares, usual: Shares) -> dict[str, float]:
    total = sum(seen.values()) + BELIEF
    told = {name: (seen[name] + BELIEF * share) / total for name, share in usual.items()}
    highest = {
        name: 1.0 if told[name] > USUAL else max(share, LEAST) * 2**UP for name, share in usual.items()
    }
    bounded = {
        name: min(max(told[name], share / 2**DOWN, LEAST), highest[name]) for name, share in usual.items()
    }
    return {name: share / sum(bounded.values()) for name, share in bounded.items()}
