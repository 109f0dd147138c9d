"""Invented organizations and the records that several careless lists have of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from match.lexicon import words
from match.mistakes import Carelessness, digit, slipped
from match.people import Names
from match.places import Address, Places

_FORMS = {
    "AU": (
        ("Pty Ltd", ("Pty Ltd", "Pty. Ltd.", "Pty Limited", "P/L", "Proprietary Limited")),
        ("Trust", ("Trust", "Family Trust")),
        ("Super Fund", ("Super Fund", "Superannuation Fund")),
    ),
    "US": (
        ("Inc", ("Inc", "Inc.", "Incorporated", "Corp")),
        ("LLC", ("LLC", "L.L.C.")),
        ("Corp", ("Corp", "Corporation")),
        ("LLP", ("LLP",)),
        ("PC", ("PC", "P.C.")),
    ),
    "FR": (
        ("SARL", ("SARL", "S.A.R.L.", "Sarl")),
        ("SAS", ("SAS", "S.A.S.")),
        ("SASU", ("SASU",)),
        ("SCI", ("SCI",)),
    ),
    "GB": (("Ltd", ("Ltd", "Limited", "Ltd.")), ("LLP", ("LLP",)), ("plc", ("plc", "PLC"))),
    "CA": (("Inc", ("Inc.", "Inc", "Ltée", "Limited")), ("Enr", ("enr.",))),
}
_NO_COMPANIES = {"Trust", "Super Fund", "LLP", "SCI"}  # no list calls a company one of them by mistake
_TRADE_WORDS = """
plumbing electrical builders bakery cafe dental motors transport joinery roofing landscapes pharmacy
engineering consulting design media software interiors catering holdings investments properties farms
vineyards brewing childcare accounting legal services management construction painting cleaning logistics
trading group partners solutions systems enterprises developments physiotherapy optical real-estate
insurance travel printing boulangerie menuiserie plomberie conseil transports garage restaurant
immobilier coiffure assurances
"""
_TRADES = tuple(_TRADE_WORDS.split())
_SHORT = {
    "services": "svcs",
    "management": "mgmt",
    "construction": "constr",
    "associates": "assoc",
    "group": "grp",
    "international": "intl",
    "electrical": "elec",
    "engineering": "eng",
    "properties": "props",
    "holdings": "hldgs",
    "brothers": "bros",
    "company": "co",
    "accounting": "acctg",
    "and": "&",
}


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization as it is in truth, or as one list has it."""

    entity: int
    household: int  # of one owner
    name: str
    form: str
    trading: str
    domain: str
    email: str
    phone: str
    address: Address | None
    registration: str
    country: str


class Organizations:
    """Invented firms; mess and half as in people.People."""

    def __init__(self, seed: int, mess: float, half: int) -> None:
        self.random = Random(seed)
        self.mess = mess
        self.places = Places(self.random, half)
        business, family = list(words("business_words", half)), list(words("surnames", half))
        self.random.shuffle(business)
        self.random.shuffle(family)
        self.trades = Names([*_TRADES[half::2], *business])
        self.family = Names(family)
        self.rare = [
            f"{a}{b}"
            for a in ("zen", "val", "nor", "ari", "kel", "omni", "bel", "ver", "tri", "sol")
            for b in ("tech", "ora", "mark", "via", "dex", "line", "lux", "nova", "form", "ter")
        ]

    def households(self, number: int) -> Iterator[list[Organization]]:
        """Organizations by owner, so many in all."""
        made = 0
        while made < number:
            size = min(self.random.choices((1, 2, 3), (75, 18, 7))[0], number - made)
            yield self._owned(made, size)
            made += size

    def _name(self, owner: str) -> str:
        random, trade = self.random, self.trades.draw
        kind = random.random()
        if kind < 0.35:
            return f"{owner} {trade(random)}"
        if kind < 0.5:
            return f"{self.places.address().city} {trade(random)}"
        if kind < 0.62:
            return f"{owner} and {self.family.draw(random)}" + (
                f" {trade(random)}" if random.random() < 0.5 else ""
            )
        if kind < 0.75:
            return f"{random.choice(self.rare)} {trade(random)}"
        if kind < 0.83:
            return f"{random.choice(self.rare)} {self.family.draw(random)} {trade(random)}"
        if kind < 0.9:
            return f"{owner} {trade(random)} and {trade(random)}"
        if kind < 0.94:
            return f"{random.randrange(10**6, 10**7)} {self.places.address().city}"
        return f"the {self.places.address().city} {trade(random)} company"

    def _owned(self, first: int, size: int) -> list[Organization]:
        owner, country = self.family.draw(self.random), self.random.choice(list(_FORMS))
        head = self._founded(first, owner, country)
        chain = self.random.random() < 0.12
        return [head, *((self._branch if chain else self._sister)(head, n, owner) for n in range(1, size))]

    def _founded(self, first: int, owner: str, country: str) -> Organization:
        random, name = self.random, self._name(owner)
        domain = name.replace(" ", "")[:20] + ".example"
        return Organization(
            first, first, name, self._form_in(country), self._name(owner) if random.random() < 0.1 else "",
            domain, self._email(domain, owner), self.places.phone(), self.places.address(),
            str(random.randrange(10**8, 10**10)), country,
        )  # fmt: skip

    def _form_in(self, country: str) -> str:
        return self.random.choice(_FORMS[country])[0] if self.random.random() < 0.85 else ""

    def _branch(self, head: Organization, number: int, owner: str) -> Organization:
        """A member of a chain: a client of its own in another town, under the chain's name."""
        random, address = self.random, self.places.address()
        name = f"{head.name} {address.city}" if random.random() < 0.4 else head.name
        other = self._founded(head.household, owner, head.country)
        email = self._email(head.domain, owner) if random.random() < 0.7 else other.email
        return replace(
            other, entity=head.entity + number, name=name, form=head.form, domain=head.domain, email=email,
            address=address,
        )  # fmt: skip

    def _sister(self, head: Organization, number: int, owner: str) -> Organization:
        """Another company of the owner, often at the same desk."""
        random = self.random
        other = self._founded(head.household, owner, head.country)
        name, form = self._sister_name(head, number, owner), other.form
        if name == head.name:
            form = random.choice([f for f, _ in _FORMS[head.country] if f != head.form])
        same, shared = random.random() < 0.75, random.random() < 0.5
        domain = head.domain if shared else name.replace(" ", "")[:20] + ".example"
        return replace(
            other, entity=head.entity + number, name=name, form=form, domain=domain,
            email=self._email(domain, owner),
            phone=head.phone if same else other.phone, address=head.address if same else other.address,
        )  # fmt: skip

    def _sister_name(self, head: Organization, number: int, owner: str) -> str:
        random, kind = self.random, self.random.random()
        if head.name[0].isdigit() and kind < 0.6:
            issued, _, rest = head.name.partition(" ")
            return f"{int(issued) + random.choice((1, 1, 2, 7, 14, 1_203))} {rest}"
        if kind < 0.15:
            return head.name
        if kind < 0.25:
            return f"{head.name} " + random.choice((f"no {number + 1}", f"{number + 1}", "ii"))
        if kind < 0.5:
            return self._name(owner)
        return f"{owner} {self.trades.draw(random)}"

    def _email(self, domain: str, owner: str) -> str:
        random = self.random
        host = domain if random.random() < 0.7 else "gmail.com"
        local = random.choice(
            ("info", "office", "admin", "accounts", owner, f"{owner}{random.randrange(99)}")
        )
        if host == "gmail.com":
            local = f"{domain.split('.')[0][:12]}{random.randrange(99)}"
        return f"{local}@{host}".replace(" ", "")

    def copies(self, one: Organization) -> list[Organization]:
        """The records that lists have of an organization."""
        number = self.random.choices((1, 2, 3, 4), (55, 28, 11, 6))[0]
        return [self._noted(self._lived(one) if n else one) for n in range(number)]

    def _lived(self, one: Organization) -> Organization:
        random = self.random
        changes: dict[str, object] = {}
        if random.random() < 0.12:
            changes["address"] = self.places.address()
        if random.random() < 0.2:
            changes["phone"] = self.places.phone()
        if random.random() < 0.25:
            changes["email"] = self._email(one.domain, self.family.draw(random))
        if one.trading and random.random() < 0.4:
            changes["name"], changes["trading"] = one.trading, one.name if random.random() < 0.3 else ""
        return replace(one, **changes)  # type: ignore[arg-type]

    def _noted(self, one: Organization) -> Organization:
        random = self.random
        hand = Carelessness(random, self.mess)
        severity, happens, worn = hand.severity, hand.happens, hand.worn

        def slip(text: str) -> str:
            return slipped(text, random, 0.1 * severity)

        return replace(
            one,
            name=worn(self._called(one.name, happens), 0.12, slip, 0),
            form=self._form(one, happens),
            trading="" if random.random() < 0.5 else one.trading,
            domain=worn(one.domain, 0.02, slip, 0.3),
            email=worn(one.email, 0.04, slip, 0.2),
            phone=worn(one.phone, 0.04, lambda text: digit(text, random), 0.12),
            address=None if happens(0.05) else one.address and self.places.noted(one.address, severity),
            registration=worn(one.registration, 0.03, lambda text: digit(text, random), 0.3),
        )

    def _called(self, name: str, happens: Callable[[float], bool]) -> str:
        parts = name.split()
        if happens(0.15):
            parts = [_SHORT.get(part, part) for part in parts]
        if len(parts) > 2 and happens(0.05):
            del parts[self.random.randrange(1, len(parts))]
        if len(parts) > 1 and happens(0.03):
            parts = [*parts[1:], parts[0]]
        if len(parts) > 2 and happens(0.02):
            parts = ["".join(part[0] for part in parts)]
        if happens(0.04):
            parts.append(self.random.choice(("group", "services", "australia", "holdings")))
        return " ".join(parts)

    def _form(self, one: Organization, happens: Callable[[float], bool]) -> str:
        if not one.form or happens(0.2):
            return ""
        if happens(0.02) and one.form not in _NO_COMPANIES:
            return self.random.choice([f for f, _ in _FORMS[one.country] if f not in _NO_COMPANIES])
        spelt = dict(_FORMS[one.country])[one.form]
        return self.random.choice(spelt) if happens(0.4) else spelt[0]
