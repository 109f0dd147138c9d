"""Cells that know their place become whole columns: sparse in, dense out, batch after batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from carnet.stages.read.limits import PART_CELLS
from carnet.stages.read.parts import Parts, check_width

# row: the spreadsheet's, 1-based; column: 0-based; text: as a person sees it
CELLS = pl.Schema({"row": pl.UInt32, "column": pl.UInt32, "text": pl.String})


@dataclass
class Sink:
    """Gathers a sheet's cells in the order of their rows and writes them when enough are there.

    ``errors`` counts the cells that hold a spreadsheet error, by its text.
    """

    parts: Parts
    errors: Counter[str] = field(default_factory=Counter)
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _frames: list[pl.DataFrame] = field(default_factory=list)
    _waiting: int = 0

    def cell(self, row: int, column: int, text: str) -> None:
        """Take one cell. Cells of one row must follow each other."""
        if len(self._rows) >= PART_CELLS // 4 and row != self._rows[-1]:
            self.take_lists()
        self._rows.append(row)
        self._columns.append(column)
        self._texts.append(text)

    def take_lists(self) -> None:
        """Move single cells into a frame."""
        columns = {"row": self._rows, "column": self._columns, "text": self._texts}
        self._rows, self._columns, self._texts = [], [], []
        self.frame(pl.DataFrame(columns, schema=CELLS))

    def frame(self, cells: pl.DataFrame) -> None:
        """Take many cells: whole rows."""
        cells = cells.filter(pl.col("text").str.strip_chars().str.len_bytes() > 0)
        if cells.is_empty():
            return
        self._frames.append(cells)
        self._waiting += cells.height
        if self._waiting >= PART_CELLS:
            self._flush()

    def finish(self) -> None:
        """Write what is left."""
        self.take_lists()
        self._flush()

    def _flush(self) -> None:
        if self._frames:
            _write(pl.concat(self._frames), self.parts)
        self._frames, self._waiting = [], 0


def _write(cells: pl.DataFrame, parts: Parts) -> None:
    width = int(cells["column"].max()) + 1  # type: ignore[arg-type]
    check_width(width)
    rows, at = np.unique(cells["row"].to_numpy(), return_inverse=True)
    step = max(1, 2 * PART_CELLS // width)
    order = np.argsort(at, kind="stable")
    bounds = np.searchsorted(at[order], np.arange(0, len(rows) + step, step))
    columns, texts = cells["column"].to_numpy(), cells["text"]
    for number, (start, stop) in enumerate(zip(bounds, bounds[1:], strict=False)):
        first = number * step
        chosen = order[start:stop]
        piece = rows[first : first + step]
        dense = _dense(at[chosen] - first, columns[chosen], chosen, (len(piece), width), len(texts))
        parts.add(pl.Series(piece), _columns(texts, dense))


def _dense(
    rows: np.ndarray, columns: np.ndarray, cells: np.ndarray, shape: tuple[int, int], none: int
) -> np.ndarray:
    """For each place of the sheet the number of its cell, ``none`` where there is no cell."""
    dense = np.full(shape, none, dtype=np.uint32)
    dense[rows, columns] = cells
    return dense


def _columns(texts: pl.Series, dense: np.ndarray) -> Sequence[pl.Series]:
    padded = texts.extend_constant(None, 1)
    return [padded.gather(pl.Series(np.ascontiguousarray(column))) for column in dense.T]
