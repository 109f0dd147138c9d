"""The firm's webhooks, one of them with its deliveries, and what is done with them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from carnet.book import outgoing
from carnet.book.actions import subscribe as actions
from carnet.book.models import Delivery, Subscription
from carnet.book.outgoing import WANTED, DeliveryState, Disabled, EventType, Standing
from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.faults import WRONG, message
from carnet.doors.web.webhooks import words
from carnet.language import Text
from carnet.office.roles import Role
from carnet.office.webhooks.addresses import LONGEST, Reach

PAGE = 25  # deliveries
_SOON = timedelta(minutes=1)  # a delivery that is due by then is waited for on the page
_ASKED = {"webhook.address", "webhook.private", "webhook.events"}  # faults of the form
_DELETED = Text("The webhook was deleted.", "Le webhook a été supprimé.")
_KEPT = Text("Kept.", "Enregistré.")
_SENT = Text(
    "A test is on its way; what comes of it is below.",
    "Un essai est en route ; voyez le résultat ci-dessous.",
)
_AGAIN = Text("It is sent once more.", "L’envoi est refait.")


@at_desk(Role.ADMINISTRATOR)
def webhooks(request: DeskRequest) -> HttpResponseBase:
    """All of them; an address that is sent is added."""
    if request.method != "POST":
        return _list(request)
    book = request.desk.book
    try:
        address = str(Reach.of_the_operator().checked(request.POST.get("address", "")))
        row, secret = actions.subscribe(book, address, *_wanted(request), user=str(request.desk.user))
    except CarnetError as error:
        if error.code not in _ASKED:
            raise
        return _list(request, message(error, request.language))
    return _page(request, row.key, secret=secret)


@require_safe
@at_desk(Role.ADMINISTRATOR)
def webhook(request: DeskRequest, key: str) -> HttpResponseBase:
    """One, with its deliveries."""
    return _page(request, key)


@require_safe
@at_desk(Role.ADMINISTRATOR)
def deliveries(request: DeskRequest, key: str) -> HttpResponseBase:
    """Its deliveries alone, asked again while one is due soon."""
    return render(request, "carnet/webhooks/parts/deliveries.html", _deliveries(request, key))


@require_POST
@at_desk(Role.ADMINISTRATOR)
def change(request: DeskRequest, key: str) -> HttpResponseBase:
    """Another address, other events or kinds."""
    book = request.desk.book
    outgoing.subscription(book, key)
    try:
        address = str(Reach.of_the_operator().checked(request.POST.get("address", "")))
        actions.change(book, key, address, *_wanted(request))
    except CarnetError as error:
        if error.code not in _ASKED:
            raise
        return _page(request, key, fault=message(error, request.language))
    messages.success(request, _KEPT(request.language))
    return redirect("webhooks:webhook", key)


@require_POST
@at_desk(Role.ADMINISTRATOR)
def rotate(request: DeskRequest, key: str) -> HttpResponseBase:
    """A new secret, shown once."""
    return _page(request, key, secret=actions.rotate(request.desk.book, key))


@require_POST
@at_desk(Role.ADMINISTRATOR)
def pause(request: DeskRequest, key: str) -> HttpResponseBase:
    """Tell it later."""
    actions.pause(request.desk.book, key)
    return redirect("webhooks:webhook", key)


@require_POST
@at_desk(Role.ADMINISTRATOR)
def resume(request: DeskRequest, key: str) -> HttpResponseBase:
    """Go on."""
    actions.resume(request.desk.book, key)
    return redirect("webhooks:webhook", key)


@require_POST
@at_desk(Role.ADMINISTRATOR)
def test(request: DeskRequest, key: str) -> HttpResponseBase:
    """Send a message that tells of nothing."""
    actions.send_test(request.desk.book, key)
    messages.success(request, _SENT(request.language))
    return redirect("webhooks:webhook", key)


@require_POST
@at_desk(Role.ADMINISTRATOR)
def delete(request: DeskRequest, key: str) -> HttpResponseBase:
    """Tell it no more."""
    actions.unsubscribe(request.desk.book, key)
    messages.success(request, _DELETED(request.language))
    return redirect("webhooks:webhooks")


@require_POST
@at_desk(Role.ADMINISTRATOR)
def replay(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """Send a delivery once more."""
    actions.replay(request.desk.book, key, number)
    messages.success(request, _AGAIN(request.language))
    return redirect("webhooks:webhook", key)


@require_POST
@at_desk(Role.ADMINISTRATOR)
def replay_failed(request: DeskRequest, key: str) -> HttpResponseBase:
    """Send all that failed once more."""
    actions.replay_failed(request.desk.book, key)
    messages.success(request, _AGAIN(request.language))
    return redirect("webhooks:webhook", key)


def _wanted(request: DeskRequest) -> tuple[list[str], list[str]]:
    """The events and kinds that the form asks for."""
    return request.POST.getlist("event"), request.POST.getlist("kind")


def _list(request: DeskRequest, fault: str = "") -> HttpResponse:
    rows = list(outgoing.subscriptions(request.desk.book))
    values = {
        "rows": [(row, _told(row)) for row in rows],
        "form": _form(request, request.POST.get("address", ""), *_wanted(request)),
        "fault": fault,
    }
    return render(request, "carnet/webhooks/webhooks.html", values, status=WRONG if fault else 200)


def _page(request: DeskRequest, key: str, *, secret: str = "", fault: str = "") -> HttpResponse:
    row = outgoing.subscription(request.desk.book, key)
    asked = (request.POST.get("address", ""), *_wanted(request)) if fault else None
    values = {
        **_deliveries(request, key),
        "told": _told(row),
        "form": _form(request, *(asked or (row.address, outgoing.wanted(row), outgoing.kinds(row)))),
        "secret": secret,
        "fault": fault,
    }
    answer = render(request, "carnet/webhooks/webhook.html", values, status=WRONG if fault else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _told(row: Subscription) -> dict[str, Any]:
    """How it stands, in words."""
    standing = Standing(row.state)
    return {
        "standing": words.STANDING[standing],
        "badge": words.BADGES[standing],
        "reason": words.REASONS[Disabled(row.reason)] if row.reason else None,
        "events": [words.EVENTS[EventType(one)] for one in outgoing.wanted(row)],
    }


def _form(request: DeskRequest, address: str, events: list[str], kinds: list[str]) -> dict[str, Any]:
    """The fields: each choice with its words and whether it is made; a new one wants all events."""
    chosen = events or ([] if request.method == "POST" else list(WANTED))
    return {
        "address": address,
        "longest": LONGEST,
        "events": [(one, words.EVENTS[one], one in chosen) for one in WANTED],
        "kinds": [(kind, text, kind in kinds) for kind, text in words.KINDS.items()],
    }


def _deliveries(request: DeskRequest, key: str) -> dict[str, Any]:
    """Some deliveries, the newest first, older than the one that the address names."""
    asked = request.GET.get("state", "")
    state = DeliveryState(asked) if asked in set(DeliveryState) else None
    found = outgoing.deliveries(request.desk.book, key, state)
    before = request.GET.get("before", "")
    older = found.filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 19 else found
    rows = list(older[: PAGE + 1])
    soon, one = timezone.now() + _SOON, outgoing.subscription(request.desk.book, key)
    moving = [row for row in rows[:PAGE] if row.state == DeliveryState.WAITING and row.due < soon]
    return {
        "one": one,
        "deliveries": [(row, _delivery(request, row)) for row in rows[:PAGE]],
        "last": rows[PAGE - 1].pk if len(rows) > PAGE else None,
        "state": state.value if state else "",
        "states": words.STATES,
        "failed": found.filter(state=DeliveryState.FAILED).exists(),
        "moving": bool(moving) and one.state == Standing.ACTIVE,
    }


def _delivery(request: DeskRequest, row: Delivery) -> dict[str, Any]:
    state = DeliveryState(row.state)
    return {
        "event": words.EVENTS[EventType(row.event.type)],
        "state": words.STATES[state],
        "badge": words.STATE_BADGES[state],
        "answer": words.answer(row, request.language),
        "waits": state is DeliveryState.WAITING,
        "id": outgoing.message_id(row.subscription, row.event),
        "body": outgoing.body(row.event, row.subscription.form),
    }
