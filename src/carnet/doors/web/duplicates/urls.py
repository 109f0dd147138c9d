"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.duplicates import views

app_name = "duplicates"
urlpatterns = [
    path("", views.pairs, name="pairs"),
]
