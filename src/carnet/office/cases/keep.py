"""Opening and finding cases."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from carnet.book.keys import random_key
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.office.cases.states import CaseHappening, Way
from carnet.office.cases.trail import note
from carnet.office.models import Case, User

_KEY = 16  # letters

rule(
    "case.unknown",
    Severity.ERROR,
    en="There is no such case at this firm.",
    fr="Ce dossier n'existe pas dans ce cabinet.",
)


def begin(
    firm: str,
    by: User,
    way: Way,
    title: str,
    language: Language,
    *,
    contact: str = "",
    assignee: User | None = None,
    due: date | None = None,
) -> Case:
    """A new case.

    Args:
        firm: the firm's key.
        contact: see models.Case.
    """
    with transaction.atomic():
        case = Case.objects.create(
            key=random_key(_KEY), firm=firm, way=way.value, title=title.strip(), language=language.value,
            contact=contact, by=by, assignee=assignee, due=due, since=timezone.now(),
        )  # fmt: skip
        note(case, CaseHappening.OPENED, by)
    return case


def of_firm(firm: str) -> QuerySet[Case]:
    """The firm's cases, the newest first."""
    return Case.objects.filter(firm=firm).select_related("assignee").order_by("-id")


def found(firm: str, key: str) -> Case:
    """The firm's case of that key.

    Raises:
        CarnetError: case.unknown, also where it is another firm's.
    """
    case = of_firm(firm).filter(key=key).first()
    if case is None:
        raise CarnetError("case.unknown")
    return case
