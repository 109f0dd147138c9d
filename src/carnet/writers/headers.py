"""The headers of written tables: the catalogue's labels, and columns that only Carnet has."""

from __future__ import annotations

from functools import cache

from carnet.catalog import FIELDS, Field
from carnet.catalog.headers import fold
from carnet.language import Language, Text

KEY = Text("Carnet key", "Clé Carnet")  # the contact's key in the book
CARD = Text("Contact Card", "Fiche de contact")  # number of the card within the contact; 1 is primary
KIND = Text("Kind", "Genre")  # of the contact, where one table holds all three
REFERENCE = Text("Carnet row", "Ligne Carnet")  # import/sheet/row, in a workbook of corrections
MESSAGE = Text("What to correct", "À corriger")
SUGGESTION = Text("Suggestion", "Suggestion")
ACTION = Text("Action", "Action")  # what is to become of the contact, in a bulk workbook
STATE = Text("Carnet state", "État Carnet")  # row_state, in a bulk workbook
MARK = Text("Carnet check", "Contrôle Carnet")  # row_mark, in a filled import file
RESERVED = (KEY, CARD, ACTION, STATE, MARK, KIND, REFERENCE, MESSAGE, SUGGESTION)
CUSTOM = "custom."


def entry(kind: str, column: str) -> Field | None:
    """The catalogue's field of a column of flat rows, or None for custom and reserved columns."""
    names = {"name": "full_name"} if kind == "person" else {}
    return FIELDS.get(column) or FIELDS.get(f"{kind}.{names.get(column, column)}") or _elsewhere(column)


def _elsewhere(column: str) -> Field | None:
    """A client group has no email and website of its own in the catalogue; an organization has."""
    return FIELDS.get(f"organization.{column}")


def header(kind: str, column: str, language: Language) -> str:
    """The header of a column of flat rows.

    A custom field stands under its own name, and under "custom.<name>" where that name would be
    taken for a column of the import file.
    """
    reserved = {"key": KEY, "card": CARD, "action": ACTION, "state": STATE}
    if column in reserved:
        return reserved[column](language)
    if column.startswith(CUSTOM):
        name = column.removeprefix(CUSTOM)
        return column if name.startswith(CUSTOM) or fold(name) in _taken() else name
    known = entry(kind, column)
    return known.label(language) if known else column


@cache
def _taken() -> frozenset[str]:
    """Every header that means a field, folded."""
    texts = ["", *(text for reserved in RESERVED for text in (reserved.en, reserved.fr))]
    for known in FIELDS.values():
        texts += [known.label.en, known.label.fr, *known.headers]
    return frozenset(fold(text) for text in texts)
