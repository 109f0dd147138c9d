"""The first half of the path: read, recognise, map and normalise, the same for every use of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from carnet.catalog import fold
from carnet.choices import Choices, Place
from carnet.contract import Book, CarnetError, Habits, Mapped, Options, Recognised, Sheet, SourceFile
from carnet.findings import Severity, rule
from carnet.pipeline.bulk import Told, compare, heard
from carnet.pipeline.reading import read_once
from carnet.pipeline.timings import Timings
from carnet.pipeline.untouched import ROWS, unasked, untouched
from carnet.stages.assemble.columns import SheetColumns, standardise
from carnet.stages.correct import correct
from carnet.stages.map import as_chosen, country_of, map_columns, shape
from carnet.stages.read.notes import note
from carnet.stages.recognise import recognise

Remembered = Callable[[str], Mapping[str, str]]

rule(
    "argument.header",
    Severity.ERROR,
    en="No column is headed “%(value)s”. Columns of the file: %(detail)s.",
    fr="Aucune colonne n'a pour en-tête « %(value)s ». Colonnes du fichier : %(detail)s.",
)
rule(
    "choices.unreadable",
    Severity.ERROR,
    en="The choices for this import cannot be read (%(detail)s). Make them again.",
    fr="Les choix de cette importation ne peuvent pas être lus (%(detail)s). Faites-les de nouveau.",
)
rule(
    "sheet.left_out",
    Severity.INFO,
    en="The sheet “%(value)s” was left out, as you chose.",
    fr="La feuille « %(value)s » n'a pas été prise, comme vous l'avez choisi.",
)


@dataclass(frozen=True, slots=True)
class MappedSheets:
    """The sheets of files with a place for each of their columns.

    Attributes:
        files: with those of their sheets that are taken; left_out: the others, each with its position in its
            file.
        places: of each sheet of mapped, in order.
        mappings: shape -> header -> field, chosen by the person in this run.
        findings: of all stages so far.
    """

    files: Sequence[SourceFile]
    left_out: Sequence[tuple[int, Place, Sheet]]
    places: Sequence[Place]
    mapped: Sequence[Mapped]
    mappings: dict[str, dict[str, str]]
    findings: list[pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of files in standard form.

    Attributes:
        mappings: shape -> header -> field, chosen by the person in this run.
        findings: of all stages so far.
        bulk: what a bulk workbook among them tells beside the book.
        untouched: the rows that Carnet wrote and nobody edited since.
    """

    files: Sequence[SourceFile]
    places: Sequence[Place]
    mapped: Sequence[Mapped]
    columns: Sequence[SheetColumns]
    mappings: dict[str, dict[str, str]]
    findings: list[pl.DataFrame]
    bulk: Told | None = None
    untouched: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ROWS))


@dataclass(frozen=True, slots=True)
class RecognisedSheets:
    """The sheets of files that are taken.

    Attributes:
        files, left_out, places: see MappedSheets. sheets: in the order of places.
        findings: of recognising.
    """

    files: Sequence[SourceFile]
    left_out: Sequence[tuple[int, Place, Sheet]]
    places: Sequence[Place]
    sheets: Sequence[Recognised]
    findings: pl.DataFrame


def recognise_sheets(
    paths: Sequence[Path], choices: Choices, scratch: Path, timings: Timings
) -> RecognisedSheets:
    """The sheets of files, read and recognised; see read_sheets."""
    with timings.stage("read"):
        files, left_out = _taken(read_once(paths, choices, scratch), choices)
    places = [place for file in files for place in file.places()]
    with timings.stage("recognise"):
        sheets, found = recognise(files, choices.everywhere, [choices.of_sheet(place) for place in places])
    return RecognisedSheets(files, left_out, places, sheets, found)


def map_sheets(
    paths: Sequence[Path], choices: Choices, remembered: Remembered, scratch: Path, timings: Timings
) -> MappedSheets:
    """The sheets of files, recognised and mapped; see read_sheets."""
    told = recognise_sheets(paths, choices, scratch, timings)
    own = [choices.of_sheet(place) for place in told.places]
    with timings.stage("map"):
        mapped, found, mappings = _map(told.sheets, own, choices.everywhere, remembered)
    return MappedSheets(told.files, told.left_out, told.places, mapped, mappings, [told.findings, *found])


def read_sheets(
    paths: Sequence[Path], choices: Choices, remembered: Remembered, scratch: Path, timings: Timings,
    book: Book | None = None,
) -> Sheets:  # fmt: skip
    """The sheets of files in standard form.

    Args:
        paths: the files of one import.
        choices: what the person chose about them.
        remembered: the mapping that the firm chose for sheets of a shape before.
        scratch: a folder for what the stages put away.
        timings: takes the seconds by stage.
        book: the firm's, beside which a bulk workbook is read; without one it is read as any list.

    Raises:
        CarnetError: a file or an argument cannot be used.
    """
    told = map_sheets(paths, choices, remembered, scratch, timings)
    with timings.stage("normalise"):
        mapped, missed = correct(told.mapped, told.places, choices.fixes, choices.replacements, scratch)
        bulk = compare(mapped, book, choices) if book is not None else None
        mapped = bulk.mapped if bulk else mapped
        habits = book.habits() if book is not None else Habits()
        columns = _standardise(mapped, told.places, choices, scratch, bulk, habits)
    found = [*told.findings, missed, *(frame for sheet in columns for frame in sheet.findings)]
    rows = untouched(mapped)
    files, found = _with_sheets(told.files, mapped), unasked(heard(found, bulk), rows)
    return Sheets(files, told.places, mapped, columns, told.mappings, found, bulk, rows)


def _with_sheets(files: Sequence[SourceFile], mapped: Sequence[Mapped]) -> list[SourceFile]:
    """The files with their sheets as they are mapped, corrections made."""
    sheets = iter(mapped)
    return [replace(file, sheets=tuple(next(sheets).recognised.sheet for _ in file.sheets)) for file in files]


def _taken(
    files: Sequence[SourceFile], choices: Choices
) -> tuple[list[SourceFile], list[tuple[int, Place, Sheet]]]:
    """The files with the sheets that are taken, and the sheets that the person left out."""
    taken, left_out = [], []
    for file in files:
        out = {place for place in file.places() if (own := choices.sheets.get(place)) and own.taken is False}
        pairs = list(zip(file.places(), file.sheets, strict=True))
        left_out += [(at, place, sheet) for at, (place, sheet) in enumerate(pairs) if place in out]
        said = [note("sheet.left_out", value=sheet.name) for place, sheet in pairs if place in out]
        sheets = tuple(sheet for place, sheet in pairs if place not in out)
        taken.append(replace(file, sheets=sheets, notes=(*file.notes, *said)))
    return taken, left_out


def _map(
    recognised: Sequence[Recognised], own: Sequence[Options], everywhere: Options, remembered: Remembered
) -> tuple[list[Mapped], list[pl.DataFrame], dict[str, dict[str, str]]]:
    mapped, findings, mappings = [], [], {}
    used: set[str] = set()
    for index, (sheet, options) in enumerate(zip(recognised, own, strict=True)):
        present = {fold(header) for header in sheet.headers}
        chosen = {
            header: target
            for header, target in options.mapping.items()
            if fold(header) in present or header not in everywhere.mapping
        }
        used |= set(chosen)
        key = shape(sheet)
        before = dict(remembered(key)) if sheet.kind != "none" else {}
        sheet = as_chosen(sheet, [*before.values(), *chosen.values(), *options.columns.values()])
        result, found = map_columns(sheet, replace(options, mapping=chosen), before)
        mapped.append(result)
        findings.append(found.with_columns(sheet=pl.lit(index, pl.UInt16)))
        if named := {**chosen, **_named(sheet, options.columns)}:
            mappings[key] = {**before, **named}
    _refuse_unknown_headers(everywhere.mapping, used, recognised)
    return mapped, findings, mappings


def _named(sheet: Recognised, columns: Mapping[int, str]) -> dict[str, str]:
    """What was chosen by position, by the header that stands there alone."""
    return {
        sheet.headers[index]: target
        for index, target in columns.items()
        if index < len(sheet.headers)
        and sheet.headers[index]
        and sheet.headers.count(sheet.headers[index]) == 1
    }


def _refuse_unknown_headers(
    mapping: Mapping[str, str], used: set[str], recognised: Sequence[Recognised]
) -> None:
    unknown = [header for header in mapping if header not in used]
    if unknown:
        headers = [header for sheet in recognised for header in sheet.headers if header]
        near = get_close_matches(unknown[0], headers, 3, 0.4) or headers[:10]
        raise CarnetError("argument.header", value=unknown[0], detail=", ".join(near))


def _standardise(
    mapped: Sequence[Mapped], places: Sequence[Place], choices: Choices, scratch: Path, bulk: Told | None,
    habits: Habits,
) -> list[SheetColumns]:  # fmt: skip
    shared = _shared_country(mapped)
    return [
        standardise(
            sheet, index, sheet.country or shared, choices.of_file(place.file).date_order, scratch,
            habits, bulk.unsaid if bulk else None,
        )
        for index, (sheet, place) in enumerate(zip(mapped, places, strict=True))
    ]  # fmt: skip


def _shared_country(mapped: Sequence[Mapped]) -> str | None:
    """The country of a list that tells none: that of all other sheets, lists or not."""
    lists = {sheet.country for sheet in mapped if sheet.recognised.kind != "none"}
    if None not in lists:
        return None
    others = {country_of(sheet.recognised) for sheet in mapped if sheet.recognised.kind == "none"}
    known = (lists | others) - {None}
    return known.pop() if len(known) == 1 else None
