"""Where the book at a glance is."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.overview import views

app_name = "overview"
urlpatterns = [path("", views.overview, name="overview")]
