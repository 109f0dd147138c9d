"""What in a name speaks for an organization."""

from __future__ import annotations

from itertools import pairwise

from carnet.stages.normalise.names import vocabulary as v
from carnet.stages.normalise.names.shapes import FAMILY, GIVEN, Tokens, in_capitals, words

Evidence = tuple[float, str]


def evidence(tokens: Tokens) -> Evidence | None:
    """The strongest sign of an organization, with how sure it makes us; None where there is none.

    A legal form in first place ("Trust Mbeki", "Co Nguyen") is none, nor is a word that is also a family's
    name ("Law", "Banks") behind a given name.
    """
    named = words(tokens)
    if len(named) < 2:
        return (0.6, "business_word") if named and named[0].mark == v.BUSINESS else None
    signs = (_legal_form(tokens), _weak_form(tokens), _business_word(tokens), _other(tokens))
    return max((sign for sign in signs if sign), default=None)


def _legal_form(tokens: Tokens) -> Evidence | None:
    named = words(tokens)
    if any(token.mark == v.LEGAL for token in named[1:]):
        return 0.98, "legal_form"
    return (0.9, "legal_form") if named[0].mark == v.LEGAL and len(named) > 2 else None


def _weak_form(tokens: Tokens) -> Evidence | None:
    """Such as "Co", "SA", "PC": behind "&" or a comma, with full stops or in capitals, or at the end."""
    named = words(tokens)
    ends = [at for at, token in enumerate(tokens) if token.mark == v.FORM and _is_end(tokens, at)]
    if not ends or tokens[ends[-1]] == named[0]:
        return None
    before = tokens[ends[-1] - 1].mark
    form = tokens[ends[-1]]
    if before == v.AND or before == v.COMMA or (form.capitals and not in_capitals(tokens)):
        return 0.92, "legal_form"
    if named[0].mark in GIVEN | {v.TITLE, v.INITIAL} and not form.capitals:
        return None
    return (0.75 if len(named) > 2 else 0.6), "legal_form"


def _is_end(tokens: Tokens, at: int) -> bool:
    return at + 1 == len(tokens) or tokens[at + 1].mark in {v.COMMA, v.OPEN, v.AND, v.LEGAL, v.DASH}


def _business_word(tokens: Tokens) -> Evidence | None:
    named = words(tokens)
    if any(a.mark == v.AND and b.mark == v.SUFFIX for a, b in pairwise(tokens)):
        return 0.9, "business_word"  # "Roy & Fils"
    if any(token.mark == v.BUSINESS for token in named):
        return (0.9 if named[0].mark not in GIVEN else 0.85), "business_word"
    if not any(token.mark == v.HINT for token in named):
        return None
    personal = named[0].mark in GIVEN | {v.TITLE, v.INITIAL} or _given_behind_comma(tokens)
    return None if personal else (0.65, "business_word")


def _given_behind_comma(tokens: Tokens) -> bool:
    pairs = pairwise(tokens)
    return any(a.mark == v.COMMA and b.mark in GIVEN | {v.INITIAL, v.TITLE} for a, b in pairs)


def _other(tokens: Tokens) -> Evidence | None:
    named = words(tokens)
    if named[0].mark == v.ARTICLE:
        return 0.85, "article"
    if any(token.mark == v.DIGITS for token in named):
        return None if named[0].mark in GIVEN | {v.TITLE} else (0.75, "digits")
    dashed = any(token.mark == v.DASH for token in tokens[1:-1])
    family = all(token.mark in FAMILY | {v.WORD} for token in named)
    return (0.6, "joined_names") if dashed and family else None
