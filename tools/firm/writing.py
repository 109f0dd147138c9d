"""Writing exports: rows as dictionaries by header, into csv or xlsx."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

Row = Mapping[str, str]


def header(name: str) -> list[str]:
    """The columns of an export, from headers/<name>.csv."""
    with Path(__file__).with_name("headers").joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return next(csv.reader(file))


def _keys(columns: Sequence[str]) -> list[str]:
    """What rows call the columns: the second "Titre" is "Titre 2"."""
    counts = (columns[: index + 1].count(name) for index, name in enumerate(columns))
    return [name if count == 1 else f"{name} {count}" for name, count in zip(columns, counts, strict=True)]


def write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Row], *, encoding: str = "utf-8", delimiter: str = ","
) -> None:
    """One line a row; a cell that a row does not name is empty."""
    keys = _keys(columns)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(columns)
        writer.writerows([row.get(key, "") for key in keys] for row in rows)


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """A workbook of text cells; an empty row or cell is not written, as in the tools' own files."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value:
                        sheet.write_string(number, column, value)


def table(columns: Sequence[str], rows: Iterable[Row]) -> list[list[str]]:
    """A header and its rows as lists of cells."""
    keys = _keys(columns)
    return [list(columns), *([row.get(key, "") for key in keys] for row in rows)]
