"""The pairs that nobody decided on, one at a time, the surest first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from carnet.book import duplicates as pairs
from carnet.book.duplicates import Pair
from carnet.book.side_by_side import side_by_side
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.duplicates.sides import origins, rows
from carnet.office.roles import Role
from carnet.stages.report.evidence import evidence_line

PART = "pair"  # id of the part of the page that htmx replaces
_UPCOMING = 12  # pairs that are named beside the one that is shown
_DIGITS = 18  # of a pair's number, which both engines take


@require_safe
@at_desk(Role.READER)
def duplicates(request: DeskRequest) -> HttpResponseBase:
    """The pair that the address names, else the surest."""
    return shown(request, _named(request) or surest(request))


def surest(request: DeskRequest) -> Pair | None:
    """The surest open pair; None where none is left."""
    return next(iter(request.desk.book.duplicates(1)), None)


def _named(request: DeskRequest) -> Pair | None:
    """The pair of the address."""
    number = request.GET.get("pair", "")
    if not number.isascii() or not number.isdigit() or len(number) > _DIGITS:
        return None
    with request.desk.book.cursor() as cursor:
        return pairs.pair(request.desk.book, cursor, int(number))


def following(request: DeskRequest, pair: Pair) -> Pair | None:
    """The open pair after one, else the surest."""
    with request.desk.book.cursor() as cursor:
        after = pairs.beside(request.desk.book, cursor, pair.place, 1)
    return after[0] if after else surest(request)


def shown(request: DeskRequest, pair: Pair | None, **more: Any) -> HttpResponse:
    """The page of a pair, or for htmx the part of it that changes.

    Args:
        more: what was just done, for the part that tells it.
    """
    part = request.htmx.target == PART
    template = "carnet/duplicates/parts/pair.html" if part else "carnet/duplicates/duplicates.html"
    context = _counts(request) | (_sides(request, pair) if pair else {}) | more
    response = render(request, template, context)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    if part:
        response["HX-Replace-Url"] = reverse("duplicates:duplicates") + (f"?pair={pair.id}" if pair else "")
    return response


def _counts(request: DeskRequest) -> dict[str, Any]:
    book = request.desk.book
    with book.cursor() as cursor:
        left, settled = pairs.count_open(book, cursor), pairs.count_settled(book, cursor)
    return {"left": left, "settled": settled, "whole": left + settled}


def _sides(request: DeskRequest, pair: Pair) -> dict[str, Any]:
    book, language = request.desk.book, request.language
    keep, gone = pair.first.key, pair.second.key
    if request.GET.get("keep") == gone:
        keep, gone = gone, keep
    seen = side_by_side(book, keep, gone)
    with book.cursor() as cursor:
        before = pairs.beside(book, cursor, pair.place, 1, before=True)
        after = pairs.beside(book, cursor, pair.place, _UPCOMING)
    return {
        "pair": pair,
        "seen": seen,
        "swap": reverse("duplicates:duplicates") + f"?pair={pair.id}&keep={gone}",
        "rows": rows(seen, language),
        "origins": origins(book, seen, language),
        "evidence": evidence_line(pair.evidence, language),
        "before": before[0] if before else None,
        "after": after,
    }
