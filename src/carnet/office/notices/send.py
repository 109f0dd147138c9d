"""Sending a notice: once, tried again for three days where the mail server does not take it."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from carnet.office.cases.states import CaseHappening
from carnet.office.cases.trail import note
from carnet.office.models import Notice
from carnet.office.notices.words import letter
from carnet.office.webhooks.schedule import Schedule
from carnet.terms import place_of

_KEPT = timedelta(days=90)  # how long it is known that one was sent
_log = logging.getLogger("carnet.office")


def send(number: int) -> None:
    """Send a notice, unless it was begun already: one that was on its way when its worker died is not sent
    again, for it may have arrived."""
    mine = Notice.objects.filter(pk=number, began=None, sent=None)
    if not mine.update(began=timezone.now(), tries=F("tries") + 1):
        return
    notice = Notice.objects.select_related("case", "user").get(pk=number)
    if notice.user and not (notice.user.mailed and notice.user.is_active):
        return
    try:
        _message(notice).send()
    except (SMTPException, OSError) as error:
        _log.error("%s", place_of(error))
        _later(notice)
        return
    Notice.objects.filter(pk=number).update(sent=timezone.now())
    note(notice.case, CaseHappening.NOTIFIED, detail=notice.to)


def take_up() -> None:
    """Have those sent that wait, such as those whose task was lost."""
    from carnet.office.tasks import send_notice

    for number in Notice.objects.filter(began=None, sent=None).values_list("pk", flat=True):
        send_notice.enqueue(number)


def sweep() -> None:
    """Forget notices of long ago."""
    Notice.objects.filter(at__lt=timezone.now() - _KEPT).delete()


def _message(notice: Notice) -> EmailMessage:
    """The message, with an id by which a mail server knows it again."""
    made = letter(notice)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    known = f"<case-{notice.case.key}-{notice.pk}@{host}>"
    headers = {"Message-ID": known, "Auto-Submitted": "auto-generated"}
    return EmailMessage(made.subject, made.text, to=[notice.to], headers=headers)


def _later(notice: Notice) -> None:
    """Try again after a while; not for ever."""
    wait = Schedule().after(notice.tries)
    if wait is None:
        return
    from carnet.office.tasks import send_notice

    Notice.objects.filter(pk=notice.pk).update(began=None)
    send_notice.using(run_after=timezone.now() + wait).enqueue(notice.pk)
