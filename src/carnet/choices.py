"""Everything that a person chose for an import, free of any library; it goes to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from carnet.as_json import read_as, written
from carnet.terms import CarnetError, Duplicates, Mode, Options

T = TypeVar("T")


class Place(NamedTuple):
    """A sheet of an import.

    Attributes:
        file: position among the files that the person gave, from 0.
        sheet: the sheet's name as its file has it; of a list inside a zip with the file's name in front
            ("clients.csv/clients").
    """

    file: int
    sheet: str


@dataclass(frozen=True, slots=True)
class FileChoices:
    """How one file is read; None means: find out. See terms.Options."""

    encoding: str | None = None
    delimiter: str | None = None
    date_order: str | None = None


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """How one sheet is read; None and {} mean: find out.

    Attributes:
        taken: False leaves the sheet out, True takes one that is hidden.
        provider, header_row, country, mapping, columns: see terms.Options.
    """

    taken: bool | None = None
    provider: str | None = None
    header_row: int | None = None
    country: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[int, str] = field(default_factory=dict)


class Policy(StrEnum):
    """Which of two values stands, the file's or the book's, where the book has the contact already.

    KEEP: the book's stands, even where it has none. FILL: the file's where the book has none. OVERWRITE:
    the file's where the file has one; of emails, phones, addresses, websites and social profiles the file's
    take the place of the book's.
    """

    KEEP = "keep"
    FILL = "fill"
    OVERWRITE = "overwrite"


class Fix(NamedTuple):
    """One cell corrected by a person; "" is an empty cell.

    Attributes:
        file, sheet: see Place. row: the spreadsheet's row; column: the position, from 0.
        was: the text that stood there (the fix is not made where another stands); now: the text to take.
    """

    file: int
    sheet: str
    row: int
    column: int
    was: str
    now: str


class Replacement(NamedTuple):
    """A text that is corrected wherever it stands in the columns with that header.

    Attributes:
        part: it may be any part of a cell's text; else it is the whole of it.
        match_case: capitals count.
    """

    header: str
    was: str
    now: str
    part: bool = False
    match_case: bool = True


class Party(NamedTuple):
    """One side of a decision, named so that a plan made again finds it.

    Attributes:
        key: of a contact of the book; else "".
        kind, name: of a contact of the files; file, sheet, row: a row that it came from (row 0: the contact
            of that kind and name, wherever it stands).
    """

    key: str = ""
    kind: str = ""
    name: str = ""
    file: int = 0
    sheet: str = ""
    row: int = 0


class Decision(NamedTuple):
    """What a person decided of two contacts.

    Attributes:
        one: a contact of the files; other: one of the files or of the book.
        same: they are one; False holds them apart.
        probability, evidence: of the pair as the person saw it (contract.SUSPECTS).
    """

    one: Party
    other: Party
    same: bool
    probability: float = 1.0
    evidence: str = "[]"


class Value(NamedTuple):
    """The value that a person lets stand in a field of a contact of the files; None is none.

    Attributes:
        field: a record column ("birth_date") or "custom.<name>".
    """

    contact: Party
    field: str
    value: str | None


class Held(NamedTuple):
    """How many choices of each kind a recipe has, or files took of it."""

    sheets: int = 0
    columns: int = 0
    policies: int = 0
    corrections: int = 0
    decisions: int = 0
    values: int = 0


class Unfit(NamedTuple):
    """Something of a recipe that files do not take: the code of a rule, and the detail of its sentence."""

    code: str
    detail: str


class Followed(NamedTuple):
    """The saved recipe that choices come from.

    Attributes:
        name, key: of the recipe.
        taken: what the files took of it. unfit: what they did not.
    """

    name: str
    key: str = ""
    taken: Held = Held()
    unfit: tuple[Unfit, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that a person chose for an import.

    Attributes:
        everywhere: what holds for each file and sheet that does not say otherwise.
        files: by position among the files given; sheets: by place.
        mode: what may be done to the book.
        keys: fields by which contacts are found again, in order; () is the default order.
        duplicates: what becomes of contacts that may be the same.
        clear: an empty cell empties the field of a contact that the book has; in a bulk workbook a cell that
            the person emptied.
        overrule: of a bulk workbook: what was edited in it stands also where the book changed since.
        policies: field id (or "custom.<name>") -> policy against the book; the mode decides of the others.
        fixes: of single cells, the later of two on one cell stands; replacements: of whole columns, one
            after the other, before the fixes.
        decisions: on pairs of contacts. values: of single contacts' fields.
        recipe: the saved one that these choices come from, None where there is none.
    """

    everywhere: Options = field(default_factory=Options)
    files: Mapping[int, FileChoices] = field(default_factory=dict)
    sheets: Mapping[Place, SheetChoices] = field(default_factory=dict)
    mode: Mode = Mode.UPSERT
    keys: tuple[str, ...] = ()
    duplicates: Duplicates = Duplicates.REVIEW
    clear: bool = False
    overrule: bool = False
    policies: Mapping[str, Policy] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    values: tuple[Value, ...] = ()
    recipe: Followed | None = None

    def of_file(self, position: int) -> Options:
        """What is fixed about a file."""
        own = self.files.get(position, FileChoices())
        return replace(
            self.everywhere,
            encoding=own.encoding or self.everywhere.encoding,
            delimiter=own.delimiter or self.everywhere.delimiter,
            date_order=own.date_order or self.everywhere.date_order,
        )

    def of_sheet(self, place: Place) -> Options:
        """What is fixed about a sheet, and about its file."""
        own, general = self.sheets.get(place, SheetChoices()), self.of_file(place.file)
        return replace(
            general,
            provider=own.provider or general.provider,
            header_row=own.header_row or general.header_row,
            country=own.country or general.country,
            mapping={**general.mapping, **own.mapping},
            columns={**general.columns, **own.columns},
        )

    def hidden_taken(self, position: int) -> tuple[str, ...]:
        """The sheets of a file that are to be read even where they are hidden."""
        return tuple(
            place.sheet for place, own in self.sheets.items() if place.file == position and own.taken
        )


def to_json(choices: Choices) -> str:
    """The choices as one line of JSON."""
    return written(choices)


def from_json(text: str) -> Choices:
    """The choices that to_json() wrote.

    Raises:
        CarnetError: choices.unreadable.
    """
    return read_choices(Choices, text)


def read_choices(kind: type[T], text: str) -> T:
    """What as_json.written() wrote of choices, in the shape of that kind.

    Raises:
        CarnetError: choices.unreadable.
    """
    try:
        return read_as(kind, text)
    except ValueError as error:
        raise CarnetError("choices.unreadable", detail=str(error)) from error
