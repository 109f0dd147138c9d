"""A source sheet: what its columns are called, which hold tax identifiers, and how many rows are data."""

from __future__ import annotations

import polars as pl

from carnet.catalog import SECRET_COLUMNS, short_name
from carnet.contract import KNOWN_ROWS, Mapped
from carnet.language import Language, Text

_COLUMN = Text("Column %(number)s", "Colonne %(number)s")


def column_names(mapped: Mapped, language: Language) -> list[str]:
    """A name for each column of a source sheet: its header as written, or "Column 3"."""
    recognised = mapped.recognised
    headers = recognised.headers[: recognised.sheet.width]
    padded = [*headers, *[""] * (recognised.sheet.width - len(headers))]
    return [text or _COLUMN(language, {"number": number}) for number, text in enumerate(padded, 1)]


def secret_columns(mapped: Mapped) -> set[int]:
    """The columns of a source sheet that hold tax identifiers."""
    return {
        column.index
        for column in mapped.columns
        if column.special == "tax" or (column.field and short_name(column.field) in SECRET_COLUMNS)
    }


def data_rows(mapped: Mapped) -> int:
    """The rows of a source sheet that may be contacts: below its header, without titles and totals."""
    recognised = mapped.recognised
    if not recognised.sheet.rows or recognised.kind == "none":
        return 0
    out = [row for row, why in recognised.left_out.items() if why not in KNOWN_ROWS]
    listed = (pl.col("row") > recognised.header_row) & ~pl.col("row").is_in(out)
    return int(recognised.sheet.scan().select(listed.sum()).collect().item())
