"""One case: how it stands, its versions and what was found in them, its plan, remarks, and its trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.doors.web.cases.forms import Plan, plan_of
from carnet.doors.web.cases.found import at_case
from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.faults import WRONG
from carnet.doors.web.templatetags.words import day
from carnet.findings import Severity, gist, rules
from carnet.language import Language
from carnet.office.cases import remarks
from carnet.office.cases.drafted import signed
from carnet.office.cases.sign import to_sign
from carnet.office.cases.states import NEXT, CaseHappening, CaseStatus
from carnet.office.drops.states import FileState
from carnet.office.models import Case, CaseEvent, CaseVersion, Draft, Drop
from carnet.office.roles import Role

TRAIL = 30  # lines a page


@dataclass(frozen=True, slots=True)
class Listed:
    """A version with its import in preparation, None where that is gone, and how many findings it has of each
    severity and of each rule, the gravest first."""

    version: CaseVersion
    draft: Draft | None
    severities: list[tuple[str, int]]
    rules: list[tuple[str, str, int]]


@require_safe
@at_case(Role.READER)
def case(request: DeskRequest, case: Case) -> HttpResponseBase:
    """The page."""
    return shown(request, case, plan_of(case))


def shown(request: DeskRequest, case: Case, form: Plan, fault: str = "") -> HttpResponse:
    """The page of a case."""
    status, language = CaseStatus(case.status), request.language
    trail = Paginator(case.events.select_related("user"), TRAIL).get_page(request.GET.get("page"))
    versions = _versions(case, language)
    newest = versions[0].draft if versions else None
    values: dict[str, Any] = {
        "case": case, "status": status, "form": form, "fault": fault, "today": date.today(),
        "versions": versions, "newest": newest, "waiting": _waiting(case), **_plan(case, newest),
        "steps": _steps(case, status) if request.desk.helps else [],
        "threads": remarks.threads(case), "mine": not request.desk.helps,
        "page": trail, "trail": [(event, *_told(event, language)) for event in trail],
    }  # fmt: skip
    wrong = bool(fault or form.errors)
    return render(request, "carnet/cases/case.html", values, status=WRONG if wrong else 200)


def _steps(case: Case, status: CaseStatus) -> list[CaseStatus]:
    """The next steps that make sense; a case is imported by applying its plan alone, and ready once there is
    one."""
    steps = [one for one in CaseStatus if one in NEXT[status] and one is not CaseStatus.IMPORTED]
    if status is CaseStatus.IMPORTED:
        return []  # undoing the import leads back
    return [one for one in steps if one is not CaseStatus.READY or to_sign(case)]


def _plan(case: Case, newest: Draft | None) -> dict[str, Any]:
    """The plan's figures, and whether they were signed off; of an import that was applied, the last that
    were."""
    ready = to_sign(case) if newest and not newest.imported else None
    if ready is None:
        return {"counts": None, "signed": False}
    draft, made = ready
    return {"counts": made.counts, "version": draft.version, "signed": signed(case, draft)}


def _waiting(case: Case) -> QuerySet[Drop]:
    """The case's links on which files lie whose import was not begun; waiting: how many."""
    whole = Q(files__state=FileState.READY, files__draft="")
    return case.drops.annotate(waiting=Count("files", filter=whole)).filter(waiting__gt=0).order_by("pk")


def _versions(case: Case, language: Language) -> list[Listed]:
    """The versions, the newest first."""
    versions = list(case.versions.order_by("-number"))
    keys = [version.draft for version in versions]
    drafts = {
        draft.key: draft
        for draft in Draft.objects.filter(firm=case.firm, key__in=keys).defer("choices", "past", "future")
    }
    return [_listed(version, drafts.get(version.draft), language) for version in versions]


def _listed(version: CaseVersion, draft: Draft | None, language: Language) -> Listed:
    order, known = list(Severity), rules()
    found = [(known[code].severity, code, count) for code, count in (version.findings or {}).items()]
    found.sort(key=lambda one: (order.index(one[0]), -one[2]))
    counts = [(one.value, sum(count for grade, _, count in found if grade is one)) for one in order]
    told = [(grade.value, gist(code, language), count) for grade, code, count in found]
    return Listed(version, draft, [one for one in counts if one[1]], told)


def _told(event: CaseEvent, language: Language) -> tuple[str, str]:
    """What a line of the trail says."""
    what, detail = CaseHappening(event.what), event.detail
    if what is CaseHappening.MOVED:
        detail = CaseStatus(detail).label(language)
    elif what is CaseHappening.DUE:
        detail = day(detail)
    return what.label(language), detail
