"""Merging all pairs above a line at once, after a look at the least sure of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from carnet.book import duplicates as pairs
from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.errands.run import ran
from carnet.doors.web.faults import message
from carnet.office.errands.attend import SMALL
from carnet.office.errands.keep import begin
from carnet.office.jobs import ErrandJob
from carnet.office.roles import Role
from carnet.stages.report.evidence import evidence_line

USUAL = 95.0  # percent
_LEAST = 10  # pairs that are shown
_EACH = SMALL // 20  # a merge counts like so many values


@at_desk(Role.MEMBER)
def above(request: DeskRequest) -> HttpResponseBase:
    """How many pairs are above the line; what is sent merges them."""
    line = _percent(request.POST.get("line") or request.GET.get("line"))
    if request.method == "POST":
        return _merge(request, line)
    book, language = request.desk.book, request.language
    revision = book.revision
    with book.cursor() as cursor:
        count = pairs.count_open(book, cursor, line / 100)
        least = pairs.least_sure(book, cursor, _LEAST, line / 100)
    shown = [(pair, evidence_line(pair.evidence, language)) for pair in least]
    context = {"line": f"{line:g}", "count": count, "least": shown, "revision": revision}
    return render(request, "carnet/duplicates/above.html", context)


def _percent(given: str | None) -> float:
    try:
        return min(max(float((given or "").replace(",", ".")), 0.0), 100.0)
    except ValueError:
        return USUAL


def _merge(request: DeskRequest, line: float) -> HttpResponseBase:
    desk, seen = request.desk, request.POST.get("revision", "")
    try:
        if seen != str(desk.book.revision):
            raise CarnetError("bulk.changed")
        with desk.book.cursor() as cursor:
            count = pairs.count_open(desk.book, cursor, line / 100)
        asked = {"probability": line / 100, "revision": int(seen)}
        errand = begin(desk.firm, desk.user, ErrandJob.MERGE, asked, back=reverse("duplicates:duplicates"))
        return ran(request, errand, count * _EACH)
    except CarnetError as error:
        if error.code != "bulk.changed":
            raise
        messages.warning(request, message(error, request.language))
        return redirect(f"{reverse('duplicates:above')}?line={line:g}")
