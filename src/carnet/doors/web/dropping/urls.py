"""Where an upload link leads."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.dropping import page, tus

app_name = "drop"
urlpatterns = [
    path("<str:token>/", page.page, name="page"),
    path("<str:token>/enter/", page.enter, name="enter"),
    path("<str:token>/arrived/", page.arrived, name="arrived"),
    path("<str:token>/files/", tus.files, name="files"),
    path("<str:token>/files/<slug:file>/", tus.file, name="file"),
]
