"""A sheet's cells on disk: Arrow files that the next stages map into memory instead of copying."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from carnet.stages.read.limits import MAX_CELL_BYTES, MAX_CELLS, MAX_COLUMNS
from carnet.stages.read.refusal import BYTES, CELLS, COLUMNS, too_large


@dataclass
class Parts:
    """Writes one sheet, batch after batch; the sheet may turn out wider than its first rows.

    Attributes:
        folder, stem: where the files go and how their names begin.
        width: columns so far. rows: rows that have a cell.
    """

    folder: Path
    stem: str
    width: int = 0
    rows: int = 0
    paths: list[Path] = field(default_factory=list)
    _widths: list[int] = field(default_factory=list)

    def add(self, rows: pl.Series, columns: Sequence[pl.Series]) -> None:
        """Write a batch: n row numbers, and n texts a column. Blank cells become null, blank rows go.

        Raises:
            CarnetError: more columns, cells or text in a cell than a list of contacts can have.
        """
        check_width(len(columns))
        named = [column.alias(f"c{index}") for index, column in enumerate(columns)]
        frame = pl.DataFrame([rows.cast(pl.UInt32).alias("row"), *named])
        if named:
            frame = _blank_to_null(frame)
        self._write(frame)

    def finish(self) -> tuple[Path, ...]:
        """Give every part the full width; a sheet without cells has one part without rows."""
        if not self.paths:
            self._write(pl.DataFrame(schema={"row": pl.UInt32}))
        for path, width in zip(self.paths, self._widths, strict=True):
            if width < self.width:
                _widen(path, width, self.width)
        return tuple(self.paths)

    def _write(self, frame: pl.DataFrame) -> None:
        if frame.is_empty() and self.paths:
            self.width = max(self.width, frame.width - 1)
            return
        _check_lengths(frame)
        path = self.folder / f"{self.stem}-{len(self.paths)}.arrow"
        frame.write_ipc(path, compression="uncompressed")
        self.paths.append(path)
        self._widths.append(frame.width - 1)
        self.width = max(self.width, frame.width - 1)
        self.rows += frame.height
        if self.rows * self.width > MAX_CELLS:
            raise too_large(f"{self.rows:,} × {self.width:,} > {MAX_CELLS:,}", CELLS)


def check_width(width: int) -> None:
    """Refuse a sheet of more columns than any list has."""
    if width > MAX_COLUMNS:
        raise too_large(f"{width:,} > {MAX_COLUMNS:,}", COLUMNS)


def _blank_to_null(frame: pl.DataFrame) -> pl.DataFrame:
    cells = pl.col(pl.String)
    frame = frame.with_columns(pl.when(cells.str.strip_chars().str.len_bytes() > 0).then(cells))
    return frame.filter(pl.any_horizontal(cells.is_not_null()))


def _check_lengths(frame: pl.DataFrame) -> None:
    if frame.width == 1 or frame.is_empty():
        return
    sizes = frame.select(pl.max_horizontal(pl.col(pl.String).str.len_bytes().max()))
    longest = sizes.item() or 0
    if longest > MAX_CELL_BYTES:
        raise too_large(f"{longest:,} > {MAX_CELL_BYTES:,}", BYTES)


def _widen(path: Path, width: int, full: int) -> None:
    frame = pl.read_ipc(io.BytesIO(path.read_bytes()))
    missing = [pl.lit(None, pl.String).alias(f"c{index}") for index in range(width, full)]
    frame.with_columns(missing).write_ipc(path, compression="uncompressed")
