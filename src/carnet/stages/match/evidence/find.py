"""Duplicates of a comparison table in one call."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.match.evidence.backends import DUCKDB, Engine, connected
from carnet.stages.match.evidence.blocking import LEFT_OUT
from carnet.stages.match.evidence.cluster import cluster
from carnet.stages.match.evidence.contradict import (
    ASKED,
    DOUBT,
    TWO,
    contradicting,
    doubtful,
    likely_two,
    to_be_asked,
)
from carnet.stages.match.evidence.model import default_model
from carnet.stages.match.evidence.records import alike, told
from carnet.stages.match.evidence.refine import refined, reweighed
from carnet.stages.match.evidence.score import score_pairs
from carnet.stages.match.evidence.strangers import with_own_strangers
from carnet.stages.match.evidence.weigh import calibrated, log_prior, probability

KINDS = ("person", "organization")


SAME = 0.5  # probability from which two records are put into one cluster


@dataclass(frozen=True, slots=True)
class Clusters:
    """Who is who.

    Attributes:
        frame: row UInt32 (the table's unique_id, in order), cluster_id UInt32 (0, 1 ... by first row),
            probability Float64 (that the row belongs to its cluster: of its surest pair in it; 1 for a row
            that stands alone).
        pairs: l, r UInt32, probability Float64, related Float64 (the probability that the two are relatives,
            if they are not the same), apart Boolean (they contradict each other), kind, and
            gamma_<comparison> Int8: the evidence, as explain reads it. Of rows that say the very same, only
            the first is in it.
        left_out: blocking.LEFT_OUT: what was not compared, and how much of it there was.
    """

    frame: pl.DataFrame
    pairs: pl.DataFrame
    left_out: pl.DataFrame


def find_duplicates(table: pl.DataFrame, engine: str = "duckdb") -> Clusters:
    """The clusters of a table's records.

    Args:
        table: records.TABLE, n rows, unique_id 0 ... n-1.
        engine: where Splink runs: "duckdb" or "spark".

    Raises:
        CarnetError: argument.engine_missing.
        ValueError: there is no such engine.
    """
    with connected(engine) as ready:
        return _found(table, ready)


def _found(table: pl.DataFrame, engine: Engine) -> Clusters:
    first = alike(table)
    label, pairs, left_out = first.copy(), [], [_untold(table)]
    lone = table.filter(pl.Series(first == np.arange(table.height)) & (told(table) > 0))
    for kind in KINDS:
        rows = lone.filter(pl.col("kind") == kind)
        found, left = compared(rows, kind, engine)
        left_out.append(left)
        if not found.height:
            continue
        pairs.append(found.with_columns(kind=pl.lit(kind)))
        label[rows["unique_id"].to_numpy()] = _clustered(rows, found, kind)
    label = label[first]
    every = pl.concat(pairs, how="diagonal") if pairs else _no_pairs()
    return Clusters(_frame(label, first, every), every, pl.concat(left_out))


def compared(table: pl.DataFrame, kind: str, engine: Engine) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Judged pairs of the records of one kind, and what was left out of comparison.

    Args:
        table: rows of records.TABLE of that kind, each saying something else.
        engine: where Splink runs.
    """
    blocked = engine.candidates(table, kind)
    if isinstance(blocked.pairs, pl.DataFrame) and not blocked.pairs.height:
        return _no_pairs(), blocked.left_out
    return judged(table, blocked.pairs, kind, engine), blocked.left_out


def judged(
    table: pl.DataFrame,
    pairs: pl.DataFrame,
    kind: str,
    engine: Engine = DUCKDB,
    among: int | None = None,
    asked: int | None = None,
) -> pl.DataFrame:
    """Pairs scored, with odds, probability, related and apart, by the model refined on them.

    Args:
        table: rows of records.TABLE of that kind; levels.columns_read of its columns are enough.
        pairs: l, r: which of them are held against each other.
        engine: where Splink runs.
        among: of how many records those of a pair are two; of the table's unless more were passed over.
        asked: how many records met all that could be theirs; all of the table's unless told otherwise.
    """
    model = with_own_strangers(table, default_model(kind))
    scored = score_pairs(table, pairs, model, log_prior(model, among or table.height), engine=engine)
    own = refined(model, scored, asked or table.height)
    told = reweighed(scored, model, own)
    told = told.with_columns(calibrated(told, model), apart=contradicting(model.kind))
    most = pl.when(doubtful(kind)).then(DOUBT).when(to_be_asked(kind)).then(ASKED).otherwise(math.inf)
    return told.with_columns(odds=pl.min_horizontal("odds", most)).with_columns(
        probability=pl.when("apart").then(0.0).otherwise(probability(pl.col("odds")))
    )


def _clustered(rows: pl.DataFrame, pairs: pl.DataFrame, kind: str) -> npt.NDArray[np.int64]:
    """For each of the rows the first row of its cluster."""
    names = rows["unique_id"].to_numpy().astype(np.int64)
    local = pairs.with_columns(
        *(pl.Series(end, np.searchsorted(names, pairs[end].to_numpy())) for end in ("l", "r")),
        odds=pl.when(likely_two(kind)).then(pl.min_horizontal("odds", TWO)).otherwise("odds"),
    )
    return names[cluster(rows.height, local, math.log2(SAME / (1 - SAME)))]


def _untold(table: pl.DataFrame) -> pl.DataFrame:
    """Rows that say nothing to compare."""
    silent = int((told(table) == 0).sum())
    said = [("nothing to compare", 0, silent, 0)] if silent else []
    return pl.DataFrame(said, schema=LEFT_OUT, orient="row")


def _no_pairs() -> pl.DataFrame:
    return pl.DataFrame(
        schema={"l": pl.UInt32, "r": pl.UInt32, "probability": pl.Float64, "related": pl.Float64,
                "apart": pl.Boolean, "odds": pl.Float64, "kind": pl.String}
    )  # fmt: skip


def _frame(label: npt.NDArray[np.int64], first: npt.NDArray[np.int64], pairs: pl.DataFrame) -> pl.DataFrame:
    numbers = np.unique(label, return_inverse=True)[1]
    rows = pl.DataFrame({"row": np.arange(len(label)), "cluster_id": numbers, "first": first})
    inside = pairs.select("l", "r", "probability").filter(
        pl.Series(label[pairs["l"].to_numpy()] == label[pairs["r"].to_numpy()])
    )
    surest = pl.concat([inside.select(first=end, probability="probability") for end in ("l", "r")])
    surest = surest.group_by("first").agg(pl.col("probability").max()).cast({"first": pl.Int64})
    return (
        rows.join(surest, on="first", how="left", maintain_order="left")
        .select("row", "cluster_id", pl.col("probability").fill_null(1.0))
        .cast({"row": pl.UInt32, "cluster_id": pl.UInt32})
    )
