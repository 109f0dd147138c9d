"""Workbooks read by another implementation than the one that wrote them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl


def opened(path: Path) -> Any:
    """The workbook with its formats, comments and lists."""
    return openpyxl.load_workbook(path)


def table(sheet: Any) -> list[list[Any]]:
    """The values of a sheet, row after row."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]
