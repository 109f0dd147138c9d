"""Where the firm's clients live: names, streets, cities and legal forms of each country, from places.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a part of one with its own language.

    Attributes:
        country: ISO 3166-1 alpha-2; country_name: as exports write it; language: "en" or "fr".
        clients: how many of the firm's clients live there.
        women, men, families: names.
        streets: patterns, # is a digit.
        cities: city, region, postal code (# is a digit, @ a letter).
        words, trades, forms: of which a company's name is made, in the order that name gives.
        year_ends: (day, month); one that stands twice is twice as frequent.
    """

    country: str
    country_name: str
    language: str
    clients: int
    women: list[str]
    men: list[str]
    families: list[str]
    streets: list[str]
    cities: list[tuple[str, str, str]]
    words: list[str]
    trades: list[str]
    forms: list[str]
    name: str
    year_ends: list[tuple[int, int]]


def places() -> list[Place]:
    """Every place of places.toml, with the names of its language."""
    declared = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return [Place(**(declared["names"][place.pop("names")] | place)) for place in declared["places"]]


def fill(pattern: str, rng: Random) -> str:
    """The pattern with # made a digit from 1 to 9 and @ a letter that every country's postal codes know."""
    made = (
        str(rng.randrange(1, 10)) if c == "#" else rng.choice("ABEGHJLN") if c == "@" else c for c in pattern
    )
    return "".join(made)
