"""Excel workbooks whose cells are text and nothing else: no formula, no link, no eaten zero."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from carnet.findings import Severity, rule
from carnet.writers.neutralise import runs_as_formula
from carnet.writers.notes import Note

__all__ = [
    "MAX_CELL", "MAX_ROWS", "Format", "Workbook", "Worksheet", "fitted", "sheet_name", "workbook",
    "write_cells", "write_header", "write_table", "xl_col_to_name",
]  # fmt: skip

MAX_ROWS = 1_048_576  # rows of a sheet, the header's included; Excel's specification
MAX_CELL = 32_767  # UTF-16 units of a cell; Excel's specification
MAX_NAME = 31  # characters of a sheet's name; Excel's specification
_SLICE = 20_000  # rows turned to Python texts at a time
_WIDTHS = (10, 44)  # characters

LONG = rule(
    "export.long_text",
    Severity.INFO,
    en="A cell of Excel holds 32,767 characters. Of “%(value)s”, the rest of longer texts stands in the "
    "columns after it. Texts concerned: %(count)s.",
    fr="Une cellule d'Excel contient 32 767 caractères. Pour « %(value)s », la suite des textes plus longs "
    "se trouve dans les colonnes qui suivent. Textes concernés : %(count)s.",
)
SPLIT = rule(
    "export.split_tab",
    Severity.INFO,
    en="A sheet of Excel holds 1,048,576 rows. “%(value)s” goes on in further tabs: %(count)s in all.",
    fr="Une feuille d'Excel contient 1 048 576 lignes. « %(value)s » continue dans d'autres onglets : "
    "%(count)s en tout.",
)


@contextmanager
def workbook(path: Path, *, rows_in_order: bool) -> Iterator[Workbook]:
    """A workbook to write text cells to; it is saved at the end.

    Args:
        path: the file to write.
        rows_in_order: each sheet is written row after row, so that no sheet is held in memory.
    """
    options = {
        "constant_memory": rows_in_order,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "use_zip64": True,
    }
    with Workbook(str(path), options) as book:
        yield book


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts and no other sheet has; it is added to ``taken``."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip().strip("'").strip() or "Sheet"
    name, number = plain[:MAX_NAME].strip(), 2
    while name.casefold() in taken or name.casefold() == "history":
        ending = f" ({number})"
        name, number = plain[: MAX_NAME - len(ending)].strip() + ending, number + 1
    taken.add(name.casefold())
    return name


def fitted(table: pl.DataFrame) -> tuple[pl.DataFrame, list[Note]]:
    """The table with texts too long for a cell continued in columns "<header> (2)" and so on."""
    notes: list[Note] = []
    columns: list[pl.Series] = []
    taken = set(table.columns)
    for series in table.iter_columns():
        first, *rest = _pieces(series)
        columns.append(first)
        for number, piece in enumerate(rest, 2):
            columns.append(piece.alias(_free(f"{series.name} ({number})", taken)))
        if rest:
            notes.append((LONG.code, {"value": series.name, "count": rest[0].count()}))
    return pl.DataFrame(columns), notes


def _free(name: str, taken: set[str]) -> str:
    """The name, with spaces after it until no other column has it."""
    while name in taken:
        name += " "
    taken.add(name)
    return name


def _pieces(series: pl.Series) -> list[pl.Series]:
    units = series.str.len_chars() * 2  # at most two UTF-16 units a character
    if (units.max() or 0) <= MAX_CELL:  # type: ignore[operator]
        return [series]
    size = MAX_CELL // 2
    texts = series.to_frame("text").select(
        pl.when(pl.col("text").str.len_chars() > size).then(pl.col("text")).alias("long"), "text"
    )
    count = -(-int(series.str.len_chars().max()) // size)  # type: ignore[arg-type]
    first = texts.select(pl.col("text").str.slice(0, size)).to_series().alias(series.name)
    rest = texts.select(
        pl.col("long").str.slice(size * number, size).replace("", None).alias(str(number))
        for number in range(1, count)
    )
    return [first, *rest.get_columns()]


def write_table(book: Workbook, name: str, table: pl.DataFrame, taken: set[str]) -> list[Note]:
    """A table as a tab, or as several where it has more rows than a sheet holds.

    Args:
        book: the workbook.
        name: of the tab.
        table: String columns, called by their headers.
        taken: names of the other tabs.
    """
    table, notes = fitted(table)
    room = MAX_ROWS - 1
    parts = [table.slice(start, room) for start in range(0, max(table.height, 1), room)]
    quoted = book.add_format({"quote_prefix": True})
    headings = {risky: book.add_format({"bold": True, "quote_prefix": risky}) for risky in (False, True)}
    for part in parts:
        sheet = book.add_worksheet(sheet_name(name, taken))
        _prepare(sheet, part)
        write_header(sheet, part.columns, headings)
        write_cells(sheet, part, quoted)
    if len(parts) > 1:
        notes.append((SPLIT.code, {"value": name, "count": len(parts)}))
    return notes


def write_header(sheet: Worksheet, texts: Sequence[str], headings: Mapping[bool, Format]) -> None:
    """The first row; ``headings`` has the format for plain texts and for what needs a quote prefix."""
    risky = pl.DataFrame({"text": texts}, schema={"text": pl.String}).select(runs_as_formula(pl.col("text")))
    for column, (text, runs) in enumerate(zip(texts, risky.to_series(), strict=True)):
        sheet.write_string(0, column, text[:MAX_CELL], headings[runs])


def _prepare(sheet: Worksheet, table: pl.DataFrame) -> None:
    """Freeze the header, and give each column the width of its first texts."""
    sheet.freeze_panes(1, 0)
    for column, series in enumerate(table.head(200).iter_columns()):
        longest = 2 + max(len(series.name), *(len(text) for text in series if text), 0)
        sheet.set_column(column, column, min(max(longest, _WIDTHS[0]), _WIDTHS[1]))


def write_cells(sheet: Worksheet, table: pl.DataFrame, quoted: Format, first_row: int = 1) -> None:
    """The texts of a table; what a spreadsheet would run when typed gets a quote prefix."""
    for start in range(0, table.height, _SLICE):
        part = table.slice(start, _SLICE)
        risky = set(zip(*_risky(part), strict=True))
        for row, texts in enumerate(part.iter_rows()):
            for column, text in enumerate(texts):
                if text is not None:
                    style = quoted if risky and (row, column) in risky else None
                    sheet.write_string(first_row + start + row, column, text, style)


def _risky(table: pl.DataFrame) -> tuple[Sequence[int], Sequence[int]]:
    """Rows and columns of the cells that need a quote prefix."""
    rows: list[int] = []
    columns: list[int] = []
    for column, series in enumerate(table.iter_columns()):
        found = series.to_frame("text").select(runs_as_formula(pl.col("text")).arg_true()).to_series()
        rows += found.to_list()
        columns += [column] * len(found)
    return rows, columns
