"""Django's settings as mypy's plugin asks for them; the program makes its own."""

from __future__ import annotations

from carnet.doors.web.settings import MIDDLEWARE, WEB_APPS, accounts

INSTALLED_APPS = WEB_APPS
SECRET_KEY = "types sign nothing"
globals().update(accounts())
AUTH_USER_MODEL = "office.User"
__all__ = ["MIDDLEWARE"]
