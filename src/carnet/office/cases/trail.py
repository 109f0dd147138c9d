"""What happened to a case: when, by whom."""

from __future__ import annotations

from carnet.office.cases.states import CaseHappening
from carnet.office.models import Case, CaseEvent, User


def note(case: Case, what: CaseHappening, user: User | None = None, detail: str = "") -> None:
    """Add a line to a case's trail.

    Args:
        user: None where the firm did it by the link.
        detail: see CaseHappening; no contact's data.
    """
    CaseEvent.objects.create(case=case, what=what.value, user=user, detail=detail)
