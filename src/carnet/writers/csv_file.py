"""CSV files that a spreadsheet and another program read alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import IO

import polars as pl

from carnet.writers.neutralise import neutralise

_BOM = b"\xef\xbb\xbf"


def write_csv(
    path: Path,
    headers: Sequence[str],
    tables: Iterable[pl.DataFrame],
    *,
    separator: str = ",",
    bom: bool = True,
) -> None:
    """Write tables one after the other under one header.

    Each cell is quoted, so that no separator of another locale cuts it, and neutralised.

    Args:
        path: the file to write.
        headers: a text a column; the same text may stand twice.
        tables: String columns, as many as headers.
        separator: "," or ";".
        bom: whether UTF-8 is announced; Excel needs it, other programs may not want it.
    """
    heading = pl.DataFrame([pl.Series(f"c{n}", [text]) for n, text in enumerate(headers)])
    with path.open("wb") as file:
        if bom:
            file.write(_BOM)
        for table in chain([heading], tables):
            _append(file, table, separator)


def _append(file: IO[bytes], table: pl.DataFrame, separator: str) -> None:
    table.select(neutralise(pl.all())).write_csv(
        file,
        include_header=False,
        separator=separator,
        line_terminator="\r\n",
        quote_style="always",
    )
