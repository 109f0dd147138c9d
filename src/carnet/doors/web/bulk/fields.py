"""The fields that may be set on many contacts, and how a value of each is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale

from carnet.book.bulk import SHARED
from carnet.book.firm_book import FirmBook
from carnet.book.listing import ListQuery, listing_of
from carnet.book.typed.values import field_of
from carnet.book.values import CUSTOM_PREFIX
from carnet.catalog import FieldType
from carnet.language import Language, Text
from carnet.pipeline.pages.shown import label

NEW = "custom."  # a custom field whose name is asked for
_HELD = {"contact_type": "types", "client_owner": "owners", "client_manager": "managers"}
_OF_COLLEAGUES = {"client_owner", "client_manager"}
_MOST = 200  # values that are proposed
_GROUPS = (
    (Text("Contact", "Contact"), ""),
    (Text("Accounting", "Comptabilité"), "accounting."),
)
_CUSTOM = Text("Custom fields", "Champs personnalisés")
_NEW = Text("Another custom field…", "Un autre champ personnalisé…")


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together in the menu: each with what it is called."""

    label: str
    fields: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """How a value is asked for.

    Attributes:
        form: "line", "lines", "number", "choice".
        options: of a choice: value and wording; of a line: values that others have.
    """

    form: str
    options: list[tuple[str, str]]


def menu(custom: Sequence[str], language: Language) -> list[Group]:
    """All fields, by group.

    Args:
        custom: the names of the firm's custom fields.
    """
    groups = [
        Group(
            title(language),
            [(name, label(name, "", language)) for name in SHARED if _stands(name, prefix)],
        )
        for title, prefix in _GROUPS
    ]
    own = [(CUSTOM_PREFIX + name, name) for name in custom]
    return [*groups, Group(_CUSTOM(language), [*own, (NEW, _NEW(language))])]


def _stands(name: str, prefix: str) -> bool:
    return name.startswith(prefix) if prefix else "." not in name


def entry(book: FirmBook, name: str, language: Language, colleagues: Sequence[str] = ()) -> Entry:
    """How a value of a field is asked for.

    Args:
        colleagues: the firm's members, who may own or manage a client.
    """
    field = None if name.startswith(CUSTOM_PREFIX) else field_of(name)
    if field is None:
        return Entry("lines", [])
    if field.choices:
        return Entry("choice", [(value, said(language)) for value, said in field.choices.items()])
    if field.type is FieldType.MONTH:
        months = Locale.parse(language.value).months["stand-alone"]["wide"]
        return Entry("choice", [(str(number), months[number].capitalize()) for number in range(1, 13)])
    if field.type is FieldType.DAY:
        return Entry("number", [])
    if field.type is FieldType.NOTE:
        return Entry("lines", [])
    held = _held(book, name)
    held += [one for one in colleagues if name in _OF_COLLEAGUES and one not in held]
    return Entry("line", [(value, value) for value in held])


def _held(book: FirmBook, name: str) -> list[str]:
    """The commonest values that contacts have."""
    if name not in _HELD:
        return []
    facets = listing_of(book).facets(ListQuery(archived="all"))
    return [value for value, _ in getattr(facets, _HELD[name])[:_MOST] if value]
