"""Estimate the weights that Carnet comes with, from invented people and organizations.

Writes weights_person.json and weights_organization.json under src/carnet/stages/match/evidence/data. No
labelled set of anybody is read: what the weights are later judged by must not have made them.
"""

from __future__ import annotations

import json
import random as chance
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.match.evidence.blocking import candidate_pairs
from carnet.stages.match.evidence.levels import OF_KIND
from carnet.stages.match.evidence.model import STRAIGHT, Curve, Model, Weights, counted, model_from
from carnet.stages.match.evidence.records import comparison_table
from carnet.stages.match.evidence.refine import refined, reweighed
from carnet.stages.match.evidence.score import score_pairs
from carnet.stages.match.evidence.strangers import with_own_strangers
from carnet.stages.match.evidence.weigh import log_prior, unnamed
from match.organizations import Organization, Organizations
from match.people import People, Person
from match.tables import facts

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/carnet/stages/match/evidence/data"
LEARNT, HELD_OUT = 0, 1  # halves of the words: what is learnt is judged by records without a word of it
SIZE = 6_000  # invented people, and half as many organizations
STRANGERS = 150_000  # pairs drawn at random
SMOOTH = 2.0  # pairs that every level is held to have had besides
# column -> share of a term never seen, and how many records that belief is worth
SPREAD = {
    "person": {
        "given": (1 / 500, 100.0),
        "family": (1 / 3000, 100.0),
        "birth": (1 / 20000, 300.0),
        "email": (1 / 100000, 100.0),
        "phone": (1 / 50000, 100.0),
        "street": (1 / 5000, 100.0),
        "postal": (1 / 1000, 100.0),
        "city": (1 / 500, 100.0),
        "id": (1 / 100000, 100.0),
        "employer": (1 / 1000, 100.0),
    },
    "organization": {
        "core": (1 / 20000, 100.0),
        "distinctive": (1 / 3000, 100.0),
        "email": (1 / 20000, 100.0),
        "phone": (1 / 50000, 100.0),
        "street": (1 / 5000, 100.0),
        "postal": (1 / 1000, 100.0),
        "city": (1 / 500, 100.0),
        "id": (1 / 100000, 100.0),
    },
}
# Shares that no invented town tells: people change jobs, columns without a known meaning hold mistakes,
# numbers are given out in a row, switchboards ring at many desks.
# Duplicates have at least, and strangers too, such a share of a level.
AT_LEAST = {
    "same": {
        "ids": {"differs": 0.02, "two mistakes": 0.01},
        "employer": {"differs": 0.2},
        "suffix": {"differs": 0.005},
        "registration": {"differs": 0.002, "of another kind": 0.05},
        "middle": {"differs": 0.02},
        "given": {"one of several": 0.01, "of the other sex": 0.002},
        "form": {"another sort": 0.005},
        "family": {"one of several": 0.005, "initial": 0.005},
    },
    "stranger": {
        "ids": {"given out in a row": 1e-3, "typing mistake": 1e-5, "two mistakes": 1e-3},
        "phone": {"typing mistake": 1e-5, "shared by several": 2e-4},
        "registration": {"typing mistake": 1e-5, "of another kind": 0.05},
    },
    "relative": {
        "phone": {"shared by several": 1.5e-3},
        "ids": {"given out in a row": 0.02, "typing mistake": 2e-4, "two mistakes": 5e-3},
        "registration": {"typing mistake": 0.01, "of another kind": 0.05},
    },
}
Record = Person | Organization
Floats = npt.NDArray[np.float64]


def records(kind: str, seed: int, size: int, mess: float, half: int = LEARNT) -> list[Record]:
    """Invented records of one kind, in random order."""
    made: list[Record] = []
    if kind == "person":
        people = People(seed, mess, half)
        made += [copy for house in people.households(size) for one in house for copy in people.copies(one)]
    else:
        firms = Organizations(seed, mess, half)
        made += [copy for house in firms.households(size) for one in house for copy in firms.copies(one)]
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


def estimate(kind: str) -> dict[str, Any]:
    """The weights' document of one kind."""
    size = SIZE if kind == "person" else SIZE // 2
    parts: dict[str, list[pl.DataFrame]] = {"same": [], "stranger": [], "relative": []}
    for seed, mess in ((1, 0.6), (2, 1.0), (3, 1.8)):
        made = records(kind, seed, size, mess)
        table, told = comparison_table(facts(made)), truth(made)
        groups = {
            "same": pairs_of(told, "entity"),
            "stranger": strangers(told, STRANGERS),
            "relative": pairs_of(told, "household"),
        }
        for name, pairs in groups.items():
            parts[name].append(score_pairs(table, pairs, blank(kind), 0.0, floor=None))
    told_shares = {name: shares(pl.concat(found), kind) for name, found in parts.items()}
    weights = {
        one.name: {
            name: at_least(told_shares[name][one.name], AT_LEAST[name].get(one.name, {})) for name in parts
        }
        for one in OF_KIND[kind]
    }
    return {
        "kind": kind, "copies": 0.6, "relatives": 1.0, "learns": kind == "person", "spread": SPREAD[kind],
        "weights": weights,
    }  # fmt: skip


def at_least(told: dict[str, float], least: Mapping[str, float]) -> dict[str, float]:
    """Shares with a lower limit for some levels; together they are 1 again."""
    raised = {level: max(share, least.get(level, 0.0)) for level, share in told.items()}
    return {level: round(share / sum(raised.values()), 8) for level, share in raised.items()}


def exchanged(documents: Mapping[str, dict[str, Any]]) -> None:
    """Numbers weigh for one kind what they weigh for the other: people are invented with further identifiers,
    organizations with registration numbers."""
    person, organization = documents["person"]["weights"], documents["organization"]["weights"]
    person["registration"], organization["ids"] = organization["registration"], person["ids"]


# Columns that a list may lack, and how often it does.
ABSENT = {
    "person": {
        "birth_date": 0.5,
        "ids": 0.8,
        "middle_name": 0.5,
        "emails": 0.35,
        "phones": 0.4,
        "addresses": 0.35,
        "organization": 0.7,
    },
    "organization": {
        "registrations": 0.6,
        "emails": 0.4,
        "phones": 0.4,
        "addresses": 0.3,
        "websites": 0.6,
        "accounting.trading_name": 0.7,
    },
}
LISTS = 40  # lists that the calibration is fitted on
STEP = 1.5  # log odds (base 2) between two points of the calibration
REACH = 9.0  # the outermost points
FEW = 30.0  # pairs that the straight line through all points is worth at each


def calibrate(kind: str, document: dict[str, Any]) -> dict[str, Curve]:
    """What log odds come true as, on lists of other people: curves that only rise, by their names in Model.

    The lists are of several sizes and as many sorts of mess, and each lacks some columns. Probabilities take
    part in refining, so the curve is found again with the one found before, until it hardly moves.
    """
    made = [_scored(kind, document, number) for number in range(LISTS)]
    curves: dict[str, Any] = {"calibration": STRAIGHT}
    for _ in range(4):
        parts = []
        for scored, own, right, rows in made:
            told = replace(own, **curves)
            pairs = reweighed(scored, own, refined(told, scored, rows)).select(
                "odds",
                same=pl.Series(right),
                weight=pl.lit(1_000 / max(right.sum(), 1)),  # each list counts alike
                unnamed=unnamed() if kind == "person" else False,
            )
            parts.append(pairs)
        whole = pl.concat(parts)
        curves = {"calibration": curve(whole.filter(~pl.col("unnamed")))}
        if kind == "person":
            curves["unnamed"] = curve(whole.filter("unnamed"))
    return curves


def _scored(
    kind: str, document: dict[str, Any], number: int
) -> tuple[pl.DataFrame, Model, npt.NDArray[np.bool_], int]:
    """Scored pairs of a list, the model with its strangers, which pairs are one, how many rows it has."""
    random = chance.Random(700 + number)
    size, mess = random.choice((150, 600, 2_000)), random.choice((0.5, 1.0, 1.6, 2.5))
    made = records(kind, 100 + number, size, mess)
    table = comparison_table(lacking(facts(made), kind, random))
    model = model_from({**document, "calibration": STRAIGHT})
    own = with_own_strangers(table, model)
    scored = score_pairs(table, candidate_pairs(table, kind).pairs, own, log_prior(own, table.height))
    entity = truth(made)["entity"]
    return scored, own, (entity.gather(scored["l"]) == entity.gather(scored["r"])).to_numpy(), table.height


def lacking(told: pl.DataFrame, kind: str, random: chance.Random) -> pl.DataFrame:
    """The facts of a list that does not have every column."""
    absent = [name for name, share in ABSENT[kind].items() if random.random() < share]
    return told.with_columns(pl.lit(None, told.schema[name]).alias(name) for name in absent)


def curve(pairs: pl.DataFrame) -> Curve:
    """Points of told and true log odds (base 2), ascending: how often pairs near each were the same.

    Where few pairs are, the straight line through all of them counts; what falls is levelled (pool adjacent
    violators) and then tilted a little, so that no two odds become one.

    Args:
        pairs: odds, same (whether they are one), weight.
    """
    odds, same, weight = (pairs[name].to_numpy() for name in ("odds", "same", "weight"))
    slope, shift = _line(odds, same, weight)
    at = np.arange(-REACH, REACH + STEP / 2, STEP)
    place = np.clip(np.round((odds + REACH) / STEP), 0, len(at) - 1).astype(int)
    seen = np.bincount(place, weights=weight, minlength=len(at))
    right = np.bincount(place, weights=weight * same, minlength=len(at))
    line = 1 / (1 + 2.0 ** -(slope * at + shift))
    blocks: list[list[float]] = []
    for whole, share in zip(seen + FEW, right + FEW * line, strict=True):
        blocks.append([share, whole, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [one + other for one, other in zip(blocks[-1], last, strict=True)]
    true = np.concatenate([np.full(int(count), share / whole) for share, whole, count in blocks])
    told = np.log2(true / (1 - true)) + 0.05 * at
    return tuple((round(float(x), 2), round(float(y), 3)) for x, y in zip(at, told, strict=True))


def _line(odds: Floats, same: npt.NDArray[np.bool_], weight: Floats) -> tuple[float, float]:
    """Slope and shift of the logistic curve that tells from log odds (base 2) which pairs are the same."""
    told = np.clip(odds, -15, 15)
    design = np.stack([told, np.ones_like(told)])
    value = np.array([0.7, 0.0])
    for _ in range(30):
        expected = 1 / (1 + 2.0 ** -(value @ design))
        gradient = design @ (weight * (same - expected))
        curvature = (design * (weight * expected * (1 - expected))) @ design.T * np.log(2)
        value += np.linalg.solve(curvature + 1e-6 * np.eye(2), gradient)
    return float(value[0]), float(value[1])


def main() -> int:
    """Estimate and write both."""
    documents = {kind: estimate(kind) for kind in OF_KIND}
    exchanged(documents)
    for kind, document in documents.items():
        document |= calibrate(kind, document)
        (DATA / f"weights_{kind}.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
