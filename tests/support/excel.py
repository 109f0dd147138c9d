"""Workbooks read by another implementation than the one that wrote them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl


def opened(path: Path) -> Any:
    """The workbook with its formats, comments and lists."""
    return openpyxl.load_workbook(path)


def unescaped(text: str) -> str:
    """A cell's text with Excel's _xHHHH_ read as the characters they stand for."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def table(sheet: Any) -> list[list[Any]]:
    """The values of a sheet, row after row."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]
