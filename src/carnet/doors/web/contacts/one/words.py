"""Values, cards and changes of a contact in words of the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from carnet.book.values import JOINT
from carnet.catalog import FIELDS, SECRET_COLUMNS, WORK_FIELDS, Field, FieldType
from carnet.catalog.sections import columns_of
from carnet.doors.web.contacts.columns import country, phone
from carnet.language import Language, Text
from carnet.pipeline.pages import label
from carnet.stages.normalise import recurrence
from carnet.stages.report.mask import veiled

_NAME = Text("Whole name", "Nom complet")
_DEEDS = {
    "card": Text("Contact card", "Fiche de contact"),
    "group": Text("Client group", "Groupe de clients"),
    "archived": Text("Archived", "Archivé"),
    "merged": Text("Merged into it", "Fusionné avec lui"),
    "deleted": Text("Deleted", "Supprimé"),
}
_MASK = "•"  # of the journal's values, which come masked
_PAIR = Text("%(label)s: %(value)s", "%(label)s : %(value)s")
_LISTS = ("emails", "phones", "addresses", "websites", "social")
_YES = {"True": Text("yes", "oui"), "False": Text("no", "non")}


def named(column: str, kind: str, language: Language) -> str:
    """What a value's field is called."""
    return _NAME(language) if (column, kind) == ("name", "person") else label(column, kind, language)


def said(column: str, value: str | None, kind: str, language: Language) -> str:
    """A value as a person reads it; tax identifiers are masked."""
    if value in _YES and column in _DEEDS:
        return _YES[value](language)
    if not value:
        return ""
    if column in SECRET_COLUMNS:
        return value if _MASK in value else veiled(value)
    entry = WORK_FIELDS.get(column) or columns_of(kind).get(column)
    return value.replace(JOINT, ", ") if entry is None else _in_words(value, entry, language)


def _in_words(value: str, entry: Field, language: Language) -> str:
    locale = Locale.parse(language.value)
    match entry.type:
        case FieldType.CHOICE if value in entry.choices:
            return entry.choices[value](language)
        case FieldType.DATE | FieldType.DATE_AHEAD:
            return _day(value, locale)
        case FieldType.MONTH if value.isdigit() and int(value) in range(1, 13):
            return str(get_month_names("wide", locale=locale)[int(value)])
        case FieldType.MONEY | FieldType.HOURS:
            return _amount(value, locale)
        case FieldType.RECURRENCE:
            return recurrence.label(value, language)
    return value


def _day(value: str, locale: Locale) -> str:
    try:
        if value.startswith("--"):
            return format_skeleton("MMMMd", date.fromisoformat(f"2000-{value[2:]}"), locale=locale)
        return format_date(date.fromisoformat(value), "long", locale=locale)
    except ValueError:
        return value


def _amount(value: str, locale: Locale) -> str:
    try:
        return format_decimal(parse_decimal(value, locale="en"), locale=locale)
    except NumberFormatError:
        return value


def deed_name(field: str, kind: str, language: Language) -> str:
    """What a change of the journal is about."""
    return _DEEDS[field](language) if field in _DEEDS else named(field, kind, language)


def card_entries(card: str, language: Language) -> tuple[str, ...]:
    """What a card of the journal (a JSON object) holds, one text each."""
    row: dict[str, Any] = json.loads(card)
    lists = {
        name: json.loads(row[name] or "[]")
        for name in ("emails", "phones", "addresses", "websites", "social")
    }
    found = [
        row["organization_name"],
        row["role"],
        *lists["emails"],
        *(f"{phone_label(one['label'], language)}: {number(one)}" for one in lists["phones"]),
        *(
            f"{address_label(one['label'], language)}: {one_line(one, language)}"
            for one in lists["addresses"]
        ),
        *lists["websites"],
        *(f"{network(one['network'])}: {one['value']}" for one in lists["social"]),
    ]
    return tuple(text for text in found if text)


def number(one: Mapping[str, str | None]) -> str:
    """A phone number with its extension."""
    extension = f" x{one['extension']}" if one.get("extension") else ""
    return phone(one["number"] or "") + extension


def one_line(address: Mapping[str, str | None], language: Language) -> str:
    """An address in one line."""
    parts = [address.get(name) for name in ("line", "city", "region", "postal_code")]
    return ", ".join(part for part in (*parts, country(address.get("country"), language)) if part)


def phone_label(name: str | None, language: Language) -> str:
    """What a kind of phone is called."""
    return _labelled(f"phone.{name}", name, language)


def address_label(name: str | None, language: Language) -> str:
    """What a kind of address is called."""
    return _labelled(f"address.{name}", name, language)


def network(name: str) -> str:
    """A social network."""
    return _labelled(f"social.{name}", name, Language.EN)


def _labelled(field: str, name: str | None, language: Language) -> str:
    return FIELDS[field].label(language) if field in FIELDS else name or ""
