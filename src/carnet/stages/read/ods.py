"""ods workbooks (LibreOffice, Google Sheets): each cell carries its value and the text that is shown.

Source: OpenDocument 1.3 part 3, 9.1 (tables) and 19.385 (value types).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from carnet.contract import SourceFile
from carnet.stages.read import markup
from carnet.stages.read.archive import Archive
from carnet.stages.read.cells import Sink
from carnet.stages.read.job import Job
from carnet.stages.read.number_formats import general
from carnet.stages.read.refusal import REPEATED, refuse, too_large
from carnet.stages.read.spans import Span
from carnet.stages.read.workbook import Entry, check_passes, read_workbook

_PART = "content.xml"
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "Err:502", "Err:508"}
)
_MAX_REPEATED = 1_000_000  # cells that one row element stands for
_SPREADSHEET = b"spreadsheet"
_ODD_DIGITS = re.compile(r"0[0-9]+$|[+(]?[0-9]+(?:[-/() .\u00a0][-() .\u00a0]*[0-9]+)+$|\+[0-9]+$")
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$")
_MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?$")


def read_ods(job: Job, archive: Archive) -> SourceFile:
    """The sheets of an ods workbook."""
    if archive.has("mimetype") and _SPREADSHEET not in archive.whole("mimetype"):
        kind = archive.whole("mimetype").decode("ascii", "replace").rpartition(".")[2]
        raise refuse("file.unknown_format", detail=f"OpenDocument ({kind[:80]})")
    if archive.has("META-INF/manifest.xml") and b"encryption-data" in archive.whole("META-INF/manifest.xml"):
        raise refuse("file.password")
    return _read(job, "ods", lambda: archive.stream(_PART), archive.size(_PART))


def read_fods(job: Job) -> SourceFile:
    """The sheets of an OpenDocument workbook in one XML file."""
    return _read(job, "fods", lambda: markup.of_file(job.path), job.path.stat().st_size)


def _read(job: Job, kind: str, pieces: Callable[[], Iterable[bytes]], size: int) -> SourceFile:
    outline = _Outline()
    markup.parse(pieces(), outline, _PART)
    check_passes(len(outline.tables), size)

    def fill(entry: Entry, sink: Sink) -> None:
        markup.parse(pieces(), _Table(int(entry.place), sink), _PART)

    return read_workbook(job, kind, outline.entries(), fill)


@dataclass
class _Outline:
    """The tables and which of their styles are hidden."""

    tables: list[tuple[str, str]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    _style: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hidden.add(self._style)
        elif name == "table" and "name" in attributes:
            self.tables.append((attributes["name"], attributes.get("style-name", "")))

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass

    def entries(self) -> list[Entry]:
        return [
            Entry(name, style not in self.hidden, "worksheet", str(number))
            for number, (name, style) in enumerate(self.tables)
        ]


@dataclass
class _Table:
    """The cells of one table. Repeated empty rows and cells only move the place."""

    wanted: int
    sink: Sink
    _number: int = -1
    _tables: list[int] = field(default_factory=list)  # those that are open, one in a cell of the other
    _row: int = 1
    _column: int = 0
    _described: int = 0
    _repeat_row: int = 1
    _hidden: bool = False
    _cells: list[tuple[int, int, str]] = field(default_factory=list)
    _attributes: Mapping[str, str] = field(default_factory=dict)
    _paragraphs: list[str] = field(default_factory=list)
    _in_cell: bool = False
    _in_text: int = 0
    _notes: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            self._number += "name" in attributes
            self._tables.append(self._number if "name" in attributes else -1)
        if not self._is_wanted():
            return
        if name == "table-column":
            repeat = _count(attributes, "number-columns-repeated")
            if attributes.get("visibility") in ("collapse", "filter"):
                self.sink.hidden.append(range(self._described, self._described + repeat))
            self._described += repeat
        elif name == "table-row":
            self._repeat_row = _count(attributes, "number-rows-repeated")
            self._hidden = attributes.get("visibility") in ("collapse", "filter")
            self._column, self._cells = 0, []
        elif name in ("table-cell", "covered-table-cell"):
            self._attributes, self._paragraphs = attributes, []
            self._in_cell = True
        elif name == "annotation":
            self._notes += 1
        elif self._in_cell and not self._notes:
            self._text_start(name, attributes)

    def _text_start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "p":
            self._paragraphs.append("")
            self._in_text += 1
        elif name in ("s", "tab", "line-break") and self._paragraphs:
            spaces = " " * min(_count(attributes, "c"), 1_000)
            self._paragraphs[-1] += {"s": spaces, "tab": "\t", "line-break": "\n"}[name]

    def end(self, name: str) -> None:
        if self._is_wanted():
            self._end(name)
        if name == "table" and self._tables:
            self._tables.pop()

    def _is_wanted(self) -> bool:
        return self._tables[-1:] == [self.wanted]

    def _end(self, name: str) -> None:
        if name == "annotation":
            self._notes -= 1
        elif name == "p" and not self._notes:
            self._in_text -= self._in_text > 0
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._end_row()

    def text(self, data: str) -> None:
        if self._in_text and not self._notes and self._paragraphs:
            self._paragraphs[-1] += data

    def _end_cell(self) -> None:
        self._in_cell = False
        repeat = _count(self._attributes, "number-columns-repeated")
        text = _shown(self._attributes, "\n".join(self._paragraphs))
        if text.strip():
            self._cells.append((self._column, repeat, text))
            if (rows := _count(self._attributes, "number-rows-spanned")) > 1:
                self.sink.spans.append(Span(self._row, self._row + rows - 1, self._column))
        self._column += repeat

    def _end_row(self) -> None:
        cells = sum(repeat for _, repeat, _ in self._cells) * self._repeat_row
        if cells > _MAX_REPEATED:
            raise too_large(f"{cells:,} > {_MAX_REPEATED:,}", REPEATED)
        self.sink.odd["sheet.hidden_rows"] += self._repeat_row if cells and self._hidden else 0
        for row in range(self._row, self._row + (self._repeat_row if cells else 0)):
            for first, repeat, text in self._cells:
                if text in _ERRORS:
                    self.sink.errors[text] += 1
                for column in range(first, first + repeat):
                    self.sink.cell(row, column, text)
        self._row += self._repeat_row


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 10 else 1


def _shown(attributes: Mapping[str, str], text: str) -> str:
    """The cell as a person sees it, but dates in ISO and numbers without grouping and currency."""
    show = _SHOWN.get(attributes.get("value-type", "string"))
    return show(attributes, text) if show else text or attributes.get("string-value", "")


def _number(attributes: Mapping[str, str], text: str) -> str:
    """Digits that were padded or punctuated stay as shown."""
    value = attributes.get("value", "")
    if not value or text in _ERRORS:
        return text
    digits = re.sub(r"\D", "", text)
    if _ODD_DIGITS.match(text) and "." not in value and digits.lstrip("0") == value.lstrip("-0"):
        return text
    try:
        return general(value)
    except ValueError:
        return text


def _date(attributes: Mapping[str, str], text: str) -> str:
    return _MIDNIGHT.sub("", attributes.get("date-value", text)).replace("T", " ")


def _time(attributes: Mapping[str, str], text: str) -> str:
    match = _DURATION.match(attributes.get("time-value", ""))
    return ":".join(match.groups()) if match else text


def _boolean(attributes: Mapping[str, str], text: str) -> str:
    return attributes.get("boolean-value", text).upper()


_SHOWN: Mapping[str, Callable[[Mapping[str, str], str], str]] = {
    "float": _number, "currency": _number, "percentage": _number,
    "date": _date, "time": _time, "boolean": _boolean,
}  # fmt: skip
