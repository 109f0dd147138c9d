"""The firm's work items as a person lists them: filtered, searched, what is due first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet.book.engines import Cursor
from carnet.book.heirs import heirs
from carnet.book.provenance import SourceCell, cells_of_row
from carnet.book.rows import rows
from carnet.contract import WORK_VALUES, CarnetError
from carnet.findings import Severity, rule
from carnet.stages.normalise.searched import searched_text

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

rule(
    "work.unknown",
    Severity.ERROR,
    en="No work has the key “%(value)s”. The import that made it may have been undone.",
    fr="Aucun travail n'a la clé « %(value)s ». L'importation qui l'a créé a peut-être été annulée.",
)
DUE = ("overdue", "week", "month", "none")
DONE = "Completed"
_ROW = pl.Schema(
    {
        "key": pl.String, "client_id": pl.Int64, "client_firm": pl.Int64, "client": pl.String,
        "client_key": pl.String, **dict.fromkeys(WORK_VALUES, pl.String),
    }
)  # fmt: skip
_NAMED = pl.Schema({"id": pl.Int64, "name": pl.String, "key": pl.String})
_COLUMNS = "w.key, c.id, c.firm_id, c.name, c.key, " + ", ".join(f'w."{name}"' for name in WORK_VALUES)
_FROM = "FROM book_workitem w JOIN book_contact c ON c.id = w.client_id"
# What is done comes last, what is due first comes first.
_ORDER = f"""CASE WHEN w.status = '{DONE}' THEN 1 ELSE 0 END, CASE WHEN w.due_date IS NULL THEN 1 ELSE 0 END,
    w.due_date, w.title, w.id"""


@dataclass(frozen=True, slots=True)
class WorkQuery:
    """Which work items.

    Attributes:
        text: words of which each stands in the title or the client's name.
        status, assignee: as stored; status "-" is those without one.
        due: one of DUE, counted from today, of what is not completed.
        client: the key of a contact.
        offset, limit: which of them.
    """

    text: str = ""
    status: str = ""
    assignee: str = ""
    due: str = ""
    client: str = ""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One work item; client_key is "" where the client is in the book no more; values by WORK_VALUES."""

    key: str
    client: str
    client_key: str
    values: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """Some of the items that a query finds.

    Attributes:
        total: how many it finds.
        statuses: how many there are of each status ("-" for none) whatever status is asked for.
        assignees: of all items, by name.
    """

    total: int
    items: tuple[WorkItem, ...]
    statuses: dict[str, int]
    assignees: tuple[str, ...]


def page(book: FirmBook, cursor: Cursor, query: WorkQuery, today: date) -> WorkPage:
    """The work items that a query asks for.

    Raises:
        CarnetError: contact.unknown: the client.
    """
    where, params = _where(book, cursor, query, today)
    cursor.execute(
        f"SELECT COALESCE(w.status, '-'), count(*) {_FROM} WHERE {where} GROUP BY 1 ORDER BY 1", params
    )
    statuses = dict(cursor.fetchall())
    if query.status:
        where, params = f"{where} AND COALESCE(w.status, '-') = %s", [*params, query.status]
    cursor.execute(
        "SELECT DISTINCT assignee FROM book_workitem WHERE firm_id = %s AND assignee IS NOT NULL ORDER BY 1",
        [book.firm],
    )
    assignees = tuple(name for (name,) in cursor.fetchall())
    total = statuses.get(query.status, 0) if query.status else sum(statuses.values())
    sql = f"""
        SELECT {_COLUMNS} {_FROM} WHERE {where}
        ORDER BY {_ORDER} LIMIT %s OFFSET %s"""
    found = rows(cursor, sql, [*params, query.limit, query.offset], _ROW)
    return WorkPage(total, _items(book, cursor, found), statuses, assignees)


def one(book: FirmBook, cursor: Cursor, key: str) -> tuple[WorkItem, list[SourceCell]]:
    """One item, and the cells of the row that it was made of.

    Raises:
        CarnetError: work.unknown.
    """
    where, params = "w.key = %s AND w.firm_id = %s", [key, book.firm]
    found = _items(book, cursor, rows(cursor, f"SELECT {_COLUMNS} {_FROM} WHERE {where}", params, _ROW))
    if not found:
        raise CarnetError("work.unknown", value=key)
    cursor.execute(f"SELECT w.sheet_id, w.row FROM book_workitem w WHERE {where}", params)
    sheet, row = cursor.fetchone()
    return found[0], [] if sheet is None else cells_of_row(book, cursor, sheet, row)


def _where(book: FirmBook, cursor: Cursor, query: WorkQuery, today: date) -> tuple[str, list[Any]]:
    """The condition of everything but the status, and its parameters."""
    parts, params = ["w.firm_id = %s"], [book.firm]
    values: list[Any] = params
    for word in searched_text(query.text).split():
        parts.append("(w.title_folded LIKE %s ESCAPE '!' OR c.name_folded LIKE %s ESCAPE '!')")
        values += [_inside(word)] * 2
    if query.assignee:
        parts.append("w.assignee = %s")
        values.append(query.assignee)
    if query.due:
        condition, limits = _due(query.due, today)
        parts.append(f"{condition} AND COALESCE(w.status, '') <> '{DONE}'")
        values += limits
    if query.client:
        parts.append(f"w.client_id IN {book.engine.numbers}")
        values.append(book.engine.array(_clients(book, cursor, query.client)))
    return " AND ".join(parts), values


def _inside(word: str) -> str:
    escaped = word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"


def _due(due: str, today: date) -> tuple[str, list[str]]:
    if due == "none":
        return "w.due_date IS NULL", []
    if due == "overdue":
        return "w.due_date < %s", [today.isoformat()]
    days = {"week": 7, "month": 31}[due]
    return "w.due_date BETWEEN %s AND %s", [today.isoformat(), (today + timedelta(days)).isoformat()]


def _clients(book: FirmBook, cursor: Cursor, key: str) -> pl.Series:
    """The ids of a contact, and of those that were merged into it."""
    cursor.execute("SELECT id FROM book_contact WHERE key = %s AND firm_id = %s", [key, book.firm])
    found = cursor.fetchone()
    if found is None:
        raise CarnetError("contact.unknown", value=key)
    into = heirs(book, cursor)
    return pl.concat([pl.Series([found[0]], dtype=pl.Int64), into.filter(pl.col("heir") == found[0])["gone"]])


def _items(book: FirmBook, cursor: Cursor, found: pl.DataFrame) -> tuple[WorkItem, ...]:
    """Rows as items; a client that was merged into another is that one."""
    into = dict(heirs(book, cursor).iter_rows()) if (found["client_firm"] < 0).any() else {}
    sql = f"SELECT id, name, key FROM book_contact WHERE id IN {book.engine.numbers} AND +firm_id = %s"
    wanted = pl.Series([into[one] for one in found["client_id"] if one in into], dtype=pl.Int64)
    heir = {one: (name, key) for one, name, key in
            rows(cursor, sql, [book.engine.array(wanted), book.firm], _NAMED).iter_rows()}  # fmt: skip
    items = []
    for row in found.iter_rows(named=True):
        gone = row["client"], row["client_key"] if row["client_firm"] == book.firm else ""
        client, key = heir.get(into.get(row["client_id"], 0), gone)
        items.append(WorkItem(row["key"], client, key, {name: row[name] for name in WORK_VALUES}))
    return tuple(items)
