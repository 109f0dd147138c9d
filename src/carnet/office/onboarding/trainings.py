"""Training sessions: when and where, who is to come, who came."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from carnet.office.models import Attendee, PlanTask, Training


@dataclass(frozen=True, slots=True)
class Session:
    """What is written of a session: begin, length in minutes, place, and who is to come."""

    starts: datetime
    minutes: int
    place: str
    names: tuple[str, ...]


def arrange(task: PlanTask, given: Session) -> Training:
    """Fix or change the session of a task; attendance that was marked stays for who is still to come."""
    with transaction.atomic():
        values = {"starts": given.starts, "minutes": given.minutes, "place": given.place}
        training, _ = Training.objects.update_or_create(task=task, defaults=values)
        training.attendees.exclude(name__in=given.names).delete()
        there = set(training.attendees.values_list("name", flat=True))
        new = [name for name in dict.fromkeys(given.names) if name not in there]
        Attendee.objects.bulk_create(Attendee(training=training, name=name) for name in new)
    return training


def mark(training: Training, came: Collection[int]) -> None:
    """Keep who came.

    Args:
        came: numbers of attendees; the others did not.
    """
    with transaction.atomic():
        for one in training.attendees.all():
            one.came = one.pk in came
            one.save(update_fields=["came"])
        training.held = timezone.now()
        training.save(update_fields=["held"])


def of_firms(firms: Iterable[str]) -> QuerySet[Training]:
    """The sessions of firms, the first in front."""
    found = Training.objects.filter(task__stage__plan__firm__in=list(firms))
    return found.select_related("task__stage__plan").prefetch_related("attendees").order_by("starts")
