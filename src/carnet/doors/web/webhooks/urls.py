"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("", views.webhooks, name="webhooks"),
    path("<slug:key>/", views.webhook, name="webhook"),
    path("<slug:key>/deliveries/", views.deliveries, name="deliveries"),
    path("<slug:key>/change/", views.change, name="change"),
    path("<slug:key>/secret/", views.rotate, name="rotate"),
    path("<slug:key>/pause/", views.pause, name="pause"),
    path("<slug:key>/resume/", views.resume, name="resume"),
    path("<slug:key>/test/", views.test, name="test"),
    path("<slug:key>/delete/", views.delete, name="delete"),
    path("<slug:key>/replay/", views.replay_failed, name="replay_failed"),
    path("<slug:key>/deliveries/<int:number>/replay/", views.replay, name="replay"),
]
