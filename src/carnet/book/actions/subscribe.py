"""Subscriptions: who is told of a firm's changes. Contacts are as before, so the book's revision stays."""

from __future__ import annotations

import base64
import os
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from carnet.book import outgoing
from carnet.book.firm_book import FirmBook
from carnet.book.keys import random_key
from carnet.book.models import Delivery, Event, Subscription
from carnet.book.outgoing import WANTED, DeliveryState, EventType, Form, Standing
from carnet.book.texts import compact, writable
from carnet.contract import CarnetError, Kind
from carnet.findings import Severity, rule

rule(
    "webhook.events",
    Severity.ERROR,
    en="A webhook needs at least one event, of those that there are, and kinds of contacts that there are "
    "(%(value)s). Nothing was changed.",
    fr="Un webhook a besoin d'au moins un événement, parmi ceux qui existent, et de genres de contacts qui "
    "existent (%(value)s). Rien n'a été modifié.",
)
BOTH_SIGN = timedelta(days=1)  # how long a secret signs beside the one that took its place
_SECRET = 32  # bytes


def subscribe(
    book: FirmBook,
    address: str,
    events: Collection[str],
    kinds: Collection[str],
    *,
    user: str,
    form: Form = Form.CARNET,
    key: str | None = None,
) -> tuple[Subscription, str]:
    """Tell an address of changes from now on; the subscription and its secret, which is not shown again.

    Args:
        form: of the messages. key: what the receiver wants them signed with; None is a fresh secret.

    Raises:
        CarnetError: webhook.events, book.locked.
    """
    secret = _fresh_secret() if key is None else _secret(key.encode())
    row = Subscription(
        firm_id=book.firm, key=random_key(), user=writable(user), created=datetime.now(UTC),
        state=Standing.ACTIVE, form=form, **_asked(address, events, kinds),
    )  # fmt: skip
    row.secret = book.keys.seal_text(secret, outgoing.secret_place(row))
    with book.writing():
        row.save(using=book.using)
    return row, secret


def change(
    book: FirmBook, key: str, address: str, events: Collection[str], kinds: Collection[str]
) -> Subscription:
    """Another address, other events or kinds.

    Raises:
        CarnetError: webhook.unknown, webhook.events, book.locked.
    """
    asked = _asked(address, events, kinds)
    with book.writing():
        _row(book, key, **asked)
    return outgoing.subscription(book, key)


def rotate(book: FirmBook, key: str) -> str:
    """A new secret, which is not shown again; the one before signs too for a day.

    Raises:
        CarnetError: webhook.unknown, book.locked.
    """
    secret = _fresh_secret()
    with book.writing():
        row = outgoing.subscription(book, key)
        sealed = book.keys.seal_text(secret, outgoing.secret_place(row))
        until = datetime.now(UTC) + BOTH_SIGN
        _row(book, key, secret=sealed, former=row.secret, former_until=until)
    return secret


def pause(book: FirmBook, key: str) -> None:
    """What happens from now on is told later.

    Raises:
        CarnetError: webhook.unknown, book.locked.
    """
    with book.writing():
        _row(book, key, state=Standing.PAUSED)


def resume(book: FirmBook, key: str) -> None:
    """Go on, after a pause or after Carnet disabled it; what waits is told.

    Raises:
        CarnetError: webhook.unknown, book.locked.
    """
    with book.writing():
        _row(book, key, state=Standing.ACTIVE, reason="", failing_since=None)


def unsubscribe(book: FirmBook, key: str) -> None:
    """Tell an address no more; its deliveries go too.

    Raises:
        CarnetError: webhook.unknown, book.locked.
    """
    with book.writing() as cursor:
        row = outgoing.subscription(book, key)
        cursor.execute("DELETE FROM book_delivery WHERE subscription_id = %s", [row.pk])
        cursor.execute("DELETE FROM book_subscription WHERE id = %s", [row.pk])


def send_test(book: FirmBook, key: str) -> Delivery:
    """A message that tells of nothing.

    Raises:
        CarnetError: webhook.unknown, book.locked.
    """
    now = datetime.now(UTC)
    with book.writing():
        row = outgoing.subscription(book, key)
        event = Event.objects.using(book.using).create(
            firm_id=book.firm, revision=book.revision, type=EventType.TEST, subject=random_key(), data="{}",
            at=now,
        )  # fmt: skip
        return Delivery.objects.using(book.using).create(
            event=event, subscription=row, state=DeliveryState.WAITING, due=now
        )


def replay(book: FirmBook, key: str, number: int) -> None:
    """Send a delivery once more, with the same id.

    Raises:
        CarnetError: webhook.unknown, book.locked.
    """
    with book.writing():
        if not _again(book, key, pk=number):
            raise CarnetError("webhook.unknown", value=str(number))


def replay_failed(book: FirmBook, key: str) -> int:
    """Send all that failed once more; how many.

    Raises:
        CarnetError: webhook.unknown, book.locked.
    """
    with book.writing():
        return _again(book, key, state=DeliveryState.FAILED)


def _again(book: FirmBook, key: str, **which: object) -> int:
    row = outgoing.subscription(book, key)
    chosen = Delivery.objects.using(book.using).filter(subscription=row, **which)
    return chosen.update(state=DeliveryState.WAITING, due=datetime.now(UTC), tries=0)


def _row(book: FirmBook, key: str, **values: object) -> None:
    row = outgoing.subscription(book, key)
    Subscription.objects.using(book.using).filter(pk=row.pk).update(**values)


def _asked(address: str, events: Collection[str], kinds: Collection[str]) -> dict[str, str]:
    """Columns of a subscription."""
    unknown = [*(set(events) - set(WANTED)), *(set(kinds) - set(Kind))]
    if unknown or not events:
        raise CarnetError("webhook.events", value=", ".join(sorted(unknown)) or "-")
    return {
        "address": writable(address),
        "events": compact([str(one) for one in WANTED if one in events]),
        "kinds": compact([str(one) for one in Kind if one in kinds]),
    }


def _fresh_secret() -> str:
    return _secret(os.urandom(_SECRET))


def _secret(key: bytes) -> str:
    return "whsec_" + base64.b64encode(key).decode()
