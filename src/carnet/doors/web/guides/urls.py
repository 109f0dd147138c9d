"""Where the guides and the import files to fill in are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.guides import views

app_name = "guides"
urlpatterns = [
    path("", views.guides, name="guides"),
    path("import-file/<slug:level>/<slug:language>/", views.import_file, name="import_file"),
    path("<slug:provider>/", views.guide, name="guide"),
]
