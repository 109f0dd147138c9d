"""How far each candidate pair agrees."""

from __future__ import annotations

from typing import Any

import polars as pl

from carnet.stages.match.evidence import queried
from carnet.stages.match.evidence.backends import DUCKDB, Engine
from carnet.stages.match.evidence.model import Model

FLOOR = -14.0  # log odds (base 2) below which a pair is not kept
# Pairs of an import; of a search of its own Splink puts on disk what memory does not hold.
QUERIED = 2_000_000


def score_pairs(
    table: pl.DataFrame,
    pairs: Any,
    model: Model,
    log_prior: float,
    floor: float | None = FLOOR,
    engine: Engine = DUCKDB,
) -> pl.DataFrame:
    """Agreement of the pairs.

    Args:
        table: records.TABLE of one kind.
        pairs: l, r: their unique_id; blocking.Blocked.pairs.
        log_prior: log odds (base 2) that two records drawn at random are one contact.
        engine: where they are compared.

    Returns:
        l, r, strangers Float64 (log odds, base 2, against two strangers), and for each comparison its
        gamma_<name> Int8 (the level's place, 0 the best; -1 where nothing can be told) and
        tf_<name> Float32 (what rarity of the term adds). Pairs below the floor are left out.
    """
    if engine is DUCKDB and pairs.height <= QUERIED:
        return queried.score(table, pairs, model, log_prior, floor)
    from carnet.stages.match.evidence import splinked  # Splink: half a second to load

    return splinked.score(table, pairs, model, log_prior, floor, engine)
