"""Django's settings as mypy's plugin asks for them; the program makes its own in carnet.book.settings."""

from __future__ import annotations

from carnet.book.settings import APPS

INSTALLED_APPS = APPS
