"""Errors as a person reads them: a sentence, never a traceback; nothing of a contact in the log."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from carnet.contract import CarnetError
from carnet.findings import render as worded
from carnet.language import Language

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
        frame = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("%s at %s:%s", type(error).__name__, Path(frame.filename).name, frame.lineno)
        return None


def message(error: CarnetError, language: Language) -> str:
    """The sentence of an error."""
    values = {name: str(value) for name, value in error.values.items() if name != "row"}
    row = int(error.values.get("row", 0))
    return worded(error.code, language, row=row, **values).message


def status(error: CarnetError) -> int:
    """The HTTP status that an error answers with."""
    if error.code.endswith(".unknown"):
        return MISSING
    if error.code.endswith((".changed", ".locked")):
        return MOVED
    return WRONG


def told(request: HttpRequest, sentence: str, code: int) -> HttpResponse:
    """A sentence as a page; for htmx as a fragment that the page's script shows in its place for alerts."""
    fragment = bool(getattr(request, "htmx", False))
    template = "carnet/parts/fault.html" if fragment else "carnet/fault.html"
    return render(request, template, {"sentence": sentence, "code": code}, status=code)
