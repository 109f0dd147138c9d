"""What nobody needs any more goes: imports left lying, errands that are over, files of upload links that are
due, rows of done tasks, old messages to other programs, answers of the API that were kept for a day. And who
does a case is told of its day."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from django.db import connections
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from carnet.book.actions import deliver
from carnet.book.setup import database
from carnet.office import answers
from carnet.office.cases import corrections, returned
from carnet.office.drafts.keep import sweep as sweep_drafts
from carnet.office.drops.check import sweep_rooms
from carnet.office.drops.files import sweep as sweep_drops
from carnet.office.errands.keep import sweep as sweep_errands
from carnet.office.notices.due import tell_due
from carnet.office.notices.send import sweep as sweep_notices
from carnet.terms import place_of

DONE = timedelta(days=1)  # how long the row of a task stays that ended
LOST = timedelta(days=7)  # and that of one whose worker was killed, which stays "running"
EVERY = 3600.0  # seconds
_log = logging.getLogger("carnet.office")


def tidy() -> None:
    """Take away what nobody needs any more."""
    sweep_drafts()
    sweep_errands()
    answers.sweep()
    sweep_drops()
    corrections.sweep()
    returned.sweep()
    sweep_rooms()
    sweep_notices()
    tell_due()
    now, tasks = timezone.now(), DBTaskResult.objects
    deliver.erase(database()[0], now - deliver.KEPT)
    tasks.finished().filter(finished_at__lt=now - DONE).delete()
    tasks.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LOST).delete()


def keep_tidy() -> None:
    """The same once an hour, for a process that runs for weeks."""
    while True:
        time.sleep(EVERY)
        try:
            tidy()
        except Exception as error:  # a locked database is there again in an hour
            _log.error("%s", place_of(error))
        finally:
            connections.close_all()
