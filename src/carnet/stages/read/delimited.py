"""Delimited text: csv, tsv and its relatives, cell for cell as Python's csv module reads them.

Well-formed records go through Polars, the others one by one through the csv module, which is slower. A
quotation mark that is never closed does not swallow the rows after it.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

import numpy as np
import polars as pl

from carnet.contract import Sheet, SourceFile
from carnet.stages.read import delimiters, entities
from carnet.stages.read.apart import apart
from carnet.stages.read.decoding import Decoded, decode
from carnet.stages.read.dressed import undressing
from carnet.stages.read.interchange import lists_inside
from carnet.stages.read.job import Job
from carnet.stages.read.limits import CHUNK_BYTES, MAX_ROWS, PART_CELLS
from carnet.stages.read.notes import Note, note
from carnet.stages.read.parts import Parts, check_width
from carnet.stages.read.records import Records
from carnet.stages.read.refusal import ROWS, refuse, too_large
from carnet.stages.read.structure import well_formed
from carnet.stages.read.turned import turned

_SAMPLE_BYTES = 1 << 18
_STRETCH = 1 << 18  # bytes read exactly before the fast reader is tried again
_MANY_ROWS = 1 << 20  # of one block: what is known of each row takes more memory than the row
_PADDING = b"\x1a\0"  # DOS programs close a text with the first; a broken copy fills one up with zeros


def read_delimited(job: Job) -> SourceFile:
    """The sheet of a text file, or each of its tables."""
    job.wishes.among([job.title])
    decoded = decode(job.path, job.scratch / f"{job.stem}.utf8", job.options.encoding)
    decoded = _undressed(decoded, job)
    text = _Text.open(decoded, job.options.delimiter)
    try:
        word = entities.example(decoded.path)
        parts = (entities.Unescaped if word else Parts)(job.scratch, job.parts())
        notes = _read_all(text, parts)
        notes += [note("file.entities", value=word, detail=html.unescape(word))] if word else []
    finally:
        text.file.close()
        if decoded.path != job.path:
            decoded.path.unlink()
    if not parts.rows:
        raise refuse("file.empty")
    return _source(job, decoded, text.delimiter, parts, notes)


def _undressed(decoded: Decoded, job: Job) -> Decoded:
    """The text with its lines written as usual, where they are not."""
    with decoded.path.open(encoding="utf-8", errors="replace", newline="") as file:
        file.seek(decoded.start)
        sample = file.read(_SAMPLE_BYTES)
        found = undressing(sample if len(sample) < _SAMPLE_BYTES else sample.rpartition("\n")[0])
        if found is None or job.options.delimiter:
            return decoded
        target = job.scratch / f"{job.stem}.lines"
        file.seek(decoded.start)
        with target.open("w", encoding="utf-8", newline="") as out:
            out.writelines(found.line(line.rstrip("\r\n")) + "\n" for line in file)
    if decoded.path != job.path:
        decoded.path.unlink()
    return replace(decoded, path=target, start=0, notes=(*decoded.notes, *found.notes))


def _source(job: Job, decoded: Decoded, delimiter: str, parts: Parts, notes: list[Note]) -> SourceFile:
    kind = "tsv" if delimiter == "\t" else "csv"
    sheet = Sheet(
        file=job.shown,
        name=job.title,
        format=kind,
        parts=parts.finish(),
        width=parts.width,
        rows=parts.rows,
        encoding=decoded.encoding,
        delimiter=delimiter,
    )
    tables, said = lists_inside(sheet, job.scratch, f"{job.parts()}-list")
    if tables == [sheet]:
        sheet, read = turned(sheet, job.scratch, f"{job.parts()}-turned")
        tables, several = apart(sheet, job.scratch, f"{job.parts()}-apart")
        said = [*read, *several]
    return SourceFile(
        job.shown, kind, tuple(tables), decoded.encoding, delimiter, (*decoded.notes, *notes, *said)
    )


@dataclass
class _Text:
    """The UTF-8 bytes of a text, from its first record to its last."""

    file: BinaryIO
    delimiter: str
    start: int
    end: int

    @classmethod
    def open(cls, decoded: Decoded, wish: str | None) -> _Text:
        text = cls(decoded.path.open("rb"), ",", decoded.start, decoded.path.stat().st_size)
        text._without_padding()
        sample = text.read(text.start, _SAMPLE_BYTES).decode("utf-8", "replace")
        announced = delimiters.announced(sample)
        if announced:
            text.start += announced[1]
            sample = sample[announced[1] :]
        if announced and announced[0] in sample:
            text.delimiter = announced[0]
        else:
            text.delimiter = delimiters.found(sample)
        if wish:
            text.delimiter = delimiters.named(wish)
        return text

    def _without_padding(self) -> None:
        head = self.read(self.start, _STRETCH)
        self.start += len(head) - len(head.lstrip(b"\0"))
        tail = b""
        while self.start < self.end and not tail:
            before = max(self.start, self.end - _STRETCH)
            tail = self.read(before, _STRETCH).rstrip(_PADDING)
            self.end = before + len(tail)

    def read(self, place: int, size: int) -> bytes:
        """Bytes of the text, fewer at its end."""
        self.file.seek(place)
        return self.file.read(min(size, self.end - place))

    def blocks(self, place: int) -> Iterator[bytes]:
        """The rest of the text from a place on."""
        while place < self.end:
            yield self.read(place, _STRETCH)
            place += _STRETCH


def _read_all(text: _Text, parts: Parts) -> list[Note]:
    place, row, stretch = text.start, 1, _STRETCH
    unclosed: list[int] = []
    while place < text.end:
        size, count = _read_block(text, place, row, parts)
        if size > stretch:
            stretch = _STRETCH
        if not count:
            size, count = _read_exactly(text, place, row, parts, stretch, unclosed)
            if not size:  # the file has become shorter
                raise refuse("file.changed")
            stretch *= 2  # where much is odd, the fast reader is tried seldom
        place, row = place + size, row + count
        if row > MAX_ROWS:
            raise too_large(f"> {MAX_ROWS:,}", ROWS)
    if not unclosed:
        return []
    return [note("file.unclosed_quote", value=str(unclosed[0]), detail=str(len(unclosed)))]


def _read_block(text: _Text, place: int, row: int, parts: Parts) -> tuple[int, int]:
    """Bytes and records that went through the fast reader; none: the next is for the exact one."""
    raw = text.read(place, CHUNK_BYTES)
    if raw.count(b"\n") > _MANY_ROWS:
        raw = raw[:_MANY_ROWS]
    last = place + len(raw) == text.end
    block = well_formed(np.frombuffer(raw, np.uint8), ord(text.delimiter), last=last)
    if not block.size:
        return 0, 0
    check_width(block.width)
    frame = _parse(raw[: block.size], text.delimiter, block.width)
    if frame is None or frame.height != block.records:
        return 0, 0
    rows = pl.int_range(row, row + frame.height, eager=True)
    parts.add(rows, frame.get_columns())
    return block.size, block.records


def _parse(raw: bytes, delimiter: str, width: int) -> pl.DataFrame | None:
    try:
        return pl.read_csv(
            raw,
            has_header=False,
            separator=delimiter,
            schema={f"c{index}": pl.String for index in range(width)},
            missing_columns="insert",
            infer_schema=False,
        )
    except pl.exceptions.PolarsError:
        return None


def _read_exactly(
    text: _Text, place: int, row: int, parts: Parts, stretch: int, unclosed: list[int]
) -> tuple[int, int]:
    """Bytes and records that went through the exact reader, of so many bytes at least where there are.

    Args:
        unclosed: takes the rows that leave a quotation mark open.
    """
    records = Records(text.blocks(place), text.delimiter, row)
    batch: list[list[str]] = []
    first, cells = row, 0
    for record in records:
        batch.append(record)
        cells += len(record)
        if cells >= PART_CELLS:
            _write(batch, first, parts)
            first, cells = first + len(batch), 0
            batch = []
        if records.size >= stretch:
            break
    _write(batch, first, parts)
    unclosed += records.unclosed
    return records.size, first + len(batch) - row


def _write(batch: list[list[str]], first: int, parts: Parts) -> None:
    width = max(map(len, batch), default=0)
    check_width(width)
    if width == 0:
        return
    columns = [
        pl.Series([record[index] if index < len(record) else None for record in batch], dtype=pl.String)
        for index in range(width)
    ]
    parts.add(pl.int_range(first, first + len(batch), eager=True), columns)
