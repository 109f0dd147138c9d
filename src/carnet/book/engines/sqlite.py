"""SQLite: many rows a statement, indexes made after a large import rather than during it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import polars as pl

from carnet.book.engines import SLICE, Cursor, Ready

VARIABLES = 32_000  # a statement; SQLite's own limit is 32,766
_STATEMENT = 500  # rows
_PLAIN = re.compile(r"[0-9A-Za-z_:. -]{1,40}")  # what may stand in a statement as it is
_AT_ONCE = 2_000  # rows whose objects stay in the processor's cache

# Indexes whose order is not that of the rows: cheaper made at once than row by row.
_SCATTERED = {
    "book_contact": ("book_contact_by_name_digest", "book_contact_by_identifier"),
    "book_lookup": ("book_lookup_by_digest",),
}


class SQLite:
    """See carnet.book.engines.Engine."""

    texts = "(SELECT value FROM json_each(%s))"
    numbers = "(SELECT value FROM json_each(%s))"
    same = "IS"

    def array(self, values: pl.Series) -> object:
        """The values as one JSON text."""
        return json.dumps(values.to_list(), ensure_ascii=False)

    def instant(self, moment: datetime) -> str:
        """In UTC without a zone, as Django stores it."""
        return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"

    def ready(self, frame: pl.DataFrame) -> Ready:
        """Statements of some hundred rows.

        A column without any value is left to its default, null; a number or a plain word that all rows
        have alike is said in the statement.
        """
        return [statement for part in frame.iter_slices(_AT_ONCE) for statement in _statements(part)]

    def put(self, cursor: Cursor, table: str, rows: Ready) -> None:
        """Past Django's rewriting of the long text."""
        with cursor.db.wrap_database_errors:
            for text, values in rows:
                cursor.db.connection.execute(f'INSERT INTO "{table}" {text}', values)

    def insert(self, cursor: Cursor, table: str, frame: pl.DataFrame) -> None:
        """Ready and put."""
        self.put(cursor, table, self.ready(frame))

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
        """Without the scattered indexes where many rows come or go beside those that are there; inside the
        transaction."""
        cursor.execute(f'SELECT count(*) FROM (SELECT 1 FROM "{table}" LIMIT %s)', [2 * rows])
        many = rows > SLICE and cursor.fetchone()[0] < 2 * rows
        definitions = []
        for name in _SCATTERED.get(table, ()) if many else ():
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = %s", [name])
            definitions.append(cursor.fetchone()[0])
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for definition in definitions:
            cursor.execute(definition)


def _statements(part: pl.DataFrame) -> Iterator[tuple[str, list[object]]]:
    kept = [column for column in part if column.null_count() < part.height]
    alike = {column.name: _said(column[0]) for column in kept if _is_alike(column)}
    given = [column for column in kept if column.name not in alike]
    columns = ", ".join(f'"{column.name}"' for column in kept)
    row = f"({', '.join(alike.get(column.name, '?') for column in kept)})"
    width = len(given)
    most = min(_STATEMENT, VARIABLES // max(width, 1))
    values: list[object] = [None] * (part.height * width)
    for place, column in enumerate(given):
        values[place::width] = column.to_list()
    for start in range(0, part.height, most):
        count = min(most, part.height - start)
        yield (
            f"({columns}) VALUES {', '.join([row] * count)}",
            values[start * width : (start + count) * width],
        )


def _is_alike(column: pl.Series) -> bool:
    """Whether all rows have the same number, or the same plain word or moment."""
    if column.null_count() or column[0] != column[-1]:
        return False
    if column.dtype == pl.String:
        return bool(_PLAIN.fullmatch(column[0])) and bool((column == column[0]).all())
    numbers = column.dtype.is_integer() or column.dtype == pl.Boolean
    return numbers and column.min() == column.max()


def _said(value: str | int) -> str:
    return f"'{value}'" if isinstance(value, str) else str(int(value))
