"""What each degree of agreement weighs: shares of it among duplicates, strangers and relatives.

A relative is somebody else of the same household or firm: another person at the address, a sister company.
Their records agree on much (address, phone, last name) and are no duplicates: they are a class of their own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from carnet.stages.match.evidence.levels import OF_KIND, Comparison, Level

Shares = Mapping[str, float]
Curve = tuple[tuple[float, float], ...]
STRAIGHT: Curve = ((-1.0, -1.0), (1.0, 1.0))
LEAST = 1e-6  # a share of nothing would make any other evidence worthless


@dataclass(frozen=True, slots=True)
class Weights:
    """The shares of one comparison's levels, by level: of pairs that are the same, strangers, relatives."""

    same: Shares
    stranger: Shares
    relative: Shares


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that is known before a firm's own data are seen.

    Attributes:
        kind: person or organization.
        weights: comparison -> Weights.
        copies: duplicates that a record is expected to have.
        relatives: relatives that a record is expected to have.
        spread: column of terms -> (share that a term never seen is held to have, how many records that
            belief is worth).
        learns: whether the shares of duplicates may move towards a list's own.
        calibration: what log odds (base 2) of a pair come true as: (told, true) by which to go, ascending.
        unnamed: the same of two people one of whom has no first name, where it is another curve: what a
            household has in common could be said of any of its members.
    """

    kind: str
    weights: Mapping[str, Weights]
    copies: float
    relatives: float
    spread: Mapping[str, tuple[float, float]]
    learns: bool = True
    calibration: Curve = STRAIGHT
    unnamed: Curve = ()

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """What is compared, in order."""
        return OF_KIND[self.kind]


def counted(comparison: Comparison) -> list[Level]:
    """The levels that weigh something."""
    return [level for level in comparison.levels if not level.empty]


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


def terms_of(model: Model) -> list[str]:
    """The columns of terms whose rarity counts, in order."""
    return sorted({level.frequency for one in model.comparisons for level in one.levels if level.frequency})


@cache
def default_model(kind: str) -> Model:
    """The weights that Carnet comes with.

    Source: data/weights_<kind>.json, made by tools/match/estimate.py.
    """
    text = resources.files(__package__).joinpath("data", f"weights_{kind}.json").read_text(encoding="utf-8")
    return model_from(json.loads(text))


def model_from(document: Mapping[str, object]) -> Model:
    """A model of its JSON document."""
    told: dict[str, object] = dict(document)
    told["weights"] = {name: Weights(**shares) for name, shares in document["weights"].items()}  # type: ignore[attr-defined]
    for name in ("calibration", "unnamed"):
        told[name] = tuple(tuple(pair) for pair in document.get(name, ()))  # type: ignore[attr-defined]
    told["spread"] = {name: tuple(pair) for name, pair in document["spread"].items()}  # type: ignore[attr-defined]
    return Model(**told)  # type: ignore[arg-type]
