"""The case of an import in preparation: what of it follows when the import is planned, applied or undone."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from carnet.contract import CarnetError, Plan
from carnet.findings import Severity, rule
from carnet.office.cases.states import CaseHappening, CaseStatus
from carnet.office.cases.trail import note
from carnet.office.models import Case, CaseVersion, Draft, User

rule(
    "case.older_version",
    Severity.ERROR,
    en="This is an earlier version of what the firm sent. Apply the newest version of the case instead.",
    fr="Ceci est une version antérieure de l'envoi du cabinet. Appliquez plutôt la version la plus récente "
    "du dossier.",
)
rule(
    "case.unsigned",
    Severity.ERROR,
    en="The firm has not signed off this plan, or it changed since. Set the case to “Ready”, have it signed "
    "off on the case's page, then apply it.",
    fr="Le cabinet n'a pas approuvé ce plan, ou il a changé depuis. Mettez le dossier à l'état « Prêt », "
    "faites-le approuver sur la page du dossier, puis appliquez-le.",
)
rule(
    "case.version_kept",
    Severity.ERROR,
    en="This is a version of what the firm sent for a case, so it was not discarded. Close the case first.",
    fr="Ceci est une version de l'envoi du cabinet pour un dossier ; elle n'a donc pas été abandonnée. "
    "Fermez d'abord le dossier.",
)


def case_of(draft: Draft) -> Case | None:
    """The case that a draft is a version of, None where it is the firm's own import."""
    mine = Q(draft=draft.key) | Q(versions__draft=draft.key)
    return Case.objects.filter(mine, firm=draft.firm).select_related("assignee").first()


def signed(case: Case, draft: Draft) -> bool:
    """Whether the plan of the draft as it is now was signed off."""
    return (
        bool(case.signed) and case.draft == draft.key and case.signed_version == draft.version and draft.ready
    )


def may_apply(draft: Draft) -> None:
    """Refuse to apply a draft of a case that the firm did not sign off.

    Raises:
        CarnetError: case.older_version, case.unsigned.
    """
    case = case_of(draft)
    if case is None:
        return
    if case.draft != draft.key:
        raise CarnetError("case.older_version")
    if case.status != CaseStatus.READY or not signed(case, draft):
        raise CarnetError("case.unsigned")


def may_discard(draft: Draft) -> None:
    """Refuse to discard a version of a case that is open.

    Raises:
        CarnetError: case.version_kept.
    """
    case = case_of(draft)
    if case is not None and not CaseStatus(case.status).over:
        raise CarnetError("case.version_kept")


def planned(draft: Draft, made: Plan) -> None:
    """A plan was made: what was found in the version is counted, and a signature of an earlier plan ends."""
    rows: Counter[str] = Counter()
    for sheet in made.sheets:
        rows[sheet.mapped.recognised.provider] += sheet.mapped.recognised.sheet.rows
    found = dict(made.findings["code"].value_counts().iter_rows())
    provider = rows.most_common(1)[0][0] if rows else ""
    CaseVersion.objects.filter(draft=draft.key, case__firm=draft.firm).update(
        findings=found, provider=provider
    )
    with transaction.atomic():
        case = Case.objects.filter(firm=draft.firm, draft=draft.key).exclude(signed_version=0).first()
        if case and Case.objects.filter(pk=case.pk).update(signed_version=0):
            note(case, CaseHappening.UNSIGNED)


def applied(draft: Draft, user: User | None) -> None:
    """The draft's import is in the book."""
    _stands(draft, CaseStatus.IMPORTED, user)


def undone(firm: str, imported: str, user: User | None) -> None:
    """An import was taken back.

    Args:
        firm: the firm's key. imported: the import's key in the book.
    """
    draft = Draft.objects.filter(firm=firm, imported=imported).first()
    if draft is not None:
        _stands(draft, CaseStatus.CHECKING, user)


def _stands(draft: Draft, status: CaseStatus, user: User | None) -> None:
    """The book has spoken: whatever the case stood at, it stands so now."""
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(firm=draft.firm, draft=draft.key).first()
        if case is None or case.status == status:
            return
        Case.objects.filter(pk=case.pk).update(status=status.value, since=timezone.now())
        note(case, CaseHappening.MOVED, user, status.value)
