"""The team's start page: what waits for whom, where each firm stands, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from carnet.doors.web.desk import DeskRequest, at_team
from carnet.findings import gist, rules
from carnet.office.cases import board
from carnet.office.cases.remarks import open_questions
from carnet.office.cases.states import CaseStatus
from carnet.office.models import Case, User
from carnet.office.roles import TeamRole
from carnet.office.services import requests as service_requests

CASES, FIRMS, FINDINGS = 50, 100, 40  # a page; findings in all


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits.

    Attributes:
        firm: its name. on_firm: whether the firm's step is next. days: since when it stands so.
        asked, to_answer: questions that wait for the firm, and for the team.
        opens: whether the person may open it.
    """

    case: Case
    firm: str
    status: CaseStatus
    on_firm: bool
    days: int
    asked: int
    to_answer: int
    opens: bool


@require_safe
@at_team(TeamRole.SPECIALIST)
def dashboard(request: DeskRequest) -> HttpResponseBase:
    """The board; who leads the team sees every firm."""
    user = request.user
    assert isinstance(user, User)
    firms, today = board.firms_of(user), date.today()
    asked = request.GET.get("only", "")
    only = board.Only(asked) if asked in set(board.Only) else board.Only.ALL
    page = Paginator(board.waiting(user, firms, only, today), CASES).get_page(request.GET.get("page"))
    shown = Paginator(list(firms), FIRMS).get_page(request.GET.get("firms"))
    standings = board.standings({key: firms[key] for key in shown})
    found = board.findings(firms)[:FINDINGS]
    values = {
        "page": page, "waiting": _waiting(user, list(page), firms), "only": only, "filters": list(board.Only),
        "today": today, "leads": user.team == TeamRole.LEAD,
        "requests": service_requests.waiting(user).count(),
        "firms": shown, "standings": standings, "statuses": list(CaseStatus),
        "findings": [
            (provider, rules()[code].severity.value, gist(code, request.language), count)
            for provider, code, count in found
        ],
    }  # fmt: skip
    return render(request, "carnet/team/board.html", values)


def _waiting(user: User, cases: list[Case], firms: dict[str, str]) -> list[Waiting]:
    questions, now = open_questions([case.pk for case in cases]), timezone.now()
    mine = set(user.memberships.values_list("firm", flat=True))
    return [
        Waiting(
            case=case,
            firm=firms[case.firm],
            status=CaseStatus(case.status),
            on_firm=board.waits_for_firm(case),
            days=_days(case.since, now),
            asked=questions.get((case.pk, False), 0),
            to_answer=questions.get((case.pk, True), 0),
            opens=case.firm in mine,
        )
        for case in cases
    ]


def _days(since: datetime, now: datetime) -> int:
    return max((now - since).days, 0)
