"""The default weights brought nearer to a firm's own data, where there is enough of it, and never far.

Expectation and maximisation over the scored pairs: how many copies and relatives a record has, and which
mistakes these lists make. What strangers have in common follows from the frequency of terms already. Of
organizations no mistakes are learnt: companies of one owner are so like copies that they would be taken for
them, and teach that copies have other names.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.match.evidence.levels import Comparison
from carnet.stages.match.evidence.model import LEAST, Model, Shares, Weights, counted
from carnet.stages.match.evidence.weigh import calibrated, probability, summed, weighed

ROUNDS = 8
ENOUGH = 40.0  # duplicates; from fewer nothing is learnt about mistakes
SAMPLE = 200_000  # pairs that are looked at
BELIEF = 60.0  # pairs that the default shares are worth
RECORDS = 60.0  # records that the default numbers of copies and relatives are worth
FURTHEST = 1.5  # log2 by which a share may move away from its default
COPIES, RELATIVES = (0.02, 5.0), (0.02, 4.0)  # of a record: no list has fewer or more

_Floats = npt.NDArray[np.float64]


def refined(model: Model, pairs: pl.DataFrame, records: int) -> Model:
    """The model with what the pairs themselves tell.

    Args:
        pairs: what score_pairs gave with this model; log_prior of the records is in it.
        records: how many records they are from.

    Returns:
        The model, its copies, relatives and shares of duplicates moved by bounded steps.
    """
    part = _drawn(pairs)
    if not part.height:
        return model
    share = part.height / pairs.height
    found = model
    for _ in range(ROUNDS):
        told = reweighed(part, model, found)
        same = probability(calibrated(told, model)).to_numpy()
        relative = (1 - same) * told["related"].to_numpy()
        found = replace(
            found,
            copies=_number(same.sum() / share, records, model.copies, COPIES),
            relatives=_number(relative.sum() / share, records, model.relatives, RELATIVES),
            weights={one.name: _learnt(one, part, same, model) for one in model.comparisons if model.learns}
            or model.weights,
        )
    return found


def _drawn(pairs: pl.DataFrame) -> pl.DataFrame:
    """About SAMPLE of the pairs; the same ones in whichever order an engine gives them."""
    if pairs.height <= SAMPLE:
        return pairs
    last = int(2**64 * SAMPLE / pairs.height)
    return pairs.filter(pl.struct("l", "r").hash(seed=1) < pl.lit(last, pl.UInt64))


def reweighed(pairs: pl.DataFrame, before: Model, after: Model) -> pl.DataFrame:
    """What ``weighed`` gives for pairs that were scored with another model."""
    moved = {one.name: _moved(one, before, after) for one in before.comparisons}
    prior = math.log2(after.copies / before.copies)
    return weighed(pairs.with_columns(strangers=pl.col("strangers") + summed(pairs, moved) + prior), after)


def _moved(one: Comparison, before: Model, after: Model) -> list[float]:
    """By how much each level weighs more than before."""
    old, new = before.weights[one.name].same, after.weights[one.name].same
    return [math.log2(max(new[level.name], LEAST) / max(old[level.name], LEAST)) for level in counted(one)]


def _number(pairs: float, records: int, usual: float, limits: tuple[float, float]) -> float:
    """Copies or relatives of a record: both records of a pair have the other."""
    told = (2 * pairs + usual * RECORDS) / (records + RECORDS)
    return min(max(told, limits[0]), limits[1])


def _learnt(one: Comparison, pairs: pl.DataFrame, same: _Floats, model: Model) -> Weights:
    before = model.weights[one.name]
    gamma = pairs[f"gamma_{one.name}"].to_numpy()
    names = [level.name for level in counted(one)]
    known = gamma >= 0
    seen = np.bincount(gamma[known], weights=same[known], minlength=len(names))
    if seen.sum() < ENOUGH:
        return before
    return replace(
        before, same=_near({name: float(n) for name, n in zip(names, seen, strict=True)}, before.same)
    )


def _near(seen: Shares, usual: Shares) -> dict[str, float]:
    """Shares of what was seen, weighed with the usual ones and kept near them."""
    total = sum(seen.values()) + BELIEF
    told = {name: (seen[name] + BELIEF * share) / total for name, share in usual.items()}
    bounded = {
        name: min(max(told[name], share / 2**FURTHEST), share * 2**FURTHEST) for name, share in usual.items()
    }
    return {name: share / sum(bounded.values()) for name, share in bounded.items()}
