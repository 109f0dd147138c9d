"""Who of the team does a case, and until when."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.cases.states import CaseHappening
from carnet.office.cases.trail import note
from carnet.office.models import Case, User
from carnet.office.notices.kinds import NoticeKind
from carnet.office.notices.tell import tell
from carnet.office.roles import Role

rule(
    "case.assignee",
    Severity.ERROR,
    en="The case can only be given to somebody of the team who was given this firm. Nothing was changed.",
    fr="Le dossier ne peut être confié qu'à une personne de l'équipe à qui ce cabinet est confié. Rien n'a "
    "été modifié.",
)


def assignees(firm: str) -> QuerySet[User]:
    """The people of the team who were given a firm, or administer it themselves; by name.

    Args:
        firm: the firm's key.
    """
    here = Q(memberships__firm=firm, memberships__role__in=[Role.SPECIALIST, Role.ADMINISTRATOR])
    return User.objects.filter(here, is_active=True).exclude(team="").order_by("name", "email")


def assign(case: Case, number: int | None, by: User) -> None:
    """Let somebody do the case; who that is is told.

    Args:
        case: is brought up to date.
        number: the user's, None for nobody.

    Raises:
        CarnetError: case.assignee.
    """
    someone = assignees(case.firm).filter(pk=number).first() if number else None
    if number and someone is None:
        raise CarnetError("case.assignee")
    with transaction.atomic():
        changed = Case.objects.filter(pk=case.pk).exclude(assignee=someone)
        if someone is None:
            changed = Case.objects.filter(pk=case.pk, assignee__isnull=False)
        if changed.update(assignee=someone):
            note(case, CaseHappening.ASSIGNED, by, str(someone or ""))
            if someone is not None and someone != by:
                tell(case, NoticeKind.ASSIGNED, [someone])
    case.refresh_from_db()


def set_due(case: Case, due: date | None, by: User) -> None:
    """Say until when the case is to be in the book; None: no day.

    Args:
        case: is brought up to date.
    """
    with transaction.atomic():
        if case.due != due:
            Case.objects.filter(pk=case.pk).update(due=due)
            note(case, CaseHappening.DUE, by, due.isoformat() if due else "")
    case.refresh_from_db()
