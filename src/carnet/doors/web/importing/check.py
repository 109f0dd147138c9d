"""Step 4: the rows of the files, checked and corrected cell by cell, in a grid or as a list of findings.

What the grid asks for serves the firm's own import and the link on which findings are returned; who may come
is said where the addresses are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from carnet.choices import Choices
from carnet.doors.web.desk import DeskRequest, PageRequest
from carnet.doors.web.importing.drafted import at_draft, part, shown, wanted
from carnet.doors.web.importing.fields import full_name
from carnet.doors.web.importing.recognised import number_of
from carnet.doors.web.importing.versions import beside
from carnet.doors.web.numbers import natural
from carnet.findings import Severity
from carnet.language import Language, Text
from carnet.office.cases import versions
from carnet.office.drafts.choose import ask, choices_of
from carnet.office.drafts.correct import correct
from carnet.office.drafts.plan import standing
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.pipeline.fixes import Corrections, accepted, edited, found_and_replaced
from carnet.pipeline.grid import GridCell, GridPage, GridQuery, GridReader, GridRow
from carnet.pipeline.pages import PlanReader

BLOCK = 200  # the most rows that the grid asks for at once
LISTED = 25  # rows a page of the list of findings
TO_CORRECT = "found"
ONLY = {
    "": Text("All rows", "Toutes les lignes"),
    TO_CORRECT: Text("Rows to correct", "Lignes à corriger"),
    "error": Text("Rows with an error", "Lignes avec une erreur"),
    "warning": Text("Rows with a warning", "Lignes avec un avertissement"),
    "corrected": Text("Corrected rows", "Lignes corrigées"),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """A sheet that is checked: its number in the plan, its name and file."""

    number: int
    name: str
    file: str


@require_safe
@at_draft
def check(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The page around the grid."""
    made = standing(draft)
    wanted(draft, Job.PLAN)
    return shown(request, draft, "check", made=made, **(around(request, draft, made) if made else {}))


@require_safe
def rows(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Some rows as JSON, for the grid."""
    made = standing(draft)
    if made is None:
        return JsonResponse({"total": 0, "rows": []})
    page = GridReader(made, choices_of(draft)).page(_query(request.GET, made), request.language)
    return JsonResponse({"total": page.total, "rows": [_row(row) for row in page.rows]})


@require_safe
def findings(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Some rows as a list of their findings, with a field to write in for each."""
    made = standing(draft)
    if made is None:
        return HttpResponse()
    return render(request, "carnet/importing/parts/findings.html", _listed(request, draft, made))


@require_POST
def edit(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Correct one cell; ``was`` takes back what was made of it."""
    sheet, row, column = (number_of(request.POST.get(name)) for name in ("sheet", "row", "column"))
    now = request.POST.get("now", "")

    def made(plan: PlanReader, choices: Choices) -> Corrections:
        return edited(plan, choices, sheet, row, column, now)

    return _corrected(request, draft, made, "cell")


@require_POST
def accept(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Accept what findings suggest: of one cell, of all with the same text, or of all of a rule."""
    sent = request.POST
    places = {name: number_of(sent[name]) for name in ("sheet", "row", "column") if sent.get(name)}
    texts = {name: sent[name] for name in ("code", "value", "suggestion") if sent.get(name)}

    def made(plan: PlanReader, choices: Choices) -> Corrections:
        return accepted(plan, choices, **places, **texts)  # type: ignore[arg-type]

    return _corrected(request, draft, made, "cell" if "row" in places else "cells")


@require_POST
def replace(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Find and replace in a sheet, or in one of its columns."""
    sent = request.POST
    column = number_of(sent["column"]) if sent.get("column") else None
    sheet = number_of(sent.get("sheet"))

    def made(plan: PlanReader, choices: Choices) -> Corrections:
        return found_and_replaced(
            plan, choices, sheet, column, sent.get("find", ""), sent.get("put", ""),
            whole="whole" in sent, match_case="case" in sent,
        )  # fmt: skip

    return _corrected(request, draft, made, "replace")


@require_POST
def again(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Check the rows again with what was corrected."""
    if not draft.ready:
        ask(draft, Job.PLAN)
    return part(request, draft, "check", "carnet/importing/parts/nothing.html")


def _corrected(
    request: PageRequest, draft: Draft, made: Callable[[PlanReader, Choices], Corrections], what: str
) -> HttpResponseBase:
    cells = correct(draft, made, what)
    if not request.htmx:
        return redirect("../")
    answer = part(request, draft, "check", "carnet/importing/parts/corrected.html", cells=cells)
    answer["HX-Trigger"] = "corrected"
    return answer


def _query(sent: QueryDict, made: PlanReader, most: int = BLOCK) -> GridQuery:
    """What the grid asks for; what the plan does not know is left aside."""
    only, sheet = sent.get("only", ""), natural(sent.get("sheet")) or 0
    column = sent.get("column", "")
    graded = only in set(Severity)
    return GridQuery(
        sheet=sheet if sheet < len(made.sheets) else 0,
        severity=Severity(only) if graded else None,
        code=only if only in {rule.code for rule in made.findings_by_rule()} else None,
        column=int(column) if column.isdecimal() and len(column) < 6 else None,
        to_correct=only == TO_CORRECT,
        corrected=only == "corrected",
        text=sent.get("text", "")[:200],
        offset=natural(sent.get("offset")) or 0,
        limit=min(natural(sent.get("limit")) or most, most),
    )


def _row(row: GridRow) -> dict[str, Any]:
    """A row as the grid takes it: its number, its texts, and what is to say of some of its cells."""
    told = [(at, cell) for at, cell in enumerate(row.cells) if cell.findings or cell.was is not None]
    return {
        "row": row.row,
        "cells": [cell.text for cell in row.cells],
        "told": {str(at): _cell(cell) for at, cell in told},
        "findings": [asdict(one) for one in row.findings],
    }


def _cell(cell: GridCell) -> dict[str, Any]:
    order = list(Severity)
    grave = min((one.severity for one in cell.findings), key=order.index, default=None)
    return {
        "was": cell.was,
        "settled": cell.settled,
        "severity": grave,
        "findings": [asdict(one) for one in cell.findings],
    }


def around(request: PageRequest, draft: Draft, made: PlanReader, only: str = "") -> dict[str, Any]:
    """The filters above the grid, and its columns.

    Args:
        only: the rows that are shown at first, one of ONLY or a rule's code.
    """
    sheets = _sheets(made)
    asked = natural(request.GET.get("sheet")) or 0
    number = asked if asked in {one.number for one in sheets} else sheets[0].number if sheets else 0
    grid = GridReader(made, choices_of(draft))
    rules: dict[str, int] = {}
    for count in grid.counts(number):
        rules[count.code] = rules.get(count.code, 0) + count.cells
    columns = grid.columns(number, request.language)
    return {
        **_asked(draft, made, number),
        "sheets": sheets,
        "number": number,
        "only": ONLY,
        "chosen": request.GET.get("only", only),
        "rules": rules.items(),
        "beside": beside(draft, request.language),
        "columns": columns,
        "grid": [
            {
                "index": one.index,
                "header": one.header,
                "field": full_name(one.field, request.language) if one.field else "",
                "secret": one.secret,
                "cells": one.cells,
            }
            for one in columns
        ],
    }


def _asked(draft: Draft, made: PlanReader, number: int) -> dict[str, Any]:
    """Of a case's newest version: where one asks about a cell, and what was asked about the sheet's rows; the
    same for the draft that a visitor of its link sees."""
    version = versions.of_draft(draft)
    case = version.case if version else None
    if case is None or (case.draft != draft.key and not draft.apart) or number >= len(made.sheets):
        return {"asks": "", "asked": []}
    sheet = made.sheets[number].mapped.recognised.sheet
    about = case.remarks.filter(to=None, file=sheet.file, sheet=sheet.name, row__gt=0)
    told = [
        {"row": one.row, "column": one.column, "text": one.text, "open": one.question and not one.settled}
        for one in about
    ]
    asks = "../ask/" if draft.apart else reverse("cases:ask", args=[case.key])
    return {"asks": asks, "asked": told}


def _sheets(made: PlanReader) -> list[Rows]:
    """The sheets that make contacts."""
    told = [(number, sheet.mapped.recognised) for number, sheet in enumerate(made.sheets)]
    return [Rows(number, one.sheet.name, one.sheet.file) for number, one in told if one.kind != "none"]


def _listed(request: PageRequest, draft: Draft, made: PlanReader) -> dict[str, Any]:
    grid = GridReader(made, choices_of(draft))
    query = _query(request.GET, made, LISTED)
    found: GridPage = grid.page(query, request.language)
    columns = grid.columns(query.sheet, request.language)
    address = request.GET.copy()

    def search(offset: int) -> str:
        address["offset"] = str(offset)
        return f"{request.path}?{address.urlencode()}"

    return {
        "asks": _asked(draft, made, query.sheet)["asks"],
        "draft": draft,
        "found": found,
        "query": query,
        "listed": [(row, _marked(row, columns, request.language)) for row in found.rows],
        "first": query.offset + 1,
        "last": query.offset + len(found.rows),
        "earlier": search(max(query.offset - LISTED, 0)) if query.offset else "",
        "later": search(query.offset + LISTED) if query.offset + LISTED < found.total else "",
    }


def _marked(row: GridRow, columns: Any, language: Language) -> list[tuple[Any, GridCell]]:
    """The cells of a row that a person has to look at or did, with their columns."""
    pairs = zip(columns, row.cells, strict=True)
    return [(column, cell) for column, cell in pairs if cell.findings or cell.was is not None]
