"""Sheets with several tables, one below or beside the other under headers of their own: a sheet each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import polars as pl

from carnet.catalog.headers import fold
from carnet.catalog.known import known_headers
from carnet.contract import Sheet
from carnet.stages.read.notes import Note, note

_MOST_ROWS, _MOST_CELLS = 5_000, 200_000  # a longer list is no page that somebody laid out
_FEWEST = 3  # columns of a table below another; one beside another has two at least
_HEAD = 10  # rows among which a header is looked for
_OF_A_COUPLE = re.compile(r"(?i)spouse|husband|wife|partner|conjoint|[ée]pou[sx]|taxpayer|contribuable")
_VALUE = r"@|\d.*\d.*\d"  # what no header has


def apart(sheet: Sheet, folder: Path, stem: str) -> tuple[list[Sheet], list[Note]]:
    """The tables of a sheet, each as a sheet of its own, and what is said of it; the sheet where it is one.

    Args:
        folder, stem: where their cells go and how the files' names begin.
    """
    if sheet.width < _FEWEST or not _FEWEST < sheet.rows <= _MOST_ROWS:
        return [sheet], []
    if sheet.rows * sheet.width > _MOST_CELLS:
        return [sheet], []
    tables = [part for table in _below(sheet.scan().collect()) for part in _beside(table)]
    if len(tables) < 2 or any(table.height < 2 for table in tables):
        return [sheet], []
    found = []
    for number, table in enumerate(tables, 1):
        path = folder / f"{stem}-{number}.arrow"
        table.write_ipc(path, compression="uncompressed")
        name = sheet.name if number == 1 else f"{sheet.name} #{number}"
        found.append(
            replace(sheet, name=name, parts=(path,), width=table.width - 1, rows=table.height, hidden=())
        )
    for path in sheet.parts:
        path.unlink()
    return found, [note("sheet.tables", value=sheet.name, detail=str(len(tables)), sheet=sheet.name)]


def _below(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The tables one below the other: a header that differs from the one before it begins the next."""
    filled = pl.sum_horizontal(pl.exclude("row").is_not_null())
    valued = pl.any_horizontal(pl.exclude("row").str.contains(_VALUE).fill_null(False))
    told = rows.select("row", filled=filled, heads=(filled >= _FEWEST) & ~valued)
    numbers, counts = told["row"].to_list(), told["filled"].to_list()
    starts: list[int] = [0]
    before: tuple[str | None, ...] = ()
    for at in told["heads"].arg_true():
        header = tuple(rows.row(at)[1:])
        if not _names_columns(header):
            continue
        first = at
        while first > 0 and counts[first - 1] == 1 and numbers[first - 1] == numbers[first] - 1:
            first -= 1  # a title
        stands_apart = first < at or numbers[at - 1] < numbers[at] - 1
        if before and header != before and stands_apart:
            starts.append(first)
        before = header if not before or stands_apart else before
    for start, end in pairwise([*starts, rows.height]):
        yield _trimmed(rows[start:end])


def _beside(table: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The tables beside each other: behind an empty column, the header begins again as it began."""
    columns, head = table.columns[1:], [row[1:] for row in table.head(_HEAD).rows()]
    place = next((at for at, cells in enumerate(head) if _names_columns(cells)), None)
    header = [] if place is None else [fold(cell or "") for cell in head[place]]
    couples = any(_OF_A_COUPLE.search(cell) for cells in head[:place] for cell in cells if cell)
    starts = [0]
    for at in range(2, len(header) - 1) if not couples else ():
        gap = table[columns[at - 1]].null_count() == table.height
        if gap and header[at] and header[at] == header[0]:
            starts.append(at)
    for start, end in pairwise([*starts, len(columns)]):
        part = table.select("row", *columns[start:end])
        yield _trimmed(part) if len(starts) > 1 else table


def _trimmed(table: pl.DataFrame) -> pl.DataFrame:
    """The table without empty rows and the empty columns behind its last."""
    columns = table.columns[1:]
    width = max(
        (at for at, name in enumerate(columns, 1) if table[name].null_count() < table.height), default=1
    )
    kept = table.select("row", *columns[:width]).filter(pl.any_horizontal(pl.exclude("row").is_not_null()))
    return kept.rename({name: f"c{at}" for at, name in enumerate(columns[:width])})


def _names_columns(cells: Sequence[str | None]) -> bool:
    """Whether most cells of a row name fields of contacts, each another."""
    names = [fold(cell) for cell in cells if cell]
    known = sum(name in known_headers() for name in names)
    return known >= 2 and 2 * known >= len(names)
