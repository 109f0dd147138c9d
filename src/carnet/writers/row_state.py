"""What each row of a bulk workbook carries along, so that Carnet knows it again and sees what was edited.

A text such as "c1.k4mzq7.17.0.812.7h2kcm.…": the firm, the contact card, which of the card's rows this is,
how many rows the tab had, a seal over these and the contact's key, and for each filled cell a few letters
that tell whether its text is still the exported one. It stands in the row itself, so that it survives
sorting, filtering, a tab saved as CSV and every spreadsheet program; the letters tell nothing about the texts
without the firm's secret.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import shake_256

import numpy as np
import numpy.typing as npt
import polars as pl

_VERSION = "c1"
_LETTERS = np.frombuffer(b"23456789abcdefghjkmnpqrstuvwxyz0", dtype=np.uint8)
_COLUMN, _TEXT = 5, 4  # letters of a cell that tell its column, and its text
_SEAL = 6  # letters of a seal, and of a firm
_SLICE = 20_000  # texts at a time
_FORM = (
    rf"^{_VERSION}\.(?<firm>[0-9a-z]{{6}})\.(?<card>\d{{1,18}})\.(?<line>\d{{1,9}})\.(?<rows>\d{{1,9}})"
    r"\.(?<seal>[0-9a-z]{6})\.(?<cells>[0-9a-z]*)$"
)
STATE = pl.Schema(
    {
        "firm": pl.String, "card": pl.Int64, "line": pl.UInt32, "rows": pl.UInt32, "seal": pl.String,
        "cells": pl.String,
    }
)  # fmt: skip


def tidy(text: pl.Expr) -> pl.Expr:
    """A cell's text without what spreadsheet programs change about it; null where nothing is left."""
    plain = text.str.replace_all("\r\n?", "\n").str.strip_chars()
    return pl.when(plain != "").then(plain)


def firm_of(secret: str) -> str:
    """How the rows of a firm call it."""
    return _lone(secret, "firm", _SEAL)


def sealed(secret: str, rows: pl.DataFrame, names: Iterable[str]) -> pl.Series:
    """The state of each row of a tab.

    Args:
        secret: the firm's.
        rows: key, kind, card_id, n, and the columns; one row a row of the tab.
        names: the columns whose cells may be edited.
    """
    numbered = rows.with_row_index("row")
    cells = pl.concat(
        [
            pl.DataFrame(schema={"row": pl.UInt32, "cell": pl.String}),
            *(_cells(secret, numbered, name) for name in names if rows[name].null_count() < rows.height),
        ]
    )
    held = cells.group_by("row", maintain_order=True).agg(cells=pl.col("cell").str.join(""))
    told = numbered.join(held, on="row", how="left", maintain_order="left").select(
        "key", "kind",
        firm=pl.lit(firm_of(secret)),
        card=pl.col("card_id").fill_null(0),
        line="n",
        rows=pl.lit(rows.height),
        cells=pl.col("cells").fill_null(""),
    )  # fmt: skip
    parts = [told[name].cast(pl.String) for name in ("firm", "card", "line", "rows")]
    head = told.select(pl.concat_str(parts, separator=".")).to_series()
    whole = told.select("cells", head=head, seal=_seals(secret, told))
    return whole.select(
        pl.concat_str(pl.lit(_VERSION), "head", "seal", "cells", separator=".").alias("state")
    ).to_series()


def opened(states: pl.Series) -> pl.DataFrame:
    """STATE of each text; nulls where it is none that Carnet wrote."""
    parts = states.str.strip_chars().str.extract_groups(_FORM)
    return parts.struct.unnest().cast(STATE)


def intact(secret: str, rows: pl.DataFrame) -> pl.Series:
    """Whether each row's seal is that of its key, kind and state.

    Args:
        rows: key, kind, and STATE's columns.
    """
    return rows["seal"] == _seals(secret, rows)


def exported(rows: pl.DataFrame) -> pl.DataFrame:
    """The cells that rows had when they were exported: row, column and text as letters.

    Args:
        rows: row, and cells of STATE.
    """
    width = _COLUMN + _TEXT
    cells = rows.select("row", cell=pl.col("cells").str.extract_all(f".{{{width}}}")).explode("cell")
    return cells.drop_nulls("cell").select(
        "row", column=pl.col("cell").str.head(_COLUMN), text=pl.col("cell").str.tail(_TEXT)
    )


def column_letters(secret: str, name: str) -> str:
    """A column's letters."""
    return _lone(secret, f"column {name}", _COLUMN)


def text_letters(secret: str, texts: pl.Series) -> pl.Series:
    """The letters of texts; null where there is no text."""
    return _letters(secret, texts, _TEXT)


def _lone(secret: str, text: str, letters: int) -> str:
    return str(_letters(secret, pl.Series([text]), letters).item())


def _cells(secret: str, rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """row and cell of the filled cells of a column."""
    filled = rows.select("row", text=tidy(pl.col(name))).drop_nulls()
    letters = text_letters(secret, filled["text"])
    return filled.select("row", cell=pl.lit(column_letters(secret, name)) + letters)


def _seals(secret: str, rows: pl.DataFrame) -> pl.Series:
    told = pl.concat_str("key", "kind", "firm", "card", "line", "rows", "cells", separator=" ")
    return _letters(secret, rows.select(told).to_series(), _SEAL)


def _letters(secret: str, texts: pl.Series, letters: int) -> pl.Series:
    """Some letters of each text (at most 6), whole columns at a time; null where there is no text.

    Multilinear hashing: a sum of the bytes, each times the secret number of its position; the upper half
    of its 64 bits is as good as random to who does not know the secret. Source: Lemire and Kaser, "Strongly
    universal string hashing is fast" (2014), section 3.
    """
    if texts.null_count() == len(texts):
        return texts.clear(len(texts))
    filled = texts.is_not_null()
    found: list[str] = []
    for part in texts.filter(filled).to_frame("text").iter_slices(_SLICE):
        whole = np.frombuffer(b"".join(part["text"].cast(pl.Binary)), dtype=np.uint8).astype(np.uint64)
        sizes = part["text"].str.len_bytes().to_numpy().astype(np.int64)
        ends = np.cumsum(sizes)
        places = np.arange(len(whole)) - np.repeat(ends - sizes, sizes)
        numbers = _numbers(secret, int(sizes.max()) + 1)
        sums = np.zeros(len(sizes) + 1, dtype=np.uint64)
        running = np.concatenate([sums[:1], np.cumsum((whole + 1) * numbers[places + 1])])
        sums = numbers[0] * sizes.astype(np.uint64) + running[ends] - running[ends - sizes]
        upper = (sums >> np.uint64(32)).astype(np.uint32)
        shifts = np.arange(27, 27 - 5 * letters, -5, dtype=np.uint32)
        spelled = _LETTERS[(upper[:, None] >> shifts) & 31].tobytes().decode("ascii")
        found += [spelled[start : start + letters] for start in range(0, len(spelled), letters)]
    place = pl.select(pl.when(filled).then(filled.cum_sum().cast(pl.Int64) - 1)).to_series()
    return pl.Series("letters", found, dtype=pl.String).gather(place)


def _numbers(secret: str, count: int) -> npt.NDArray[np.uint64]:
    """So many odd numbers that follow from the secret; more of them begin with the same ones."""
    blocks = -(-count // 1024)
    return np.concatenate([_block(secret, block) for block in range(blocks)])


@lru_cache(maxsize=256)
def _block(secret: str, block: int) -> npt.NDArray[np.uint64]:
    stream = shake_256(f"carnet row state {block} {secret}".encode()).digest(8 * 1024)
    return np.frombuffer(stream, dtype="<u8") | np.uint64(1)
