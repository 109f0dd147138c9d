"""Changing what a person chose for a draft."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from carnet.choices import Choices, from_json, to_json
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.jobs import Job, Stand
from carnet.office.models import Draft

STEPS = 100  # that can be undone

rule(
    "draft.locked",
    Severity.ERROR,
    en="This import is being applied or was applied already. Nothing was changed.",
    fr="Cette importation est en cours d'application ou a déjà été appliquée. Rien n'a été modifié.",
)

_WRITING = Q(stand__in=[Stand.WAITING, Stand.RUNNING], job__in=[Job.APPLY, Job.UNDO])


def choices_of(draft: Draft) -> Choices:
    """What the person chose."""
    return from_json(draft.choices)


def change(
    draft: Draft, made: Callable[[Choices], Choices], *, reading: bool = False, forget: bool = False
) -> None:
    """Change the choices; work that follows the earlier ones is outdated from now on.

    Args:
        draft: is brought up to date.
        made: the choices that stand from now on, of those that stood.
        reading: whether files or the way they are read changed.
        forget: whether steps that were taken before can no longer be undone.

    Raises:
        CarnetError: draft.locked.
    """
    with transaction.atomic():
        now = _held(draft)
        now.choices = to_json(made(choices_of(now)))
        now.version, now.tries = now.version + 1, 0
        if reading:
            now.reading = now.version
        if forget:
            now.past = now.future = "[]"
        _save(draft, now)


def _held(draft: Draft) -> Draft:
    """The draft as it is kept, held until the transaction ends."""
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    if now.imported or now.writes:
        raise CarnetError("draft.locked")
    return now


def _save(draft: Draft, now: Draft) -> None:
    now.save(update_fields=["choices", "past", "future", "version", "tries", "reading", "modified"])
    draft.refresh_from_db()


def ask(draft: Draft, job: Job) -> None:
    """Want some work done; what was wanted before and is not done yet gives way to it.

    Raises:
        CarnetError: draft.locked.
    """
    changed = Draft.objects.filter(pk=draft.pk).exclude(_WRITING)
    if job in {Job.LOOK, Job.PLAN, Job.APPLY}:
        changed = changed.filter(imported="")
    if not changed.update(
        job=job, stand=Stand.WAITING, tries=0, stage="", share=None, error=None, notice="",
        modified=timezone.now(),
    ):  # fmt: skip
        raise CarnetError("draft.locked")
    draft.refresh_from_db()
    from carnet.office.tasks import attend

    attend.enqueue(draft.key)
