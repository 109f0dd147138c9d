"""Applying a draft: once, whatever happens to the worker meanwhile."""

from __future__ import annotations

from django.utils import timezone

from carnet.book.actions import apply_import
from carnet.book.models import Import
from carnet.contract import CarnetError, Mode
from carnet.findings import Severity, rule
from carnet.office.cases.drafted import applied, may_apply
from carnet.office.drafts.plan import kept, plan
from carnet.office.drafts.report import report
from carnet.office.drafts.work import Work
from carnet.office.models import Draft

rule(
    "draft.replanned",
    Severity.WARNING,
    en="Nothing was applied yet: the book changed since you looked at the plan, so it was made again. Look "
    "at it once more, then apply.",
    fr="Rien n'a encore été appliqué : le carnet a changé depuis que vous avez consulté le plan, qui a donc "
    "été refait. Consultez-le de nouveau, puis appliquez.",
)


def apply(work: Work) -> None:
    """Change the book as the plan says; a plan that the book has moved on from is made again instead."""
    if not work.draft.ready:
        _again(work)
        return
    key = _written_before(work) or _written(work)
    if key is None:
        _again(work)
        return
    work.keep(imported=key)
    applied(work.draft, work.draft.user)
    report(work)


def _again(work: Work) -> None:
    plan(work)
    work.keep(notice="draft.replanned")


def _written(work: Work) -> str | None:
    """The key of the import; None where the book has moved on or the plan cannot be read."""
    may_apply(work.draft)  # the case may have moved on since it was asked
    try:
        made = kept(work.draft)
        work.keep(stage="apply", share=0.0, began=timezone.now(), revision=made.revision + 1)
        return apply_import.apply(work.book, made, user=work.user, progress=work.shared).key
    except CarnetError as error:
        if error.code not in {"plan.stale", "plan.unreadable"}:
            raise
        return _written_before(work)


def _written_before(work: Work) -> str | None:
    """The import that a worker made of this draft before it was killed: it alone can have that revision."""
    draft = work.draft
    if draft.revision is None:
        return None
    made = Import.objects.using(work.book.using).filter(
        firm_id=work.book.firm, revision=draft.revision, user=work.user, created__gte=draft.began,
        mode__in=[mode.value for mode in Mode],
    )  # fmt: skip
    key = made.values_list("key", flat=True).first()
    if key is None or Draft.objects.filter(imported=key).exclude(pk=draft.pk).exists():
        return None
    return key
