"""How far each candidate pair agrees: Splink holds the records against each other."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from typing import Any

import polars as pl
from splink import Linker

from carnet.stages.match.evidence.backends import DUCKDB, Engine, Tables
from carnet.stages.match.evidence.levels import Comparison, Level, condition
from carnet.stages.match.evidence.model import LEAST, Model, counted
from carnet.stages.match.evidence.records import TABLE

FLOOR = -14.0  # log odds (base 2) below which a pair is not kept


def settings(model: Model, functions: Mapping[str, str]) -> dict[str, Any]:
    """Splink's settings for a model, with the functions of an engine."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": 0.5,
        "comparisons": [_comparison(one, model, functions) for one in model.comparisons],
        "blocking_rules_to_generate_predictions": ["l.block = r.block"],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _comparison(one: Comparison, model: Model, functions: Mapping[str, str]) -> dict[str, Any]:
    told = weights_of(one, model)
    return {
        "output_column_name": one.name,
        "comparison_levels": [_level(lv, told, functions) for lv in one.levels],
    }


def _level(level: Level, told: dict[str, float], functions: Mapping[str, str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "sql_condition": condition(level.when, functions) or "ELSE",
        "label_for_charts": level.name,
    }
    if level.empty:
        return result | {"is_null_level": True}
    share = min(1.0, 2.0 ** -told[level.name])  # of two shares only the ratio counts
    result |= {"m_probability": share * 2.0 ** told[level.name], "u_probability": share}
    if level.frequency:
        result |= {"tf_adjustment_column": level.frequency, "disable_tf_exact_match_detection": True}
    return result


def weights_of(one: Comparison, model: Model) -> dict[str, float]:
    """level -> log2 of its shares among duplicates and strangers; no two the same.

    Splink gives the weight of the level that a pair reached, not the level, so the weight must tell it.
    """
    shares, told, taken = model.weights[one.name], {}, {0.0}
    for level in counted(one):
        weight = round(
            math.log2(max(shares.same[level.name], LEAST) / max(shares.stranger[level.name], LEAST)), 3
        )
        while weight in taken:
            weight = round(weight + 0.001, 3)
        taken.add(weight)
        told[level.name] = weight
    return told


def frequencies(table: pl.DataFrame, model: Model) -> dict[str, pl.DataFrame]:
    """For each column of terms how common each is: the column and tf_<column>.

    The two records of a pair say nothing of how common their term is among others, so they are not counted.
    """
    found = {}
    for column in {lv.frequency for one in model.comparisons for lv in one.levels if lv.frequency}:
        share, worth = model.spread[column]
        counts = table.select(column).drop_nulls().group_by(column).agg(n=pl.len())
        whole = table.height - table[column].null_count()
        others = pl.max_horizontal(pl.col("n") - 2, 0)
        found[column] = counts.select(
            column, ((others + share * worth) / (whole + worth)).alias(f"tf_{column}")
        )
    return found


def score_pairs(
    table: pl.DataFrame,
    pairs: pl.DataFrame,
    model: Model,
    log_prior: float,
    floor: float | None = FLOOR,
    engine: Engine = DUCKDB,
) -> pl.DataFrame:
    """Agreement of the pairs, as Splink measures it.

    Args:
        table: records.TABLE of one kind.
        pairs: l, r: their unique_id.
        log_prior: log odds (base 2) that two records drawn at random are one contact.
        engine: where Splink runs.

    Returns:
        l, r, strangers Float64 (log odds, base 2, against two strangers), and for each comparison its
        gamma_<name> Int8 (the level's place, 0 the best; -1 where nothing can be told) and
        tf_<name> Float64 (what rarity of the term adds). Pairs below FLOOR are left out.
    """
    with engine.tables() as tables:
        records = tables.register(_compared(table), "carnet_records")
        linker = Linker(
            records, settings(model, tables.functions), log_level=logging.ERROR, validate_settings=False
        )  # the settings are ours: checking them takes longer than comparing a small list
        for column, terms in frequencies(table, model).items():
            linker.table_management.register_term_frequency_lookup(tables.register(terms), column)
        linker.table_management.register_blocked_pairs_for_predict(tables.register_pairs(pairs))
        found = linker.inference.predict(
            threshold_match_weight=None if floor is None else floor - log_prior, warning_mode="never"
        )
        return _read(tables, found.physical_name, model, log_prior)


def _compared(table: pl.DataFrame) -> pl.DataFrame:
    return table.select(
        name for name in TABLE.names() if name not in {"source", "place", "kind"}
    ).with_columns(block=pl.lit(0))


def _read(tables: Tables, name: str, model: Model, log_prior: float) -> pl.DataFrame:
    """Splink's table with the level of each comparison in place of its weight."""
    terms = [one.name for one in model.comparisons if any(level.frequency for level in one.levels)]
    wanted = [
        "unique_id_l as l", "unique_id_r as r", f"match_weight + ({log_prior}) as strangers",
        *(f"mw_{one.name}" for one in model.comparisons),
        *(f"cast(mw_tf_adj_{term} as float) as tf_{term}" for term in terms),
    ]  # fmt: skip
    found = tables.read(f"select {', '.join(wanted)} from {name}").cast({"l": pl.UInt32, "r": pl.UInt32})
    return found.with_columns(_gamma(one, model) for one in model.comparisons).drop(
        f"mw_{one.name}" for one in model.comparisons
    )


def _gamma(one: Comparison, model: Model) -> pl.Expr:
    """The level's place, 0 the best; -1 where nothing can be told."""
    milli = {round(weight * 1000): place for place, weight in enumerate(weights_of(one, model).values())}
    told = (pl.col(f"mw_{one.name}") * 1000).round().cast(pl.Int32)
    return told.replace_strict({**milli, 0: -1}, return_dtype=pl.Int8).alias(f"gamma_{one.name}")
