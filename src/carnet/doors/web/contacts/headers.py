"""The headers of the list: each sorts by its column, a second time the other way round."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.doors.web.contacts.asked import Asked
from carnet.doors.web.contacts.columns import Column
from carnet.language import Language, Text

_NAME = Text("Name", "Nom")


@dataclass(frozen=True, slots=True)
class Header:
    """A column's header; ``order`` is what aria-sort says, "" where the list is sorted by another."""

    label: str
    href: str
    order: str


def headers(asked: Asked, columns: list[Column], language: Language) -> list[Header]:
    """The name's header and one for each column."""
    named = [("name", _NAME), *((column.id, column.label) for column in columns)]
    return [Header(label(language), asked.sorted_by(id_).search, _order(asked, id_)) for id_, label in named]


def _order(asked: Asked, column: str) -> str:
    if asked.order != column:
        return ""
    return "descending" if asked.query.descending else "ascending"
