"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.guides import views

app_name = "guides"
urlpatterns = [
    path("", views.guides, name="guides"),
]
