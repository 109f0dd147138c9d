"""Two contacts side by side, as the templates print them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carnet.book.actions.merge_values import GONE, KEEP
from carnet.book.firm_book import FirmBook
from carnet.book.side_by_side import BOTH, Line, SideBySide
from carnet.doors.web.contacts import imports
from carnet.doors.web.contacts.columns import country, phone
from carnet.doors.web.templatetags.words import day
from carnet.language import Language
from carnet.pipeline.pages import label
from carnet.stages.survivorship import REASONS

_DAYS = {"birth_date", "accounting.incorporation_date"}
CHOICE = "stand."  # before the name of a field: which of two values is to stand


@dataclass(frozen=True, slots=True)
class Cell:
    """What one of the two says of a field.

    Attributes:
        texts: its values. stands: whether they are kept. choice: what the radio button says, KEEP or GONE.
    """

    texts: tuple[str, ...]
    stands: bool
    choice: str


@dataclass(frozen=True, slots=True)
class Row:
    """A field of both; ``open``: a person may choose; ``why``: why the value stands, where one had to give
    way."""

    field: str
    label: str
    same: bool
    open: bool
    why: str
    cells: tuple[Cell, Cell]

    @property
    def name(self) -> str:
        """Of the radio buttons."""
        return CHOICE + self.field


def rows(seen: SideBySide, language: Language) -> list[Row]:
    """The fields, those that both say alike last."""
    made = [_row(line, seen.kept.kind, language) for line in seen.lines]
    return sorted(made, key=lambda row: row.same)


def _row(line: Line, kind: str, language: Language) -> Row:
    left, right = (tuple(_text(line.field, text, language) for text in texts) for texts in line.values)
    why = REASONS[line.reason](language) if line.open and line.reason else ""
    return Row(
        line.field, label(line.field, kind, language), line.same, line.open, why,
        (
            Cell(left, line.stands in (KEEP, BOTH), KEEP),
            Cell(right, line.stands in (GONE, BOTH), GONE),
        ),
    )  # fmt: skip


def _text(field: str, text: str, language: Language) -> str:
    if field.startswith("phone."):
        number, mark, extension = text.partition(" x")
        return phone(number) + mark + extension
    if field in _DAYS:
        return day(text)
    if field.startswith("address.") and ", " in text:
        rest, _, code = text.rpartition(", ")
        return f"{rest}, {country(code, language)}"
    return text


def origins(book: FirmBook, seen: SideBySide, language: Language) -> list[str]:
    """What each of the two came from, in words."""
    return [
        imports.named(book, side.origin, language) if side.origin else "" for side in (seen.kept, seen.gone)
    ]


def chosen(given: Mapping[str, str], seen: SideBySide) -> dict[str, str | None]:
    """The choices of a form that differ from what stands by the rules."""
    return {
        line.field: given[CHOICE + line.field]
        for line in seen.lines
        if line.open and given.get(CHOICE + line.field) in {KEEP, GONE} - {line.stands}
    }
