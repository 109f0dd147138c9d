"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.tokens import views

app_name = "tokens"
urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("<int:number>/revoke/", views.revoke, name="revoke"),
]
