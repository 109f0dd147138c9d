"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.start, name="start"),
]
