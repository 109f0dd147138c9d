"""Telling of cases that are due tomorrow, and of those that are overdue; once of each day."""

from __future__ import annotations

from datetime import date, timedelta

from carnet.office.cases.states import OPEN
from carnet.office.models import Case
from carnet.office.notices.kinds import NoticeKind
from carnet.office.notices.tell import tell


def tell_due(today: date | None = None) -> None:
    """Tell who does such a case.

    Args:
        today: on the clock of the machine, where it is not told.
    """
    today = today or date.today()
    soon = Case.objects.filter(status__in=OPEN, due__lte=today + timedelta(days=1)).exclude(assignee=None)
    for case in soon.select_related("assignee"):
        assert case.assignee is not None
        if case.due == today:
            continue  # it was told yesterday, and is not over
        kind = NoticeKind.DUE if case.due and case.due > today else NoticeKind.OVERDUE
        tell(case, kind, [case.assignee], about=case.due)
