"""The programs that are told of changes: subscriptions, and the deliveries of each."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from carnet.book import outgoing
from carnet.book.actions import subscribe as actions
from carnet.book.models import Delivery, Subscription
from carnet.book.outgoing import WANTED, DeliveryState, Disabled, EventType, Fault, Standing
from carnet.doors.api.auth import Token, asking
from carnet.office.scopes import Scope
from carnet.office.webhooks.addresses import LONGEST, Reach
from carnet.terms import Kind

routes = Router(tags=["Webhooks"], auth=Token(Scope.WEBHOOKS))
MOST = 200  # deliveries a page
_GREATEST = 2**63 - 1  # number of a row
Wanted = Literal[*WANTED]  # type: ignore[valid-type]
Url = Annotated[str, Field(max_length=LONGEST, description="Where messages are posted to; https.")]
Events = Annotated[list[Wanted], Field(min_length=1, description="What it is told of.")]
Kinds = Annotated[list[Kind], Field(description="Of which contacts; none is every kind.")]
Number = Annotated[int, Field(ge=1, le=_GREATEST)]


class Webhook(Schema):
    """A subscription. ``reason``: why Carnet disabled it."""

    id: str
    url: str
    events: list[Wanted]
    kinds: list[Kind]
    state: Standing
    reason: Disabled | None
    failing_since: datetime | None
    created: datetime
    by: str


class NewWebhook(Webhook):
    """One that was just made, with the secret that signs its messages; it is not shown again."""

    secret: str


class Webhooks(Schema):
    """All of them."""

    items: list[Webhook]
    next: str | None
    total: int


class _Asked(Schema):
    model_config = ConfigDict(extra="forbid")


class WebhookIn(_Asked):
    """What to subscribe to."""

    url: Url
    events: Events
    kinds: Kinds = []  # noqa: RUF012


class WebhookChange(_Asked):
    """What to change; what is left out stays. ``paused`` is told later what happens meanwhile."""

    url: Url | None = None
    events: Events | None = None
    kinds: Kinds | None = None
    state: Literal["active", "paused"] | None = None


class Secret(Schema):
    """A fresh secret; the one before signs too for a day."""

    secret: str


class Sent(Schema):
    """A delivery. ``message``: its webhook-id; ``due``: when it is sent next; ``body``: what is sent."""

    id: int
    message: str
    event: EventType
    state: DeliveryState
    tries: int
    due: datetime | None
    tried: datetime | None
    status: int | None
    fault: Fault | None
    seconds: float | None
    body: dict[str, Any]


class Deliveries(Schema):
    """A page, the newest first."""

    items: list[Sent]
    next: str | None
    total: int


class Replayed(Schema):
    """How many deliveries are sent once more."""

    count: int


class Filter(Schema):
    """Which deliveries."""

    state: DeliveryState | None = None
    limit: int = Field(50, ge=1, le=MOST)
    cursor: str = Field("", pattern=r"^\d{0,18}$", description="`next` of the page before.")


@routes.get("", response=Webhooks, operation_id="list_webhooks", summary="List webhooks")
def every(request: HttpRequest) -> dict[str, Any]:
    """The firm's, the oldest first."""
    found = [_webhook(row) for row in outgoing.subscriptions(asking(request).book)]
    return {"items": found, "next": None, "total": len(found)}


@routes.post("", response={201: NewWebhook}, operation_id="add_webhook", summary="Add a webhook")
def add(request: HttpRequest, body: WebhookIn) -> Status[dict[str, Any]]:
    """The answer has the secret, which is not shown again."""
    caller = asking(request)
    address = str(Reach.of_the_operator().checked(body.url))
    row, secret = actions.subscribe(caller.book, address, body.events, body.kinds, user=caller.name)
    return Status(201, {**_webhook(row), "secret": secret})


@routes.get("/{key}", response=Webhook, operation_id="get_webhook", summary="One webhook")
def one(request: HttpRequest, key: str) -> dict[str, Any]:
    """How it stands."""
    return _webhook(outgoing.subscription(asking(request).book, key))


@routes.patch("/{key}", response=Webhook, operation_id="change_webhook", summary="Change a webhook")
def change(request: HttpRequest, key: str, body: WebhookChange) -> dict[str, Any]:
    """Its address, what it is told of, and whether it is now; ``active`` also switches it on again."""
    book = asking(request).book
    row = outgoing.subscription(book, key)
    address = str(Reach.of_the_operator().checked(body.url)) if body.url is not None else row.address
    events = outgoing.wanted(row) if body.events is None else body.events
    actions.change(book, key, address, events, outgoing.kinds(row) if body.kinds is None else body.kinds)
    if body.state is not None:
        (actions.resume if body.state == "active" else actions.pause)(book, key)
    return _webhook(outgoing.subscription(book, key))


@routes.delete("/{key}", response={204: None}, operation_id="delete_webhook", summary="Delete a webhook")
def delete(request: HttpRequest, key: str) -> Status[None]:
    """Its deliveries are forgotten too."""
    actions.unsubscribe(asking(request).book, key)
    return Status(204, None)


@routes.post("/{key}/secret", response=Secret, operation_id="rotate_secret", summary="Make a new secret")
def rotate(request: HttpRequest, key: str) -> dict[str, str]:
    """It is not shown again."""
    return {"secret": actions.rotate(asking(request).book, key)}


@routes.post("/{key}/test", response={202: Sent}, operation_id="test_webhook", summary="Send a test")
def test(request: HttpRequest, key: str) -> Status[dict[str, Any]]:
    """A message that tells of nothing."""
    return Status(202, _sent(actions.send_test(asking(request).book, key)))


@routes.get("/{key}/deliveries", response=Deliveries, operation_id="list_deliveries",
            summary="List deliveries")  # fmt: skip
def deliveries(request: HttpRequest, key: str, asked: Query[Filter]) -> dict[str, Any]:
    """The newest first, for 30 days."""
    found = outgoing.deliveries(asking(request).book, key, asked.state)
    some = found.filter(pk__lt=int(asked.cursor)) if asked.cursor else found
    rows = list(some[: asked.limit + 1])
    more = str(rows[asked.limit - 1].pk) if len(rows) > asked.limit else None
    return {"items": [_sent(row) for row in rows[: asked.limit]], "next": more, "total": found.count()}


@routes.post("/{key}/deliveries/{number}/replay", response={202: Replayed}, operation_id="replay_delivery",
             summary="Send a delivery again")  # fmt: skip
def replay(request: HttpRequest, key: str, number: Number) -> Status[dict[str, int]]:
    """With the same webhook-id."""
    actions.replay(asking(request).book, key, number)
    return Status(202, {"count": 1})


@routes.post("/{key}/replay", response={202: Replayed}, operation_id="replay_failed",
             summary="Send all failed deliveries again")  # fmt: skip
def replay_failed(request: HttpRequest, key: str) -> Status[dict[str, int]]:
    """With the same webhook-ids."""
    return Status(202, {"count": actions.replay_failed(asking(request).book, key)})


def _webhook(row: Subscription) -> dict[str, Any]:
    return {
        "id": row.key, "url": row.address, "events": outgoing.wanted(row), "kinds": outgoing.kinds(row),
        "state": row.state, "reason": row.reason or None, "failing_since": row.failing_since,
        "created": row.created, "by": row.user,
    }  # fmt: skip


def _sent(row: Delivery) -> dict[str, Any]:
    event = row.event
    return {
        "id": row.pk, "message": outgoing.message_id(row.subscription, event), "event": event.type,
        "state": row.state, "tries": row.tries,
        "due": row.due if row.state == DeliveryState.WAITING else None, "tried": row.tried,
        "status": row.status, "fault": row.fault or None, "seconds": row.seconds,
        "body": json.loads(outgoing.body(event, row.subscription.form)),
    }  # fmt: skip
