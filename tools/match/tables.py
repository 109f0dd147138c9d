"""Invented records as facts to be compared."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.stages.match.evidence.facts import FACTS
from match.organizations import Organization
from match.people import Person
from match.places import Address


def facts(records: Sequence[Person | Organization]) -> pl.DataFrame:
    """FACTS of invented records, in order."""
    rows = [_person(one) if isinstance(one, Person) else _organization(one) for one in records]
    frame = pl.DataFrame(
        [{name: value or None for name, value in row.items()} for row in rows],
        schema={name: FACTS[name] for name in rows[0]},
    )
    absent = [pl.lit(None, kind).alias(name) for name, kind in FACTS.items() if name not in frame.columns]
    return (
        frame.with_columns(absent)
        .with_columns(source=pl.lit(0, pl.UInt32), place=pl.int_range(pl.len(), dtype=pl.UInt32))
        .select(FACTS.names())
    )


def _address(one: Address | None) -> list[dict[str, str | None]]:
    if one is None:
        return []
    return [
        {
            "label": "physical",
            "line": one.line or None,
            "city": one.city or None,
            "region": one.region or None,
            "postal_code": one.postal or None,
            "country": None,
        }
    ]


def _person(one: Person) -> dict[str, object]:
    return {
        "kind": "person",
        "first_name": one.given,
        "middle_name": one.middle,
        "last_name": one.family,
        "suffix": one.suffix,
        "name": f"{one.given} {one.family}".strip(),
        "organization": one.employer,
        "birth_date": one.birth,
        "emails": [one.email] if one.email else [],
        "phones": [one.phone] if one.phone else [],
        "addresses": _address(one.address),
        "ids": [f"#0:{one.identifier}"] if one.identifier else [],
    }


def _organization(one: Organization) -> dict[str, object]:
    return {
        "kind": "organization",
        "name": f"{one.name} {one.form}".strip(),
        "accounting.trading_name": one.trading,
        "emails": [one.email] if one.email else [],
        "phones": [one.phone] if one.phone else [],
        "websites": [f"www.{one.domain}"] if one.domain else [],
        "addresses": _address(one.address),
        "registrations": [f"business_number:{one.registration}"] if one.registration else [],
    }
