"""What a page of a plan asks for, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carnet.catalog import ALL_FIELDS
from carnet.choices import Party
from carnet.findings import Finding, Severity
from carnet.language import Language, Text

MOST = 100  # findings, rows, members and the like that are shown of one contact

_OTHERS: Mapping[str, Text] = {
    "organization": Text("Organization", "Organisation"),
    "role": Text("Role", "Rôle"),
    "email": Text("Email", "Courriel"),
    "website": Text("Website", "Site web"),
    "phone": Text("Phone", "Téléphone"),
    "address": Text("Address", "Adresse"),
    "social": Text("Social profile", "Profil social"),
    "member": Text("Member", "Membre"),
    "work": Text("Work", "Travail"),
}


@dataclass(frozen=True, slots=True)
class PlanQuery:
    """Which contacts of a plan, in the order of the files.

    Attributes:
        action: "create", "update", "delete" or "skip"; kind: of the contact; review: whether it may be a
            duplicate.
        code, severity: contacts that came from a row with such a finding.
        field: updates that change it; see Change.
        text: words of which each stands in the name, the client identifier or an email.
        offset, limit: which of them.
    """

    action: str | None = None
    kind: str | None = None
    review: bool | None = None
    code: str | None = None
    severity: Severity | None = None
    field: str | None = None
    text: str = ""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings a rule has, and how many contacts came from their rows."""

    code: str
    severity: Severity
    findings: int
    contacts: int


@dataclass(frozen=True, slots=True)
class Change:
    """One value that comes (old is None), goes (new is None) or takes another's place.

    Attributes:
        field: a record column ("birth_date", "accounting.legal_name"), "custom.<name>", "member", or a value
            of a card: "organization", "role", "email", "website", "phone.mobile", "address.mailing" ...
    """

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a card; field as in Change."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """A contact card: before is None where it is new; both are the same where it stays as it is."""

    primary: bool
    before: tuple[Item, ...] | None
    after: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Another contact of the plan."""

    number: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A row of a file; sheet is its number in the plan."""

    sheet: int
    file: str
    name: str
    row: int


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """A contact as the plan makes or leaves it; tax identifiers are masked.

    Attributes:
        number: in the plan. book_id: of the contact that it is in the book, else None.
        review: it may be a duplicate. party: how a decision names it.
        values: field -> text, as they will be. changes: of a new contact every value it has.
        members: contacts that are linked to this group; groups: those that this contact is linked to.
        sources, findings, members, groups: the first MOST; the totals say how many there are.
    """

    number: int
    action: str
    kind: str
    name: str
    review: bool
    book_id: int | None
    party: Party
    values: Mapping[str, str]
    changes: tuple[Change, ...]
    cards: tuple[PlannedCard, ...]
    members: tuple[Linked, ...]
    groups: tuple[Linked, ...]
    sources: tuple[SourcePlace, ...]
    findings: tuple[Finding, ...]
    members_total: int
    sources_total: int
    findings_total: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Some of the contacts that a query finds, and how many it finds."""

    total: int
    contacts: tuple[PlannedContact, ...]


def label(field: str, kind: str, language: Language) -> str:
    """What a field of a Change is called.

    Args:
        kind: of the contact; "" where it may be any.
    """
    if field.startswith("custom."):
        return field.removeprefix("custom.")
    prefixes = [kind] if kind else ["person", "organization"]
    column = "full_name" if (kind, field) == ("person", "name") else field
    for name in (field, *(f"{prefix}.{column}" for prefix in prefixes), f"contact.{field}"):
        if "." in name and name in ALL_FIELDS:
            return ALL_FIELDS[name].label(language)
    known = _OTHERS.get(field.partition(".")[0])
    return known(language) if known else field
