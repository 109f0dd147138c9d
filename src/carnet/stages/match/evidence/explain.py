"""The evidence of scored pairs, a row each thing that was compared."""

from __future__ import annotations

import math

import polars as pl

from carnet.stages.match.evidence.model import LEAST, Model, counted, default_model


def evidence(pairs: pl.DataFrame) -> pl.DataFrame:
    """What speaks for and against each pair.

    Args:
        pairs: Clusters.pairs, or some of them.

    Returns:
        l, r, comparison String ("given"), level String ("familiar form"), weight Float64 (log base 2, against
        strangers, with the rarity of the term; negative speaks against), relatives Float64 (the same against
        relatives). Things that one of the two does not tell are left out. The order is that of pairs.
    """
    numbered = pairs.with_row_index("pair")
    parts = [
        _of_comparison(numbered.filter(pl.col("kind") == kind), default_model(kind), one.name)
        for kind in ("person", "organization")
        for one in default_model(kind).comparisons
        if f"gamma_{one.name}" in pairs.columns
    ]
    return pl.concat(parts).sort("pair", maintain_order=True).drop("pair")


def _of_comparison(pairs: pl.DataFrame, model: Model, name: str) -> pl.DataFrame:
    one = next(one for one in model.comparisons if one.name == name)
    shares, gamma = model.weights[name], pl.col(f"gamma_{name}")
    levels = [level.name for level in counted(one)]

    def weights(others: dict[str, float]) -> pl.Expr:
        told = [math.log2(max(shares.same[level], LEAST) / max(others[level], LEAST)) for level in levels]
        return gamma.replace_strict(dict(enumerate(told)), return_dtype=pl.Float64)

    rarity = (
        pl.col(f"tf_{name}").cast(pl.Float64).fill_null(0) if f"tf_{name}" in pairs.columns else pl.lit(0.0)
    )
    return pairs.filter(gamma >= 0).select(
        "pair",
        "l",
        "r",
        comparison=pl.lit(name),
        level=gamma.replace_strict(dict(enumerate(levels)), return_dtype=pl.String),
        weight=weights(dict(shares.stranger)) + rarity,
        relatives=weights(dict(shares.relative)),
    )
