"""Where the pages of the book are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.contacts import layout, one, views

app_name = "contacts"
urlpatterns = [
    path("", views.contacts, name="list"),
    path("columns/", layout.keep_columns, name="columns"),
    path("views/", layout.save_view, name="save_view"),
    path("views/<int:number>/forget/", layout.forget_view, name="forget_view"),
    path("<slug:key>/", one.contact, name="contact"),
]
