"""Sheets for tests of the stages after reading, written as the reader leaves them."""

from __future__ import annotations

import csv
import io
import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars as pl

from carnet.contract import Sheet

_FOLDER = tempfile.TemporaryDirectory(prefix="carnet-sheets-")  # gone when the tests end
_NUMBERS = itertools.count()


def sheet(rows: Sequence[Sequence[str]], name: str = "Sheet1", header: Sequence[str] | None = None) -> Sheet:
    """A sheet of text cells; row 1 is the first, and rows without a cell are left out."""
    width = max((len(row) for row in rows), default=0)
    filled = [
        (number, *(cell if cell.strip() else None for cell in row), *[None] * (width - len(row)))
        for number, row in enumerate(rows, start=1)
        if any(cell.strip() for cell in row)
    ]
    schema = {"row": pl.UInt32, **{f"c{index}": pl.String for index in range(width)}}
    part = Path(_FOLDER.name) / f"{next(_NUMBERS)}.arrow"
    pl.DataFrame(filled, schema=schema, orient="row").write_ipc(part)
    named = tuple(header) if header is not None else None
    return Sheet("list.csv", name, "csv", (part,), width, len(filled), header=named)


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets of a golden sample, csv or xlsx."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=False)
        return [
            sheet([[str(cell or "") for cell in row] for row in tab.iter_rows(values_only=True)], tab.title)
            for tab in book.worksheets
        ]
    return [sheet(rows_of(path), path.stem)]


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a csv sample, whatever its alphabet and delimiter."""
    text = _text(path.read_bytes())
    return list(csv.reader(io.StringIO(text), delimiter=";" if text.count(";") > text.count(",") else ","))


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")
