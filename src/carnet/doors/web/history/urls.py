"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.history import views

app_name = "history"
urlpatterns = [
    path("", views.history, name="history"),
    path("<slug:key>/", views.entry, name="entry"),
]
