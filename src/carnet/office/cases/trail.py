"""What happened to a case: when, by whom."""

from __future__ import annotations

from collections.abc import Mapping

from carnet.office.cases.states import CaseHappening
from carnet.office.models import Case, CaseEvent, User


def note(
    case: Case,
    what: CaseHappening,
    user: User | None = None,
    detail: str = "",
    figures: Mapping[str, int] | None = None,
) -> None:
    """Add a line to a case's trail.

    Args:
        user: None where the firm did it by the link, or the program by itself.
        detail: see CaseHappening; no contact's data. figures: see models.CaseEvent.
    """
    CaseEvent.objects.create(
        case=case, what=what.value, user=user, detail=detail, figures=dict(figures or {})
    )
