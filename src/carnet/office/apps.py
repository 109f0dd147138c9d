"""The Django app's declaration."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """People and work in hand, label ``office``."""

    name = "carnet.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"
