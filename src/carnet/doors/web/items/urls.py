"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.items import views

app_name = "items"
urlpatterns = [
    path("", views.items, name="list"),
    path("work.csv", views.table, name="table"),
    path("<slug:key>/", views.item, name="item"),
]
