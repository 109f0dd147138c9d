"""Who comes by an upload link: a visit, which a signed cookie of this link alone remembers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string

from carnet.contract import CarnetError
from carnet.doors.web import faults
from carnet.doors.web.speech import chosen
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.office.drops import links
from carnet.office.models import Drop

_COOKIE = "carnet_drop"
_LASTS = 7 * 24 * 60 * 60  # seconds that a browser is known again
_STATUS = {
    "drop.expired": 410,
    "drop.full": 410,
    "drop.no_file": 410,
    "drop.too_large": 413,
    "drop.passphrase": 403,
    "drop.wait": 403,
    "drop.visit": 403,
    "drop.shut": 403,
    "file.empty": 400,
    "case.not_waiting": 409,
    "case.over": 410,
}

rule(
    "drop.visit",
    Severity.ERROR,
    en="This browser is not known here any more. Load the page anew, then send the file again.",
    fr="Ce navigateur n'est plus reconnu ici. Rechargez la page, puis envoyez de nouveau le fichier.",
)

LinkView = Callable[Concatenate[HttpRequest, Drop, ...], HttpResponseBase]


def at_link(view: LinkView) -> Callable[..., HttpResponseBase]:
    """Let a view have the link of the address's token, and tell in a sentence why there is none."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answered: HttpResponseBase
        try:
            drop = links.opened(token, address_of(request))
        except CarnetError as error:
            answered = refused(request, error)
        else:
            answered = _answered(request, drop, lambda: view(request, drop, *args, token=token, **kwargs))
        answered.headers["Cache-Control"] = "no-store"
        answered.headers["X-Robots-Tag"] = "noindex"
        return answered

    return answer


def _answered(request: HttpRequest, drop: Drop, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What a view answers, in the language that the case is led in where the person chose none."""
    if drop.case and chosen(request) is None:
        request.language = Language(drop.case.language)  # type: ignore[attr-defined]
    language: Language = request.language  # type: ignore[attr-defined]
    with translation.override(language.value):
        try:
            answered = view()
        except CarnetError as error:
            answered = refused(request, error)
    answered.headers["Content-Language"] = language.value
    return answered


def refused(request: HttpRequest, error: CarnetError) -> HttpResponse:
    """Why something is not to be had here: a page, or plain text for the script that sends files."""
    status = _STATUS.get(error.code, faults.status(error))
    sentence = faults.message(error, request.language)  # type: ignore[attr-defined]
    if "Tus-Resumable" in request.headers:
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    if getattr(request, "htmx", False):
        return faults.told(request, sentence, status)
    return render(request, "carnet/dropping/refused.html", {"sentence": sentence}, status=status)


def visit_of(request: HttpRequest, drop: Drop) -> str:
    """The visit that a browser is known by; "" for none."""
    return request.get_signed_cookie(_COOKIE, "", salt=_salt(drop), max_age=_LASTS) or ""


def begin(answer: HttpResponse, drop: Drop, token: str) -> str:
    """Know a browser again from now on; the visit."""
    visit = get_random_string(32)
    answer.set_signed_cookie(
        _COOKIE, visit, salt=_salt(drop), max_age=_LASTS, path=reverse("drop:page", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return visit


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind a proxy that ends TLS, as that proxy says."""
    near = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return near
    return request.headers.get("X-Forwarded-For", near).rpartition(",")[2].strip()


def _salt(drop: Drop) -> str:
    return f"carnet/drop/{drop.key}"
