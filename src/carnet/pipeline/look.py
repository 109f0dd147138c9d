"""A first look at files: what they are taken for and where their columns go; nothing is made of them yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from carnet.choices import Choices, Place
from carnet.contract import ColumnMapping, Mapped, Sheet, SourceFile
from carnet.findings import gather
from carnet.language import Text
from carnet.pipeline.replay import unfitting
from carnet.pipeline.sheets import MappedSheets, Remembered, map_sheets
from carnet.pipeline.telling import notes
from carnet.pipeline.timings import Timings
from carnet.stages.map import shape
from carnet.stages.map.profile import Profile, profiles
from carnet.stages.report.columns import data_rows, secret_columns

HEAD = 12  # raw rows shown for choosing the header
SAMPLES = 5  # values shown of a column
_LONGEST = 200  # characters of a value that is shown
_LEFT_OUT = Text("The sheet was left out.", "La feuille n'a pas été prise.")


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column and where it goes.

    Attributes:
        index: its position, from 0. field, special, slot, labels, confidence, reason: see
            contract.ColumnMapping.
        samples: a few of its distinct values; filled: share of the rows that have one, 0 to 1.
        secret: it holds tax identifiers, which are masked on the screen.
    """

    index: int
    header: str
    field: str | None
    special: str
    slot: str
    labels: bool
    confidence: float
    reason: Text
    samples: tuple[str, ...]
    filled: float
    secret: bool


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """A sheet and what it was taken for; see contract.Recognised.

    Attributes:
        index: its number in findings and in the plan; None where it is left out.
        rows: that may be contacts; of a sheet that is left out all of them.
        head: the first rows as the file has them: the row's number and its cells ("" where empty).
        shape: under which the firm's choices for its headers are remembered.
    """

    place: Place
    index: int | None
    name: str
    format: str
    taken: bool
    provider: str
    confidence: float
    reason: Text
    kind: str
    header_row: int
    rows: int
    width: int
    head: tuple[tuple[int, tuple[str, ...]], ...]
    country: str | None
    shape: str
    columns: tuple[SeenColumn, ...]


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file, or one of the lists in a zip.

    Attributes:
        position: among the files given. path: as the person knows it ("clients.zip/people.csv").
        notes: what the reader said of it, as codes of rules and their values.
        hidden: sheets that were not read because the workbook hides them.
    """

    position: int
    path: str
    format: str
    encoding: str | None
    delimiter: str | None
    notes: tuple[tuple[str, dict[str, str | int]], ...]
    hidden: tuple[str, ...]
    sheets: tuple[SeenSheet, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of the files of an import. findings: findings.FINDINGS, by SeenSheet.index."""

    files: tuple[SeenFile, ...]
    findings: pl.DataFrame

    @property
    def sheets(self) -> list[SeenSheet]:
        """The sheets of all files."""
        return [sheet for file in self.files for sheet in file.sheets]


def look(
    paths: Sequence[Path], choices: Choices, remembered: Remembered, scratch: Path, timings: Timings
) -> Look:
    """Read, recognise and map files; see sheets.read_sheets for the arguments.

    The read sheets stay in the folder: the next call, or make_plan, with the same files and the same choices
    on how they are read takes them up again.

    Raises:
        CarnetError: a file or a choice cannot be used.
    """
    told = map_sheets(paths, choices, remembered, scratch, timings)
    files = tuple(_file(file, told) for file in told.files)
    return Look(files, gather([unfitting(choices.recipe), *notes(told.files), *told.findings]))


def _file(file: SourceFile, told: MappedSheets) -> SeenFile:
    taken = set(file.places())
    seen = [
        _sheet(place, index, mapped)
        for index, (place, mapped) in enumerate(zip(told.places, told.mapped, strict=True))
        if place in taken
    ]
    inside = f"{file.member}/" if file.member else ""
    for at, place, sheet in told.left_out:
        if place == Place(file.position, inside + sheet.name):
            seen.insert(at, _left_out(place, sheet))
    hidden = tuple(str(values["value"]) for code, values in file.notes if code == "sheet.hidden")
    return SeenFile(
        file.position, file.path, file.format, file.encoding, file.delimiter, file.notes, hidden, tuple(seen)
    )


def _sheet(place: Place, index: int, mapped: Mapped) -> SeenSheet:
    recognised, sheet = mapped.recognised, mapped.recognised.sheet
    secret = secret_columns(mapped)
    looked = profiles(recognised)
    return SeenSheet(
        place=place, index=index, name=sheet.name, format=sheet.format, taken=True,
        provider=recognised.provider, confidence=recognised.confidence, reason=recognised.reason,
        kind=recognised.kind, header_row=recognised.header_row, rows=data_rows(mapped), width=sheet.width,
        head=_head(sheet), country=mapped.country, shape=shape(recognised),
        columns=tuple(_column(one, looked[one.index], one.index in secret) for one in mapped.columns),
    )  # fmt: skip


def _left_out(place: Place, sheet: Sheet) -> SeenSheet:
    return SeenSheet(
        place=place, index=None, name=sheet.name, format=sheet.format, taken=False, provider="",
        confidence=1.0, reason=_LEFT_OUT, kind="none", header_row=0, rows=sheet.rows, width=sheet.width,
        head=_head(sheet), country=None, shape="", columns=(),
    )  # fmt: skip


def _head(sheet: Sheet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple(
        (number, tuple((cell or "")[:_LONGEST] for cell in cells))
        for number, *cells in sheet.head(HEAD).iter_rows()
    )


def _column(mapping: ColumnMapping, profile: Profile, secret: bool) -> SeenColumn:
    samples = tuple(value[:_LONGEST] for value in profile.values[:SAMPLES])
    return SeenColumn(
        mapping.index, mapping.header, mapping.field, mapping.special, mapping.slot, mapping.labels,
        mapping.confidence, mapping.reason, samples, profile.filled, secret,
    )  # fmt: skip
