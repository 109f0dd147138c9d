"""What was found in the files of a case, on its link: looked at, corrected in the grid, sent back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from carnet.contract import CarnetError
from carnet.doors.web.desk import PageRequest
from carnet.doors.web.dropping.visits import address_of, at_link, visit_of
from carnet.doors.web.importing.check import TO_CORRECT, around
from carnet.doors.web.importing.drafted import told, wanted
from carnet.doors.web.importing.recognised import number_of
from carnet.findings import Severity, gist, rule
from carnet.language import Language, Text
from carnet.office.cases import returned, versions, workbook
from carnet.office.cases.sign import sign as signed
from carnet.office.cases.states import CaseStatus
from carnet.office.drafts.plan import standing
from carnet.office.drops import links
from carnet.office.drops.receive import of_visit
from carnet.office.drops.states import Happening
from carnet.office.drops.trail import note
from carnet.office.jobs import Job
from carnet.office.models import Case, Draft, Drop
from carnet.pipeline.pages import PlanReader

_LONGEST = 150  # characters of a name
_WORKBOOK = Text("to correct.xlsx", "à corriger.xlsx")
rule(
    "case.no_name",
    Severity.ERROR,
    en="Write your name, so that it is known who signed. Nothing was signed yet.",
    fr="Indiquez votre nom, afin que l'on sache qui a approuvé. Rien n'a encore été approuvé.",
)
DraftView = Callable[Concatenate[PageRequest, Draft, ...], HttpResponseBase]


def at_findings(view: DraftView, what: Happening | None = None) -> Callable[..., HttpResponseBase]:
    """Let a visitor of a link reach a view of what was returned on it, and of nothing else, as long as the
    firm's corrections are waited for.

    Args:
        what: stands in the trail once the view has answered.
    """

    @wraps(view)
    @at_link
    def answer(request: HttpRequest, drop: Drop, token: str) -> HttpResponseBase:
        draft = _seen(request, drop)
        place = _place(request, draft) if what is Happening.CORRECTED else ""
        answered = view(request, draft)  # type: ignore[arg-type]
        if what and answered.status_code < 400:
            note(drop, what, address=address_of(request), file=place)
        return answered

    return answer


def case_of_visitor(request: HttpRequest, drop: Drop) -> Case:
    """The case of a link, for a visitor who was let in.

    Raises:
        CarnetError: drop.visit, drop.full, case.unknown.
    """
    visit = visit_of(request, drop)
    if not visit:
        raise CarnetError("drop.visit")
    if not links.left(drop) and not of_visit(drop, visit).exists():
        raise CarnetError("drop.full")
    if drop.case is None:
        raise CarnetError("case.unknown")
    return drop.case


def _seen(request: HttpRequest, drop: Drop) -> Draft:
    """The draft that the visitor sees.

    Raises:
        CarnetError: drop.visit, drop.full, case.unknown, case.not_waiting.
    """
    case = case_of_visitor(request, drop)
    draft = returned.shown(case)
    if case.status != CaseStatus.WAITING or draft is None:
        raise CarnetError("case.not_waiting")
    return draft


@require_POST
@at_link
def sign(request: HttpRequest, drop: Drop, token: str) -> HttpResponseBase:
    """Sign the plan off for the firm, as the summary on the link shows it."""
    case = case_of_visitor(request, drop)
    name = " ".join(request.POST.get("name", "").replace("\0", "").split())
    if not name:
        raise CarnetError("case.no_name")
    looked, version = number_of(request.POST.get("version")), versions.newest(case)
    if version is None or version.shown_of != looked:  # the summary here is of another plan
        raise CarnetError("case.plan_changed")
    signed(case, looked, name[:_LONGEST], None)
    note(drop, Happening.SIGNED, address=address_of(request))
    return redirect("drop:page", token)


def _place(request: HttpRequest, draft: Draft) -> str:
    """Where a correction is, for the trail: the file, and the cell as spreadsheets name it."""
    made = standing(draft)
    sheet = number_of(request.POST["sheet"]) if request.POST.get("sheet") else None
    if made is None or sheet is None or sheet >= len(made.sheets):
        return ""
    name = made.sheets[sheet].mapped.recognised.sheet.file
    if request.POST.get("row") and request.POST.get("column"):
        row, column = number_of(request.POST["row"]), number_of(request.POST["column"])
        return f"{name[:230]} {xl_rowcol_to_cell(max(row - 1, 0), column)}"
    return name[:255]


@require_safe
def check(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """What was found, in groups, and the grid of the rows to correct."""
    made = standing(draft)
    wanted(draft, Job.PLAN)
    values: dict[str, Any] = {"draft": draft, "step": "check", "made": made, **told(request, draft)}
    if made is not None:
        values |= around(request, draft, made, TO_CORRECT) | {"groups": groups(made, request.language)}
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    return render(request, "carnet/dropping/check.html", values | {"token": token})


def groups(made: PlanReader, language: Language) -> list[tuple[str, str, int, str]]:
    """Why something is to be corrected, the gravest first: code, sentence, how many findings, severity."""
    return [
        (one.code, gist(one.code, language), one.findings, one.severity.value)
        for one in made.findings_by_rule()
        if one.severity is not Severity.INFO
    ]


@require_safe
def book(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """The workbook of what to correct, with the corrections that were made so far."""
    wanted(draft, Job.PLAN)
    if not draft.ready:
        return redirect("../check/")
    path = workbook.written(draft, request.language)
    return FileResponse(path.open("rb"), as_attachment=True, filename=_WORKBOOK(request.language))


@require_POST
def send(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Send the corrections back."""
    version = versions.of_draft(draft)
    if version:
        returned.send_back(version.case)
    return redirect("../")
