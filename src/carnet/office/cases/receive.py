"""What the firm sends for a case: each time a version, with an import in preparation of its own."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.cases.returned import take_over
from carnet.office.cases.states import CaseHappening, CaseStatus
from carnet.office.cases.trail import note
from carnet.office.drafts.folder import place_of
from carnet.office.models import Case, CaseVersion, Draft, User
from carnet.office.notices.kinds import NoticeKind
from carnet.office.notices.tell import tell_team

rule(
    "case.over",
    Severity.ERROR,
    en="The case is over, so it takes no more files. Nothing was kept; ask the team to open it again.",
    fr="Le dossier est terminé et ne prend plus de fichiers. Rien n'a été enregistré ; demandez à l'équipe "
    "de le rouvrir.",
)


def check_open(case: Case) -> None:
    """Refuse what comes for a case that is over.

    Raises:
        CarnetError: case.over.
    """
    if CaseStatus(case.status).over:
        raise CarnetError("case.over")


def receive(case: Case, draft: Draft, user: User | None) -> CaseVersion:
    """Take a draft as the case's newest version; the case is received again, and the team is told.

    Args:
        case: is brought up to date.
        user: who sent the files, None where it was done by the link.

    Raises:
        CarnetError: case.over.
    """
    with transaction.atomic():
        now = Case.objects.select_for_update().get(pk=case.pk)
        check_open(now)
        if now.status == CaseStatus.WAITING:
            take_over(now)
        last = now.versions.aggregate(last=Max("number"))["last"] or 0
        made = CaseVersion.objects.create(case=now, number=last + 1, draft=draft.key, files=_files(draft))
        Case.objects.filter(pk=case.pk).update(
            draft=draft.key, status=CaseStatus.RECEIVED, since=timezone.now(), signed_version=0
        )
        note(now, CaseHappening.SENT, user, str(made.number))
        tell_team(now, NoticeKind.RECEIVED, user)
    case.refresh_from_db()
    return made


def _files(draft: Draft) -> list[dict[str, str | int]]:
    found: list[dict[str, str | int]] = []
    for file in draft.files.all():
        with place_of(draft.key, file.number, file.name).open("rb") as held:
            digest = hashlib.file_digest(held, "sha256").hexdigest()
        found.append({"name": file.name, "size": file.size, "sha256": digest})
    return found
