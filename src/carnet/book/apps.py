"""The Django app's declaration."""

from __future__ import annotations

from django.apps import AppConfig


class BookConfig(AppConfig):
    """The contact book, label ``book``."""

    name = "carnet.book"
    label = "book"
    default_auto_field = "django.db.models.BigAutoField"
