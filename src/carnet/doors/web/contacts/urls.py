"""Where the pages of the book are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.contacts import views

app_name = "contacts"
urlpatterns = [
    path("", views.contacts, name="list"),
]
