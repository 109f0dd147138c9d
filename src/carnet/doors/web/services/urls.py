"""Where the pages of the services are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.services import team, views

app_name = "services"
urlpatterns = [
    path("", views.services, name="services"),
    path("requests/", team.requests, name="requests"),
    path("requests/<slug:key>/answer/", team.answer, name="answer"),
    path("requests/<slug:key>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:service>/", views.ask, name="ask"),
    path("<slug:service>/edit/", team.edit, name="edit"),
]
