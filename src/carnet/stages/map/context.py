"""All columns of a sheet together: what a row is, and where each column goes because of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from carnet.catalog.headers import fold, words
from carnet.contract import SAFE, ColumnMapping
from carnet.language import Text
from carnet.stages.map.addresses import ADDRESS_PARTS, Addresses
from carnet.stages.map.settle import lists_people, only_in_use, tax_field
from carnet.stages.map.weigh import Weighed

_NAMES_OF_CLIENT = {"client_name", "name", "organization", "group"}
_NAME_PARTS = {"first", "last", "full"}
# What is a contact person's where the row's client is named besides; the latter where it is always a firm.
_OF_ANYBODY = frozenset({"role", "salutation"})
_BIRTH_PARTS = frozenset({"birth_year", "birth_month", "birth_day"})
_OF_FIRMS = frozenset(
    f"accounting.{name}"
    for name in ("siret", "rcs", "company_number", "business_number", "incorporation_date")
)
_OF_PEOPLE = frozenset({"birth", "preferred", "middle", "suffix"}) | _BIRTH_PARTS


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row of the sheet is about.

    Attributes:
        prefix: whose the shared fields are: organization, person or client_group.
        own_person: the row's own contact has personal name columns.
        client: the sheet names a client or organization that the row is.
        organization: the sheet names an organization.
        anybody: it has names that may be anybody's, an organization's or a person's.
        employer: its organization column names where the person works.
    """

    prefix: str
    own_person: bool
    client: bool
    employer: bool
    organization: bool
    anybody: bool


def subject(kind: str, columns: Sequence[Weighed]) -> Subject:
    """What the rows are, by the sheet's kind and the name columns that it has."""
    sure = [column for column in columns if column.confidence >= SAFE and column.profile.values]
    own = [c for c in sure if c.concept in _NAME_PARTS and not c.slot]
    organizations = [c for c in sure if c.concept == "organization" and not c.slot]
    client = any(c.concept in {"client_name", "name"} and not c.slot and not _is_last(c, sure) for c in sure)
    parts = any(c.concept in _NAME_PARTS and not c.slot for c in sure)
    first_own = min((c.index for c in own), default=-1)
    first_organization = min((c.index for c in organizations), default=-1)
    firms = client or any(c.concept in _OF_FIRMS and not c.slot for c in sure)
    employer = kind == "person" or (
        bool(own) and not firms and bool(organizations) and first_organization > first_own
    )
    if kind in {"person", "organization", "client_group"}:
        return Subject(kind, bool(own), kind != "person", employer, bool(organizations), client)
    is_client = client or (bool(organizations) and not employer)
    person = parts and not is_client
    prefix = "person" if person else "organization"
    return Subject(prefix, bool(own), is_client, employer, bool(organizations), client)


def named_again(columns: Sequence[Weighed]) -> list[Weighed]:
    """Beside the client's name, a "Taxpayer Name" is the person's, and one that repeats it says no more."""
    naming = [c for c in columns if c.concept in {"client_name", "name"} and not c.slot and c.profile.values]
    client = next((c for c in naming if c.reading.of != "taxpayer"), None)
    found = []
    for column in columns:
        same = client and column is not client and column.profile.rows > 1 and _holds_same(column, client)
        if client and column in naming and column.reading.of == "taxpayer":
            column = replace(column, concept="full")
        elif same and (column in naming or (column.concept == "full" and column.slot == "contact")):
            column = replace(column, concept="aside", reason=_AGAIN)
        found.append(column)
    return found


_AGAIN = Text("it repeats the names of another column", "elle répète les noms d'une autre colonne")


def _holds_same(column: Weighed, other: Weighed) -> bool:
    return (column.profile.values, column.profile.counts) == (other.profile.values, other.profile.counts)


def _is_last(column: Weighed, columns: Sequence[Weighed]) -> bool:
    """ "Nom" is the last name where the sheet has first names beside it."""
    if column.concept == "client_name" or words(column.header)[-1:] not in {("nom",), ("noms",), ("name",)}:
        return False
    firsts = any(c.concept == "first" and c.slot == column.slot and c.profile.values for c in columns)
    lasts = any(c.concept == "last" and c.slot == column.slot for c in columns)
    return firsts and not lasts


def _names_of_all(columns: Sequence[Weighed]) -> list[Weighed]:
    """The "Entity Name" of a list that says which of them are individuals is the name of people too."""
    own = [c for c in columns if not c.slot and c.profile.values and c.confidence >= SAFE]
    naming = [c for c in own if c.concept in _NAMES_OF_CLIENT | _NAME_PARTS and c.concept != "group"]
    kinds = [c for c in own if c.concept in {"entity", "kind"} and lists_people(c.profile)]
    if not kinds or [c.concept for c in naming] != ["organization"]:
        return list(columns)
    return [replace(c, concept="client_name") if c is naming[0] else c for c in columns]


def _states(columns: Sequence[Weighed]) -> list[Weighed]:
    """Beside a contact type, a status of Active and Inactive says but who is a client still."""
    statuses = [c for c in columns if c.concept == "status" and not c.slot and c.profile.values]
    states = {c.index for c in statuses if only_in_use(c.profile)}
    apart = 0 < len(states) < len(statuses)
    return [replace(c, concept="in_use") if apart and c.index in states else c for c in columns]


def _last_names(columns: Sequence[Weighed]) -> list[Weighed]:
    """A whole name of one word each is the last name beside first names: "Nom contact" and "Prénom"."""
    return [_as_last(column, columns) for column in columns]


def _as_last(column: Weighed, columns: Sequence[Weighed]) -> Weighed:
    profile = column.profile
    whole = column.concept == "full" or (column.concept == "name" and bool(column.slot))
    whole = whole or (column.concept == "preferred" and words(column.header)[:1] == ("nom",))  # d'usage
    if not whole or profile.share("one_word") < 0.6 or profile.share("first_name") > 0.5:
        return column
    slots = {c.slot for c in columns if c.concept == "first" and c.confidence >= SAFE and c.profile.values}
    slot = column.slot if column.slot in slots else "" if column.slot == "contact" else None
    others = [c for c in columns if c is not column and c.slot == slot and c.profile.values]
    named = any(c.concept == "last" or (_is_last(c, others) and not _lists_firms(c)) for c in others)
    if slot not in slots or named:
        return column
    return replace(_of(column, slot), concept="last")


def _own_names(columns: Sequence[Weighed]) -> list[Weighed]:
    """A "Contact Name" with firms among its values, beside first and last names, is the row's own name."""
    own = [c for c in columns if not c.slot and c.profile.values]
    parts = {"last" if _is_last(c, own) else c.concept for c in own}
    if not {"first", "last"} <= parts or parts & {"client_name", "organization", "belongs_to"}:
        return list(columns)
    return [
        replace(_of(c, ""), concept="name")
        if c.slot == "contact" and c.concept == "full" and _lists_firms(c)
        else c
        for c in columns
    ]


def _lists_firms(column: Weighed) -> bool:
    """Whether firms' names are among the values: it is no list of people alone."""
    return column.profile.share("organization") > 0.05


def _several(columns: Sequence[Weighed]) -> list[Weighed]:
    """A second contact that is named beside the first ("Billing Contact") is one of its own.

    It takes with it the columns whose headers begin as its own does ("Billing Contact Email").
    """
    taken = {column.slot for column in columns}
    free = iter(slot for n in range(2, len(columns) + 3) if (slot := f"contact {n}") not in taken)
    stems: dict[tuple[str, ...], str] = {}
    named: set[str] = set()
    for column in columns:
        if column.slot != "contact" or column.concept not in _NAME_PARTS or column.confidence < SAFE:
            continue
        if column.concept in named and column.profile.values and _stem(column) not in stems:
            stems[_stem(column)] = next(free)
        elif not stems.get(_stem(column)):
            named.add(column.concept)
            stems.setdefault(_stem(column), "contact")
    return [
        _of(column, stems.get(_stem(column), "contact")) if column.slot == "contact" else column
        for column in columns
    ]


def _stem(column: Weighed) -> tuple[str, ...]:
    """The words of a header up to the one that names the contact: billing, contact."""
    found = words(column.header)
    return found[: found.index("contact") + 1] if "contact" in found else found


def _named(slot: str, sure: Sequence[Weighed]) -> bool:
    """Whether columns of a slot name somebody."""
    names = _NAME_PARTS if slot else (_NAME_PARTS | _NAMES_OF_CLIENT) - {"group"}
    return any(c.slot == slot and c.concept in names for c in sure)


def _of(column: Weighed, slot: str) -> Weighed:
    """The column as one of another contact of the row."""
    return replace(column, reading=replace(column.reading, slot=slot))


def place(kind: str, columns: Sequence[Weighed], country: str | None) -> list[ColumnMapping]:
    """A place for each column.

    Args:
        kind: what a row is (Recognised.kind).
        columns: each column weighed by itself.
        country: ISO 3166-1 alpha-2 told by the sheet's values, for tax numbers; None if unknown.
    """
    return _Placing(kind, columns, country).run()


class _Placing:
    def __init__(self, kind: str, columns: Sequence[Weighed], country: str | None) -> None:
        self.kind = kind
        self.country = country
        columns = _several(_own_names(_last_names(_states(_names_of_all(columns)))))
        self.subject = subject(kind, columns)
        sure = [c for c in columns if c.confidence >= SAFE and c.profile.values]
        self.named = {slot for slot in {c.slot for c in columns} | {""} if _named(slot, sure)}
        self.own_last = any(c.concept == "last" and not c.slot for c in sure)
        self.contact_parts = any(c.concept in {"first", "last"} and c.slot == "contact" for c in sure)
        self.columns = [self._in_slot(column) for column in columns]
        self.addresses = Addresses(self.columns)

    def run(self) -> list[ColumnMapping]:
        return [self._place(column) for column in self.columns]

    # -------------------------------------------------------------------------------------- slots

    def _in_slot(self, column: Weighed) -> Weighed:
        """A person at the organization is one only where a row is an organization and names them."""
        if column.slot.startswith("contact "):
            apart = column.slot != "contact 1" or bool({"", "contact"} & self.named)
            if column.slot in self.named and apart:
                return column
            column = _of(column, "contact")
        named = "contact" in self.named
        if column.slot == "contact":
            stays = self.subject.client and named and (self.contact_parts or not self.own_last)
            return column if stays else _of(column, "")
        if column.slot:
            return column
        of_firms = self.kind == "organization" or not (self.subject.own_person or self.subject.anybody)
        if self.kind == "organization" and column.concept in _NAME_PARTS | {"birth"}:
            return _of(column, "contact")
        personal = column.concept in (_OF_ANYBODY | _OF_PEOPLE if of_firms else _OF_ANYBODY)
        personal |= _reaches_one(column)
        beside = self.subject.client and named and not self.subject.own_person
        return _of(column, "contact") if personal and beside else column

    # ------------------------------------------------------------------------------------- fields

    def _place(self, column: Weighed) -> ColumnMapping:
        field, special, block = self._field(column)
        return ColumnMapping(
            column.index,
            column.header,
            field,
            column.confidence,
            column.reason,
            slot=column.slot,
            block=block,
            labels=column.reading.label,
            special=special,
        )

    def _field(self, column: Weighed) -> tuple[str | None, str, int]:
        """Field, special and block of a column."""
        concept = column.concept
        if column.reading.label or self._is_part_of_nothing(column):
            return None, "", 0
        if concept in {"", "aside", "date"} or self._greets_nobody(column):
            return None, "", 0
        if concept in ADDRESS_PARTS or concept == "address":
            return (*self.addresses.field(column), self.addresses.block(column))
        if concept in _OF_TYPE:
            return f"{self._prefix(column)}.contact_type", _OF_TYPE[concept], 0
        if concept == "group" and words(column.header)[-1:] in {("groups",), ("groupes",)}:
            return "client_group.name", "groups", 0
        if special := _SPECIAL.get(concept):
            return special[0], special[1], 0
        if concept == "tax":
            return tax_field(column.profile, self.country), "tax", 0
        if concept == "accounting.tax_id" and (column.slot or fold(column.header) in _OF_ANY_COUNTRY):
            return tax_field(column.profile, self.country) or concept, "tax", 0
        if concept in _PHONES:
            return self._phone(column), "", 0
        if concept in {"area_code", "extension"}:
            return self._beside(column), concept, 0
        return self._name(column) or self._simple(column), "", 0

    def _is_part_of_nothing(self, column: Weighed) -> bool:
        """Whether it is the year, month or day of a date whose other parts the sheet has not."""
        if column.concept not in _BIRTH_PARTS:
            return False
        beside = {c.concept for c in self.columns if c.slot == column.slot and c.profile.values}
        return not beside >= _BIRTH_PARTS

    def _greets_nobody(self, column: Weighed) -> bool:
        """Whether a greeting stands in a list that names no people for it."""
        return "greeting" in column.reading.modifiers and not (column.slot or self.subject.own_person)

    def _simple(self, column: Weighed) -> str | None:
        concept = column.concept
        if concept in _PERSON:
            return f"person.{_PERSON[concept]}"
        if concept in _SHARED:
            return f"{self._prefix(column)}.{_SHARED[concept]}"
        if concept == "email":
            return self._email(column)
        if concept == "website":
            return "person.website" if self._prefix(column) == "person" else "organization.website"
        if concept in _SOCIAL:
            return f"social.{concept}"
        return _OTHER.get(concept, concept if "." in concept else None)

    def _prefix(self, column: Weighed) -> str:
        if column.slot:
            return "person"
        if column.reading.of == "organization":
            return "organization"
        return self.subject.prefix

    def _email(self, column: Weighed) -> str:
        if column.slot or {"personal", "home"} & column.reading.modifiers:
            return "person.email"
        if column.reading.of == "organization" or {"office", "billing"} & column.reading.modifiers:
            return "organization.email" if self.subject.client else "person.email"
        own = self.subject.own_person or self.subject.prefix == "person" or self.kind != "organization"
        only = self.subject.organization and not self.subject.own_person
        return "organization.email" if only or not own else "person.email"

    def _name(self, column: Weighed) -> str | None:
        concept = column.concept
        if concept == "spouse_name":
            one_word = column.profile.share("one_word") > 0.7
            return "person.first_name" if one_word else "person.full_name"
        if concept == "organization":
            return "person.belongs_to" if self.subject.employer or column.slot else "organization.name"
        last = concept == "last" or _is_last(column, self.columns)
        lone = last or (concept == "first" and not any(c.concept == "last" for c in self.columns))
        if lone and concept in {"name", "full", "last", "first"} and self._has_firms(column):
            return "contact.name"
        if concept in {"name", "full"} and last:
            return "person.last_name"
        if concept not in {"name", "client_name"}:
            return None
        if column.slot:
            return "person.full_name"
        whole = {
            "organization": "organization.name",
            "person": "person.full_name",
            "client_group": "client_group.name",
        }
        if concept == "client_name" and self.kind == "person" and self.subject.own_person:
            return "person.belongs_to"
        return whole.get(self.kind, "contact.name")

    def _has_firms(self, column: Weighed) -> bool:
        """Whether a list keeps its firms' names in the column of last names, for want of another."""
        others = {"organization", "client_name", "belongs_to"} | ({"name"} - {column.concept})
        beside = any(c.concept in others and not c.slot and c.profile.values for c in self.columns)
        return self.kind == "contact" and not (beside or column.slot) and _lists_firms(column)

    # ------------------------------------------------------------------------------------- phones

    def _phone(self, column: Weighed) -> str:
        modifiers, concept = column.reading.modifiers, column.concept
        if concept in {"mobile", "fax"}:
            return f"phone.{concept}"
        if concept == "pager" or "other" in modifiers:
            return "phone.other"
        for label, called in (("home", "home"), ("direct", "work"), ("work", "work"), ("office", "office")):
            if label in modifiers:
                return f"phone.{called}"
        if "personal" in modifiers:
            return "phone.home"
        if column.slot or column.reading.number > 1:
            return "phone.work" if column.slot.startswith("contact") else "phone.other"
        return "phone.other" if "shipping" in modifiers else "phone.office"

    def _beside(self, column: Weighed) -> str | None:
        """The phone that an area code or extension belongs to: the nearest of its slot."""
        phones = [c for c in self.columns if c.concept in _PHONES and c.slot == column.slot]
        alike = [c for c in phones if c.reading.modifiers == column.reading.modifiers] or phones
        nearest = min(alike, key=lambda c: abs(c.index - column.index), default=None)
        return self._phone(nearest) if nearest else None


def _reaches_one(column: Weighed) -> bool:
    """Whether it is where one person is reached: of an organization's row, whom the row names."""
    own = column.reading.modifiers & {"direct", "home", "personal"}
    at_home = "home" in own and column.concept in {"address", *ADDRESS_PARTS}
    return column.concept == "mobile" or (column.concept == "phone" and bool(own)) or at_home


_PHONES = {"phone", "mobile", "fax", "pager"}
_SOCIAL = {"linkedin", "facebook", "twitter", "skype", "google_plus"}
_PERSON = {"first": "first_name", "middle": "middle_name", "last": "last_name", "full": "full_name",
           "preferred": "preferred_name", "salutation": "salutation", "suffix": "suffix",
           "birth": "birth_date", "role": "role", "belongs_to": "belongs_to"}  # fmt: skip
_SHARED = {"client_id": "client_identifier", "id": "client_identifier", "owner": "client_owner",
           "manager": "client_manager", "status": "contact_type", "description": "description"}  # fmt: skip
# Headers that the catalogue has for the United States, and other countries' firms use as well.
_OF_ANY_COUNTRY = frozenset(map(fold, ("Tax ID", "Tax ID Number", "TIN", "Identifiant fiscal")))
_OTHER = {"trading": "accounting.trading_name", "legal_name": "accounting.legal_name",
          "group": "client_group.name", "members": "client_group.members",
          "year_end_day": "accounting.financial_year_end_day",
          "year_end_month": "accounting.financial_year_end_month"}  # fmt: skip
_OF_TYPE = {"in_use": "inactive", "type_flag": "type_flag"}  # what tells the contact type, and how it is read
_SPECIAL: dict[str, tuple[str | None, str]] = {
    "row_key": (None, "key"),
    "kind": (None, "kind"),
    "entity": ("accounting.entity_type", "kind"),
    "year_end": ("accounting.financial_year_end_month", "year_end"),
    "birth_year": ("person.birth_date", "year"),
    "birth_month": ("person.birth_date", "month"),
    "birth_day": ("person.birth_date", "day"),
}
