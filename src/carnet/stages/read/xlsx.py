"""xlsx and xlsm workbooks: their sheets, number formats and shared texts.

Rows are streamed, so that a cell at the far end of an empty sheet costs nothing.
Source: ECMA-376 part 1 (SpreadsheetML), part 2 (packages).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

import polars as pl

from carnet.contract import SourceFile
from carnet.stages.read import markup
from carnet.stages.read.archive import Archive
from carnet.stages.read.cells import Sink
from carnet.stages.read.job import Job
from carnet.stages.read.number_formats import BUILT_IN, NumberFormat, number_format
from carnet.stages.read.refusal import damaged
from carnet.stages.read.shared_strings import shared_strings
from carnet.stages.read.sheet_xml import read_sheet
from carnet.stages.read.workbook import Entry, read_workbook

WORKBOOK = "xl/workbook.xml"


def read_xlsx(job: Job, archive: Archive) -> SourceFile:
    """The sheets of an xlsx or xlsm workbook."""
    book = _Book(archive)
    kind = "xlsm" if any(name.endswith("vbaProject.bin") for name in archive.names()) else "xlsx"

    def fill(entry: Entry, sink: Sink) -> None:
        if not entry.place:
            raise damaged("xl/_rels/workbook.xml.rels")
        read_sheet(archive.stream(entry.place), entry.place, book, sink)

    return read_workbook(job, kind, book.entries(), fill)


def main_part(archive: Archive) -> str | None:
    """The part that the package names as its document: xl/workbook.xml, word/document.xml ..."""
    targets = relationships(archive, "")
    usual = WORKBOOK if archive.has(WORKBOOK) else None
    return next((target for kind, target in targets.values() if kind == "officeDocument"), usual)


def relationships(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Id -> (last word of the type, part's name) of what a part refers to ("" is the package)."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(source):
        return {}
    found: dict[str, tuple[str, str]] = {}
    for element, attributes in _elements(archive, source):
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "")))
            name = target.lstrip("/")
            found[attributes.get("Id", "")] = (
                attributes.get("Type", "").rpartition("/")[2],
                name if archive.has(name) else unquote(name),
            )
    return found


class _Book:
    """The parts of a workbook that its sheets need."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        part = main_part(archive)
        if part is None:
            raise damaged("_rels/.rels")
        self._elements = _elements(archive, part)
        self._targets = relationships(archive, part)

    def entries(self) -> list[Entry]:
        """The sheets in the order of their tabs."""
        found: list[Entry] = []
        for name, attributes in self._elements:
            if name == "sheet":
                kind, part = self._targets.get(attributes.get("id", ""), ("worksheet", ""))
                if part and any(part == entry.place for entry in found):  # no program writes that
                    raise damaged(part)
                visible = attributes.get("state", "visible") == "visible"
                found.append(Entry(attributes.get("name", ""), visible, kind, part))
        return found

    @cached_property
    def since_1904(self) -> bool:
        """Whether days count from 1904 (old Macs)."""
        settings = [attributes for name, attributes in self._elements if name == "workbookPr"]
        return any(one.get("date1904", "0") in ("1", "true", "on") for one in settings)

    @cached_property
    def formats(self) -> Mapping[int, NumberFormat]:
        """Style number -> format, for the styles that change what a person sees."""
        part = self._part("styles")
        if part is None:
            return {}
        styles = _Styles()
        markup.parse(self.archive.stream(part), styles, part)
        return styles.formats()

    @cached_property
    def shared(self) -> pl.Series:
        """The texts that cells refer to by number."""
        part = self._part("sharedStrings")
        if part is None:
            return pl.Series([], dtype=pl.String)
        return shared_strings(self.archive.stream(part), part)

    def _part(self, kind: str) -> str | None:
        part = next((part for found, part in self._targets.values() if found == kind), None)
        return part if part and self.archive.has(part) else None


@dataclass
class _Styles:
    """Number formats of styles.xml."""

    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    used: list[int] = field(default_factory=list)
    _in_cells: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self.codes[_number(attributes)] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.used.append(_number(attributes))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def text(self, data: str) -> None:
        pass

    def formats(self) -> dict[int, NumberFormat]:
        found = {}
        for style, number in enumerate(self.used):
            shown = number_format(self.codes.get(number, "General"))
            if shown is not None:
                found[style] = shown
        return found


def _number(attributes: Mapping[str, str]) -> int:
    number = attributes.get("numFmtId", "")
    return int(number) if number.isdecimal() else 0


@dataclass
class _Collector:
    found: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.found.append((name, dict(attributes)))

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


def _elements(archive: Archive, part: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small part with their attributes, in order."""
    collector = _Collector()
    pieces: Iterable[bytes] = [archive.whole(part)]
    markup.parse(pieces, collector, part)
    return collector.found
