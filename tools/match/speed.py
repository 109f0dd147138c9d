"""One measured run on invented people: carnet's whole search, or Splink alone on the same candidate pairs.

speed.py make ROWS FILE writes the comparison table; speed.py carnet|splink FILE runs on it.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

import polars as pl

from carnet.stages.match.evidence.blocking import candidate_pairs
from carnet.stages.match.evidence.find import find_duplicates
from carnet.stages.match.evidence.records import comparison_table
from match.estimate import records
from match.tables import facts

PIECE = 20_000  # people made at a time; as Python objects they take some 30 MB


def make(rows: int, path: Path) -> None:
    """A comparison table of so many rows about people, about two rows a person."""
    parts: list[pl.DataFrame] = []
    made = 0
    while made < rows:
        part = facts(records("person", 1_000 + len(parts), min(PIECE, rows), 1.0)).head(rows - made)
        made += part.height
        parts.append(part)
    comparison_table(pl.concat(parts)).write_parquet(path)


def carnet(path: Path) -> None:
    """Blocking, both estimates from the data, scores, clusters."""
    found = find_duplicates(pl.read_parquet(path))
    print(found.frame["cluster_id"].n_unique(), found.pairs.height)


def splink(path: Path) -> None:
    """Splink as its documentation has it (names, date of birth, email, postcode), on the same pairs; its own
    training and clustering."""
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    table = pl.read_parquet(path)
    pairs = candidate_pairs(table, "person").pairs
    names = [
        "given",
        "middle",
        "family",
        "email",
        "phone",
        "street",
        "number",
        "city",
        "postal",
        "id",
        "employer",
    ]
    comparisons: list[Any] = [
        cl.NameComparison("given"),
        cl.NameComparison("family"),
        cl.EmailComparison("email"),
    ]
    comparisons += [cl.DamerauLevenshteinAtThresholds("birth", [1, 2])]
    comparisons += [
        cl.JaroWinklerAtThresholds(name, [0.9, 0.7]) for name in ("street", "city", "employer", "middle")
    ]
    comparisons += [
        cl.DamerauLevenshteinAtThresholds(name, [1]) for name in ("phone", "postal", "number", "id")
    ]
    api = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on("given", "family")],
        probability_two_random_records_match=1 / table.height, retain_matching_columns=False,
    )  # fmt: skip
    frame = table.select("unique_id", "birth", *names)
    linker = Linker(api.register(frame.to_arrow()), settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given", "family"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("birth"))
    blocked = pairs.select(pl.lit("0").alias("match_key"), join_key_l="l", join_key_r="r")
    linker.table_management.register_blocked_pairs_for_predict(api.register(blocked.to_arrow()))
    found = linker.inference.predict(threshold_match_probability=0.5, warning_mode="never")
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(found, 0.5)
    print(clusters.as_duckdbpyrelation().aggregate("count(distinct cluster_id)").fetchall())


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        {"carnet": carnet, "splink": splink}[sys.argv[1]](Path(sys.argv[2]))
