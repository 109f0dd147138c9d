"""Estimate the weights that Carnet comes with, from invented people and organizations.

Writes src/carnet/stages/evidence/data/weights_person.json and weights_organization.json. No labelled set of
anybody is read: what the weights are later judged by must not have made them.
"""

from __future__ import annotations

import json
import random as chance
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from carnet.stages.evidence.levels import OF_KIND
from carnet.stages.evidence.model import Model, Weights, counted
from carnet.stages.evidence.records import comparison_table
from carnet.stages.evidence.score import score_pairs
from match.organizations import Organization, Organizations
from match.people import People, Person
from match.tables import facts

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/carnet/stages/evidence/data"
SIZE = 12_000  # invented people, and half as many organizations
STRANGERS = 400_000  # pairs drawn at random
SMOOTH = 2.0  # pairs that every level is held to have had besides
# column -> share of a term never seen, and how many records that belief is worth
SPREAD = {
    "person": {"given": (1 / 500, 100.0), "family": (1 / 3000, 100.0), "birth": (1 / 20000, 300.0),
               "email": (1 / 100000, 100.0), "phone": (1 / 50000, 100.0), "street": (1 / 5000, 100.0),
               "postal": (1 / 1000, 100.0), "city": (1 / 500, 100.0), "id": (1 / 100000, 100.0),
               "employer": (1 / 1000, 100.0)},
    "organization": {"core": (1 / 20000, 100.0), "distinctive": (1 / 3000, 100.0), "email": (1 / 20000, 100.0),
                     "phone": (1 / 50000, 100.0), "street": (1 / 5000, 100.0), "postal": (1 / 1000, 100.0),
                     "city": (1 / 500, 100.0), "id": (1 / 100000, 100.0)},
}  # fmt: skip
Record = Person | Organization


def records(kind: str, seed: int, size: int, mess: float) -> list[Record]:
    """Invented records of one kind, in random order."""
    town = People(seed, mess) if kind == "person" else Organizations(seed, mess)
    made: list[Record] = [
        copy for house in town.households(size) for one in house for copy in town.copies(one)
    ]  # type: ignore[arg-type]
    chance.Random(seed).shuffle(made)
    return made


def truth(made: Sequence[Record]) -> pl.DataFrame:
    """unique_id, entity, household of records."""
    return pl.DataFrame(
        {
            "unique_id": range(len(made)),
            "entity": [one.entity for one in made],
            "household": [one.household for one in made],
        },
        schema={"unique_id": pl.UInt32, "entity": pl.Int64, "household": pl.Int64},
    )


def pairs_of(told: pl.DataFrame, column: str) -> pl.DataFrame:
    """l, r: pairs with the same entity or household."""
    joined = told.join(told, on=column, suffix="_r").filter(pl.col("unique_id") < pl.col("unique_id_r"))
    same = pl.col("entity") == pl.col("entity_r") if column != "entity" else pl.lit(False)
    return joined.filter(~same).select(l="unique_id", r="unique_id_r")


def strangers(told: pl.DataFrame, number: int) -> pl.DataFrame:
    """l, r: pairs drawn at random, of different households."""
    drawn = np.random.default_rng(1).integers(0, told.height, (2, number)).astype(np.uint32)
    pairs = (
        pl.DataFrame({"l": drawn.min(axis=0), "r": drawn.max(axis=0)})
        .filter(pl.col("l") < pl.col("r"))
        .unique()
    )
    house = told["household"]
    return pairs.filter(house.gather(pairs["l"]) != house.gather(pairs["r"]))


def blank(kind: str) -> Model:
    """A model that weighs nothing: only the levels are asked for."""
    levels = {one.name: {level.name: 0.1 for level in counted(one)} for one in OF_KIND[kind]}
    return Model(
        kind, {name: Weights(same, same, same) for name, same in levels.items()}, 0.5, 1.0, SPREAD[kind]
    )


def shares(found: pl.DataFrame, kind: str) -> dict[str, dict[str, float]]:
    """comparison -> level -> share among the pairs in which anything can be told."""
    result = {}
    for one in OF_KIND[kind]:
        levels = counted(one)
        counts = dict(found.group_by(f"gamma_{one.name}").len().iter_rows())
        seen = [counts.get(place, 0) + SMOOTH * (0.1 if place else 0.3) for place in range(len(levels))]
        result[one.name] = {
            level.name: round(n / sum(seen), 8) for level, n in zip(levels, seen, strict=True)
        }
    return result


def estimate(kind: str) -> dict[str, object]:
    """The weights' document of one kind."""
    size = SIZE if kind == "person" else SIZE // 2
    parts: dict[str, list[pl.DataFrame]] = {"same": [], "relative": [], "stranger": []}
    for seed, mess in ((1, 0.6), (2, 1.0), (3, 1.6)):
        made = records(kind, seed, size, mess)
        table, told = comparison_table(facts(made)), truth(made)
        groups = {"same": pairs_of(told, "entity"), "relative": pairs_of(told, "household"),
                  "stranger": strangers(told, STRANGERS)}  # fmt: skip
        for name, pairs in groups.items():
            parts[name].append(score_pairs(table, pairs, blank(kind), 0.0, floor=None))
    told_shares = {name: shares(pl.concat(found), kind) for name, found in parts.items()}
    weights = {
        one.name: {name: told_shares[name][one.name] for name in ("same", "stranger", "relative")}
        for one in OF_KIND[kind]
    }
    return {"kind": kind, "copies": 0.6, "relatives": 1.0, "spread": SPREAD[kind], "weights": weights}


def main() -> int:
    """Estimate and write both."""
    for kind in sys.argv[1:] or ["person", "organization"]:
        document = estimate(kind)
        (DATA / f"weights_{kind}.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
