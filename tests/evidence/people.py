"""Small tables of invented contacts, written as a test's sentence needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from carnet.stages.match.evidence.facts import FACTS
from carnet.stages.match.evidence.find import Clusters, find_duplicates
from carnet.stages.match.evidence.records import comparison_table

_GIVEN = [
    "Amara",
    "Bjorn",
    "Celeste",
    "Darius",
    "Elowen",
    "Farid",
    "Ginevra",
    "Hoshi",
    "Idris",
    "Juno",
    "Kasimir",
    "Liora",
    "Marek",
    "Nadia",
    "Orla",
]
_FAMILY = [
    "Abara",
    "Brisbois",
    "Castellan",
    "Dragomir",
    "Eskola",
    "Fairweather",
    "Grundy",
    "Holmqvist",
    "Ito",
    "Jarrah",
    "Kaminski",
    "Lund",
]
_TREES = ["Quandong", "Tallow", "Mulga", "Banksia", "Saltbush", "Boronia", "Wattle"]
_STREETS = ["Acacia", "Beech", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel", "Ivy"]


def person(first: str, last: str, **said: Any) -> dict[str, Any]:
    """A person's facts; line, city and postal_code are of one address."""
    return _row({"kind": "person", "first_name": first, "last_name": last, "name": f"{first} {last}"} | said)


def organization(name: str, **said: Any) -> dict[str, Any]:
    """An organization's facts."""
    return _row({"kind": "organization", "name": name} | said)


def _row(said: dict[str, Any]) -> dict[str, Any]:
    parts = {name: said.pop(name) for name in ("line", "city", "postal_code", "region") if name in said}
    if parts:
        said["addresses"] = [{"label": "physical", **parts}]
    for name in ("email", "phone", "registration"):
        if name in said:
            said[f"{name}s"] = [said.pop(name)]
    return said


def told(number: int, *things: str) -> dict[str, Any]:
    """Facts that only the household of that number has: home, birth_date, email, phone."""
    every = {
        "home": {
            "line": f"{number + 5} {_TREES[number % 7]} Road",
            "city": f"{_TREES[number % 5]}ton",
            "postal_code": f"{2701 + number * 3}",
        },
        "birth_date": {"birth_date": f"19{40 + number}-0{1 + number % 9}-{13 + number % 15}"},
        "email": {"email": f"{_TREES[number % 7].lower()}{number}@mail.example"},
        "phone": {"phone": f"+612986{51000 + number * 37}"},
    }
    return {name: value for thing in things for name, value in every[thing].items()}


def pairs(
    cases: Mapping[str, tuple[Any, Any]], make: Callable[[Any, int], dict[str, Any]]
) -> list[dict[str, Any]]:
    """The rows of cases of two each, in order: make gives one of the row and the number of its case."""
    return [make(one, number) for number, case in enumerate(cases.values()) for one in case]


def found_as_one(found: Clusters, cases: Iterable[str]) -> list[str]:
    """The cases whose two rows are one cluster; their rows come first."""
    return [case for n, case in enumerate(cases) if one_contact(found, 2 * n, 2 * n + 1)]


def strangers(number: int = 59) -> list[dict[str, Any]]:
    """People who have nothing to do with each other, so that the list is of a usual size."""
    return [
        person(
            _GIVEN[n % 15],
            _FAMILY[n % 12] + "aeiou"[n % 5] + "kmn"[n % 3],
            birth_date=f"{1930 + n % 70}-0{1 + n % 9}-1{n % 8}",
            email=f"{_GIVEN[n % 15]}{n}@{_FAMILY[n % 12]}{n}.example".lower(),
            phone=f"+6129876{1000 + n * 7}",
            line=f"{n * 3 + 1} {_STREETS[n % 9]} Street",
            city=f"{_FAMILY[n % 11]}ville",
            postal_code=f"{2000 + n * 13}",
        )
        for n in range(number)
    ]


def table(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """The comparison table of rows."""
    frame = pl.DataFrame(list(rows), schema_overrides=FACTS, infer_schema_length=None)
    absent = [pl.lit(None, kind).alias(name) for name, kind in FACTS.items() if name not in frame.columns]
    frame = frame.with_columns(absent).with_columns(
        source=pl.lit(0, pl.UInt32), place=pl.int_range(pl.len(), dtype=pl.UInt32)
    )
    return comparison_table(frame.select(FACTS.names()))


def among_strangers(*rows: dict[str, Any]) -> Clusters:
    """Who is who of the rows, which come first in a list of strangers."""
    return find_duplicates(table([*rows, *strangers()]))


def one_contact(found: Clusters, *rows: int) -> bool:
    """Whether the rows are one cluster."""
    return found.frame["cluster_id"].gather(list(rows)).n_unique() == 1


def apart(found: Clusters, *rows: int) -> bool:
    """Whether each of the rows is of another cluster."""
    return found.frame["cluster_id"].gather(list(rows)).n_unique() == len(rows)
