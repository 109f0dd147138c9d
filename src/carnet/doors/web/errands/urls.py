"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.errands import views

app_name = "errands"
urlpatterns = [
    path("undo/<slug:entry>/", views.undo, name="undo"),
    path("<slug:key>/", views.errand, name="errand"),
    path("<slug:key>/undo/", views.take_back, name="take_back"),
    path("<slug:key>/file/", views.file, name="file"),
    path("<slug:key>/progress/", views.progress, name="progress"),
]
