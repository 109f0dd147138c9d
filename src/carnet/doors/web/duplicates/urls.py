"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.duplicates import above, decide, views

app_name = "duplicates"
urlpatterns = [
    path("", views.duplicates, name="duplicates"),
    path("above/", above.above, name="above"),
    path("<int:number>/decide/", decide.decide, name="decide"),
    path("<int:number>/reopen/", decide.reopen, name="reopen"),
]
