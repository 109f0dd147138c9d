"""Errors as a person reads them: a sentence, never a traceback; nothing of a contact in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from carnet.contract import CarnetError
from carnet.language import Language
from carnet.stages.report import refusal_finding
from carnet.terms import place_of

_log = logging.getLogger("carnet.web")
MISSING, MOVED, WRONG = 404, 409, 422  # statuses


class ToldToThePerson:
    """Middleware: what a view could not do becomes a page, or a fragment for a part of one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django asks this for each exception of a view."""
        if isinstance(error, CarnetError):
            return told(request, message(error, request.language), status(error))  # type: ignore[attr-defined]
        if isinstance(error, (Http404, PermissionDenied, SuspiciousOperation)):
            return None
        _log.error("%s", place_of(error))
        return None


def message(error: CarnetError, language: Language) -> str:
    """The sentence of an error."""
    return refusal_finding(error, language).message


def status(error: CarnetError) -> int:
    """The HTTP status that an error answers with."""
    if error.code.endswith((".unknown", ".gone")):
        return MISSING
    if error.code.endswith((".changed", ".locked")):
        return MOVED
    return WRONG


def told(request: HttpRequest, sentence: str, code: int) -> HttpResponse:
    """A sentence as a page; for htmx as a fragment that the page's script shows in its place for alerts."""
    fragment = bool(getattr(request, "htmx", False))
    template = "carnet/parts/fault.html" if fragment else "carnet/fault.html"
    return render(request, template, {"sentence": sentence, "code": code}, status=code)
