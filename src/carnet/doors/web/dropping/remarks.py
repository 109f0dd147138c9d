"""Questions and notes on a case's link: the firm asks and answers without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from carnet.contract import CarnetError
from carnet.doors.web.cases.asking import placed
from carnet.doors.web.desk import PageRequest
from carnet.doors.web.dropping.returned import case_of_visitor
from carnet.doors.web.dropping.visits import at_link
from carnet.office.cases import remarks, versions
from carnet.office.drafts.plan import standing
from carnet.office.models import Draft, Drop


@require_POST
@at_link
def write(request: HttpRequest, drop: Drop, token: str) -> HttpResponseBase:
    """Write a note or ask a question on the whole case."""
    text, question = request.POST.get("text", ""), "question" in request.POST
    remarks.remark(case_of_visitor(request, drop), text, None, of_firm=True, question=question)
    return _back(token)


@require_POST
@at_link
def answer(request: HttpRequest, drop: Drop, token: str, number: int) -> HttpResponseBase:
    """Answer a remark."""
    asked = remarks.found(case_of_visitor(request, drop), number)
    remarks.answer(asked, request.POST.get("text", ""), None, of_firm=True)
    return _back(token)


@require_POST
@at_link
def settle(request: HttpRequest, drop: Drop, token: str, number: int) -> HttpResponseBase:
    """Wait for no answer any more."""
    remarks.settle(remarks.found(case_of_visitor(request, drop), number), None)
    return _back(token)


def ask(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """The row or cell that the address names, and a place to write; back to the rows."""
    made, version = standing(draft), versions.of_draft(draft)
    if made is None or version is None:
        raise CarnetError("draft.no_plan")
    about = remarks.spot(made, *placed(request.GET), request.language)
    if request.method == "POST":
        text, question = request.POST.get("text", ""), "question" in request.POST
        remarks.remark(version.case, text, None, of_firm=True, question=question, about=about)
        return redirect("../check/")
    return render(request, "carnet/dropping/ask.html", {"one": about})


def _back(token: str) -> HttpResponseBase:
    return redirect(reverse("drop:page", args=[token]) + "#remarks")
