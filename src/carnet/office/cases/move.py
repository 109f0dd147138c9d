"""A case's way from one status to the next."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.cases.states import NEXT, CaseHappening, CaseStatus
from carnet.office.cases.trail import note
from carnet.office.models import Case, User
from carnet.office.notices.kinds import NoticeKind
from carnet.office.notices.tell import tell_firm

rule(
    "case.not_next",
    Severity.ERROR,
    en="This step does not follow from the case's present status; somebody may have moved the case on "
    "meanwhile. Nothing was changed; load the page again.",
    fr="L'état du dossier ne permet pas cette étape ; quelqu'un l'a peut-être fait avancer entre-temps. Rien "
    "n'a été modifié ; rechargez la page.",
)


def move(case: Case, to: CaseStatus, user: User | None = None) -> None:
    """Let a case stand otherwise; one that stands so already stays as it is.

    Args:
        case: is brought up to date.
        user: who does it; None where the firm does it by the link, or the program by itself.

    Raises:
        CarnetError: case.not_next.
    """
    with transaction.atomic():
        now = CaseStatus(Case.objects.select_for_update().get(pk=case.pk).status)
        if now is not to:
            if to not in NEXT[now]:
                raise CarnetError("case.not_next")
            Case.objects.filter(pk=case.pk).update(status=to.value, since=timezone.now())
            note(case, CaseHappening.MOVED, user, to.value)
            if to is CaseStatus.READY:
                tell_firm(case, NoticeKind.READY, user)
    case.refresh_from_db()
