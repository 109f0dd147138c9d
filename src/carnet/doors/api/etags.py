"""Entity tags of contacts: whether a caller knows a contact as it is."""

from __future__ import annotations

import re

from django.http import HttpRequest

from carnet.book.actions.editing import Seen

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def etag(version: str) -> str:
    """The header's value for a version of a contact ("<revision>-<change>")."""
    return f'"{version}"'


def is_known(request: HttpRequest, version: str) -> bool:
    """Whether If-None-Match names that version."""
    given = request.headers.get("If-None-Match", "")
    return given.strip() == "*" or version in _TAG.findall(given)


def seen(request: HttpRequest) -> Seen | None:
    """The version that If-Match names; None where any is meant."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    found = _TAG.fullmatch(given)
    return Seen.read(found[1] if found else given)
