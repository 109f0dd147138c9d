"""Splink by its documented recipe, dedupe and recordlinkage on the same files, columns named by hand."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from match.sets import TRUTH

# What each set calls its columns: by hand, as their recipes ask for it.
_ROW = {"rec_id", "unique_id", "id", TRUTH}
_DATES = {"date_of_birth", "dob", "Date of birth"}


def told(path: Path) -> pl.DataFrame:
    """A set's columns that may be compared, as text, with unique_id."""
    frame = pl.read_csv(path, infer_schema_length=0)
    kept = frame.select(
        pl.col(name).replace("", None).str.to_lowercase().alias(name.lower().replace(" ", "_"))
        for name in frame.columns
        if name not in _ROW and frame[name].null_count() < frame.height
    )
    return kept.with_row_index("unique_id")


def best(path: Path, scored: pl.DataFrame) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs at the threshold that is best for this very set.

    Args:
        scored: l, r, score.
    """
    truth = pl.read_csv(path, infer_schema_length=0)[TRUTH]
    codes = truth.rank("dense").to_numpy()
    ordered = scored.sort("score", descending=True)
    right = np.cumsum(codes[ordered["l"].to_numpy()] == codes[ordered["r"].to_numpy()])
    taken = np.arange(1, ordered.height + 1)
    sizes = np.bincount(codes)
    whole = int((sizes * (sizes - 1) // 2).sum())
    f1 = 2 * right / (taken + whole)
    at = int(f1.argmax())
    return right[at] / taken[at], right[at] / whole, f1[at]


def splink(path: Path) -> pl.DataFrame:
    """l, r, score: Splink trained on the set as its documentation shows: u at random, m by two blockings."""
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    frame = told(path)
    names = [name for name in frame.columns if name != "unique_id"]
    comparisons: list[Any] = [
        cl.EmailComparison(name)
        if "email" in name
        else cl.DamerauLevenshteinAtThresholds(name, [1, 2])
        if name in {d.lower().replace(" ", "_") for d in _DATES}
        else cl.JaroWinklerAtThresholds(name, [0.9, 0.7]).configure(term_frequency_adjustments=True)
        for name in names
    ]
    rules: list[Any] = [block_on(*pair) for pair in combinations(names[:6], 2)] + [
        block_on(name) for name in names[-2:]
    ]
    api = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=rules
    )
    linker = Linker(api.register(frame.to_arrow()), settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for name in names[:2]:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(name))
    found = pl.DataFrame(linker.inference.predict(warning_mode="never").as_duckdbpyrelation().pl())
    return found.select(l="unique_id_l", r="unique_id_r", score="match_weight")


def recordlinkage(path: Path) -> pl.DataFrame:
    """l, r, score: recordlinkage's classifier without training (ECM) over string similarities."""
    import recordlinkage as rl

    frame = told(path).to_pandas().set_index("unique_id")
    names = list(frame.columns)
    index = rl.Index()
    for name in names[:4]:
        index.block(name)
    compare = rl.Compare()
    for name in names:
        compare.string(name, name, method="jarowinkler", threshold=0.85)
    features = compare.compute(index.index(frame), frame)
    classifier = rl.ECMClassifier()
    classifier.fit(features)
    scores = classifier.prob(features)
    left, right = (scores.index.get_level_values(n).to_numpy() for n in (0, 1))
    return pl.DataFrame(
        {"l": np.minimum(left, right), "r": np.maximum(left, right), "score": scores.to_numpy()}
    )


def dedupe(path: Path, labels: int = 60) -> pl.DataFrame:
    """l, r, score: dedupe, taught with some labelled pairs of the very set."""
    import dedupe as dd
    from dedupe import variables

    frame = told(path)
    names = [name for name in frame.columns if name != "unique_id"]
    data = {row["unique_id"]: {n: row[n] for n in names} for row in frame.iter_rows(named=True)}
    linker = dd.Dedupe([variables.ShortString(name, has_missing=True) for name in names], num_cores=1)
    linker.prepare_training(data, sample_size=1_500)
    linker.mark_pairs(_taught(path, data, labels))
    linker.train(recall=0.99, index_predicates=False)
    pairs = [
        (min(a, b), max(a, b), float(score))
        for ids, scores in linker.partition(data, 0.5)
        for (a, b), score in ((pair, min(scores)) for pair in combinations(sorted(ids), 2))
    ]
    return pl.DataFrame(pairs, schema=["l", "r", "score"], orient="row")


def _taught(path: Path, data: dict[int, dict[str, str]], labels: int) -> Any:
    truth: Sequence[str] = pl.read_csv(path, infer_schema_length=0)[TRUTH].to_list()
    random = np.random.default_rng(3)
    order = np.argsort(truth, kind="stable")
    match = [(int(a), int(b)) for a, b in pairwise(order) if truth[a] == truth[b]]
    distinct = [
        (int(a), int(b)) for a, b in random.integers(0, len(truth), (labels, 2)) if truth[a] != truth[b]
    ]
    chosen = [match[n] for n in random.permutation(len(match))[:labels]]
    return {
        "match": [(data[a], data[b]) for a, b in chosen],
        "distinct": [(data[a], data[b]) for a, b in distinct],
    }
