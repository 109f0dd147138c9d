"""What a SELECT gives, as a frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from carnet.book.engines import Cursor

_FETCHED = 10_000  # rows as Python objects at a time


def rows(cursor: Cursor, sql: str, params: Sequence[object], schema: pl.Schema) -> pl.DataFrame:
    """What a SELECT gives, as a frame of that schema."""
    cursor.execute(sql, params)
    parts = [pl.DataFrame(schema=schema)]
    while found := cursor.fetchmany(_FETCHED):
        columns = zip(schema.items(), zip(*found, strict=True), strict=True)
        parts.append(pl.DataFrame([_series(name, dtype, values) for (name, dtype), values in columns]))
    return pl.concat(parts)


def _series(name: str, dtype: pl.DataType, values: Sequence[Any]) -> pl.Series:
    if dtype == pl.Boolean:  # SQLite keeps 0 and 1
        return pl.Series(name, [None if value is None else bool(value) for value in values], pl.Boolean)
    if dtype == pl.Binary:
        return pl.Series(name, [None if value is None else bytes(value) for value in values], pl.Binary)
    return pl.Series(name, values, dtype)
