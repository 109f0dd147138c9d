"""PostgreSQL: COPY for writing, arrays as parameters, a row lock on the firm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast

import polars as pl

from carnet.book.engines import SLICE, Cursor, Ready

_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class PostgreSQL:
    """See carnet.book.engines.Engine."""

    texts = "(SELECT unnest(%s::text[]) AS value)"
    numbers = "(SELECT unnest(%s::bigint[]) AS value)"
    same = "IS NOT DISTINCT FROM"

    def array(self, values: pl.Series) -> object:
        """The values as a list, which psycopg makes an array of."""
        return values.to_list()

    def instant(self, moment: datetime) -> str:
        """With its zone."""
        return moment.astimezone(UTC).isoformat(" ")

    def ready(self, frame: pl.DataFrame) -> Ready:
        """Texts for COPY, whose only special characters are the backslash and what it escapes."""
        columns = ", ".join(f'"{name}"' for name in frame.columns)
        return [(columns, _copy_text(part)) for part in frame.iter_slices(SLICE) if part.height]

    def put(self, cursor: Cursor, table: str, rows: Ready) -> None:
        """COPY."""
        for columns, text in rows:
            with cast(Any, cursor).copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                copy.write(text)

    def insert(self, cursor: Cursor, table: str, frame: pl.DataFrame) -> None:
        """Ready and put."""
        self.put(cursor, table, self.ready(frame))

    def update(self, cursor: Cursor, table: str, frame: pl.DataFrame) -> None:
        """COPY into a temporary table of the same columns, then one UPDATE."""
        columns = ", ".join(f'"{name}"' for name in frame.columns)
        cursor.execute(f'CREATE TEMP TABLE fresh ON COMMIT DROP AS SELECT {columns} FROM "{table}" LIMIT 0')
        self.insert(cursor, "fresh", frame)
        setting = ", ".join(f'"{name}" = fresh."{name}"' for name in frame.columns if name != "id")
        cursor.execute(f'UPDATE "{table}" SET {setting} FROM fresh WHERE "{table}".id = fresh.id')
        cursor.execute("DROP TABLE fresh")

    def reserve(self, cursor: Cursor, table: str, count: int) -> pl.Series:
        """From the table's sequence, so that other firms' imports may run at the same time."""
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
        )
        return pl.Series([row[0] for row in cursor.fetchall()], dtype=pl.Int64).sort()

    def lock(self, cursor: Cursor, firm: int) -> int | None:
        """The firm's row, until the transaction ends."""
        cursor.execute("SELECT revision FROM book_firm WHERE id = %s FOR UPDATE", [firm])
        found = cursor.fetchone()
        return int(found[0]) if found else None

    @contextmanager
    def bulk(self, cursor: Cursor, table: str, rows: int) -> Iterator[None]:
        """Indexes stay, for others read meanwhile; after many rows the planner is told of them."""
        yield
        if rows > SLICE:
            cursor.execute(f'ANALYZE "{table}"')


def _copy_text(frame: pl.DataFrame) -> bytes:
    texts = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if dtype == pl.Binary:
            column = pl.concat_str(pl.lit(r"\\x"), column.bin.encode("hex"))
        elif dtype == pl.String:
            column = column.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))
        texts.append(column.cast(pl.String).fill_null(r"\N"))
    lines = frame.select(pl.concat_str(texts, separator="\t")).to_series()
    return ("\n".join(lines) + "\n").encode()
