"""Webhook subscriptions as Karbon has them: one for each type; Carnet has events of contacts alone."""

from __future__ import annotations

import re

from django.http import HttpResponse, HttpResponseBase

from carnet.book import outgoing
from carnet.book.actions import subscribe as actions
from carnet.book.models import Subscription
from carnet.book.outgoing import OF_CONTACTS, Form, Standing
from carnet.doors.api.karbon.calls import Call, answered
from carnet.doors.api.karbon.wrong import bad, unknown
from carnet.karbon.shapes.invalid import text_of
from carnet.office.webhooks.addresses import Reach

_CONTACT = "Contact"  # organizations and client groups too
_SIGNING = re.compile(r"[A-Za-z0-9_-]{16,200}")


def make(call: Call) -> HttpResponseBase:
    """A subscription; one that Carnet disabled makes room for it."""
    body = call.body("webhookSubscription")
    _known(text_of(body, "WebhookType") or "")
    signing = text_of(body, "SigningKey")
    if signing and not _SIGNING.fullmatch(signing):
        raise bad("SigningKey must be at least 16 letters, digits, dashes or underscores.")
    address = str(Reach.of_the_operator().checked(text_of(body, "TargetUrl") or ""))
    book = call.caller.book
    with book.writing():
        for row in _rows(call):
            if row.state != Standing.DISABLED:
                raise bad(f"A webhook subscription for {_CONTACT} already exists.")
            actions.unsubscribe(book, row.key)
        made, _ = actions.subscribe(
            book, address, OF_CONTACTS, (), user=call.caller.name, form=Form.KARBON, key=signing
        )
    answer = _answer(call, made, 201)
    answer["Location"] = f"{call.root}WebhookSubscriptions('{_CONTACT}')"
    return answer


def read(call: Call, kind: str) -> HttpResponseBase:
    """The subscription of a type; one that Carnet disabled is none."""
    return _answer(call, _row(call, kind))


def take_away(call: Call, kind: str) -> HttpResponseBase:
    """The subscription of a type goes."""
    actions.unsubscribe(call.caller.book, _row(call, kind).key)
    return HttpResponse(status=204)


def take_all(call: Call) -> HttpResponseBase:
    """All of them go that were made here."""
    for row in _rows(call):
        actions.unsubscribe(call.caller.book, row.key)
    return HttpResponse(status=204)


def _answer(call: Call, row: Subscription, status: int = 200) -> HttpResponse:
    body = {"TargetUrl": row.address, "WebhookType": _CONTACT}
    return answered(call, "WebhookSubscriptions/$entity", body, status)


def _rows(call: Call) -> list[Subscription]:
    return list(outgoing.subscriptions(call.caller.book).filter(form=Form.KARBON))


def _row(call: Call, kind: str) -> Subscription:
    _known(kind)
    for row in _rows(call):
        if row.state != Standing.DISABLED:
            return row
    raise unknown(f"No existing webhook subscription for {kind}")


def _known(kind: str) -> None:
    if kind != _CONTACT:
        said = f"No Webhook Type found for the provided WebhookType input value : {kind}."
        raise unknown(f"{said} Valid WebhookTypes are {_CONTACT}")
