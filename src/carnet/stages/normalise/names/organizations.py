"""What in a name speaks for an organization."""

from __future__ import annotations

from itertools import pairwise

from carnet.stages.normalise.names import vocabulary as v
from carnet.stages.normalise.names.shapes import FAMILY, GIVEN, Tokens, in_capitals, words

Evidence = tuple[float, str]

# What only a body's name begins with, though the words behind it are a person's.
INSTITUTION = (
    r"(?i)^(?:the |la |le |l['’])?(?:(?:ville|city|town|village|shire|borough|county|commune"
    r"|municipalit[eéy]+|mairie|universit[eéy]+|college|coll[eè]ge|(?:arch)?dioc[eè]se|parish"
    r"|paroisse|church|[eé]glise|bank|banque"
    r"|(?:(?:late|deceased|bankrupt) )?estate|succession|fonds|fiducie|club|cercle|society|soci[eé]t[eé]"
    r"|association|order|ordre|department|d[eé]partement|minist[eèr]+y?|government|gouvernement|state|province"
    r"|council|conseil|school|[eé]cole|friends|amis|trustees?|body corporate|syndicat|owners?,? (?:corp\w*"
    r"|of)) (?:of|for|de|du|des|d['’])"
    r"|(?:body corporate|owners?,? corp\w*|strata plan|sp|condominium corp\w*)"
    r" (?:no\.? ?|sp ?)?\d|trustees? for |est\.? of |succ\. |succession |fiducie "
    r"|(?-i:SAS|SNC|ST[ÉE]|St[ée]|ETS|[EÉ]ts)\.? )"
)


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
    if any(token.mark in {v.LEGAL, v.FRONT} for token in named[1:]):
        return 0.98, "legal_form"
    if named[0].mark == v.FRONT and v.COMMA not in {token.mark for token in tokens}:
        return 0.95, "legal_form"
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
    if _is_person_called(tokens):
        return None
    if any(token.mark in {v.BUSINESS, v.CALLED} for token in named):
        return (0.9 if named[0].mark not in GIVEN else 0.85), "business_word"
    if not any(token.mark == v.HINT for token in named):
        return None
    personal = named[0].mark in GIVEN | {v.TITLE, v.INITIAL} or _given_behind_comma(tokens)
    return None if personal else (0.65, "business_word")


def _is_person_called(tokens: Tokens) -> bool:
    """ "School, John" and "Parish, Mary A": a word that is also a family's name, and given names alone."""
    if tokens[0].mark != v.CALLED or len(tokens) < 3 or tokens[1].mark != v.COMMA:
        return False
    return tokens[2].mark in GIVEN and all(token.mark in GIVEN | {v.INITIAL} for token in tokens[2:])


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
