"""Where the pages about people are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.people import firms

app_name = "people"
urlpatterns = [
    path("firm/", firms.choose, name="choose_firm"),
]
