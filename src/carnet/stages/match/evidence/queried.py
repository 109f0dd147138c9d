"""The pairs of an import held against each other by a query, with the weights and rarity that Splink counts.

Splink takes half a second to prepare, which is longer than it takes to compare the pairs of a small list, and
twice as long for those of a large one. Memory does not grow with the pairs.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl
from duckdb import DuckDBPyConnection

from carnet.frames import page_out
from carnet.stages.match.evidence.backends import FUNCTIONS, duckdb_opened
from carnet.stages.match.evidence.levels import OF_KIND, Comparison, columns_read, condition
from carnet.stages.match.evidence.model import Model, counted, terms_of, weights_of
from carnet.stages.match.evidence.rarity import common
from carnet.stages.match.evidence.weigh import summed

_Floats = npt.NDArray[np.float64]
_AT_ONCE = 100_000  # pairs


def score(
    table: pl.DataFrame, pairs: pl.DataFrame, model: Model, log_prior: float, floor: float | None
) -> pl.DataFrame:
    """What score.score_pairs gives."""
    compared = table.select(columns_read(model.kind))
    shares = table.select("unique_id", *(common(name, model).alias(name) for name in terms_of(model)))
    page_out()
    parts = list(pairs.iter_slices(_AT_ONCE)) or [pairs]
    return pl.concat(_scored(compared, shares, part, model, log_prior, floor) for part in parts)


def _scored(
    compared: pl.DataFrame, shares: pl.DataFrame, pairs: pl.DataFrame, model: Model, log_prior: float,
    floor: float | None,
) -> pl.DataFrame:  # fmt: skip
    levels = _levels(compared, pairs, model.kind)
    weights = {one.name: weights_of(one, model) for one in model.comparisons}
    terms = _terms(shares, levels)
    rarity = {
        one.name: _added(one, levels[f"gamma_{one.name}"].to_numpy(), weights[one.name], terms)
        for one in model.comparisons
        if any(level.frequency for level in one.levels)
    }
    agreed = summed(levels, {name: list(told.values()) for name, told in weights.items()})
    strangers = log_prior + agreed + pl.Series(np.sum([*rarity.values()], axis=0))
    added = [pl.Series(f"tf_{name}", told, pl.Float32) for name, told in rarity.items()]
    gammas = [f"gamma_{one.name}" for one in model.comparisons]
    found = levels.select("l", "r", pl.Series("strangers", strangers), *added, *gammas)
    return found if floor is None else found.filter(pl.col("strangers") >= floor)


def _levels(compared: pl.DataFrame, pairs: pl.DataFrame, kind: str) -> pl.DataFrame:
    """l, r and gamma_<comparison> of each pair."""
    ends = [_of_end(compared, pairs, end) for end in ("l", "r")]
    with _database().cursor() as connection:
        connection.register("beside", pl.concat([pairs, *ends], how="horizontal").to_arrow())
        return pl.DataFrame(connection.execute(_query(kind)).fetchnumpy())


@cache
def _database() -> DuckDBPyConnection:
    """One for all comparisons of this process: opening it takes as long as the query."""
    return duckdb_opened()


def _of_end(table: pl.DataFrame, pairs: pl.DataFrame, end: str) -> pl.DataFrame:
    """The records at one end of the pairs, their columns named after it."""
    records = pairs.select(unique_id=end).join(table, on="unique_id", how="left", maintain_order="left")
    return records.drop("unique_id").rename(lambda name: f"{name}_{end}")


@cache
def _query(kind: str) -> str:
    return f"select l, r, {', '.join(_gamma(one) for one in OF_KIND[kind])} from beside"


def _gamma(one: Comparison) -> str:
    """The level's place, 0 the best; -1 where nothing can be told."""
    places = {level.name: place for place, level in enumerate(counted(one))}
    cases = [
        f"when {condition(level.when, FUNCTIONS) or 'true'} then {-1 if level.empty else places[level.name]}"
        for level in one.levels
    ]
    return f"cast(case {' '.join(cases)} end as tinyint) as gamma_{one.name}"


def _terms(shares: pl.DataFrame, pairs: pl.DataFrame) -> dict[str, _Floats]:
    """For each column of terms how common the commoner term of each pair is; not a number without a term."""
    left, right = (_of_end(shares, pairs, end) for end in ("l", "r"))
    return {
        column: np.fmax(left[f"{column}_l"].to_numpy(), right[f"{column}_r"].to_numpy())
        for column in shares.columns
        if column != "unique_id"
    }


def _added(
    one: Comparison, gamma: npt.NDArray[np.int8], weights: dict[str, float], terms: dict[str, _Floats]
) -> _Floats:
    """What rarity adds to the weight of a pair whose term is equal: a rarer term weighs more."""
    added = np.zeros(len(gamma))
    for place, level in enumerate(counted(one)):
        if level.frequency:
            usual = min(0.0, -weights[level.name])  # log2 of the share that the weight counts on
            added = np.where(gamma == place, usual - np.log2(terms[level.frequency]), added)
    return np.nan_to_num(added)
