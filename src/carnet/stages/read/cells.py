"""Cells that know their place become whole columns: sparse in, dense out, batch after batch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.contract import CarnetError
from carnet.stages.read.limits import MAX_RATIO, PART_CELLS, RATIO_FREE_BYTES
from carnet.stages.read.parts import Parts, check_width
from carnet.stages.read.refusal import CHARACTERS, ROWS, damaged, too_large
from carnet.stages.read.spans import Span

MAX_ROW = 10_000_000  # of a workbook; Excel ends at 1,048,576

# row: the spreadsheet's, 1-based; column: 0-based; text: as a person sees it
CELLS = pl.Schema({"row": pl.UInt32, "column": pl.UInt32, "text": pl.String})


@dataclass
class Sink:
    """Gathers a sheet's cells in the order of their rows and writes them when enough are there.

    ``hidden`` are the columns that a person does not see, as stretches of positions that may go far beyond
    the cells; ``spans`` the merged cells. ``errors`` counts the cells that hold a
    spreadsheet error, by its text; ``odd`` what else is said of the sheet, by the code of the note.
    ``packed`` are the bytes of the workbook, 0 where no text of it can stand in many cells.
    """

    parts: Parts
    packed: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    hidden: list[range] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    _rows: list[int] = field(default_factory=list)
    _columns: list[int] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _frames: list[pl.DataFrame] = field(default_factory=list)
    _waiting: int = 0
    _length: int = 0

    def cell(self, row: int, column: int, text: str) -> None:
        """Take one cell. Cells of one row must follow each other."""
        if len(self._rows) >= PART_CELLS // 4 and row != self._rows[-1]:
            self.take_lists()
        self._weigh(len(text))
        self._rows.append(row)
        self._columns.append(column)
        self._texts.append(text)

    def take_lists(self) -> None:
        """Move single cells into a frame."""
        columns = {"row": self._rows, "column": self._columns, "text": self._texts}
        self._rows, self._columns, self._texts = [], [], []
        self._take(pl.DataFrame(columns, schema=CELLS))

    def frame(self, cells: pl.DataFrame) -> None:
        """Take many cells: whole rows."""
        self._weigh(int(cells["text"].str.len_bytes().sum()))
        self._take(cells)

    def _weigh(self, length: int) -> None:
        """Refuse a text that is written once and stands in so many cells that they fill the memory."""
        self._length += length
        if self.packed and self._length > max(RATIO_FREE_BYTES, self.packed * MAX_RATIO):
            raise too_large(f"{self.packed:,} B -> > {self._length:,}", CHARACTERS)

    def _take(self, cells: pl.DataFrame) -> None:
        cells = cells.filter(pl.col("text").str.strip_chars().str.len_bytes() > 0)
        if cells.is_empty():
            return
        if int(cells["row"].max()) > MAX_ROW:  # type: ignore[arg-type]
            raise too_large(f"> {MAX_ROW:,}", ROWS)
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
    columns, texts = cells["column"].to_numpy(), cells["text"].extend_constant(None, 1)
    width = int(columns.max()) + 1
    check_width(width)
    rows, at = _numbered(cells["row"].to_numpy())
    step = max(1, 2 * PART_CELLS // width)
    for first in range(0, len(rows), step):
        piece = rows[first : first + step]
        chosen = np.arange(len(at))
        if len(piece) < len(rows):
            chosen = chosen[(at >= first) & (at < first + step)]
        dense = np.full((len(piece), width), len(at), dtype=np.uint32)  # the number of the null at the end
        dense[at[chosen] - first, columns[chosen]] = chosen
        if np.count_nonzero(dense != len(at)) < len(chosen):
            raise _twice(cells[chosen])
        parts.add(pl.Series(piece), [texts.gather(pl.Series(column.copy())) for column in dense.T])


def _twice(cells: pl.DataFrame) -> CarnetError:
    """Two texts for one cell: which of them holds, nobody can tell."""
    row, column, _ = cells.filter(cells.select("row", "column").is_duplicated()).row(0)
    texts = cells.filter(row=row, column=column)["text"].head(2)
    return damaged(", ".join(f"{cell_name(row, column)} = {text[:40]}" for text in texts))


def cell_name(row: int, column: int) -> str:
    """A cell as spreadsheets call it: C5 for row 5 and the third column, which is 2."""
    letters = ""
    while column >= 0:
        letters, column = chr(ord("A") + column % 26) + letters, column // 26 - 1
    return f"{letters}{row}"


def _numbered(rows: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The rows that occur, in order, and for each cell the position of its row among them."""
    least = int(rows.min())
    occurs = np.zeros(int(rows.max()) - least + 1, dtype=bool)
    occurs[rows - least] = True
    positions = np.cumsum(occurs) - 1
    return np.flatnonzero(occurs) + least, positions[rows - least]
