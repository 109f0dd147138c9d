"""Which fields a contact of each kind has, in the groups in which a person reads and edits them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from carnet.catalog.fields import FIELDS, RECORD_COLUMNS, Field, FieldType, prefix_of, short_name
from carnet.language import Text

_KINDS = ("organization", "person", "client_group")
_OWN_NAMES = ("name", "primary_contact", "accounting.legal_name", "accounting.trading_name")


class Section(StrEnum):
    """A group of single values, in the order in which they are shown."""

    NAME = "name"
    CLIENT = "client"
    ACCOUNTING = "accounting"
    NUMBERS = "numbers"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _LABELS[self]


_LABELS = {
    Section.NAME: Text("Name", "Nom"),
    Section.CLIENT: Text("Client", "Client"),
    Section.ACCOUNTING: Text("Accounting detail", "Informations comptables"),
    Section.NUMBERS: Text("Registration numbers", "Numéros d'immatriculation"),
}


@cache
def columns_of(kind: str) -> Mapping[str, Field]:
    """The record columns that a contact of a kind has, with their entries, in the catalogue's order.

    A person's whole name is not among them: it follows from its parts.
    """
    others = {other for other in _KINDS if other != kind}
    return {
        short_name(entry.id): entry
        for entry in FIELDS.values()
        if short_name(entry.id) in RECORD_COLUMNS
        and prefix_of(entry.id) not in others | {"contact"}
        and not (kind == "client_group" and prefix_of(entry.id) == "accounting")
        and entry.type not in {FieldType.EMAIL, FieldType.WEBSITE}
    }


@cache
def sections(kind: str) -> Mapping[Section, Mapping[str, Field]]:
    """The record columns of a kind by section; a section without any is left out."""
    found: dict[Section, dict[str, Field]] = {section: {} for section in Section}
    for column, entry in columns_of(kind).items():
        found[_section(column, entry)][column] = entry
    return {section: columns for section, columns in found.items() if columns}


def _section(column: str, entry: Field) -> Section:
    if entry.type is FieldType.REGISTRATION:
        return Section.NUMBERS
    named = entry.type is FieldType.PERSON_NAME or column in {"salutation", "suffix", "birth_date"}
    if named or column in _OWN_NAMES:
        return Section.NAME
    return Section.ACCOUNTING if prefix_of(entry.id) == "accounting" else Section.CLIENT
