"""The clients as they are in truth; each export tells a part of it in its own way."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from firm import check_digits
from firm.phones import Exchange
from firm.places import Place, fill, places

STAFF = ("Ines Halloran", "Marc Beaudry", "Léa Fontaine", "Tom Whitlam", "Priya Raman", "Grace Okafor")
FIRM_DOMAIN = "wattle-maple.example"
HOUSEHOLD_MAIL = ("inbox.example", "post.example", "mail.example")


@dataclass(slots=True)
class Address:
    """A postal address in parts."""

    line: str
    city: str
    region: str
    postal_code: str
    country: str

    def whole(self, separator: str = ", ") -> str:
        """In one text, as somebody types it."""
        town = " ".join(part for part in (self.city, self.region, self.postal_code) if part)
        return separator.join((self.line, town, self.country))


@dataclass(slots=True)
class Person:
    """Somebody at a client, or the client."""

    first: str
    middle: str
    last: str
    salutation: str
    birth: datetime.date
    email: str
    mobile: str
    number: str  # tax file, social security, social insurance ... number
    role: str = ""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


@dataclass(slots=True)
class Client:
    """One client of the firm.

    ``people`` are the directors of an organization, or the one or two people that the client is.
    ``numbers`` has the organization's registration numbers by short name ("abn", "ein", "siren" ...).
    """

    code: str
    key: str  # the key that a tool gives it, a UUID
    place: Place
    name: str
    organization: bool
    entity: str  # Company, Trust, Partnership, Individual, Couple
    people: list[Person]
    phone: str
    email: str
    website: str
    address: Address
    postal: Address | None
    year_end: tuple[int, int]
    owner: str
    manager: str
    group: str
    status: str
    industry: str
    notes: str
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def couple(self) -> bool:
        """Whether the client is two people."""
        return self.entity == "Couple"


def colleague_email(name: str) -> str:
    """A colleague's address at the firm."""
    return f"{slug(name.split()[0])}@{FIRM_DOMAIN}"


def slug(text: str) -> str:
    """The text as part of a domain: "Boulangerie Côté inc." gives boulangerie-cote-inc."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


_ROLES = {"en": ("Director", "Bookkeeper", "Secretary"), "fr": ("Gérante", "Comptable", "Adjoint")}
_NOTES = (
    "Prefers a call before 9 am",
    "Sends paper.\nScan on arrival.",
    "Do not email the accounts address",
    "=SUM(A1:A9) is what the client typed here",
    "Moved in March; old address with the bank",
    "+1 week for replies",
)
_ENTITIES = {"Trust": "Trust", "Partnership": "Partnership", "S.E.N.C.": "Partnership", "LLP": "Partnership"}


class Maker:
    """Makes clients, each different, from one random source."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self._exchange = Exchange()
        self._names: set[str] = set()
        self._count = 0

    def clients(self) -> list[Client]:
        """All clients of the firm, some of them joined in families."""
        return [self._client(place) for place in places() for _ in range(place.clients)]

    def _client(self, place: Place) -> Client:
        rng = self._rng
        self._count += 1
        entity = rng.choices(("Organization", "Individual", "Couple"), (55, 30, 15))[0]
        if entity == "Organization":
            name = self._organization_name(place)
            entity = next((kind for form, kind in _ENTITIES.items() if form in name), "Company")
            domain = f"{slug(name)}.example"
            people = [self._person(place, domain) for _ in range(rng.choice((1, 1, 2, 3)))]
            for person, role in zip(people, _ROLES[place.language], strict=False):
                person.role = role
            email, website = f"{'bonjour' if place.language == 'fr' else 'office'}@{domain}", f"www.{domain}"
        else:
            people = self._household(place, 2 if entity == "Couple" else 1)
            name, email, website = " & ".join(person.name for person in people), people[0].email, ""
        address = self._address(place)
        return Client(
            code=self._code(place, name),
            key=self._uuid(),
            place=place,
            name=name,
            organization=bool(website),
            entity=entity,
            people=people,
            phone=self._exchange.landline(place.country, place.language),
            email=email,
            website=website if rng.random() < 0.6 else "",
            address=address,
            postal=self._address(place) if rng.random() < 0.2 else None,
            year_end=rng.choice(place.year_ends),
            owner=rng.choice(STAFF[:3]),
            manager=rng.choice(STAFF[3:]),
            group=f"{people[0].last} Family" if rng.random() < 0.08 else "",
            status=rng.choices(("Client", "Prospect", "Former"), (90, 7, 3))[0],
            industry=rng.choice(place.trades),
            notes=rng.choice(_NOTES) if rng.random() < 0.1 else "",
            numbers=_numbers(place, rng, entity) if website else {},
        )

    def _organization_name(self, place: Place) -> str:
        parts = {"word": place.words, "trade": place.trades, "form": place.forms}
        name = place.name.format(**{part: self._rng.choice(texts) for part, texts in parts.items()})
        while name in self._names:
            family = self._rng.choice(place.families)
            trade, form = self._rng.choice(place.trades), self._rng.choice(place.forms)
            name = place.name.format(word=family, trade=trade, form=form)
        self._names.add(name)
        return name

    def _household(self, place: Place, size: int) -> list[Person]:
        family = self._rng.choice(place.families)
        people = [self._person(place, self._rng.choice(HOUSEHOLD_MAIL), family) for _ in range(size)]
        return self._household(place, size) if len({one.first for one in people}) < size else people

    def _person(self, place: Place, domain: str, family: str = "") -> Person:
        rng = self._rng
        woman = rng.random() < 0.5
        first, last = rng.choice(place.women if woman else place.men), family or rng.choice(place.families)
        salutation = {"en": ("Ms", "Mr"), "fr": ("Mme", "M.")}[place.language][not woman]
        local = f"{slug(first)}.{slug(last)}"
        return Person(
            first=first,
            middle=rng.choice(place.women if woman else place.men) if rng.random() < 0.25 else "",
            last=last,
            salutation=salutation if rng.random() < 0.5 else "",
            birth=datetime.date(1938, 1, 1) + datetime.timedelta(days=rng.randrange(68 * 365)),
            email=f"{local}{rng.randrange(1940, 2006) if domain in HOUSEHOLD_MAIL else ''}@{domain}",
            mobile=self._exchange.mobile(place.country, place.language),
            number=_PERSONAL[place.country](rng),
        )

    def _address(self, place: Place) -> Address:
        city, region, code = self._rng.choice(place.cities)
        line = fill(self._rng.choice(place.streets), self._rng)
        return Address(line, city, region, fill(code, self._rng), place.country_name)

    def _code(self, place: Place, name: str) -> str:
        if place.country in {"US", "CA"}:
            return f"{self._count:05}"
        return f"{slug(name).replace('-', '')[:4].upper()}{self._count:04}"

    def _uuid(self) -> str:
        text = f"{self._rng.getrandbits(128):032x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _roles(place: Place) -> tuple[str, ...]:
    return (
        ("Gérante", "Comptable", "Adjoint")
        if place.language == "fr"
        else ("Director", "Bookkeeper", "Secretary")
    )


_PERSONAL: dict[str, Callable[[Random], str]] = {
    "AU": check_digits.tfn,
    "NZ": check_digits.ird,
    "US": check_digits.ssn,
    "CA": check_digits.sin,
    "GB": check_digits.utr,
    "FR": lambda _: "",
}


def _numbers(place: Place, rng: Random, entity: str) -> dict[str, str]:
    """An organization's registration numbers; a few in a thousand are mistyped."""
    numbers = _registered(place.country, rng, entity)
    if rng.random() < 0.004:
        numbers = {name: check_digits.mistyped(number) for name, number in numbers.items()}
    return numbers


def _registered(country: str, rng: Random, entity: str) -> dict[str, str]:
    match country:
        case "AU":
            company = check_digits.acn(rng)
            numbers = {"abn": check_digits.abn(company), "tfn": check_digits.tfn(rng)}
            return numbers | ({"acn": company} if entity == "Company" else {})
        case "NZ":
            return {"nzbn": check_digits.nzbn(rng), "ird": check_digits.ird(rng)}
        case "US":
            return {"ein": check_digits.ein(rng)}
        case "CA":
            return {"bn": check_digits.canadian_business_number(rng)}
        case "GB":
            numbers = {"utr": check_digits.utr(rng), "vat": check_digits.gb_vat(rng)}
            return numbers | ({"crn": check_digits.crn(rng)} if entity == "Company" else {})
    company = check_digits.siren(rng)
    return {"siren": company, "siret": check_digits.siret(company), "vat": check_digits.french_vat(company)}
