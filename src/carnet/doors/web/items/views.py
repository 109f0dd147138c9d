"""The list of the firm's work, and the same as a table for a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.book.work_list import DONE, DUE, WorkItem, WorkQuery
from carnet.catalog import WORK_FIELDS
from carnet.catalog.choices import WORK_STATUSES
from carnet.contract import WORK_VALUES
from carnet.doors.web.contacts.one import trails
from carnet.doors.web.contacts.one.words import said
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.numbers import page_of
from carnet.language import Language, Text
from carnet.office.roles import Role
from carnet.pipeline.scratch import scratch
from carnet.writers.csv_file import write_csv

SIZE = 50  # items a page
_MOST = 100_000  # items of a table
_LIST = "items"  # id of the part of the page that htmx replaces
_NO_STATUS = Text("Without a status", "Sans statut")
_SHOWN = ("status", "assignee", "start_date", "due_date", "repeats", "budget_hours", "budget_amount")
DUES = {
    "overdue": Text("Overdue", "En retard"),
    "week": Text("Due within 7 days", "Échéance dans les 7 jours"),
    "month": Text("Due within a month", "Échéance dans le mois"),
    "none": Text("Without a due date", "Sans échéance"),
}


@require_safe
@at_desk(Role.READER)
def items(request: DeskRequest) -> HttpResponseBase:
    """The list, or for htmx the part of it that a filter changes."""
    query, language, today = _asked(request.GET), request.language, date.today()
    found = request.desk.book.work_page(query, today)
    number = query.offset // SIZE + 1
    values = {
        "query": query,
        "found": found,
        "lines": [(one, _words(one, language), _overdue(one, today)) for one in found.items],
        "headers": [WORK_FIELDS[f"work.{name}"].label(language) for name in _SHOWN],
        "tabs": list(_tabs(query, found.statuses)),
        "dues": DUES,
        "client": found.items[0].client if query.client and found.items else "",
        "first": query.offset + 1 if found.items else 0,
        "last": query.offset + len(found.items),
        "earlier": _search(query, page=number - 1) if number > 1 else "",
        "later": _search(query, page=number + 1) if query.offset + SIZE < found.total else "",
        "search": _search(query),
    }
    part = request.htmx.target == _LIST
    return render(request, "carnet/items/items.html" if part else "carnet/items/list.html", values)


@require_safe
@at_desk(Role.READER)
def item(request: DeskRequest, key: str) -> HttpResponseBase:
    """One work item, with every cell of the row that it was made of.

    Raises:
        CarnetError: work.unknown.
    """
    found, cells = request.desk.book.work_item(key)
    language = request.language
    told = [(name, said(f"work.{name}", found.values[name], "", language)) for name in WORK_VALUES[1:]]
    values = [(WORK_FIELDS[f"work.{name}"].label(language), text) for name, text in told if text]
    context = {"item": found, "values": values, "sources": trails.rows_of(cells), "view": {"kind": "work"}}
    return render(request, "carnet/items/item.html", context)


@require_safe
@at_desk(Role.READER)
def table(request: DeskRequest) -> HttpResponseBase:
    """What the list shows, all pages, as a CSV file that can be imported again."""
    query = replace(_asked(request.GET), offset=0, limit=_MOST)
    found = request.desk.book.work_page(query, date.today())
    language = request.language
    headers = [WORK_FIELDS[f"work.{name}"].label(language) for name in ("client", *WORK_VALUES)]
    lines = [[one.client, *(one.values[name] for name in WORK_VALUES)] for one in found.items]
    names = [str(at) for at in range(len(headers))]
    frame = pl.DataFrame(lines, schema=dict.fromkeys(names, pl.String), orient="row")
    with scratch() as folder:
        path = folder / "work.csv"
        write_csv(path, headers, [frame], separator=";" if language is Language.FR else ",")
        answer = HttpResponse(path.read_bytes(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="work.csv"'
    return answer


def _asked(sent: QueryDict) -> WorkQuery:
    status, due = sent.get("status", ""), sent.get("due", "")
    return WorkQuery(
        text=sent.get("text", "")[:200],
        status=status if status in {*WORK_STATUSES, "-"} else "",
        assignee=sent.get("assignee", "")[:200],
        due=due if due in DUE else "",
        client=sent.get("client", "")[:20],
        offset=(page_of(sent.get("page", "1"), 100_000) - 1) * SIZE,
        limit=SIZE,
    )


def _search(query: WorkQuery, **other: Any) -> str:
    """The address's query with something else asked, of the first page."""
    values = {name: getattr(query, name) for name in ("text", "status", "assignee", "due", "client")} | other
    return "?" + urlencode({name: one for name, one in values.items() if one and (name, one) != ("page", 1)})


def _tabs(query: WorkQuery, statuses: dict[str, int]) -> list[tuple[str, Text, int, str]]:
    """The statuses with how many items each has."""
    labels = {"": Text("All", "Tous"), **WORK_STATUSES, "-": _NO_STATUS}
    counts = {"": sum(statuses.values()), **statuses}
    return [
        (name, label, counts.get(name, 0), _search(query, status=name))
        for name, label in labels.items()
        if counts.get(name) or name in {"", query.status}
    ]


def _words(item: WorkItem, language: Language) -> list[str]:
    return [said(f"work.{name}", item.values[name], "", language) for name in _SHOWN]


def _overdue(item: WorkItem, today: date) -> bool:
    due = item.values["due_date"]
    return bool(due) and str(due) < today.isoformat() and item.values["status"] != DONE
