"""Excel workbooks with formats, comments and lists, whose cells are text: no formula, no link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

__all__ = [
    "MAX_CELL", "MAX_ROWS", "Format", "Workbook", "Worksheet", "sheet_name", "workbook", "write_text",
    "xl_col_to_name",
]  # fmt: skip

MAX_ROWS = 1_048_576  # rows of a sheet, the header's included; Excel's specification
MAX_CELL = 32_767  # UTF-16 units of a cell; Excel's specification
MAX_NAME = 31  # characters of a sheet's name; Excel's specification


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


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """A stranger's text as a cell, cut at what a cell holds.

    XlsxWriter takes a text of the form "<r>...</r>" for markup of its own and writes it as it is.
    """
    text = text[:MAX_CELL]
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, style, text[0], text[1:], style)
    else:
        sheet.write_string(row, column, text, style)
