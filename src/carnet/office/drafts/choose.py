"""Changing what a person chose for a draft, step by step: each can be undone and made again."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from carnet.choices import Choices, from_json, to_json
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.cases.drafted import may_apply
from carnet.office.drafts import steps
from carnet.office.drafts.steps import Step
from carnet.office.jobs import Job, Stand
from carnet.office.models import Draft, User

rule(
    "draft.locked",
    Severity.ERROR,
    en="This import is being applied or was applied already. Nothing was changed.",
    fr="Cette importation est en cours d'application ou a déjà été appliquée. Rien n'a été modifié.",
)

rule(
    "draft.changed",
    Severity.ERROR,
    en="This import was changed meanwhile: it is at version %(value)s. Nothing was changed; look at it "
    "again, then go on.",
    fr="Cette importation a été modifiée entre-temps : elle en est à la version %(value)s. Rien n'a été "
    "modifié ; consultez-la de nouveau, puis continuez.",
)

_WRITING = Q(stand__in=[Stand.WAITING, Stand.RUNNING], job__in=[Job.APPLY, Job.UNDO])


def choices_of(draft: Draft) -> Choices:
    """What the person chose."""
    return _read(draft.choices)


@lru_cache(maxsize=4)
def _read(text: str) -> Choices:
    """Many corrections are megabytes, of which each page would need a part of a second."""
    return from_json(text)


def change(
    draft: Draft,
    made: Callable[[Choices], Choices],
    what: str = "",
    *,
    reading: bool = False,
    forget: bool = False,
    expected: int | None = None,
) -> None:
    """Change the choices; work that follows the earlier ones is outdated from now on.

    Args:
        draft: is brought up to date.
        made: the choices that stand from now on, of those that stood.
        what: is changed, as the person is told who undoes it.
        reading: whether files or the way they are read changed.
        forget: whether steps that were taken before can no longer be undone.
        expected: the version that the person knows; None where any is meant.

    Raises:
        CarnetError: draft.locked, draft.changed.
    """
    with transaction.atomic():
        now = _held(draft)
        if expected not in {None, now.version}:
            raise CarnetError("draft.changed", value=now.version)
        before, chosen = json.loads(now.choices), made(choices_of(now))
        now.choices = to_json(chosen)
        taken = steps.step(what, reading, before, json.loads(now.choices))
        if forget:
            _remember(now, [], [])
        elif taken:
            _remember(now, [*steps.kept(now.past), taken], [])
        _save(draft, now, reading=reading)


def follow(draft: Draft, recipe: str) -> None:
    """Have a recipe taken up in the next look at the files; what was wanted before gives way to it.

    Args:
        recipe: the key of one of the firm's.

    Raises:
        CarnetError: draft.locked.
    """
    free = Draft.objects.filter(pk=draft.pk, imported="").exclude(_WRITING)
    if not free.update(following=recipe):
        raise CarnetError("draft.locked")
    ask(draft, Job.LOOK)


def undo(draft: Draft) -> str | None:
    """Take the last step back; what it was, None where there is none.

    Raises:
        CarnetError: draft.locked.
    """
    return _gone(draft, back=True)


def redo(draft: Draft) -> str | None:
    """Make the step again that was taken back last; what it was, None where there is none.

    Raises:
        CarnetError: draft.locked.
    """
    return _gone(draft, back=False)


def _gone(draft: Draft, *, back: bool) -> str | None:
    """One step back or forth."""
    with transaction.atomic():
        now = _held(draft)
        past, future = steps.kept(now.past), steps.kept(now.future)
        leaving, coming = (past, future) if back else (future, past)
        if not leaving:
            return None
        step = leaving.pop()
        coming.append(step)
        turned = step.back if back else step.forth
        now.choices = json.dumps(turned(json.loads(now.choices)), ensure_ascii=False)
        _remember(now, past, future)
        _save(draft, now, reading=step.reading)
    return step.what


def _held(draft: Draft) -> Draft:
    """The draft as it is kept, held until the transaction ends."""
    now = Draft.objects.select_for_update().get(pk=draft.pk)
    if now.imported or now.writes:
        raise CarnetError("draft.locked")
    return now


def _remember(now: Draft, past: list[Step], future: list[Step]) -> None:
    now.past, now.future = steps.written(past), steps.written(future)
    now.undoes, now.redoes = (these[-1].what if these else "" for these in (past, future))


def _save(draft: Draft, now: Draft, *, reading: bool) -> None:
    now.version, now.tries = now.version + 1, 0
    if reading:
        now.reading = now.version
    now.save(
        update_fields=[
            "choices", "past", "future", "undoes", "redoes", "version", "tries", "reading", "modified"
        ]
    )  # fmt: skip
    draft.refresh_from_db()


def ask(draft: Draft, job: Job, by: User | None = None) -> None:
    """Want some work done; what was wanted before and is not done yet gives way to it.

    Args:
        by: whom the history names for it from now on; None: as before.

    Raises:
        CarnetError: draft.locked; to apply one of a case, also case.older_version, case.unsigned.
    """
    if job is Job.APPLY:
        may_apply(draft)
    changed = Draft.objects.filter(pk=draft.pk).exclude(_WRITING)
    if job in {Job.LOOK, Job.PLAN, Job.APPLY}:
        changed = changed.filter(imported="")
    if job is Job.APPLY:
        changed = changed.filter(apart=False)
    if not changed.update(
        job=job, stand=Stand.WAITING, tries=0, stage="", share=None, error=None, notice="",
        modified=timezone.now(), user=by or draft.user,
    ):  # fmt: skip
        raise CarnetError("draft.locked")
    draft.refresh_from_db()
    from carnet.office.tasks import attend

    attend.enqueue(draft.key)
