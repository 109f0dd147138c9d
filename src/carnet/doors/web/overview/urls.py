"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.glance, name="glance"),
]
