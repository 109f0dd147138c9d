"""Reading work items: those for some clients, for planning and for the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from carnet.book.engines import SLICE, Cursor
from carnet.book.heirs import heirs, inherited
from carnet.book.rows import rows
from carnet.contract import BOOK_WORK, WORK_VALUES

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_MOST = 1_000  # colleagues that are read; a firm with more names something else in that field
_READ = pl.Schema({"contact" if name == "client" else name: dtype for name, dtype in BOOK_WORK.items()})
_COLUMNS = ", ".join(f'w."{name}"' for name in ("id", "client_id", "source_key", *WORK_VALUES))


def of_clients(book: FirmBook, cursor: Cursor, clients: pl.Series) -> pl.DataFrame:
    """The work items for contacts of some ids, also through those that were merged into them; BOOK_WORK."""
    into = heirs(book, cursor)
    wanted = pl.concat([clients.cast(pl.Int64), into.filter(pl.col("heir").is_in(clients.implode()))["gone"]])
    sql = f"""
        SELECT {_COLUMNS} FROM book_workitem w
        WHERE w.client_id IN {book.engine.numbers} AND +w.firm_id = %s ORDER BY w.id"""
    parts = [
        rows(cursor, sql, [book.engine.array(wanted[start : start + SLICE]), book.firm], _READ)
        for start in range(0, len(wanted), SLICE)
    ]
    found = inherited(pl.concat([pl.DataFrame(schema=_READ), *parts]), into)
    return found.rename({"contact": "client"}).select(BOOK_WORK.names())


def colleagues(book: FirmBook, cursor: Cursor) -> list[str]:
    """Whom the firm's contacts name as the owner of the client."""
    cursor.execute(
        """SELECT DISTINCT client_owner FROM book_contact
        WHERE firm_id = %s AND client_owner IS NOT NULL ORDER BY client_owner LIMIT %s""",
        [book.firm, _MOST],
    )
    return [name for (name,) in cursor.fetchall()]


def told(book: FirmBook, cursor: Cursor) -> pl.DataFrame:
    """What a person sees of all work items, by their clients' keys."""
    columns = ", ".join(f'w."{name}"' for name in WORK_VALUES)
    sql = f"""
        SELECT w.key, c.key, {columns} FROM book_workitem w JOIN book_contact c ON c.id = w.client_id
        WHERE w.firm_id = %s ORDER BY w.key"""
    schema = pl.Schema(dict.fromkeys(("key", "client", *WORK_VALUES), pl.String))
    return rows(cursor, sql, [book.firm], schema)
