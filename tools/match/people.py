"""Invented people and the records that several careless lists have of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from random import Random

from carnet.stages.match.evidence.words import familiar_forms
from match.lexicon import words
from match.mistakes import Carelessness, digit, slipped
from match.places import Address, Places

_HOSTS = ("gmail.com", "outlook.com", "yahoo.com", "icloud.com", "bigpond.com", "orange.fr", "hotmail.com")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as they are in truth, or as one list has them."""

    entity: int
    household: int
    given: str
    middle: str
    family: str
    suffix: str
    birth: str
    email: str
    phone: str
    address: Address | None
    identifier: str
    employer: str = ""


@dataclass(slots=True)
class Names:
    """Words by how often they are used: the n-th as 1 / (n + 3)."""

    words: Sequence[str]
    weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.weights = list(accumulate(1 / (n + 3) for n in range(len(self.words))))

    def draw(self, random: Random) -> str:
        """One of them."""
        return random.choices(self.words, cum_weights=self.weights)[0]


class People:
    """An invented town.

    Args:
        seed: the same seed makes the same people.
        mess: how careless the lists are, 1 as offices are; more is worse.
        half: of the words, as in lexicon.words.
    """

    def __init__(self, seed: int, mess: float, half: int) -> None:
        self.random = Random(seed)
        self.mess = mess
        self.places = Places(self.random, half)
        given, family = list(words("given_names", half)), list(words("surnames", half))
        self.random.shuffle(given)
        self.random.shuffle(family)
        known = [name for name in given if name in set(familiar_forms()["form"])]
        self.given = Names([*known[:300], *given, *(self._invented() for _ in range(1_500))])
        self.family = Names([*family, *(self._invented() for _ in range(6_000))])
        self.short = {
            name: [form for form, names in familiar_forms().iter_rows() if name in names and form != name]
            for name in known
        }

    def _invented(self) -> str:
        parts = (
            "bar",
            "ken",
            "dal",
            "mor",
            "lis",
            "ven",
            "hart",
            "wick",
            "ton",
            "ley",
            "man",
            "sen",
            "ber",
            "kow",
            "ski",
            "ova",
            "eau",
            "mont",
            "roy",
            "gar",
            "nel",
            "pet",
            "ros",
            "vil",
            "fors",
            "quin",
        )
        return "".join(self.random.choice(parts) for _ in range(self.random.choice((2, 2, 3))))

    def households(self, people: int) -> Iterator[list[Person]]:
        """Households with so many people in all."""
        made = 0
        while made < people:
            size = min(self.random.choices((1, 2, 3, 4), (45, 30, 13, 12))[0], people - made)
            yield self._household(made, size)
            made += size

    def _household(self, first: int, size: int) -> list[Person]:
        random = self.random
        family, address = self.family.draw(random), self.places.address()
        home, shared = self.places.phone(), random.random() < 0.25
        members: list[Person] = []
        for number in range(size):
            own = family if number == 0 or random.random() < 0.85 else self.family.draw(random)
            given = members[0].given if number > 1 and random.random() < 0.06 else self.given.draw(random)
            person = Person(
                entity=first + number,
                household=first,
                given=given,
                middle=self.given.draw(random) if random.random() < 0.6 else "",
                family=own,
                suffix="",
                birth=members[-1].birth if members and random.random() < 0.005 else self._birth(),  # twins
                email="",
                phone=home if random.random() < 0.4 else self.places.phone(),
                address=address,
                identifier=self._identifier(members),
                employer=f"{self.family.draw(random)} holdings" if random.random() < 0.5 else "",
            )
            email = members[0].email if members and shared else self._email(person)
            members.append(replace(person, email=email))
            if number and given == members[0].given:
                members[0], members[-1] = (
                    replace(p, suffix=s) for p, s in ((members[0], "Sr"), (members[-1], "Jr"))
                )
        return members

    def _identifier(self, members: Sequence[Person]) -> str:
        """A number; of those who came together to the firm often the next one."""
        if members and self.random.random() < 0.15:
            return str(int(members[-1].identifier) + 1)
        return str(self.random.randrange(10**6, 10**8))

    def _birth(self) -> str:
        start = datetime.date(1925, 1, 1)
        return (start + datetime.timedelta(days=self.random.randrange(85 * 365))).isoformat()

    def _email(self, person: Person) -> str:
        random, given, family = self.random, person.given.replace(" ", ""), person.family.replace(" ", "")
        host = (
            random.choice(_HOSTS)
            if random.random() < 0.7
            else f"{self.family.draw(random).replace(' ', '')}.example"
        )
        local = random.choice(
            (
                f"{given}.{family}",
                f"{given[:1]}{family}",
                f"{given}{person.birth[2:4]}",
                f"{given}{family[:1]}{random.randrange(100)}",
                f"{family}.{given}",
                f"{given[:1]}.{family}{random.randrange(99)}",
            )
        )
        return f"{local}@{host}"

    # ---------------------------------------------------------------------------------- what lists make of it

    def copies(self, person: Person) -> list[Person]:
        """The records that lists have of a person."""
        number = self.random.choices((1, 2, 3, 4, 6), (55, 25, 10, 6, 4))[0]
        life = [self._lived(person) for _ in range(number - 1)]
        return [self._noted(one) for one in (person, *life)]

    def _lived(self, person: Person) -> Person:
        """The same person at another time: moved, married, with another telephone."""
        random = self.random
        changes: dict[str, object] = {}
        if random.random() < 0.08:
            changes |= {"address": self.places.address(), "phone": self.places.phone()}
        if random.random() < 0.10:
            changes["phone"] = self.places.phone()
        if random.random() < 0.10:
            changes["email"] = self._email(person)
        if random.random() < 0.02:
            changes["family"] = self.family.draw(random)
        if random.random() < 0.2:
            changes["employer"] = ""
        return replace(person, **changes)  # type: ignore[arg-type]

    def _noted(self, person: Person) -> Person:
        """As one list has it."""
        random = self.random
        hand = Carelessness(random, self.mess)
        severity, happens, worn = hand.severity, hand.happens, hand.worn

        def slip(text: str) -> str:
            return slipped(text, random, 0.3 * severity / 3)

        given, middle, family = person.given, person.middle, person.family
        if happens(0.07) and self.short.get(given):
            given = random.choice(self.short[given])
        if happens(0.03):
            given = given[:1]
        if happens(0.012):  # called by another name, or a slip into the next line of the list
            given = self.given.draw(random)
        if happens(0.012):
            family = self.family.draw(random)
        if random.random() < 0.35:
            middle = ""
        elif random.random() < 0.4:
            middle = middle[:1]
        given, family = worn(given, 0.08, slip, 0.04), worn(family, 0.08, slip, 0.04)
        if happens(0.02):
            given, family = family, given
        return replace(
            person,
            given=given,
            middle=worn(middle, 0.05, slip, 0.05),
            family=family,
            suffix=worn(person.suffix, 0, slip, 0.2),
            birth=worn(person.birth, 0.08, self._misdated, 0.08),
            email=worn(person.email, 0.05, slip, 0.12),
            phone=worn(person.phone, 0.04, lambda text: digit(text, random), 0.12),
            address=None if happens(0.05) else person.address and self.places.noted(person.address, severity),
            identifier=worn(person.identifier, 0.05, lambda text: digit(text, random), 0.05),
            employer=worn(person.employer, 0.05, slip, 0.2),
        )

    def _misdated(self, birth: str) -> str:
        random = self.random
        kind = random.random()
        year, month, day = birth.split("-")
        if kind < 0.2 and int(day) <= 12:
            return f"{year}-{day}-{month}"
        if kind < 0.62:
            wrong = digit(birth, random)
            return wrong if _is_date(wrong) else f"{year}-{month}-{random.randrange(1, 28):02}"
        if kind < 0.72:
            return f"{int(year) + random.choice((-10, -1, 1, 10))}-{month}-{day}"
        if kind < 0.82:
            return f"{year}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
        return self._birth()


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
