"""Columns that the columns beside them explain: those without a header, and headers that go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from carnet.language import Text
from carnet.stages.map.weigh import SAFE, Weighed, means_nothing

_LAST = Text("single words beside a column of first names", "des mots seuls à côté d'une colonne de prénoms")
_POSTAL = Text("five digits beside cities or states", "cinq chiffres à côté de villes ou de régions")
_EXPLAINED = 0.72  # confidence of a column that its neighbour explains


# The people behind a firm. Alone the word may be a colleague's ("Partner", "Owner"); with a number or a
# phone of its own it is one of the client's.
_PEOPLE = re.compile(
    r"^\s*(?:business\s+)?(?:owner|director|principal|officer|partner|member|shareholder|trustee|proprietor"
    r"|propri[eé]taire|associ[eé]|g[eé]rant|administrateur|dirigeant|actionnaire)(?:'s)?(?![a-zà-ÿ])",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(
    r"\b(?:first|last|phone|tel|t[eé]l\w*|cell|mobile|portable|dob|birth|naissance|ssn|address|adresse|street"
    r"|pr[eé]nom)\b|^\W*#?\s*\d{1,2}\b",
    re.IGNORECASE,
)


def with_people(headers: Sequence[str]) -> list[str]:
    """The headers of a firm's owners or directors as those of contacts: "Owner 2 Email" as "Contact 2 Email".

    Only where one of them has a number or what no colleague has in a list of clients: a phone, a birth date.
    """
    found = {i: header[match.end() :] for i, header in enumerate(headers) if (match := _PEOPLE.match(header))}
    if not any(_OF_PERSON.search(rest) for rest in found.values()):
        return list(headers)
    return [f"Contact{found[i]}" if i in found else header for i, header in enumerate(headers)]


def in_full(headers: Sequence[str]) -> list[str]:
    """The headers, those that go on from the one before written out.

    "Addr 1 - Line 1" before "- City" makes it "Addr 1 - City", as some programs write a block of columns.
    """
    found, begun = [], ""
    for header in headers:
        before, dash, _ = header.partition("- ")
        if dash and before.strip():
            begun = before
        found.append(begun + header.strip() if dash and not before.strip() else header)
    return found


def explained(columns: Sequence[Weighed]) -> list[Weighed]:
    """The columns, those without a header that a neighbour explains made sure."""
    return [_explained(column, columns) for column in columns]


def _explained(column: Weighed, columns: Sequence[Weighed]) -> Weighed:
    if not means_nothing(column.header) or column.confidence >= SAFE or not column.profile.values:
        return column
    beside = {c.concept for c in columns if abs(c.index - column.index) == 1 and c.confidence >= SAFE}
    profile = column.profile
    if "first" in beside and profile.share("one_word") > 0.7 and profile.distinct > 0.5:
        return _as(column, "last", _LAST)
    if column.concept == "postal" and beside & {"city", "region", "country"}:
        return _as(column, "postal", _POSTAL)
    return column


def _as(column: Weighed, concept: str, reason: Text) -> Weighed:
    reading = replace(column.reading, concept=concept)
    return replace(column, reading=reading, concept=concept, confidence=_EXPLAINED, reason=reason)
