"""Deliveries as they are sent: taken by one sender at a time, and what came of each; of all firms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections, transaction
from django.db.models import Exists, F, OuterRef

from carnet.book.faults import told
from carnet.book.models import Delivery, Subscription
from carnet.book.outgoing import DeliveryState, Disabled, Fault, Standing

PATIENCE = timedelta(days=3)  # a subscription to which nothing could be delivered for so long is disabled
KEPT = timedelta(days=30)  # how long events stay
GONE = 410  # the status by which a receiver says that it wants no more


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of sending a delivery.

    Attributes:
        delivery: as it was taken. fault: "" where it was delivered.
        again: when it is tried again; None where it is not.
    """

    delivery: Delivery
    status: int | None
    fault: Fault | None
    seconds: float
    again: datetime | None


def take(
    using: str, now: datetime, lost: timedelta, most: int, room: int, busy: Mapping[int, int]
) -> list[Delivery]:
    """Deliveries that are due, for this sender alone, with event and subscription.

    Args:
        lost: after that time they are taken for lost, and whoever asks then gets them.
        most: of a subscription at a time; room: in all.
        busy: how many of each subscription are being sent.

    Raises:
        CarnetError: book.locked.
    """
    with told(connections[using].vendor):
        due = Delivery.objects.using(using).filter(state=DeliveryState.WAITING, due__lte=now)
        active = Subscription.objects.using(using).filter(state=Standing.ACTIVE)
        asking = list(
            active.filter(Exists(due.filter(subscription=OuterRef("pk")))).values_list("pk", flat=True)
        )
        taken: list[Delivery] = []
        if not asking:
            return taken
        with transaction.atomic(using=using):
            for number in sorted(asking, key=lambda one: busy.get(one, 0)):
                count = min(most - busy.get(number, 0), room - len(taken))
                if count > 0:
                    taken += _taken(using, number, now, now + lost, count)
    return taken


def _taken(using: str, subscription: int, now: datetime, until: datetime, count: int) -> list[Delivery]:
    due = Delivery.objects.using(using).filter(
        subscription=subscription, state=DeliveryState.WAITING, due__lte=now
    )
    free = due.select_for_update(skip_locked=True, of=("self",)).order_by("due", "pk")
    rows = list(free.select_related("event", "subscription")[:count])
    found = Delivery.objects.using(using).filter(pk__in=[row.pk for row in rows])
    found.update(due=until, tries=F("tries") + 1, tried=now)
    for row in rows:
        row.due, row.tries, row.tried = until, row.tries + 1, now
    return rows


def record(using: str, results: Sequence[Tried], now: datetime) -> None:
    """Write down what came of deliveries, and disable subscriptions that are gone or fail for days.

    Raises:
        CarnetError: book.locked.
    """
    with told(connections[using].vendor), transaction.atomic(using=using):
        for one in results:
            _record(using, one, now)


def _record(using: str, one: Tried, now: datetime) -> None:
    rows = Delivery.objects.using(using).filter(pk=one.delivery.pk)
    subscription = Subscription.objects.using(using).filter(pk=one.delivery.subscription_id)
    said = {"status": one.status, "seconds": one.seconds, "fault": one.fault or ""}
    if one.fault is None:
        rows.update(state=DeliveryState.DELIVERED, **said)
        subscription.filter(failing_since__isnull=False).update(failing_since=None)
        return
    mine = rows.filter(state=DeliveryState.WAITING, tries=one.delivery.tries)
    if one.again is None:
        mine.update(state=DeliveryState.FAILED, **said)
    else:
        mine.update(due=one.again, **said)
    subscription.filter(failing_since=None).update(failing_since=now)
    active = subscription.filter(state=Standing.ACTIVE)
    if one.status == GONE:
        active.update(state=Standing.DISABLED, reason=Disabled.GONE)
    elif one.again is None:
        long = active.filter(failing_since__lte=now - PATIENCE)
        long.update(state=Standing.DISABLED, reason=Disabled.FAILING)


def erase(using: str, before: datetime) -> None:
    """Forget events from before that moment and their deliveries.

    Raises:
        CarnetError: book.locked.
    """
    connection = connections[using]
    with told(connection.vendor), transaction.atomic(using=using), connection.cursor() as cursor:
        moment = [connection.ops.adapt_datetimefield_value(before)]
        old = "SELECT id FROM book_event WHERE at < %s"
        cursor.execute(f"DELETE FROM book_delivery WHERE event_id IN ({old})", moment)
        cursor.execute("DELETE FROM book_event WHERE at < %s", moment)
