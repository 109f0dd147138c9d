"""The firm's sign-off on the plan of a case, before it is applied."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.cases.states import CaseHappening, CaseStatus
from carnet.office.cases.trail import note
from carnet.office.drafts import keep, plan
from carnet.office.models import Case, Draft, User
from carnet.office.notices.kinds import NoticeKind
from carnet.office.notices.tell import tell_team
from carnet.pipeline.pages import PlanReader

rule(
    "case.not_ready",
    Severity.ERROR,
    en="There is no plan to sign off now: the team is still working on it, or it was applied already.",
    fr="Il n'y a pas de plan à approuver pour l'instant : l'équipe y travaille encore ou il a déjà été "
    "appliqué.",
)
rule(
    "case.plan_changed",
    Severity.ERROR,
    en="The plan changed since you looked at it. Nothing was signed; look at it again, then sign.",
    fr="Le plan a changé depuis que vous l'avez consulté. Rien n'a été approuvé ; consultez-le de nouveau, "
    "puis approuvez-le.",
)


def to_sign(case: Case) -> tuple[Draft, PlanReader] | None:
    """The draft of a case and its plan, as long as it can be signed off or was; None where there is none."""
    if not case.draft:
        return None
    draft = Draft.objects.filter(firm=case.firm, key=case.draft).first()
    made = plan.reader(draft) if draft and draft.ready else None
    return (draft, made) if draft and made else None


def sign(case: Case, version: int, name: str, user: User | None) -> None:
    """Sign the plan off, as it was looked at.

    Args:
        case: is brought up to date.
        version: of the draft that the person looked at.
        name: who signs, as they are known. user: None where it is done by the link.

    Raises:
        CarnetError: case.not_ready, case.plan_changed, draft.unknown.
    """
    with transaction.atomic():
        now = Case.objects.select_for_update().get(pk=case.pk)
        draft = keep.found(case.firm, now.draft)
        if now.status != CaseStatus.READY or draft.imported or draft.works:
            raise CarnetError("case.not_ready")
        made = plan.reader(draft) if draft.ready and draft.version == version else None
        if made is None:
            raise CarnetError("case.plan_changed")
        Case.objects.filter(pk=case.pk).update(
            signed=timezone.now(), signed_by=name[:254], signed_version=version
        )
        note(now, CaseHappening.SIGNED, user, name[:254], figures=made.counts)
        tell_team(now, NoticeKind.SIGNED, user)
    case.refresh_from_db()
