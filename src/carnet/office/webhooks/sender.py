"""Sending what is due: many at a time, few to one receiver, so that a slow one holds up itself alone."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

from django.db import connections

from carnet.book import outgoing
from carnet.book.actions import deliver
from carnet.book.actions.deliver import Tried
from carnet.book.crypto import Keyring
from carnet.book.models import Delivery
from carnet.contract import CarnetError
from carnet.office.webhooks.addresses import Reach
from carnet.office.webhooks.post import WHOLE, Answer, Message, post
from carnet.office.webhooks.schedule import Schedule
from carnet.terms import place_of

LOOK = 0.3  # seconds between two looks for what is due
LOST = timedelta(seconds=3 * WHOLE)  # after that a delivery that was begun is taken for lost
MOST = 4  # at a time to one subscription
ROOM = 32  # at a time in all
_log = logging.getLogger("carnet.office")


def _now() -> datetime:
    return datetime.now(UTC)


class Sender:
    """Takes deliveries, sends them, writes down what came of them. Any number of them may run.

    Args:
        using: Django's alias of the database. keys: open the secrets.
        clock: gives the moment.
    """

    def __init__(
        self,
        using: str,
        keys: Keyring,
        reach: Reach,
        schedule: Schedule | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._using, self._keys, self._reach = using, keys, reach
        self._schedule, self._clock = schedule or Schedule(), clock
        self._sending: dict[Future[Answer], Delivery] = {}
        self._over: list[Tried] = []  # not yet written down
        self._wake = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="sending", daemon=True)
        self._thread.start()

    def run(self, ended: threading.Event) -> None:
        """Send until it is over."""
        while not ended.is_set():
            try:
                self.step()
            except CarnetError:  # a book that an import locks, or a server that restarts, is there again soon
                connections[self._using].close_if_unusable_or_obsolete()
            except Exception as error:
                _log.error("%s", place_of(error))
            self._wake.wait(LOOK)
            self._wake.clear()

    def step(self) -> int:
        """Write down what is over, begin what is due; how many are on their way.

        Raises:
            CarnetError: book.locked; nothing is lost by it.
        """
        self._gather()
        if self._over:
            deliver.record(self._using, self._over, self._clock())
            self._over = []
        busy = Counter(delivery.subscription_id for delivery in self._sending.values())
        room = ROOM - len(self._sending)
        if room > 0:
            for delivery in deliver.take(self._using, self._clock(), LOST, MOST, room, busy):
                self._begin(delivery)
        return len(self._sending)

    def wait(self, seconds: float) -> None:
        """Until one more is over, at most so long."""
        self._wake.wait(seconds)
        self._wake.clear()

    def close(self) -> None:
        """End; what is on its way is sent again by whoever is next."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _begin(self, delivery: Delivery) -> None:
        now, row = self._clock(), delivery.subscription
        message = Message(
            row.address,
            outgoing.message_id(row, delivery.event),
            outgoing.body(delivery.event, row.form),
            outgoing.signing(self._keys, row, now),
        )
        future = asyncio.run_coroutine_threadsafe(post(message, self._reach, now), self._loop)
        self._sending[future] = delivery
        future.add_done_callback(lambda _: self._wake.set())

    def _gather(self) -> None:
        for future in [one for one in self._sending if one.done()]:
            delivery, answer = self._sending.pop(future), future.result()
            self._over.append(
                Tried(delivery, answer.status, answer.fault, answer.seconds, self._again(delivery, answer))
            )

    def _again(self, delivery: Delivery, answer: Answer) -> datetime | None:
        wait = self._schedule.after(delivery.tries)
        if answer.fault is None or answer.status == deliver.GONE or wait is None:
            return None
        return self._clock() + wait
