"""Where the pages of this area are."""

from __future__ import annotations

from django.urls import path

from carnet.doors.web.recipes import views

app_name = "recipes"
urlpatterns = [
    path("", views.recipes, name="recipes"),
    path("<slug:key>/", views.recipe, name="recipe"),
    path("<slug:key>/rename/", views.rename, name="rename"),
    path("<slug:key>/delete/", views.delete, name="delete"),
]
