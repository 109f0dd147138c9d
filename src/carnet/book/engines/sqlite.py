"""SQLite: many rows a statement, indexes made after a large import rather than during it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain

import polars as pl

from carnet.book.engines import SLICE, Cursor

VARIABLES = 32_000  # a statement; SQLite's own limit is 32,766

# Indexes whose order is not that of the rows: cheaper made at once than row by row.
_SCATTERED = {
    "book_contact": ("book_contact_by_name",),
    "book_lookup": ("book_lookup_by_digest",),
}


class SQLite:
    """See carnet.book.engines.Engine."""

    texts = "(SELECT key + 1 AS n, value FROM json_each(%s)) AS k"
    pairs = (
        "(SELECT key + 1 AS n, json_extract(value, '$[0]') AS value, json_extract(value, '$[1]') AS digest "
        "FROM json_each(%s)) AS k"
    )
    numbers = "(SELECT value FROM json_each(%s))"
    same = "IS"

    def array(self, values: pl.Series) -> object:
        """The values as one JSON text."""
        wrapped = pl.DataFrame({"v": [values]}).select(pl.struct("v").struct.json_encode()).item()
        return str(wrapped)[len('{"v":') : -1]

    def pair(self, values: pl.Series, digests: pl.Series) -> list[object]:
        """One JSON list of [value, digest]."""
        return [json.dumps(list(zip(values, digests, strict=True)), ensure_ascii=False)]

    def instant(self, moment: datetime) -> str:
        """In UTC without a zone, as Django stores it."""
        return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"

    def insert(self, cursor: Cursor, table: str, frame: pl.DataFrame) -> None:
        """Several hundred rows a statement, past Django's rewriting of its long text.

        A column without any value is left to its default, null.
        """
        if not frame.height:
            return
        frame = frame.select(name for name in frame.columns if frame[name].null_count() < frame.height)
        columns = ", ".join(f'"{name}"' for name in frame.columns)
        row = f"({', '.join('?' * frame.width)})"
        most = min(500, VARIABLES // frame.width)
        execute = cursor.db.connection.execute
        with cursor.db.wrap_database_errors:
            for rows in frame.iter_slices(most):
                values = ", ".join([row] * rows.height)
                execute(
                    f'INSERT INTO "{table}" ({columns}) VALUES {values}',
                    list(chain.from_iterable(rows.rows())),
                )

    def update(self, cursor: Cursor, table: str, frame: pl.DataFrame) -> None:
        """One statement a row, compiled once."""
        names = [name for name in frame.columns if name != "id"]
        columns = ", ".join(f'"{name}" = %s' for name in names)
        for part in frame.select(*names, "id").iter_slices(SLICE):
            cursor.executemany(f'UPDATE "{table}" SET {columns} WHERE id = %s', part.iter_rows())

    def reserve(self, cursor: Cursor, table: str, count: int) -> pl.Series:
        """The numbers after the last that was ever given; the caller holds the write lock."""
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last = found[0] if found else 0
        return pl.int_range(last + 1, last + count + 1, dtype=pl.Int64, eager=True)

    def lock(self, cursor: Cursor, firm: int) -> int | None:
        """The transaction began IMMEDIATE: no other process can write."""
        cursor.execute("SELECT revision FROM book_firm WHERE id = %s", [firm])
        found = cursor.fetchone()
        return int(found[0]) if found else None

    @contextmanager
    def bulk(self, cursor: Cursor, table: str, rows: int) -> Iterator[None]:
        """Without the scattered indexes while more rows come than are there; inside the transaction."""
        cursor.execute(f'SELECT count(*) FROM (SELECT 1 FROM "{table}" LIMIT %s)', [rows])
        grows = rows > SLICE and cursor.fetchone()[0] < rows
        definitions = []
        for name in _SCATTERED.get(table, ()) if grows else ():
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = %s", [name])
            definitions.append(cursor.fetchone()[0])
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for definition in definitions:
            cursor.execute(definition)
