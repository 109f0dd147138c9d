"""One shape read: organization, couple or person."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from carnet.stages.normalise.names import couples, organizations, people
from carnet.stages.normalise.names import vocabulary as v
from carnet.stages.normalise.names.shapes import (
    FAMILY,
    GIVEN,
    Reading,
    Role,
    Roles,
    Token,
    Tokens,
    in_capitals,
    words,
)

_SURE = 0.8
_CLOSING = {v.OPEN: v.CLOSE, v.QUOTE: v.QUOTE}


def parse(tokens: Tokens) -> Reading:
    """How a name of this shape is read.

    Args:
        tokens: all tokens of the name, in order.
    """
    tokens = _titles_in_context(_earls_in_context(tokens))
    named = words(tokens)
    found = organizations.evidence(tokens)
    numbered = found is not None and found[1] == "legal_form"  # "9123-4567 Québec inc."
    digits = len(named) > 1 and all(token.mark == v.DIGITS for token in named)  # "+1 202 555 0143"
    if not named or digits or (not numbered and any(token.mark == v.ADDRESS for token in tokens)):
        return Reading(None, 0.0, "no_name", {}, "name.no_name")
    rest, aside = _nickname(tokens)
    if found and found[0] >= _SURE:
        return Reading("organization", *found, {}, "name.unclear" if _names_a_person(tokens) else None)
    reading = couples.read(rest) if any(t.mark == v.AND for t in rest) else people.read(rest)
    if found and reading.confidence < 0.9:
        code = None if found[0] >= 0.75 else "name.unclear"
        return Reading("organization", *found, {}, code)
    if any(token.mark == v.DIGITS for token in words(rest)) and reading.kind in {"person", "couple"}:
        roles = reading.roles if reading.kind == "person" else {}
        reading = Reading(None, 0.4, "digits", roles, "name.unclear")
    reading = _complete(_with_aside(reading, aside), named)
    marked = any(token.mark == v.OTHER for token in tokens)  # "*John Smith"
    return replace(reading, code="name.remark") if marked and reading.kind == "person" else reading


def _names_a_person(tokens: Tokens) -> bool:
    """Whether a part of an organization's name is a person's: "Acme Ltd - Ann Roe", "Ann Roe (Acme Ltd)"."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.mark in _APART:
            found.append([])
        else:
            found[-1].append(token)
    parts = [words(part) for part in found if words(part)]
    return len(parts) == 2 and any(
        len(part) > 1 and part[0].mark == v.GIVEN and part[-1].mark in FAMILY | {v.WORD}
        and organizations.evidence(part) is None
        for part in parts
    )  # fmt: skip


_APART = {v.COMMA, v.OPEN, v.CLOSE, v.DASH}


def _complete(reading: Reading, named: list[Token]) -> Reading:
    """No word is lost: one without a part is a remark, and it is said."""
    left = [token for token in named if token.at not in reading.roles]
    if not left or reading.kind not in {"person", "couple"}:
        return reading
    roles = reading.roles | dict.fromkeys((token.at for token in left), Role.REMARK)
    return Reading(reading.kind, min(reading.confidence, 0.6), reading.reason, roles, "name.unclear")


def _with_aside(reading: Reading, aside: Roles) -> Reading:
    if not aside or reading.kind == "organization":
        return reading
    odd = bool({Role.REMARK, Role.REMARK_2} & set(aside.values()))
    code = ("name.remark" if reading.kind == "person" else "name.unclear") if odd else reading.code
    return Reading(reading.kind, reading.confidence, reading.reason, reading.roles | aside, code)


def _earls_in_context(tokens: Tokens) -> list[Token]:
    """ "EARL Martin" is a farm in France, "Earl Martin" and "EARL MARTIN" are called so."""
    shouting = in_capitals(tokens)
    return [
        token._replace(mark=v.FRONT if token.capitals and not shouting else v.GIVEN)
        if token.mark == v.EARL
        else token
        for token in tokens
    ]


def _titles_in_context(tokens: Tokens) -> list[Token]:
    """ "M et Mme Roy": a lone M before "and" and a title is one; elsewhere it is an initial.

    "The" before a title belongs to it ("The Hon. Jane Roe").
    """
    fixed = list(tokens)
    if [token.mark for token in tokens[:2]] == [v.ARTICLE, v.TITLE] and len(tokens) > 2:
        fixed[0] = tokens[0]._replace(mark=v.TITLE)
    for at, token in enumerate(tokens):
        if token.mark == v.MONSIEUR:
            fixed[at] = token._replace(mark=v.INITIAL if _beside_initial(tokens, at) else v.TITLE)
    tokens = fixed = _last_name_before_title(fixed)
    follows = [token.mark for token in tokens[1:3]]
    if tokens and tokens[0].mark == v.INITIAL and follows == [v.AND, v.TITLE]:
        fixed[0] = tokens[0]._replace(mark=v.TITLE)
    for at, token in enumerate(fixed[1:-1], 1):  # a title inside a name is a word of it
        if token.mark == v.TITLE and fixed[at - 1].mark not in {v.TITLE, v.AND, v.COMMA, v.OPEN}:
            after = fixed[at + 1].mark
            fixed[at] = token if after in {v.AND, v.COMMA, v.SUFFIX, v.STATE} else token._replace(mark=v.WORD)
    return fixed


def _last_name_before_title(tokens: list[Token]) -> list[Token]:
    """ "COLE MR D" and "Smith Mrs Jane", as British programs write them, with the comma that parts them."""
    marks = [token.mark for token in tokens]
    named = marks[:1] and marks[0] in FAMILY | GIVEN | {v.WORD} and marks[1:2] == [v.TITLE]
    given = len(marks) > 2 and set(marks[2:]) <= GIVEN | {v.INITIAL, v.TITLE, v.AND}
    comma = Token(v.COMMA, False, _NOWHERE)
    return [tokens[0], comma, *tokens[1:]] if named and given else list(tokens)


_NOWHERE = -1  # the place of a token that is not written


def _beside_initial(tokens: Tokens, at: int) -> bool:
    """Whether this word and an initial have nothing but "and" between: "J. & M. Roy"."""
    beside = (tokens[max(at - 2, 0) : at][::-1], tokens[at + 1 : at + 3])
    return any([token.mark for token in pair] == [v.AND, v.INITIAL] for pair in beside)


def _nickname(tokens: Tokens) -> tuple[list[Token], Roles]:
    """The tokens outside brackets and quotes, and what becomes of those inside.

    Inside the name, or a known given name: the preferred name. Anything else ("(deceased)") is a
    remark, so that no word is lost.
    """
    rest: list[Token] = []
    aside: Roles = {}
    at = 0
    while at < len(tokens):
        if len(words(rest)) >= _BEFORE.get(tokens[at].mark, len(tokens)):
            behind = list(takewhile(lambda token: token.mark != v.COMMA, tokens[at:]))
            aside |= dict.fromkeys((token.at for token in behind if token.mark not in _CLOSING), Role.REMARK)
            at += len(behind)
            continue
        end = _closing(tokens, at)
        if end is None:
            rest.append(tokens[at])
            at += 1
            continue
        inside = words(tokens[at + 1 : end])
        if min(len(words(rest)), len(words(tokens[end + 1 :]))) >= _WHOLE:  # "Ann Roe (NC-1) Roe Cards"
            aside |= {token.at: Role.REMARK for token in tokens[at:]}
            break
        middle = bool(rest) and end + 1 < len(tokens)
        joined = any(token.mark == v.AND for token in tokens[at:end])  # "John Smith (& Mary)"
        known = len(inside) == 1 and not joined and inside[0].mark in GIVEN | {v.INITIAL}
        fits = len(inside) <= 2 and (
            known or (middle and not joined and all(t.mark in _NICK for t in inside))
        )
        free = Role.PREFERRED not in aside.values()
        second = any(token.mark == v.AND for token in rest)  # "John & Mary (Jones) Smith"
        kept = Role.REMARK_2 if second else Role.REMARK
        role = Role.PREFERRED if fits and free and not second else kept
        aside |= {token.at: role for token in tokens[at : end + 1] if role is kept}
        aside |= {token.at: role for token in inside}
        at = end + 1
    if not words(rest):
        return [token for token in tokens if token.mark not in _CLOSING and token.mark != v.CLOSE], {}
    return rest, aside


# How many words stand before what is no part of the name: "Ann Roy - Owner", "Roy née Lee, Ann".
_BEFORE = {v.ALSO: 1, v.DASH: 2}
_WHOLE = 2  # words of a whole name
_NICK = GIVEN | FAMILY | {v.WORD, v.INITIAL, v.HINT, v.VAN}


def _closing(tokens: Tokens, at: int) -> int | None:
    wanted = _CLOSING.get(tokens[at].mark)
    if wanted is None:
        return None
    return next((end for end in range(at + 2, len(tokens)) if tokens[end].mark == wanted), None)
