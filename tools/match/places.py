"""Invented addresses and telephones, and what lists make of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from random import Random

from match.lexicon import words
from match.mistakes import digit, slipped

_TYPES = {
    "street": "st",
    "road": "rd",
    "avenue": "ave",
    "drive": "dr",
    "court": "ct",
    "place": "pl",
    "crescent": "cres",
    "lane": "ln",
    "parade": "pde",
    "terrace": "tce",
    "boulevard": "blvd",
}
_HOUSES = ("house", "village", "farm", "lodge", "tower")
_ENDS = (
    "ville",
    "ton",
    "field",
    " park",
    " hill",
    " bay",
    "ford",
    "bourne",
    "wood",
    " creek",
    "mont",
    " heights",
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts."""

    number: str
    street: str
    premise: str
    city: str
    region: str
    postal: str

    @property
    def line(self) -> str:
        """Number, street and what else names the house."""
        return ", ".join(part for part in (f"{self.number} {self.street}".strip(), self.premise) if part)


class Places:
    """Streets of 600 invented towns, some larger than others; half as in lexicon.words."""

    def __init__(self, random: Random, half: int) -> None:
        self.random = random
        known = list(words("surnames", half))
        self._streets = [f"{random.choice(known)} {random.choice(list(_TYPES))}" for _ in range(4_000)]
        self._towns = [
            (
                f"{random.choice(known)}{random.choice(_ENDS)}",
                f"r{random.randrange(8)}",
                str(random.randrange(1000, 9999)),
            )
            for _ in range(600)
        ]
        self._weights = list(accumulate(1 / (n + 5) for n in range(600)))
        self._words = known

    def address(self) -> Address:
        """Anywhere."""
        random = self.random
        city, region, postal = random.choices(self._towns, cum_weights=self._weights)[0]
        premise = ""
        if random.random() < 0.25:
            premise = f"{random.choice(self._words)} {random.choice(_HOUSES)}"
        elif random.random() < 0.2:
            premise = f"unit {random.randrange(1, 60)}"
        return Address(
            str(random.randrange(1, 250)), random.choice(self._streets), premise, city, region, postal
        )

    def phone(self) -> str:
        """An Australian number kept for fiction, or one like it."""
        return f"+61{self.random.choice('23784')}{self.random.randrange(10**7, 10**8)}"

    def noted(self, address: Address, severity: float) -> Address:
        """As a list has it, the more severe the worse."""
        random = self.random

        def happens(share: float) -> bool:
            return random.random() < min(share * severity, 0.6)

        def worn(text: str, share: float, absent: float) -> str:
            if happens(absent):
                return ""
            return slipped(text, random, 0.1 * severity) if text and happens(share) else text

        if happens(0.02):
            address = replace(address, city=self.address().city)
        if happens(0.01):
            address = replace(address, postal=self.address().postal)
        if happens(0.02):
            address = replace(address, number=str(random.randrange(1, 250)))
        if happens(0.01):
            address = replace(address, street=self.address().street)
        street, premise = address.street, address.premise
        if random.random() < 0.35:
            name, _, kind = street.rpartition(" ")
            street = f"{name} {_TYPES[kind]}"
        if premise and happens(0.05):
            street, premise = premise, street
        return replace(
            address,
            number=digit(address.number, random) if happens(0.05) else worn(address.number, 0, 0.03),
            street=worn(street, 0.08, 0.02),
            premise=worn(premise, 0.1, 0.12),
            city=worn(address.city, 0.07, 0.03),
            region=worn(address.region, 0.03, 0.05),
            postal=digit(address.postal, random) if happens(0.05) else worn(address.postal, 0, 0.04),
        )
