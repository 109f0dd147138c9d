"""Small tables of invented contacts, written as a test's sentence needs them."""

from __future__ import annotations

from collections.abc import Sequence
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


def strangers(number: int = 150) -> list[dict[str, Any]]:
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
