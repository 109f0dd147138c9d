"""Rows of a frame that is sorted by a number, found without reading the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.catalog import SECRET_COLUMNS
from carnet.stages.report.mask import masked

Numbers = npt.NDArray[np.integer[Any]]
T = TypeVar("T")


def rows_of(frame: pl.DataFrame, by: str, numbers: Numbers, most: int | None = None) -> pl.DataFrame:
    """The rows whose number is one of some, in the order of the frame.

    Args:
        frame: sorted by the column.
        by: the column.
        numbers: ascending.
        most: rows of each number, the first; None is all.
    """
    low, high = ranges(frame, by, numbers)
    if most is not None:
        high = np.minimum(high, low + most)
    places = [np.arange(start, end) for start, end in zip(low, high, strict=True)]
    return frame[np.concatenate([np.empty(0, np.int64), *places])]


def ranges(frame: pl.DataFrame, by: str, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The first row of each number, and the one after its last."""
    column = frame[by].to_numpy()
    wanted = np.asarray(numbers).astype(column.dtype)
    return np.searchsorted(column, wanted, "left"), np.searchsorted(column, wanted, "right")


def grouped(rows: pl.DataFrame, by: str, make: Callable[[dict[str, Any]], T]) -> dict[int, list[T]]:
    """What is made of each row, by its number."""
    found: dict[int, list[T]] = {}
    for row in rows.iter_rows(named=True):
        found.setdefault(row[by], []).append(make(row))
    return found


def values_of(contacts: pl.DataFrame, columns: Iterable[str]) -> list[dict[str, str]]:
    """The single values of contacts, custom ones too, in the order of columns; tax identifiers masked."""
    names = [name for name in columns if name in contacts.columns]
    shown = contacts.select(
        *(masked(pl.col(name)).alias(name) if name in SECRET_COLUMNS else name for name in names), "custom"
    )
    return [
        {
            **{name: row[name] for name in names if row[name] is not None},
            **{f"custom.{one['name']}": one["value"] for one in row["custom"] or () if one["value"]},
        }
        for row in shown.iter_rows(named=True)
    ]
