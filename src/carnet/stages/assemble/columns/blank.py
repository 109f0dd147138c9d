"""Cells that hold nothing as the file has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from carnet.contract import Mapped


def blank_cells(sheet: Mapped, columns: Mapping[str, Sequence[int]]) -> pl.LazyFrame:
    """Of every row whether all cells of some columns are blank; a text that is no value is not.

    Args:
        columns: name of the truth -> positions of the columns.

    Returns:
        row, then a Boolean of each name.
    """
    truths = {
        name: pl.all_horizontal(
            (pl.col(f"c{index}").str.strip_chars() == "").fill_null(True) for index in indexes
        )
        for name, indexes in columns.items()
    }
    return sheet.recognised.sheet.scan().select("row", **truths)
