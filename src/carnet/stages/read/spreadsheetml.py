"""XML Spreadsheet 2003, which several tools save under the name .xls.

Source: Microsoft, XML Spreadsheet Reference (Excel 2002): ss:Index, ss:Type, ss:Format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carnet.contract import SourceFile
from carnet.stages.read import markup
from carnet.stages.read.cells import Sink
from carnet.stages.read.job import Job
from carnet.stages.read.number_formats import NumberFormat, general, number_format
from carnet.stages.read.spans import Span
from carnet.stages.read.workbook import Entry, check_passes, read_workbook

_PART = "XML"
_MOST_COLUMNS = 16_384  # that Excel has


def read_spreadsheetml(job: Job) -> SourceFile:
    """The worksheets of an XML spreadsheet."""
    outline = _Outline()
    markup.parse(markup.of_file(job.path), outline, _PART)
    check_passes(len(outline.entries), job.path.stat().st_size)
    formats = outline.formats()

    def fill(entry: Entry, sink: Sink) -> None:
        markup.parse(markup.of_file(job.path), _Worksheet(int(entry.place), sink, formats), _PART)

    return read_workbook(job, "xml", outline.entries, fill)


# The formats that this language calls by name.
_NAMED = {
    **dict.fromkeys(("General Date",), "yyyy-mm-dd hh:mm"),
    **dict.fromkeys(("Long Date", "Medium Date", "Short Date"), "yyyy-mm-dd"),
    **dict.fromkeys(("Long Time", "Medium Time", "Short Time"), "hh:mm:ss"),
}


@dataclass
class _Outline:
    """The sheets of a workbook, and its styles: identifier -> parent's, code of the format."""

    entries: list[Entry] = field(default_factory=list)
    styles: dict[str, tuple[str, str]] = field(default_factory=dict)
    _style: str = ""
    _data: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Worksheet":
            number = len(self.entries)
            self.entries.append(
                Entry(attributes.get("Name", str(number + 1)), True, "worksheet", str(number))
            )
        elif name == "Style":
            self._style = attributes.get("ID", "")
            self.styles[self._style] = (attributes.get("Parent", ""), "")
        elif name == "NumberFormat" and self._style:
            self.styles[self._style] = (self.styles[self._style][0], attributes.get("Format", ""))
        self._data = [] if name == "Visible" else None

    def end(self, name: str) -> None:
        if name == "Visible" and self._data and "".join(self._data).strip() != "SheetVisible":
            last = self.entries.pop()
            self.entries.append(Entry(last.name, False, last.kind, last.place))
        self._data = None

    def text(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)

    def formats(self) -> dict[str, NumberFormat]:
        """Identifier of a style -> format, for the styles that change what a person sees."""
        codes = {
            name: code or self.styles.get(parent, ("", ""))[1] for name, (parent, code) in self.styles.items()
        }
        found = {name: number_format(_NAMED.get(code, code or "General")) for name, code in codes.items()}
        return {name: shown for name, shown in found.items() if shown is not None}


@dataclass
class _Worksheet:
    wanted: int
    sink: Sink
    formats: Mapping[str, NumberFormat]
    _number: int = -1
    _row: int = 0
    _column: int = -1
    _across: int = 0
    _type: str = "String"
    _columns: dict[int, str] = field(default_factory=dict)  # position -> style of the whole column
    _next: int = 0
    _of_row: str = ""
    _style: str = ""
    _data: list[str] | None = None
    _in_comment: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._in_comment |= name == "Comment"
        if name == "Worksheet":
            self._number += 1
            self._columns, self._next = {}, 0
        elif self._number != self.wanted:
            return
        elif name == "Row":
            self._row, self._column, self._across = _index(attributes, self._row + 1), -1, 0
            self._of_row = attributes.get("StyleID", "")
            self.sink.odd["sheet.hidden_rows"] += attributes.get("Hidden") == "1"
        elif name == "Column":
            first = _index(attributes, self._next + 1) - 1
            self._next = first + 1 + min(_index({"Index": attributes.get("Span", "0")}, 0), _MOST_COLUMNS)
            if attributes.get("Hidden") == "1":
                self.sink.hidden.append(range(first, self._next))
            style = attributes.get("StyleID", "")
            self._columns |= dict.fromkeys(range(first, self._next), style) if style else {}
        elif name == "Cell":
            self._column = _index(attributes, self._column + 2 + self._across) - 1
            self._across = _index({"Index": attributes.get("MergeAcross", "0")}, 0)
            if down := _index({"Index": attributes.get("MergeDown", "0")}, 0):
                self.sink.spans.append(Span(self._row, self._row + down, self._column))
            own = attributes.get("StyleID", "") or self._of_row
            self._style = own or self._columns.get(self._column, "")
        elif name == "Data" and not self._in_comment:
            self._type, self._data = attributes.get("Type", "String"), []

    def end(self, name: str) -> None:
        self._in_comment &= name != "Comment"
        if name == "Data" and self._data is not None:
            text = _shown(self._type, "".join(self._data), self.formats.get(self._style))
            if self._type == "Error":
                self.sink.errors[text] += 1
            self.sink.cell(self._row, self._column, text)
            self._data = None

    def text(self, data: str) -> None:
        if self._data is not None:
            self._data.append(data)


def _index(attributes: Mapping[str, str], following: int) -> int:
    given = attributes.get("Index", "")
    return int(given) if given.isdecimal() and len(given) < 8 else following


def _shown(kind: str, text: str, shown: NumberFormat | None) -> str:
    if kind == "Number":
        try:
            return shown.show(text.strip()) if shown else general(text.strip())
        except ValueError:
            return text
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    if kind == "DateTime":
        return text.removesuffix("T00:00:00.000").replace("T", " ").removesuffix(".000")
    return text
