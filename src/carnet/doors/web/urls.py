"""Where each area of the app is; the addresses inside an area are its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import include, path

from carnet.doors.web import speech
from carnet.doors.web.people import welcome


def home(request: HttpRequest) -> HttpResponseBase:
    """Where somebody without an address begins: at the contacts, of the team without a firm at its board."""
    alone = request.user.is_authenticated and request.user.team and request.desk is None  # type: ignore[attr-defined]
    return redirect("team:dashboard" if alone else "contacts:list")


urlpatterns = [
    path("", home, name="home"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("language/", speech.speak, name="speak"),
    path("account/", include("carnet.doors.web.people.account")),
    path("contacts/", include("carnet.doors.web.contacts.urls")),
    path("overview/", include("carnet.doors.web.overview.urls")),
    path("import/", include("carnet.doors.web.importing.urls")),
    path("duplicates/", include("carnet.doors.web.duplicates.urls")),
    path("bulk/", include("carnet.doors.web.bulk.urls")),
    path("work/", include("carnet.doors.web.errands.urls")),
    path("items/", include("carnet.doors.web.items.urls")),
    path("drop/", include("carnet.doors.web.dropping.urls")),
    path("drops/", include("carnet.doors.web.drops.urls")),
    path("cases/", include("carnet.doors.web.cases.urls")),
    path("team/", include("carnet.doors.web.team.urls")),
    path("recipes/", include("carnet.doors.web.recipes.urls")),
    path("history/", include("carnet.doors.web.history.urls")),
    path("onboarding/", include("carnet.doors.web.onboarding.urls")),
    path("services/", include("carnet.doors.web.services.urls")),
    path("guides/", include("carnet.doors.web.guides.urls")),
    path("webhooks/", include("carnet.doors.web.webhooks.urls")),
    path("members/", include("carnet.doors.web.people.urls")),
    path("api/", include("carnet.doors.api.urls")),
    path("tokens/", include("carnet.doors.web.tokens.urls")),
    path("v3/", include("carnet.doors.api.karbon.urls")),
]
handler403 = "carnet.doors.web.errors.forbidden"
handler404 = "carnet.doors.web.errors.missing"
handler500 = "carnet.doors.web.errors.broken"
