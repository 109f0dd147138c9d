"""A mark on each row of a filled import file, by which Carnet sees that nobody edited the row since."""

from __future__ import annotations

import polars as pl

from carnet.writers.row_state import text_letters, tidy

_BETWEEN = "\x1f"


def marks(rows: pl.DataFrame) -> pl.Series:
    """The mark of each row: a few letters that change with any text of its cells or their order."""
    cells = [tidy(pl.col(name)).fill_null("") for name in rows.columns]
    texts = rows.select(text=pl.concat_str(cells, separator=_BETWEEN))["text"]
    return text_letters("", texts)
