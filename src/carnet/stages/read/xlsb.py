"""xlsb workbooks: the binary form of xlsx. Records are streamed, so far cells cost nothing.

Source: Microsoft, [MS-XLSB] 2.1.4 (records), 2.2.1 (cell table), 2.5.122 (Rk numbers).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from carnet.contract import SourceFile
from carnet.stages.read.archive import Archive
from carnet.stages.read.cells import Sink
from carnet.stages.read.job import Job
from carnet.stages.read.limits import CHUNK_BYTES
from carnet.stages.read.number_formats import BUILT_IN, NumberFormat, general, number_format
from carnet.stages.read.refusal import damaged, too_large
from carnet.stages.read.spans import Span
from carnet.stages.read.workbook import Entry, read_workbook
from carnet.stages.read.xlsx import main_part, relationships

_ROW, _SHEET, _BOOK, _ITEM, _FORMAT, _XF, _XFS, _XFS_END = 0, 156, 153, 19, 44, 47, 617, 618
_COLUMN, _MERGED = 60, 176
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_DOUBLE, _LONG = struct.Struct("<d"), struct.Struct("<L")


def read_xlsb(job: Job, archive: Archive) -> SourceFile:
    """The sheets of an xlsb workbook."""
    book = _book(archive)

    def fill(entry: Entry, sink: Sink) -> None:
        try:
            _sheet(records(archive.stream(entry.place), entry.place), book, sink)
        except (struct.error, IndexError, UnicodeDecodeError, ValueError):
            raise damaged(entry.place) from None

    return read_workbook(job, "xlsb", book.entries, fill)


_HIDDEN_ROW = 0x10  # fDyZero of BrtRowHdr


@dataclass
class _Book:
    entries: list[Entry] = field(default_factory=list)
    since_1904: bool = False
    shared: list[str] = field(default_factory=list)
    formats: dict[int, NumberFormat] = field(default_factory=dict)


def records(pieces: Iterable[bytes], part: str) -> Iterator[tuple[int, bytes]]:
    """Type and contents of each record."""
    data, place = b"", 0
    for piece in pieces:
        data, place = data[place:] + piece, 0
        while (found := _record(data, place)) is not None:
            kind, start, end = found
            yield kind, data[start:end]
            place = end
        if len(data) - place > CHUNK_BYTES:
            raise too_large(f"{part}: > {CHUNK_BYTES:,} B (1 record)")
    if place != len(data):
        raise damaged(part)


def _record(data: bytes, place: int) -> tuple[int, int, int] | None:
    """Type, begin and end of a record that is complete. Both numbers have seven bits a byte."""
    kind = size = 0
    for shift in (0, 7):
        if place >= len(data):
            return None
        byte = data[place]
        place += 1
        kind |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    for shift in (0, 7, 14, 21):
        if place >= len(data):
            return None
        byte = data[place]
        place += 1
        size |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return (kind, place, place + size) if place + size <= len(data) else None


def _book(archive: Archive) -> _Book:
    part = main_part(archive) or ""
    targets = relationships(archive, part)
    book = _Book()
    try:
        for kind, data in records(archive.stream(part), part):
            if kind == _SHEET:
                book.entries.append(_entry(data, targets))
            elif kind == _BOOK:
                book.since_1904 = bool(data[0] & 1)
        for word, target in targets.values():
            if word == "sharedStrings":
                items = records(archive.stream(target), target)
                book.shared = [_text(data, 1)[0] for kind, data in items if kind == _ITEM]
            elif word == "styles":
                book.formats = _formats(records(archive.stream(target), target))
    except (struct.error, IndexError, UnicodeDecodeError):
        raise damaged(part) from None
    return book


def _entry(data: bytes, targets: dict[str, tuple[str, str]]) -> Entry:
    state = _LONG.unpack_from(data, 0)[0]
    reference, place = _text(data, 8)
    name, _ = _text(data, place)
    kind, target = targets.get(reference, ("worksheet", ""))
    return Entry(name, state == 0, kind, target)


def _text(data: bytes, place: int) -> tuple[str, int]:
    """A text with its length in front, and the place behind it."""
    size: int = _LONG.unpack_from(data, place)[0]
    end = place + 4 + 2 * size
    if end > len(data):
        raise IndexError(end)
    return data[place + 4 : end].decode("utf-16-le"), end


def _formats(items: Iterable[tuple[int, bytes]]) -> dict[int, NumberFormat]:
    codes, found = dict(BUILT_IN), {}
    inside, style = False, 0
    for kind, data in items:
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _text(data, 2)[0]
        elif kind in (_XFS, _XFS_END):
            inside = kind == _XFS
        elif kind == _XF and inside:
            shown = number_format(codes.get(struct.unpack_from("<H", data, 2)[0], "General"))
            if shown is not None:
                found[style] = shown
            style += 1
    return found


def _sheet(items: Iterable[tuple[int, bytes]], book: _Book, sink: Sink) -> None:
    row = 0
    for kind, data in items:
        if kind == _ROW:
            row = _LONG.unpack_from(data)[0] + 1
            sink.odd["sheet.hidden_rows"] += len(data) > 11 and bool(data[11] & _HIDDEN_ROW)
        elif kind == _COLUMN and len(data) > 16 and data[16] & 1:
            sink.hidden.append(range(_LONG.unpack_from(data)[0], _LONG.unpack_from(data, 4)[0] + 1))
        elif kind == _MERGED:
            top, end, left = struct.unpack_from("<3L", data)
            sink.spans.append(Span(top + 1, end + 1, left))
        elif 2 <= kind <= 11:
            column, style = _LONG.unpack_from(data)[0], int.from_bytes(data[4:7], "little")
            text = _shown(kind, data, book, style)
            if kind in (3, 11):
                sink.errors[text] += 1
            sink.cell(row, column, text)


def _shown(kind: int, data: bytes, book: _Book, style: int) -> str:
    """The text of a cell by its record: 2 Rk, 3 and 11 error, 4 and 10 Boolean, 5 and 9 number,
    6 and 8 text, 7 shared text; 8 to 11 are results of formulas."""
    if kind == 7:
        return book.shared[int.from_bytes(data[8:12], "little")]
    if kind in (6, 8):
        return _text(data, 8)[0]
    if kind in (3, 11):
        return _ERRORS.get(data[8], "#N/A")
    if kind in (4, 10):
        return "TRUE" if data[8] else "FALSE"
    value = _rk(data) if kind == 2 else float(_DOUBLE.unpack_from(data, 8)[0])
    shown = book.formats.get(style)
    text = repr(value)
    return shown.show(text, since_1904=book.since_1904) if shown else general(text)


def _rk(data: bytes) -> float:
    """A number in 30 bits: a whole number or the upper half of a double, perhaps hundredths."""
    raw: int = _LONG.unpack_from(data, 8)[0]
    if raw & 2:
        value = float(struct.unpack("<l", struct.pack("<L", raw))[0] >> 2)
    else:
        value = float(_DOUBLE.unpack(struct.pack("<LL", 0, raw & ~3 & 0xFFFFFFFF))[0])
    return value / 100 if raw & 1 else value
