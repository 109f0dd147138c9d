"""The pages for what is not there, not allowed, or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from carnet.doors.web.faults import told
from carnet.doors.web.templatetags.words import current
from carnet.language import Text

_FORBIDDEN = Text(
    "You may look here but not change anything, or this part is for administrators. Ask an administrator of "
    "your firm.",
    "Vous pouvez consulter sans rien modifier, ou cette partie est réservée aux administrateurs. "
    "Adressez-vous à un administrateur de votre cabinet.",
)
_MISSING = Text(
    "There is no such page. It may have been moved or deleted.",
    "Cette page n’existe pas. Elle a peut-être été déplacée ou supprimée.",
)
_BROKEN = Text(
    "Something went wrong on our side; nothing was changed by it. Try again; if it stays, tell whoever looks "
    "after Carnet the time at which it happened.",
    "Un problème est survenu de notre côté ; rien n’a été modifié. Réessayez ; si cela persiste, indiquez "
    "l’heure à la personne qui s’occupe de Carnet.",
)

_STALE = Text(
    "This page was open for too long, or in another browser window you signed in again. Nothing was changed. "
    "Go back, load the page anew and do it once more.",
    "Cette page est restée ouverte trop longtemps, ou vous vous êtes reconnecté dans une autre fenêtre. Rien "
    "n’a été modifié. Revenez en arrière, rechargez la page et recommencez.",
)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return told(request, _FORBIDDEN(current()), 403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the token that this browser was given."""
    return told(request, _STALE(current()), 403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return told(request, _MISSING(current()), 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return told(request, _BROKEN(current()), 500)
