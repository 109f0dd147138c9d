"""Many pairs held against each other by Splink."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import polars as pl
from splink import Linker

from carnet.stages.match.evidence.backends import Engine, Tables
from carnet.stages.match.evidence.levels import Comparison, Level, columns_read, condition
from carnet.stages.match.evidence.model import Model, terms_of, weights_of
from carnet.stages.match.evidence.rarity import common


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


def score(
    table: pl.DataFrame, pairs: Any, model: Model, log_prior: float, floor: float | None, engine: Engine
) -> pl.DataFrame:
    """What score.score_pairs gives, of pairs that may be a table of the engine's."""
    compared = table.select(columns_read(model.kind)).with_columns(block=pl.lit(0))
    with engine.tables() as tables:
        records = tables.register(compared, "carnet_records")
        linker = Linker(
            records, settings(model, tables.functions), log_level=logging.ERROR, validate_settings=False
        )  # the settings are ours: checking them takes longer than comparing a small list
        for column in terms_of(model):
            terms = (
                table.select(column, common(column, model).alias(f"tf_{column}")).drop_nulls().unique(column)
            )
            linker.table_management.register_term_frequency_lookup(tables.register(terms), column)
        linker.table_management.register_blocked_pairs_for_predict(tables.register_pairs(pairs))
        found = linker.inference.predict(
            threshold_match_weight=None if floor is None else floor - log_prior, warning_mode="never"
        )
        return _read(tables, found.physical_name, model, log_prior)


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
