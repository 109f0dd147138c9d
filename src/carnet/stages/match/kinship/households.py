"""Couples and families among pairs of people."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from carnet.stages.match.evidence.cluster import components
from carnet.stages.match.kinship.pairs import GENERATION

MOST_KIN = 12  # people of one family; more are a street or a mistake of the list


@dataclass(frozen=True, slots=True)
class Households:
    """Who lives or reckons together.

    Attributes:
        couples: a, b, strong, and the columns of pairs that speak for them; nobody is in two.
        kin: contact, family (the smallest contact of it), role (spouse, parent, child, relative); people of
            families of at least two and at most MOST_KIN.
        edges: the pairs inside families.
    """

    couples: pl.DataFrame
    kin: pl.DataFrame
    edges: pl.DataFrame


def households(pairs: pl.DataFrame) -> Households:
    """Couples and families.

    Args:
        pairs: from pairs.with_names().
    """
    kin = pairs.filter(pl.col("same_last") | pl.col("part_last"), pl.col("near") | pl.col("reach"))
    children = _children(kin)
    couples = _couples(pairs, children)
    strangers = couples.filter(~(pl.col("same_last") | pl.col("part_last")))
    edges = pl.concat([kin, strangers.select(kin.columns)]).sort("a", "b")
    return Households(couples, _kin(edges, couples, children), edges)


def _children(kin: pl.DataFrame) -> pl.Series:
    """Those who are a generation younger than somebody of their name, at one place or number."""
    younger = pl.when(pl.col("older") == pl.col("a")).then("b").otherwise("a")
    return kin.filter(pl.col("gap") >= GENERATION).select(younger.unique()).to_series()


def _couples(pairs: pl.DataFrame, children: pl.Series) -> pl.DataFrame:
    """Pairs who are each other's only best."""
    last = pl.col("same_last") | pl.col("part_last")
    sure = pl.col("spouse_named") | pl.col("titled")
    grown = ~pl.col("a").is_in(children.implode()) & ~pl.col("b").is_in(children.implode())
    likely_named = last & (pl.col("near") | (pl.col("reach") & ~pl.col("apart"))) & (~pl.col("alike") | sure)
    likely_other = ~last & pl.col("near") & pl.col("reach")
    possible = pairs.filter(
        pl.col("gap").fill_null(0) < GENERATION,
        ~(pl.col("ranked") & ~pl.col("mixed")),
        ~pl.col("child_named"),
        ~pl.col("miss") | ~last,
        grown | sure,
        likely_named | likely_other,
    )
    strong = last & ((pl.col("near") & (pl.col("reach") | pl.col("titled"))) | pl.col("spouse_named"))
    scored = possible.with_columns(
        strong=strong,
        score=10 * last.cast(pl.Int32) + 8 * pl.col("spouse_named") + 5 * pl.col("titled")
        + 3 * pl.col("mixed") + 2 * pl.col("near") + 2 * pl.col("email") + pl.col("phone"),
    )  # fmt: skip
    return _only_best(scored).drop("score")


def _only_best(scored: pl.DataFrame) -> pl.DataFrame:
    ends = pl.concat([scored.select("score", contact="a"), scored.select("score", contact="b")])
    best = ends.group_by("contact").agg(
        best=pl.col("score").max(), ties=(pl.col("score") == pl.col("score").max()).sum()
    )
    lone = best.filter(pl.col("ties") == 1).select("contact", "best")
    mutual = scored.join(lone, left_on="a", right_on="contact").join(
        lone, left_on="b", right_on="contact", suffix="_b"
    )
    chosen = mutual.filter((pl.col("score") == pl.col("best")) & (pl.col("score") == pl.col("best_b")))
    return chosen.select(scored.columns).sort("a", "b")


def _kin(edges: pl.DataFrame, couples: pl.DataFrame, children: pl.Series) -> pl.DataFrame:
    ends = pl.concat([edges.select(contact="a"), edges.select(contact="b")]).unique().sort("contact")
    top = int(ends["contact"].max() or 0) + 1  # type: ignore[arg-type]
    label = components(top, edges["a"].to_numpy().astype("int64"), edges["b"].to_numpy().astype("int64"))
    kin = ends.with_columns(family=pl.Series(label[ends["contact"].to_numpy()], dtype=pl.UInt32))
    spouses = pl.concat([couples["a"], couples["b"]])
    parents = edges.filter(pl.col("gap") >= GENERATION).select(pl.col("older").unique()).to_series()
    contact = pl.col("contact")
    role = (
        pl.when(contact.is_in(spouses.implode())).then(pl.lit("spouse"))
        .when(contact.is_in(children.implode())).then(pl.lit("child"))
        .when(contact.is_in(parents.implode())).then(pl.lit("parent"))
        .otherwise(pl.lit("relative"))
    )  # fmt: skip
    return kin.with_columns(role=role).filter(pl.len().over("family") <= MOST_KIN)
