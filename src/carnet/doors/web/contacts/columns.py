"""The columns of the list: what each is called, and what it shows of a contact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import phonenumbers
from babel import Locale
from babel.dates import format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from carnet import catalog
from carnet.book.listing.query import ListRow
from carnet.language import Language, Text
from carnet.office import lists
from carnet.office.models import User

KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "person": Text("Person", "Personne"),
        "organization": Text("Organization", "Organisation"),
        "client_group": Text("Client group", "Groupe de clients"),
    }
)
MISSING: Mapping[str, Text] = MappingProxyType(
    {
        "email": Text("No email", "Sans courriel"),
        "phone": Text("No phone", "Sans téléphone"),
        "address": Text("No address", "Sans adresse"),
    }
)
Shown = Callable[[ListRow, Language], str | SafeString]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; its id is what the list is sorted by."""

    id: str
    label: Text
    show: Shown


@lru_cache(50_000)
def phone(number: str) -> str:
    """A number in E.164 with the spaces of its country; any other text as it is."""
    if not number.startswith("+"):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@lru_cache(10_000)
def _short_day(day: object, language: Language) -> str:
    return format_date(day, "medium", locale=Locale.parse(language.value))  # type: ignore[arg-type]


def country(code: str | None, language: Language) -> str:
    """A country's name."""
    return Locale.parse(language.value).territories.get(code, code) if code else ""


def _plain(name: str) -> Shown:
    return lambda row, language: getattr(row, name) or ""


def _email(row: ListRow, language: Language) -> SafeString | str:
    return format_html('<a href="mailto:{0}">{0}</a>', row.email) if row.email else ""


def _phone(row: ListRow, language: Language) -> SafeString | str:
    if not row.phone:
        return ""
    return format_html('<a class="tel" href="tel:{}">{}</a>', row.phone.replace(" ", ""), phone(row.phone))


def _missing(row: ListRow, language: Language) -> SafeString:
    badges = ((MISSING[name](language),) for name in row.missing)
    return format_html_join(mark_safe(" "), '<span class="badge">{}</span>', badges)


def _findings(row: ListRow, language: Language) -> SafeString | str:
    return format_html('<span class="badge warning">{}</span>', row.findings) if row.findings else ""


def _label(field: str) -> Text:
    return catalog.field(field).label


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        column.id: column
        for column in (
            Column("kind", Text("Kind", "Genre"), lambda row, language: KINDS[row.kind](language)),
            Column("first_name", _label("person.first_name"), _plain("first_name")),
            Column("last_name", _label("person.last_name"), _plain("last_name")),
            Column("client_identifier", Text("Identifier", "Identifiant"), _plain("client_identifier")),
            Column("contact_type", Text("Type", "Type"), _plain("contact_type")),
            Column("client_owner", Text("Owner", "Responsable"), _plain("client_owner")),
            Column("client_manager", Text("Manager", "Gestionnaire"), _plain("client_manager")),
            Column("email", Text("Email", "Courriel"), _email),
            Column("phone", Text("Phone", "Téléphone"), _phone),
            Column("organization", Text("Organization", "Organisation"), _plain("organization")),
            Column("city", Text("City", "Ville"), _plain("city")),
            Column("country", Text("Country", "Pays"), lambda row, language: country(row.country, language)),
            Column(
                "modified",
                Text("Changed", "Modifié"),
                lambda row, language: _short_day(row.modified.astimezone().date(), language),
            ),
            Column("missing", Text("Missing", "Manque"), _missing),
            Column("findings", Text("Findings", "Constats"), _findings),
        )
    }
)
DEFAULT = ("client_identifier", "contact_type", "client_owner", "email", "phone", "organization", "city")


def chosen(ids: Iterable[str]) -> list[Column]:
    """The columns of those ids, in the order of the list; ids that are none are left out."""
    wanted = set(ids)
    return [column for column in COLUMNS.values() if column.id in wanted]


def of(user: User, firm: str, view: int = 0) -> list[Column]:
    """The columns of a saved view, else those that the person last chose, else the usual ones."""
    seen = lists.views(user, firm).filter(pk=view).first() if view else None
    kept = seen.columns if seen else lists.layout(user, firm).columns
    return chosen(DEFAULT if kept is None else kept)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the template prints it."""

    key: str
    name: str
    kind: str
    archived: bool
    cells: list[str | SafeString]


def lines(rows: Iterable[ListRow], columns: list[Column], language: Language) -> list[Line]:
    """Rows of the listing with a text for each column."""
    return [
        Line(row.key, row.name, row.kind, row.archived, [column.show(row, language) for column in columns])
        for row in rows
    ]
