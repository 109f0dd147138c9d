"""What other programs are told of a firm's book: the words, the subscriptions, the messages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum

from django.db.models import QuerySet

from carnet.book.crypto import Keyring
from carnet.book.firm_book import FirmBook
from carnet.book.models import Delivery, Event, Subscription
from carnet.book.texts import compact
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "webhook.unknown",
    Severity.ERROR,
    en="There is no such webhook or delivery; it may have been deleted. Nothing was changed.",
    fr="Ce webhook ou cet envoi n'existe pas ; il a peut-être été supprimé. Rien n'a été modifié.",
)


class EventType(StrEnum):
    """What happened. TEST happens when somebody asks for it."""

    CREATED = "contact.created"
    UPDATED = "contact.updated"
    DELETED = "contact.deleted"
    IMPORTED = "import.finished"
    TEST = "webhook.test"


OF_CONTACTS = (EventType.CREATED, EventType.UPDATED, EventType.DELETED)
WANTED = (*OF_CONTACTS, EventType.IMPORTED)  # what a subscription may want


class Standing(StrEnum):
    """ACTIVE: is told; PAUSED: is told later; DISABLED: is told nothing until somebody switches it on."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


class Disabled(StrEnum):
    """Why Carnet disabled a subscription. GONE: it answered that it is gone; FAILING: for days nothing could
    be delivered."""

    GONE = "gone"
    FAILING = "failing"


class Form(StrEnum):
    """How messages are written: as Carnet's own, or as Karbon's webhooks."""

    CARNET = "carnet"
    KARBON = "karbon"


class DeliveryState(StrEnum):
    """How telling it goes; FAILED: not tried again by itself."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class Fault(StrEnum):
    """Why a try failed. ANSWER: by the answer's status; REFUSED: the address is a private one."""

    ANSWER = "answer"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    NAME = "name"
    REFUSED = "refused"


def subscriptions(book: FirmBook) -> QuerySet[Subscription]:
    """The firm's, the oldest first."""
    return Subscription.objects.using(book.using).filter(firm_id=book.firm).order_by("pk")


def subscription(book: FirmBook, key: str) -> Subscription:
    """The firm's subscription of that key.

    Raises:
        CarnetError: webhook.unknown.
    """
    found = subscriptions(book).filter(key=key).first()
    if found is None:
        raise CarnetError("webhook.unknown", value=key)
    return found


def deliveries(book: FirmBook, key: str, state: DeliveryState | None = None) -> QuerySet[Delivery]:
    """Those of a subscription, the newest first.

    Raises:
        CarnetError: webhook.unknown.
    """
    found = Delivery.objects.using(book.using).filter(subscription=subscription(book, key))
    some = found.filter(state=state) if state else found
    return some.select_related("event", "subscription").order_by("-pk")


def wanted(row: Subscription) -> list[str]:
    """The events that a subscription wants."""
    found: list[str] = json.loads(row.events)
    return found


def kinds(row: Subscription) -> list[str]:
    """The kinds of contacts that it wants to hear of; none is every kind."""
    found: list[str] = json.loads(row.kinds)
    return found


def message_id(row: Subscription, event: Event) -> str:
    """The message's own name, the same however often it is sent."""
    return f"msg_{row.key}_{event.revision}_{event.subject}"


def body(event: Event, form: str = Form.CARNET) -> str:
    """What is sent: thin, for a receiver reads the rest through the API, with a token.

    Args:
        form: of the subscription.
    """
    if form == Form.KARBON and event.type in _ACTIONS:
        return _as_karbon(event)
    data = json.loads(event.data) if event.data else {"kind": event.kind, "name": event.name}
    at = event.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return compact({"type": event.type, "timestamp": at, "data": {"id": event.subject, **data}})


_ACTIONS = {
    EventType.CREATED: "Inserted", EventType.UPDATED: "Updated", EventType.DELETED: "Deleted",
}  # fmt: skip
_RESOURCES = {"person": "Contact", "organization": "Organization", "client_group": "ClientGroup"}


def _as_karbon(event: Event) -> str:
    return compact(
        {
            "ResourcePermaKey": event.subject,
            "ResourceType": _RESOURCES.get(event.kind, "Contact"),
            "ActionType": _ACTIONS[EventType(event.type)],
            "TimeStamp": event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    )


def secret_place(row: Subscription) -> str:
    """What its secrets are sealed for; see crypto.Keyring."""
    return f"webhook/{row.key}"


def signing(keys: Keyring, row: Subscription, now: datetime) -> list[str]:
    """The secrets that sign what is sent now: its own, and for a while the one before."""
    former = row.former if row.former_until and now < row.former_until else ""
    return [keys.open_text(sealed, secret_place(row)) for sealed in (row.secret, former) if sealed]
