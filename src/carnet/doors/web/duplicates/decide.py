"""Deciding on one pair, and taking the decision back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from carnet.book.actions import keep_duplicates
from carnet.book.duplicates import Pair
from carnet.book.side_by_side import side_by_side
from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.duplicates.sides import chosen
from carnet.doors.web.duplicates.views import following, shown, surest
from carnet.doors.web.faults import message
from carnet.language import Text
from carnet.office.roles import Role

_DONE = {
    "merge": Text("Merged: “%(one)s” and “%(other)s”.", "Fusionnés : « %(one)s » et « %(other)s »."),
    "separate": Text(
        "Kept apart: “%(one)s” and “%(other)s”.", "Gardés séparés : « %(one)s » et « %(other)s »."
    ),
}
_REOPENED = Text("The decision is taken back.", "La décision est annulée.")


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a decision; ``undo``: the number of the pair whose decision can be taken back."""

    sentence: str
    undo: int | None = None
    refused: bool = False


@require_POST
@at_desk(Role.MEMBER)
def decide(request: DeskRequest, number: int) -> HttpResponseBase:
    """Merge the two or hold them apart; the next pair is shown, also where somebody else was faster.

    Raises:
        CarnetError: duplicate.unknown, and those of a merge.
    """
    desk = request.desk
    decision = "merge" if request.POST.get("decision") == "merge" else "separate"
    try:
        pair = keep_duplicates.open_pair(desk.book, number)
        keep, gone = pair.first.key, pair.second.key
        if request.POST.get("keep") == gone:
            keep, gone = gone, keep
        merges = decision == "merge"
        choices = chosen(request.POST.dict(), side_by_side(desk.book, keep, gone)) if merges else {}
        keep_duplicates.decide(desk.book, number, decision, user=str(desk.user), keep=keep, choices=choices)
    except CarnetError as error:
        if error.code != "duplicate.settled":
            raise
        return _next(request, surest(request), Said(message(error, request.language), refused=True))
    said = _DONE[decision](request.language, {"one": pair.first.name, "other": pair.second.name})
    return _next(request, following(request, pair), Said(said, undo=number))


@require_POST
@at_desk(Role.MEMBER)
def reopen(request: DeskRequest, number: int) -> HttpResponseBase:
    """Take a decision back; the pair is shown.

    Raises:
        CarnetError: duplicate.unknown, and those of undoing a merge.
    """
    keep_duplicates.decide(request.desk.book, number, "reopen", user=str(request.desk.user))
    pair = keep_duplicates.known_pair(request.desk.book, number)
    return _next(request, pair, Said(_REOPENED(request.language)))


def _next(request: DeskRequest, pair: Pair | None, said: Said) -> HttpResponseBase:
    """The pair with what was done; without scripts a page of its own."""
    if request.htmx:
        return shown(request, pair, said=said)
    (messages.warning if said.refused else messages.success)(request, said.sentence)
    return redirect(reverse("duplicates:duplicates") + (f"?pair={pair.id}" if pair else ""))
