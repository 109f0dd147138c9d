"""Running an errand once, whoever does it: the page that asked, a worker, or the next after one that died."""

from __future__ import annotations

import logging

from django.db.models import F
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.lock import held
from carnet.office.errands.keep import clear, folder_of
from carnet.office.errands.work import WORK, Work
from carnet.office.jobs import ErrandJob, Stand
from carnet.office.models import Errand
from carnet.office.working import told
from carnet.terms import place_of

SMALL = 2_000  # contacts, or values, that are changed while a person waits, about a second
TRIES = 3  # that an errand gets when its worker dies
_log = logging.getLogger("carnet.office")

rule(
    "errand.broken_off",
    Severity.ERROR,
    en="The work was broken off %(count)s times and is not tried again by itself; the book is as it was. The "
    "computer may be out of memory: close other programs, or choose fewer contacts.",
    fr="Le travail a été interrompu %(count)s fois et n'est pas repris de lui-même ; le carnet est inchangé. "
    "L'ordinateur manque peut-être de mémoire : fermez d'autres programmes ou choisissez moins de contacts.",
)
rule(
    "errand.broken",
    Severity.ERROR,
    en="Something went wrong on our side; the book is as it was. Try again; if it stays, tell whoever looks "
    "after Carnet: %(detail)s.",
    fr="Un problème est survenu de notre côté ; le carnet est inchangé. Réessayez ; si cela persiste, "
    "indiquez ceci à la personne qui s'occupe de Carnet : %(detail)s.",
)


def ran(errand: Errand, size: int) -> bool:
    """Run it at once where it is small, else have a worker run it; whether it is done.

    Args:
        size: how many contacts or values it is about.

    Raises:
        CarnetError: why it could not be done; nothing was changed.
    """
    if size > SMALL:
        later(errand)
        return False
    at_once(errand)
    return True


def at_once(errand: Errand) -> None:
    """Run it while the page waits.

    Raises:
        CarnetError: why it could not be done; nothing was changed.
    """
    attend(errand.key)
    errand.refresh_from_db()
    if errand.error:
        raise CarnetError(errand.error["code"], **errand.error["values"])


def later(errand: Errand) -> None:
    """Have a worker run it."""
    from carnet.office.tasks import run

    run.enqueue(errand.key)


def attend(key: str) -> None:
    """Run the errand unless it is done, or somebody is at it."""
    if not folder_of(key).is_dir():
        return
    with held(folder_of(key) / "lock") as mine:
        errand = _begun(key) if mine else None
        if errand:
            _done(errand)
    if errand:
        clear(key)


def take_up() -> None:
    """Have those run that a worker left behind; one that somebody is at runs on alone."""
    for errand in Errand.objects.filter(stand__in=[Stand.WAITING, Stand.RUNNING]):
        later(errand)


def _begun(key: str) -> Errand | None:
    wanted = Errand.objects.filter(key=key, stand__in=[Stand.WAITING, Stand.RUNNING])
    wanted.filter(began=None).update(began=timezone.now())
    wanted.update(stand=Stand.RUNNING, tries=F("tries") + 1)
    return wanted.select_related("user").first()


def _done(errand: Errand) -> None:
    try:
        if errand.tries > TRIES:
            raise CarnetError("errand.broken_off", count=TRIES)
        outcome = WORK[ErrandJob(errand.job)](Work(errand))
    except CarnetError as error:
        _ended(errand, Stand.FAILED, error=told(error))
    except Exception as error:
        place = place_of(error)
        _log.error("%s", place)
        _ended(errand, Stand.FAILED, error=told(CarnetError("errand.broken", detail=place)))
    else:
        _ended(errand, Stand.IDLE, outcome=outcome)


def _ended(errand: Errand, stand: Stand, **values: object) -> None:
    Errand.objects.filter(pk=errand.pk).update(stand=stand, share=None, **values)
