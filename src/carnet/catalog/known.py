"""Headers that name a field of contacts by themselves."""

from __future__ import annotations

from functools import cache

from carnet.catalog.fields import FIELDS
from carnet.catalog.headers import fold


@cache
def known_headers() -> frozenset[str]:
    """The folded headers of all fields: their labels in both languages and their other names."""
    named = (text for entry in FIELDS.values() for text in (entry.label.en, entry.label.fr, *entry.headers))
    return frozenset(map(fold, named))
