"""Duplicates of a comparison table in one call."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import polars as pl

from carnet.stages.evidence.blocking import candidate_pairs
from carnet.stages.evidence.cluster import cluster
from carnet.stages.evidence.model import Model, default_model
from carnet.stages.evidence.score import score_pairs
from carnet.stages.evidence.weigh import calibrated, log_prior, weighed

_ASIDE = {"unique_id", "source", "place"}  # what two records may differ in and still say the same


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities that decide what becomes of a pair.

    Attributes:
        same: from here on two records are put into one cluster.
        merge: from here on nobody needs to look.
        review: from here on a person is asked; below, the two are held to be different.
    """

    same: float = 0.5
    merge: float = 0.95
    review: float = 0.1


@dataclass(frozen=True, slots=True)
class Clusters:
    """Who is who.

    Attributes:
        frame: row UInt32 (the table's unique_id, in order), cluster_id UInt32 (0, 1 ... by first row),
            probability Float64 (that the row belongs to its cluster: of its surest pair in it; 1 for a row
            that stands alone).
        pairs: l, r, probability, related (the probability that they are relatives if they are not the same),
            apart (they contradict each other), and gamma_<comparison>, weight_<comparison>: the evidence.
        left_out: key, records, pairs: what was not compared, and how much of it there was.
    """

    frame: pl.DataFrame
    pairs: pl.DataFrame
    left_out: pl.DataFrame


def find_duplicates(
    table: pl.DataFrame, thresholds: Thresholds | None = None, engine: str = "duckdb"
) -> Clusters:
    """The clusters of a table's records.

    Args:
        table: records.TABLE, n rows.
        thresholds: what is taken for the same.
        engine: "duckdb" or "spark".
    """
    limits = thresholds or Thresholds()
    groups = [
        _of_kind(table.filter(pl.col("kind") == kind), kind, limits) for kind in ("person", "organization")
    ]
    pairs = pl.concat([pairs for _, pairs, _ in groups], how="diagonal")
    label = np.arange(table.height)
    for found, _, _ in groups:
        label[found["row"].to_numpy()] = found["first"].to_numpy()
    return Clusters(_frame(label, pairs), pairs, pl.concat(left for _, _, left in groups))


def _of_kind(
    table: pl.DataFrame, kind: str, limits: Thresholds
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    model = default_model(kind)
    blocked = candidate_pairs(table, kind)
    prior = log_prior(model, table.height)
    scored = score_pairs(table, blocked.pairs, model, prior)
    told = weighed(scored, model).with_columns(apart=pl.lit(False))
    told = told.with_columns(
        odds=pl.col("odds") * model.slope + model.shift, probability=calibrated(pl.col("odds"), model)
    )
    place = pl.DataFrame({"row": table["unique_id"], "at": np.arange(table.height)})
    local = told.with_columns(
        l=told.select(row="l").join(place, on="row", how="left", maintain_order="left")["at"],
        r=told.select(row="r").join(place, on="row", how="left", maintain_order="left")["at"],
    )
    label = cluster(table.height, local, math.log2(limits.same / (1 - limits.same)))
    rows = table["unique_id"]
    return pl.DataFrame({"row": rows, "first": rows.gather(label)}), told, blocked.left_out


def _frame(label: np.ndarray, pairs: pl.DataFrame) -> pl.DataFrame:
    numbers = np.unique(label, return_inverse=True)[1]
    rows = pl.DataFrame({"row": np.arange(len(label)), "cluster_id": numbers}).cast(pl.UInt32)
    inside = pairs.select("l", "r", "probability").filter(
        pl.Series(label[pairs["l"].to_numpy()] == label[pairs["r"].to_numpy()])
    )
    surest = pl.concat([inside.select(row=end, probability="probability") for end in ("l", "r")])
    surest = surest.group_by("row").agg(pl.col("probability").max()).cast({"row": pl.UInt32})
    return rows.join(surest, on="row", how="left", maintain_order="left").with_columns(
        pl.col("probability").fill_null(1.0)
    )
