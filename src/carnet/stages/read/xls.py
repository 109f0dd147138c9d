"""xls workbooks (Excel 97 to 2003, and older), read with their number formats.

The OLE container that they live in also holds encrypted xlsx workbooks, Word files and messages.
"""

from __future__ import annotations

import io
import mmap
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import xlrd  # type: ignore[import-untyped]
from xlrd.compdoc import CompDocError  # type: ignore[import-untyped]

from carnet.contract import SourceFile
from carnet.stages.read.cells import Sink
from carnet.stages.read.job import Job
from carnet.stages.read.kinds import OLE
from carnet.stages.read.notes import note
from carnet.stages.read.number_formats import BUILT_IN, NumberFormat, general, number_format
from carnet.stages.read.refusal import damaged, refuse
from carnet.stages.read.spans import Span
from carnet.stages.read.workbook import Entry, read_workbook

_STREAMS = (
    ("EncryptedPackage", "password"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "Word (.doc)"),
    ("PowerPoint Document", "PowerPoint (.ppt)"),
    ("__properties_version1.0", "Outlook (.msg)"),
)
_BROKEN = (
    xlrd.XLRDError, CompDocError, AssertionError, LookupError, ValueError, TypeError, AttributeError,
    OverflowError, UnicodeError, NotImplementedError, EOFError, struct.error,
    RecursionError,
)  # fmt: skip
_USUAL = "windows-1252"  # where an old workbook does not say how its letters are written
_MAX_MEMORY_BYTES = 512 << 20  # xls files end at 65,536 rows; larger ones hold pictures


def read_xls(job: Job) -> SourceFile:
    """The sheets of an xls workbook."""
    book = _open(job)
    entries = [
        Entry(book.sheet_names()[number], book._sheet_visibility[number] == 0, "worksheet", str(number))
        for number in range(book.nsheets)
    ]
    formats = _formats(book)

    def fill(entry: Entry, sink: Sink) -> None:
        try:
            sheet = book.sheet_by_index(int(entry.place))
            _cells(sheet, book.datemode == 1, formats, sink)
        except _BROKEN:
            raise damaged("xls") from None
        book.unload_sheet(int(entry.place))

    source = read_workbook(job, "xls", entries, fill)
    if book.encoding_override:
        source = replace(source, notes=(*source.notes, note("file.encoding_guessed", value=_USUAL)))
    return source


def _open(job: Job) -> Any:
    _check(job)
    try:
        return _opened(job, None)
    except (LookupError, UnicodeError):
        return _opened(job, _USUAL)


def _opened(job: Job, encoding: str | None) -> Any:
    try:
        return xlrd.open_workbook(
            str(job.path), formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO(),
            encoding_override=encoding,
        )  # fmt: skip
    except _BROKEN as error:
        if "encrypt" in str(error).lower() or "password" in str(error).lower():
            raise refuse("file.password") from None
        if encoding is None and isinstance(error, (LookupError, UnicodeError)):
            raise
        raise damaged("xls") from None


def _check(job: Job) -> None:
    """What the container holds; its directory names the streams in UTF-16."""
    if job.path.stat().st_size > _MAX_MEMORY_BYTES:
        raise refuse(
            "file.too_large", value=f"{job.path.stat().st_size:,} B", detail=f"{_MAX_MEMORY_BYTES:,} B"
        )
    with job.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[: len(OLE)] != OLE:
            return
        found = next((kind for name, kind in _STREAMS if data.find(name.encode("utf-16-le")) >= 0), "OLE")
    if found == "password":
        raise refuse("file.password")
    if found != "xls":
        raise refuse("file.unknown_format", detail=found)


def _formats(book: Any) -> dict[int, NumberFormat]:
    """Style number -> format, for the styles that change what a person sees."""
    found = {}
    for style, xf in enumerate(book.xf_list):
        code = BUILT_IN.get(xf.format_key)
        given = book.format_map.get(xf.format_key)
        if given is not None and given.format_str:
            code = given.format_str
        shown = number_format(code or "General")
        if shown is not None:
            found[style] = shown
    return found


def _cells(sheet: Any, since_1904: bool, formats: dict[int, NumberFormat], sink: Sink) -> None:
    shows: dict[int, Callable[[Any, int], str]] = {
        xlrd.XL_CELL_TEXT: lambda value, _: str(value),
        xlrd.XL_CELL_BOOLEAN: lambda value, _: "TRUE" if value else "FALSE",
        xlrd.XL_CELL_ERROR: lambda value, _: _error(value, sink),
        xlrd.XL_CELL_NUMBER: lambda value, style: _number(value, formats.get(style), since_1904),
        xlrd.XL_CELL_DATE: lambda value, style: _number(value, formats.get(style), since_1904),
    }
    hidden = [row for row, info in sheet.rowinfo_map.items() if info.hidden and row < sheet.nrows]
    sink.odd["sheet.hidden_rows"] += sum(any(map(str, sheet.row_values(row))) for row in hidden)
    sink.spans += [Span(top + 1, end, left) for top, end, left, _ in sheet.merged_cells]
    sink.hidden += [range(at, at + 1) for at, info in sheet.colinfo_map.items() if info.hidden]
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            show = shows.get(kind)
            if show:
                sink.cell(row + 1, column, show(value, sheet.cell_xf_index(row, column)))


def _number(value: float, shown: NumberFormat | None, since_1904: bool) -> str:
    text = repr(value)
    return shown.show(text, since_1904=since_1904) if shown else general(text)


def _error(value: int, sink: Sink) -> str:
    text: str = xlrd.error_text_from_code.get(value, "#N/A")
    sink.errors[text] += 1
    return text
