"""Where a value came from and who changed it: cells of files and changes of the journal, the latest first."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from carnet.book.contact_view import ContactView
from carnet.book.provenance import SourceCell
from carnet.book.trail import Step
from carnet.catalog import SECRET_COLUMNS, prefix_of, short_name
from carnet.contract import Disposition
from carnet.doors.web.contacts.imports import file_name
from carnet.doors.web.contacts.one.words import card_entries, deed_name, said
from carnet.language import Language
from carnet.stages.report.mask import veiled

NAME_PARTS = ("first_name", "middle_name", "last_name")
_KINDS = {"person", "organization", "client_group"}
_MARKS = {"merged", "deleted"}  # undone with their entry of the history


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a file.

    Attributes:
        file: the file's name. value: its text; corrected: what a person took instead, None for the text.
        aside, refused: what became of it, where it was not taken.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    corrected: str | None
    aside: bool
    refused: bool
    batch: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a value: it was read from a cell, or changed.

    Attributes:
        old, new: before and after, as a person reads it; of a cell none. place: the cell.
        undone: it counts no more.
        change: the number by which it is taken back, None where it cannot be.
    """

    at: datetime
    user: str
    old: str | None = None
    new: str | None = None
    place: Place | None = None
    undone: bool = False
    change: int | None = None


def trail_of(view: ContactView, column: str, undoable: Collection[int], language: Language) -> list[Event]:
    """What happened to a single value, the latest first.

    Args:
        undoable: changes that can be taken back.
    """
    read = [Event(cell.at, cell.user, place=place_of(cell)) for cell in cells_of(view, column)]
    changed = [
        Event(
            step.at,
            step.user,
            *_words(step, view.kind, language),
            undone=step.undone,
            change=step.change if step.change in undoable else None,
        )
        for step in view.steps
        if step.field == column
    ]
    return sorted(changed + read, key=lambda event: event.at, reverse=True)


def cells_of(view: ContactView, column: str) -> list[SourceCell]:
    """The cells that hold a value of the contact's; for a part of a name also those of whole names."""
    own = [cell for cell in view.cells if _column(cell, view.kind) == column]
    if own or column not in NAME_PARTS:
        return own
    return [cell for cell in view.cells if _column(cell, view.kind) == "name"]


def card_cells(view: ContactView) -> list[SourceCell]:
    """The cells that went onto the contact's cards."""
    families = {"phone", "address", "social"}
    names = {"email", "website", "belongs_to", "role"}
    return [
        cell
        for cell in view.cells
        if cell.field and (prefix_of(cell.field) in families or _column(cell, view.kind) in names)
    ]


def _column(cell: SourceCell, kind: str) -> str | None:
    """The record column of a contact of a kind that a cell went to."""
    if cell.field is None or prefix_of(cell.field) in _KINDS - {kind}:
        return None
    return short_name(cell.field).replace("full_name", "name")


def place_of(cell: SourceCell) -> Place:
    """A cell as it is shown; a tax identifier is masked."""
    secret = cell.field is not None and short_name(cell.field) in SECRET_COLUMNS
    return Place(
        file=file_name(cell.file),
        sheet=cell.sheet,
        row=cell.row,
        column=cell.column,
        value=veiled(cell.value) if secret else cell.value,
        corrected=veiled(cell.corrected) if secret and cell.corrected else cell.corrected,
        aside=cell.fate == Disposition.SET_ASIDE,
        refused=cell.fate == Disposition.REFUSED,
        batch=cell.batch,
    )


def undoable(view: ContactView) -> set[int]:
    """The changes that can be taken back: the latest of each value."""
    seen: set[tuple[str, int | None]] = set()
    found: set[int] = set()
    for step in view.steps:
        group = json.loads(step.new or step.old or "{}")["group"] if step.field == "group" else None
        place = (step.field, step.card or group)
        if step.undone or step.field in _MARKS or place in seen:
            continue
        seen.add(place)
        if step.old is not None or step.field not in {"name", *NAME_PARTS}:
            found.add(step.change)
    return found


@dataclass(frozen=True, slots=True)
class Deed:
    """One change of an entry: the field, what went and what came."""

    field: str
    label: str
    gone: tuple[str, ...]
    came: tuple[str, ...]
    change: int | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one person, import, merge or other entry did to the contact at one moment."""

    at: datetime
    user: str
    mode: str
    batch: str | None
    files: list[str]
    undone: bool
    deeds: list[Deed]


def chapters(view: ContactView, language: Language) -> list[Chapter]:
    """The contact's history, the latest first."""
    found: list[Chapter] = []
    open_ = undoable(view)
    for step in view.steps:
        last = found[-1] if found else None
        if last is None or (last.at, last.user, last.batch) != (step.at, step.user, step.batch):
            found.append(Chapter(step.at, step.user, step.mode, step.batch, _files(step), step.undone, []))
        found[-1].deeds.insert(
            0, _deed(step, view.kind, step.change if step.change in open_ else None, language)
        )
    for chapter in found:
        parts = {deed.field for deed in chapter.deeds} & set(NAME_PARTS)
        if parts and view.kind == "person":
            chapter.deeds[:] = [deed for deed in chapter.deeds if deed.field != "name"]
    return found


def _files(step: Step) -> list[str]:
    return [file_name(str(file["path"])) for file in json.loads(step.files or "[]")]


def _deed(step: Step, kind: str, change: int | None, language: Language) -> Deed:
    if step.field == "card":
        old, new = (card_entries(card, language) if card else () for card in (step.old, step.new))
        gone = tuple(entry for entry in old if entry not in new)
        came = tuple(entry for entry in new if entry not in old)
    elif step.field == "group":
        gone, came = (_group(told) for told in (step.old, step.new))
    else:
        gone, came = ((value,) if value else () for value in _words(step, kind, language))
    return Deed(step.field, deed_name(step.field, kind, language), gone, came, change, step.undone)


def _words(step: Step, kind: str, language: Language) -> tuple[str, str]:
    """The values before and after a change of a single value."""
    return said(step.field, step.old, kind, language), said(step.field, step.new, kind, language)


def _group(told: str | None) -> tuple[str, ...]:
    return (str(json.loads(told)["name"]),) if told else ()


def rows_of(cells: Iterable[SourceCell]) -> list[tuple[SourceCell, list[tuple[SourceCell, Place]]]]:
    """The cells by the row of a file that they stand in: one of the row, all of the row."""
    found: dict[tuple[str, int, int], list[SourceCell]] = {}
    for cell in cells:
        found.setdefault((cell.batch, cell.position, cell.row), []).append(cell)
    return [(row[0], [(cell, place_of(cell)) for cell in row]) for row in found.values()]
