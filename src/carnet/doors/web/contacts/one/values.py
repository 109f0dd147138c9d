"""The single values of a contact, in groups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from carnet.book.contact_view import ContactView
from carnet.book.values import CUSTOM_PREFIX
from carnet.catalog.sections import sections
from carnet.doors.web.contacts.one.trails import Event, trail_of, undoable
from carnet.doors.web.contacts.one.words import named, said
from carnet.language import Language, Text

CUSTOM = "custom"
CUSTOM_FIELDS = Text("Custom fields", "Champs personnalisés")


@dataclass(frozen=True, slots=True)
class Line:
    """One value that is shown; trail: where it came from and what changed it."""

    column: str
    label: str
    value: str
    trail: list[Event]


@dataclass(frozen=True, slots=True)
class Block:
    """A group of values under a title; ``id`` is what it is edited by."""

    id: str
    title: str
    lines: list[Line]


def blocks(view: ContactView, language: Language) -> list[Block]:
    """The groups of a contact's values; a field without a value is left out of them."""
    open_ = undoable(view)

    def block(id_: str, title: Text, columns: Collection[str]) -> Block:
        lines = [_line(view, column, open_, language) for column in columns if column in view.values]
        return Block(id_, title(language), lines)

    found = [block(section, section.label, columns) for section, columns in sections(view.kind).items()]
    if view.kind == "person" and not {"first_name", "last_name"} & view.values.keys():
        found[0].lines.insert(0, _line(view, "name", open_, language))
    customs = [column for column in view.values if column.startswith(CUSTOM_PREFIX)]
    return [*found, block(CUSTOM, CUSTOM_FIELDS, customs)]


def _line(view: ContactView, column: str, open_: Collection[int], language: Language) -> Line:
    shown = said(column, view.values[column], view.kind, language)
    return Line(column, named(column, view.kind, language), shown, trail_of(view, column, open_, language))
