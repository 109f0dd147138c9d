"""Tables of a web page, which several tools save under the name .xls."""

from __future__ import annotations

import codecs
import html
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from carnet.contract import SourceFile
from carnet.stages.read.cells import Sink
from carnet.stages.read.decoding import decode
from carnet.stages.read.job import Job
from carnet.stages.read.limits import MAX_COLUMNS, MAX_NESTING
from carnet.stages.read.refusal import refuse, too_large
from carnet.stages.read.spans import Span
from carnet.stages.read.workbook import Entry, read_workbook

_MAX_BYTES = 128 << 20  # a page is held in memory; a million cells are some 40 MB
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9._-]+)""", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li"})
_SILENT = frozenset({"script", "style", "title"})
_BREAK = "\u2028"
_MAX_TAG = 10_000  # characters
_TAG_END = re.compile(r"""(?:[^"'>]++|"[^"<]{0,2000}"|'[^'<]{0,2000}')*+>""")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)")
_SPANS = re.compile(r"""(rowspan|colspan)\s*=\s*["']?\s*([0-9]{1,7})""")


def read_html(job: Job) -> SourceFile:
    """Each table that has rows as a sheet; a table inside a cell is a sheet of its own."""
    if job.path.stat().st_size > _MAX_BYTES:
        raise refuse("file.too_large", value=f"{job.path.stat().st_size:,} B", detail=f"{_MAX_BYTES:,} B")
    decoded = decode(job.path, job.scratch / f"{job.stem}.utf8", job.options.encoding or _declared(job.path))
    tables = _Tables()
    try:
        tables.read(decoded.path.read_bytes()[decoded.start :].decode("utf-8"))
    finally:
        if decoded.path != job.path:
            decoded.path.unlink()
    filled = [cells for cells in tables.found if cells]
    if not filled:
        raise refuse("file.unknown_format", detail="HTML")
    names = [job.title] if len(filled) == 1 else [f"{job.title} {n}" for n in range(1, len(filled) + 1)]
    entries = [Entry(name, True, "worksheet", str(number)) for number, name in enumerate(names)]

    def fill(entry: Entry, sink: Sink) -> None:
        for span, text in filled[int(entry.place)]:
            sink.cell(span.row, span.column, text)
            if span.last > span.row:
                sink.spans.append(span)

    return read_workbook(job, "html", entries, fill)


def _declared(path: Path) -> str | None:
    """What the page says of itself, where it is not Unicode all the same."""
    with suppress(UnicodeDecodeError):
        path.read_bytes().decode()
        return None
    with path.open("rb") as file:
        match = _CHARSET.search(file.read(4096))
    try:
        name = codecs.lookup(match[1].decode()).name if match else None
    except LookupError:
        return None
    return None if name in ("utf-8", "ascii") else name


@dataclass
class _Place:
    """Where a table stands while it is read; ``below`` are rows that a cell above still covers."""

    cells: list[tuple[Span, str]]
    row: int = 0
    column: int = 0
    texts: list[str] | None = None
    below: dict[int, int] = field(default_factory=dict)
    rows_down: int = 1
    columns_on: int = 1


class _Tables:
    """Finds the tables in one pass: each character is looked at once, whatever the page looks like."""

    def __init__(self) -> None:
        self.found: list[list[tuple[Span, str]]] = []
        self._open: list[_Place] = []

    def read(self, page: str) -> None:
        place = 0
        while place < len(page):
            begin = page.find("<", place)
            self._text(page[place : begin if begin >= 0 else len(page)])
            if begin < 0:
                break
            place = self._markup(page, begin)
        for table in self._open:
            self._end_cell(table)

    def _markup(self, page: str, begin: int) -> int:
        """Take the tag or comment at ``begin``; the place behind it."""
        if page.startswith("<!--", begin):
            return _behind(page, "-->", begin)
        within = _TAG_END.match(page, begin, begin + _MAX_TAG)
        end = within.end() if within else _behind(page, ">", begin)
        match = _TAG.match(page, begin, end)
        if match is None:
            return end
        closing, tag = bool(match[1]), match[2].lower()
        if tag in _SILENT and not closing:
            return _behind(page, f"</{match[2]}", end)
        if closing:
            self._end(tag)
        else:
            self._begin(tag, page[match.end() : end])
        return end

    def _begin(self, tag: str, attributes: str) -> None:
        if tag == "table":
            if len(self._open) >= MAX_NESTING:
                raise too_large(f"> {MAX_NESTING} tables (HTML)")
            self.found.append([])
            self._open.append(_Place(self.found[-1]))
        elif not self._open:
            return
        elif tag == "tr":
            self._begin_row(self._open[-1])
        elif tag in ("td", "th"):
            self._begin_cell(self._open[-1], dict(_SPANS.findall(attributes.lower())))
        elif tag in _BREAKS:
            self._text(_BREAK)

    def _end(self, tag: str) -> None:
        if not self._open:
            return
        if tag in ("td", "th", "tr", "table"):
            self._end_cell(self._open[-1])
        if tag == "table":
            self._open.pop()

    def _text(self, data: str) -> None:
        if self._open and self._open[-1].texts is not None:
            self._open[-1].texts.append(data)

    def _begin_row(self, place: _Place) -> None:
        self._end_cell(place)
        place.row, place.column = place.row + 1, 0
        place.below = {column: rows - 1 for column, rows in place.below.items() if rows > 1}

    def _begin_cell(self, place: _Place, attributes: dict[str, str]) -> None:
        self._end_cell(place)
        place.row = max(place.row, 1)
        while place.column in place.below:
            place.column += 1
        place.texts = []
        place.rows_down = _span(attributes.get("rowspan"))
        place.columns_on = _span(attributes.get("colspan"))

    def _end_cell(self, place: _Place) -> None:
        if place.texts is None:
            return
        text = _collapsed("".join(place.texts))
        if text:
            span = Span(place.row, place.row + place.rows_down - 1, place.column)
            place.cells.append((span, text))
        if place.rows_down > 1:
            covered = range(place.column, place.column + place.columns_on)
            place.below.update(dict.fromkeys(covered, place.rows_down))
        place.column += place.columns_on
        place.texts = None


def _behind(page: str, mark: str, begin: int) -> int:
    end = page.find(mark, begin)
    return end + len(mark) if end >= 0 else len(page)


def _span(text: str | None) -> int:
    return min(max(int(text), 1), MAX_COLUMNS) if text and text.isdecimal() and len(text) < 8 else 1


def _collapsed(text: str) -> str:
    """White space as a browser shows it: only the page's own breaks begin a line."""
    lines = (" ".join(html.unescape(line).split()) for line in text.split(_BREAK))
    return "\n".join(line for line in lines if line)
