"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.bulk import views

app_name = "bulk"
urlpatterns = [
    path("", views.prepare, name="prepare"),
    path("do/", views.do, name="do"),
]
