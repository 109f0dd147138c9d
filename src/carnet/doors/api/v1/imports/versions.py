"""The version of files and choices that a caller knows."""

from __future__ import annotations

from django.http import HttpRequest

_NONE = -1  # no draft is at it


def version(request: HttpRequest) -> int | None:
    """What If-Match names; None where any is meant."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    number = given.removeprefix("W/").strip('"')
    return int(number) if number.isdecimal() and len(number) < 10 else _NONE
