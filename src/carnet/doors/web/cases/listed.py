"""A firm's cases, and a new one."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from carnet.doors.web.cases.forms import Opened
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.faults import WRONG
from carnet.language import Language
from carnet.office.cases import keep
from carnet.office.cases.assign import assign
from carnet.office.cases.remarks import open_questions
from carnet.office.cases.states import CaseStatus, Way
from carnet.office.roles import Role

PAGE = 50  # cases


@require_safe
@at_desk(Role.READER)
def cases(request: DeskRequest) -> HttpResponseBase:
    """The cases, for the team with a form for a new one."""
    desk = request.desk
    return _shown(request, Opened(desk.firm, desk.user) if desk.helps else None)


@require_POST
@at_desk(Role.SPECIALIST)
def begin(request: DeskRequest) -> HttpResponseBase:
    """Open a case."""
    desk = request.desk
    if not desk.helps:
        raise PermissionDenied
    form = Opened(desk.firm, desk.user, request.POST)
    return redirect("cases:case", _opened(request, form)) if form.is_valid() else _shown(request, form)


def _shown(request: DeskRequest, form: Opened | None) -> HttpResponse:
    page = Paginator(keep.of_firm(request.desk.firm), PAGE).get_page(request.GET.get("page"))
    asked = open_questions([case.pk for case in page])
    listed = [
        (case, CaseStatus(case.status), asked.get((case.pk, True), 0) + asked.get((case.pk, False), 0))
        for case in page
    ]
    values = {"form": form, "page": page, "listed": listed, "today": date.today()}
    wrong = form is not None and bool(form.errors)
    return render(request, "carnet/cases/cases.html", values, status=WRONG if wrong else 200)


def _opened(request: DeskRequest, form: Opened) -> str:
    given, user = form.cleaned_data, request.desk.user
    case = keep.begin(
        request.desk.firm, user, Way(given["way"]), given["title"], Language(given["language"]),
        contact=given["contact"], due=form.day,
    )  # fmt: skip
    assign(case, form.number, user)
    return case.key
