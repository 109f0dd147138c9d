"""The language of a page: the person's own choice, else as the browser asks."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from carnet.language import Language
from carnet.office.models import User


class SpokenLanguage:
    """Middleware: chooses the language and says it in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = _language(request)
        request.language = language  # type: ignore[attr-defined]
        with translation.override(language.value):
            response = self._get_response(request)
            response.headers.setdefault("Content-Language", language.value)
        return response


def _language(request: HttpRequest) -> Language:
    return chosen(request) or Language(translation.get_language_from_request(request))


def chosen(request: HttpRequest) -> Language | None:
    """The language that the person chose, for themselves or for this browser; None where they did not."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    user = request.user
    own = user.language if user.is_authenticated else ""
    for choice in (own, cookie):
        if choice in {language.value for language in Language}:
            return Language(choice)
    return None


@require_POST
def speak(request: HttpRequest) -> HttpResponseBase:
    """Change the language, for this browser and for the person who is signed in; back to the page."""
    wanted = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if wanted in {language.value for language in Language}:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=365 * 24 * 3600, samesite="Lax", httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=wanted)
    return response
