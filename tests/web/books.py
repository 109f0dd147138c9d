"""A book to look around in, imported as a person does it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.web.serving import Served

PEOPLE = (
    "First Name", "Last Name", "Email", "Mobile Phone", "Belongs To", "Client Identifier", "Contact Type",
    "Client Owner", "Physical Address",
)  # fmt: skip
FIRST = ("Amélie", "Bruno", "Chloé", "Denis", "Élodie", "Farid", "Gaëlle", "Hugo", "Inès", "Jules")
LAST = ("Tremblay", "Gagnon", "Roy", "Côté", "Bouchard", "Gauthier", "Morin")


def person(number: int) -> list[str]:
    """One of the 70 people: numbers 0 to 69 are all called differently."""
    first, last = FIRST[number % 10], LAST[number // 10]
    return [
        first, last,
        f"{first}.{last}@example.com".lower() if number % 3 else "",
        f"+1 514 555 {100 + number:04}" if number % 2 else "",
        "Wattle Grove Nursery Ltd" if number < 5 else "",
        f"P-{number:03}",
        "Client" if number % 4 else "Prospect",
        "Léa Fontaine" if number % 5 else "",
        "12 Wattle Street, Ballarat, VIC, 3350, Australia" if number < 8 else "",
    ]  # fmt: skip


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """A csv file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def filled(served: Served, name: str = "people.csv", people: Sequence[int] = range(70)) -> None:
    """Import people."""
    path = write(served.home / name, PEOPLE, [person(number) for number in people])
    served.carnet("import", path, "--yes", "--json", "--duplicates", "separate")
