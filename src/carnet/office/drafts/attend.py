"""The work on a draft, in a worker process: taken up again when a worker dies, given up for newer choices."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db.models import F

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.lock import held
from carnet.office.drafts import apply, look, plan, report, undo
from carnet.office.drafts.folder import folder_of
from carnet.office.drafts.work import Outdated, Work
from carnet.office.jobs import Job, Stand
from carnet.office.models import Draft
from carnet.terms import place_of

TRIES = 3  # that a piece of work gets when its worker dies
_PATIENCE = 2.0  # seconds to wait for a worker that is just ending
_log = logging.getLogger("carnet.office")

rule(
    "draft.broken_off",
    Severity.ERROR,
    en="The work was broken off %(count)s times and is not tried again by itself. The computer may be out of "
    "memory: close other programs, or take the files in several imports.",
    fr="Le travail a été interrompu %(count)s fois et n'est pas repris de lui-même. L'ordinateur manque "
    "peut-être de mémoire : fermez d'autres programmes ou répartissez les fichiers en plusieurs "
    "importations.",
)
rule(
    "draft.broken",
    Severity.ERROR,
    en="Something went wrong on our side; the book is as it was. Try again; if it stays, tell whoever looks "
    "after Carnet: %(detail)s.",
    fr="Un problème est survenu de notre côté ; le carnet est inchangé. Réessayez ; si cela persiste, "
    "indiquez ceci à la personne qui s'occupe de Carnet : %(detail)s.",
)

_WORK: Mapping[Job, Callable[[Work], None]] = {
    Job.LOOK: look.look,
    Job.PLAN: plan.plan,
    Job.APPLY: apply.apply,
    Job.REPORT: report.report,
    Job.UNDO: undo.undo,
}


def attend(key: str) -> None:
    """Do what is wanted on a draft until nothing is; nothing where another worker is at it."""
    if not Draft.objects.filter(key=key).exists():
        return
    with held(_lock(key), _PATIENCE) as mine:
        while mine and (work := _begun(key)):
            _done(work)


def take_up() -> None:
    """Want again what a worker left behind that is no more."""
    from carnet.office.tasks import attend as task

    for key in Draft.objects.filter(stand__in=[Stand.WAITING, Stand.RUNNING]).values_list("key", flat=True):
        if alone(key):
            task.enqueue(key)


def alone(key: str) -> bool:
    """Whether no worker is at the draft."""
    with held(_lock(key)) as mine:
        return mine


def _lock(key: str) -> Path:
    return folder_of(key) / "lock"


def _begun(key: str) -> Work | None:
    """The work that is wanted now; what is running already was left behind, for its lock was free."""
    wanted = Draft.objects.filter(key=key, stand__in=[Stand.WAITING, Stand.RUNNING])
    draft = wanted.select_related("user").first()
    if draft is None:
        return None
    if draft.tries >= TRIES:
        work = Work(draft)
        work.failed(CarnetError("draft.broken_off", count=TRIES))
        return None
    wanted.update(stand=Stand.RUNNING, tries=F("tries") + 1)
    draft.refresh_from_db()
    return Work(draft)


def _done(work: Work) -> None:
    started = time.monotonic()
    try:
        _WORK[Job(work.draft.job)](work)
        work.finished()
    except Outdated:
        pass  # the newer wish is begun next
    except CarnetError as error:
        work.failed(error)
    except Exception as error:
        place = place_of(error)
        _log.error("%s after %.1f s", place, time.monotonic() - started)
        work.failed(CarnetError("draft.broken", detail=place))
