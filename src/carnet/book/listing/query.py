"""What a person asks of the list of contacts, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

MISSING = ("email", "phone", "address")
SORTS = (
    "name", "first_name", "last_name", "client_identifier", "contact_type", "client_owner", "client_manager",
    "email", "phone", "organization", "city", "country", "kind", "archived", "modified", "created_by",
    "missing", "findings",
)  # fmt: skip
Counts = tuple[tuple[str, int], ...]  # values with how many contacts have them, most first; "" is none


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which contacts, in which order.

    Attributes:
        text: words that must all be found, each at the beginning of a word or inside one.
        kinds, types, owners, managers, countries: any of these values; "" is none.
        imports: keys of imports; contacts that one of them made; "" is none.
        missing: contacts without each of these; of MISSING.
        findings: with (True) or without (False) open findings.
        archived: "no", "yes" or "all".
        since: changed at that moment or after.
        sort: one of SORTS; "" is the best hits first where there is text, else by name.
        offset, limit: which of them.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    findings: bool | None = None
    archived: str = "no"
    since: datetime | None = None
    sort: str = ""
    descending: bool = False
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class ListRow:
    """One contact in the list.

    Attributes:
        email, phone, city, country: the first of the contact; phone in E.164, or as it was written.
        organization: the one that a person's first card belongs to.
        modified: in UTC. created_by: key of the import that made it.
        missing: which of MISSING it lacks. findings: how many are open.
    """

    key: str
    kind: str
    name: str
    first_name: str | None
    last_name: str | None
    client_identifier: str | None
    contact_type: str | None
    client_owner: str | None
    client_manager: str | None
    email: str | None
    phone: str | None
    organization: str | None
    city: str | None
    country: str | None
    archived: bool
    modified: datetime
    created_by: str | None
    missing: tuple[str, ...]
    findings: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some of the contacts that were found.

    Attributes:
        total: how many were found.
        corrected: words that were searched for in place of mistyped ones, (typed, found).
        ready: False while the book is read for the first time; then there are no rows.
        current: False while a large change of the book is being caught up with.
        progress: of reading or catching up, 0 to 1.
        revision: of the book that the rows show.
    """

    total: int
    rows: tuple[ListRow, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    ready: bool = True
    current: bool = True
    progress: float = 1.0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of each filter, with how many contacts there would be if it alone were lifted."""

    kinds: Counts = ()
    types: Counts = ()
    owners: Counts = ()
    managers: Counts = ()
    countries: Counts = ()
    imports: Counts = ()
    missing: dict[str, int] = field(default_factory=dict)
    findings: int = 0
    archived: int = 0
