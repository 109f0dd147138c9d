"""Merged cells: what one says that goes over several rows holds for each of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import polars as pl

from carnet.contract import Sheet
from carnet.stages.read.notes import Note, note

_HEAD = 20  # rows among which a header is looked for


class Span(NamedTuple):
    """A merged cell: the first and the last of its rows (1-based), and its first column (0-based)."""

    row: int
    last: int
    column: int


def spread(sheet: Sheet, spans: Sequence[Span], folder: Path, stem: str) -> tuple[Sheet, list[Note]]:
    """The sheet with the text of a merged cell in each of its rows, and what is said of it.

    A name that goes over both lines of a header stays as it is.

    Args:
        folder, stem: where the rows go and how the files' names begin.
    """
    high = {span for span in spans if span.last > span.row and span.column < sheet.width}
    top = _top(sheet.head(_HEAD)) if high else None
    below = [span for span in high if top is not None and span.row > top]
    columns = sorted({span.column for span in below})
    texts = {column: _texts(sheet, below, column) for column in columns}
    count = sum(merged.height for merged in texts.values())
    if not count:
        return sheet, []
    paths = []
    for number, path in enumerate(sheet.parts):
        part = pl.read_ipc(io.BytesIO(path.read_bytes()))
        filled = [_filled(part, merged, column) for column, merged in texts.items()]
        paths.append(folder / f"{stem}-{number}.arrow")
        part.with_columns(filled).write_ipc(paths[-1], compression="uncompressed")
        path.unlink()
    told = note("sheet.spans", value=sheet.name, detail=str(count), sheet=sheet.name)
    return replace(sheet, parts=tuple(paths)), [told]


def _top(head: pl.DataFrame) -> int | None:
    """The first row with two cells, which begins the header: titles have one."""
    return next((row[0] for row in head.rows() if sum(cell is not None for cell in row) > 2), None)


def _texts(sheet: Sheet, spans: Sequence[Span], column: int) -> pl.DataFrame:
    """The merged cells of a column: row, last, text; of those that overlap the first."""
    mine = sorted((span.row, span.last) for span in spans if span.column == column)
    ends = [0, *accumulate((last for _, last in mine), max)]
    apart = [span for span, end in zip(mine, ends, strict=False) if span[0] > end]
    rows = pl.DataFrame(apart, {"row": pl.UInt32, "last": pl.UInt32}, orient="row")
    texts = sheet.scan().select("row", text=f"c{column}").collect()
    return rows.join(texts, on="row", maintain_order="left").drop_nulls("text")


def _filled(part: pl.DataFrame, merged: pl.DataFrame, column: int) -> pl.Series:
    """The column with the texts of merged cells in its empty ones."""
    own = part[f"c{column}"]
    above = part.select("row").join_asof(merged.set_sorted("row"), on="row", strategy="backward")
    within = above.select(pl.when(pl.col("row") <= pl.col("last")).then("text")).to_series()
    return own.zip_with(own.is_not_null(), within)
