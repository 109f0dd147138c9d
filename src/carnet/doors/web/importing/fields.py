"""The fields that a column can be given, in groups, for the list that people search in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypedDict

from carnet.catalog import ALL_FIELDS, Field, FieldType, prefix_of
from carnet.language import Language, Text
from carnet.office.drafts.offers import CUSTOM

_GROUPS = {
    "organization": Text("Organization", "Organisation"),
    "person": Text("Person", "Personne"),
    "contact": Text("Person or organization", "Personne ou organisation"),
    "client_group": Text("Client group", "Groupe de clients"),
    "phone": Text("Phones", "Téléphones"),
    "social": Text("Social profiles", "Réseaux sociaux"),
    "address": Text("Addresses", "Adresses"),
    "accounting": Text("Accounting", "Comptabilité"),
    "registration": Text("Registration numbers", "Numéros d’enregistrement"),
    "work": Text("Work", "Travaux"),
}
_CUSTOM = Text("Your own fields", "Vos champs")


class Offered(TypedDict):
    """A field in the list; ``words``: what else it is found by."""

    id: str
    label: str
    group: str
    words: str


def offered(language: Language, own: Iterable[str]) -> list[Offered]:
    """Every field of the catalogue by group, then the firm's own.

    Args:
        own: names of custom fields.
    """
    group = _CUSTOM(language)
    customs = [Offered(id=CUSTOM + name, label=name, group=group, words="") for name in sorted(set(own))]
    return [*_catalogue(language), *customs]


def full_name(field: str, language: Language) -> str:
    """A field with its group where its label alone could be another's."""
    entry = ALL_FIELDS.get(field)
    if entry is None:
        return field.removeprefix(CUSTOM)
    label = entry.label(language)
    alone = sum(other.label(language) == label for other in ALL_FIELDS.values()) == 1
    return label if alone else f"{label} ({_GROUPS[_group(entry)](language)})"


@cache
def _catalogue(language: Language) -> list[Offered]:
    order = list(_GROUPS)
    entries = sorted(ALL_FIELDS.values(), key=lambda entry: order.index(_group(entry)))
    return [
        Offered(
            id=entry.id,
            label=entry.label(language),
            group=_GROUPS[_group(entry)](language),
            words=" ".join(entry.headers),
        )
        for entry in entries
    ]


def _group(entry: Field) -> str:
    return "registration" if entry.type is FieldType.REGISTRATION else prefix_of(entry.id)
