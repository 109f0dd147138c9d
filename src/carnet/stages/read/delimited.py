"""Delimited text: csv, tsv and its relatives, cell for cell as Python's csv module reads them.

Well-formed blocks go through Polars, the rest record by record through the csv module. A quotation
mark that is never closed does not swallow the rows after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import polars as pl

from carnet.contract import Sheet, SourceFile
from carnet.stages.read import delimiters
from carnet.stages.read.decoding import Decoded, decode
from carnet.stages.read.job import Job
from carnet.stages.read.limits import CHUNK_BYTES, MAX_ROWS, PART_CELLS
from carnet.stages.read.notes import Note, note
from carnet.stages.read.parts import Parts, check_width
from carnet.stages.read.records import Records
from carnet.stages.read.refusal import refuse, too_large
from carnet.stages.read.structure import well_formed

_SAMPLE_BYTES = 1 << 18
_DOS_END = b"\x1a"  # DOS programs close a text with it


def read_delimited(job: Job) -> SourceFile:
    """The one sheet of a text file."""
    job.wishes.among([job.title])
    decoded = decode(job.path, job.scratch / f"{job.stem}.utf8", job.options.encoding)
    text = _Text.open(decoded, job.options.delimiter)
    try:
        parts = Parts(job.scratch, job.parts())
        notes = _read_all(text, parts)
    finally:
        text.file.close()
        if decoded.path != job.path:
            decoded.path.unlink()
    if not parts.rows:
        raise refuse("file.empty")
    return _source(job, decoded, text.delimiter, parts, notes)


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
    return SourceFile(job.shown, kind, (sheet,), decoded.encoding, delimiter, (*decoded.notes, *notes))


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
        if text.read(text.end - 1, 1) == _DOS_END:
            text.end -= 1
        sample = text.read(text.start, _SAMPLE_BYTES).decode("utf-8", "replace")
        announced = delimiters.announced(sample)
        if announced:
            text.start += announced[1]
            text.delimiter = announced[0]
        else:
            text.delimiter = delimiters.found(sample)
        if wish:
            text.delimiter = delimiters.named(wish)
        return text

    def read(self, place: int, size: int) -> bytes:
        """Bytes of the text, fewer at its end."""
        self.file.seek(place)
        return self.file.read(min(size, self.end - place))

    def blocks(self, place: int) -> Iterator[bytes]:
        """The rest of the text from a place on."""
        while place < self.end:
            yield self.read(place, CHUNK_BYTES)
            place += CHUNK_BYTES


def _read_all(text: _Text, parts: Parts) -> list[Note]:
    place, row = text.start, 1
    while place < text.end:
        step = _read_block(text, place, row, parts)
        if step is None:
            return _read_exactly(text, place, row, parts)
        place, row = place + step[0], row + step[1]
        if row > MAX_ROWS:
            raise too_large(f"> {MAX_ROWS:,} rows/lignes")
    return []


def _read_block(text: _Text, place: int, row: int, parts: Parts) -> tuple[int, int] | None:
    """Bytes and records that went through the fast reader; None: leave it to the exact one."""
    raw = text.read(place, CHUNK_BYTES)
    last = place + len(raw) == text.end
    block = well_formed(np.frombuffer(raw, np.uint8), ord(text.delimiter), last=last)
    if block is None or not block.size:
        return None
    check_width(block.width)
    frame = _parse(raw[: block.size], text.delimiter, block.width)
    if frame is None or frame.height != block.records:
        return None
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


def _read_exactly(text: _Text, place: int, row: int, parts: Parts) -> list[Note]:
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
    _write(batch, first, parts)
    if not records.unclosed:
        return []
    row = records.unclosed[0]
    return [note("file.unclosed_quote", value=str(row), detail=str(len(records.unclosed)))]


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
