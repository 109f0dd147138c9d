"""One person's name: salutation, first, middle, last name, suffix."""

from __future__ import annotations

from carnet.stages.normalise.names import vocabulary as v
from carnet.stages.normalise.names.shapes import (
    FAMILY,
    GIVEN,
    SECOND,
    Reading,
    Role,
    Roles,
    Token,
    Tokens,
    give,
    in_capitals,
    marks,
    parts,
    words,
)

_PARTICLES = {v.PARTICLE, v.VAN}
_BEHIND = {v.SUFFIX: Role.SUFFIX, v.STATE: Role.REMARK}
Named = list[Token]


def without_affixes(tokens: Tokens) -> tuple[Named, Roles]:
    """The tokens left when titles in front and suffixes behind (also behind commas) have their roles."""
    left, roles = list(tokens), Roles()
    shouting = in_capitals(tokens)
    while len(left) > 1 and _is_suffix(left, shouting):
        last = left.pop()
        roles[last.at] = _BEHIND.get(last.mark, Role.SUFFIX)
        while left and left[-1].mark == v.COMMA:
            left.pop()
    segments = parts(left, v.COMMA)
    for number, segment in enumerate(segments):
        while segment and segment[0].mark == v.TITLE and (len(segment) > 1 or number):
            roles[segment.pop(0).at] = Role.SALUTATION
        while number == 0 and len(segments) > 1 and len(segment) > 1 and segment[-1].mark in _BEHIND:
            last = segment.pop()
            roles[last.at] = _BEHIND[last.mark]
    kept = [segment for segment in segments if segment]
    return _rejoined(kept), roles


def _is_suffix(tokens: Named, shouting: bool) -> bool:
    last, before = tokens[-1], tokens[-2]
    if last.mark in _BEHIND:
        return True
    if last.mark == v.FORM or last.mark == v.DEGREE:
        return before.mark == v.COMMA or (last.capitals and not shouting and len(tokens) > 2)
    return last.mark == v.TITLE and (before.mark == v.COMMA or len(tokens) > 2)


def _rejoined(segments: list[Named]) -> Named:
    joined: Named = []
    for segment in segments:
        if joined:
            joined.append(Token(v.COMMA, False, -1))
        joined.extend(segment)
    return joined


def last_name_starts(named: Named) -> int:
    """Where the last name begins among words in the order given names, last name.

    Particles belong to the last name ("van der Berg", "de la Cruz"); so do two Hispanic surnames, also
    with "y" between.
    """
    start = len(named) - 1
    if start >= 2 and named[start].mark == v.HISPANIC and named[start - 1].mark == v.HISPANIC:
        start -= 1
    while start > 1 and named[start - 1].mark in _PARTICLES | {v.LINK}:
        start -= 2 if named[start - 1].mark == v.LINK else 1
    if start == 1 and named[0].mark == v.PARTICLE:
        return 0
    return start


def given(named: Named) -> Roles:
    """First name and middle names."""
    return give(named[:1], Role.FIRST) | give(named[1:], Role.MIDDLE)


def in_order(named: Named) -> Roles:
    """Roles of words in the order first, middle, last name."""
    start = last_name_starts(named)
    return given(named[:start]) | give(named[start:], Role.LAST)


def read(tokens: Tokens) -> Reading:
    """A name that is held to be one person's.

    Args:
        tokens: without nicknames; at least one word.
    """
    core, affixes = without_affixes(tokens)
    segments = [words(segment) for segment in parts(core, v.COMMA)]
    segments = [segment for segment in segments if segment]
    titled = any(role is Role.SALUTATION for role in affixes.values())
    if not segments:
        return Reading(None, 0.2, "one_word", affixes, "name.one_word")
    if len(segments) > 1:
        reading = _behind_comma(segments)
    elif len(segments[0]) == 1:
        reading = _one_word(segments[0][0], titled)
    else:
        reading = _in_a_row(segments[0])
    evident = titled or (bool(affixes) and reading.reason != "one_word")
    return _with(reading, affixes, "title" if titled else "suffix") if evident else _with(reading, affixes)


def _with(reading: Reading, affixes: Roles, reason: str = "") -> Reading:
    roles = reading.roles | affixes
    if not reason or reading.confidence >= 0.95:
        return Reading(reading.kind, reading.confidence, reading.reason, roles, reading.code)
    code = None if reading.code == "name.unclear" else reading.code
    return Reading("person", 0.95 if reason == "title" else 0.9, reason, roles, code)


def _one_word(word: Token, titled: bool) -> Reading:
    known = word.mark in GIVEN and not titled
    role = Role.FIRST if known else Role.LAST
    return Reading(None, 0.4 if known else 0.3, "one_word", {word.at: role}, "name.one_word")


def _behind_comma(segments: list[Named]) -> Reading:
    """Last name, given names; a further part is more given names ("Smith, John, Andrew")."""
    last, first, *more = segments
    if not more and last[0].mark == first[0].mark == v.GIVEN and len(last) > 1:
        if len(first) > 1 and first[-1].mark not in GIVEN | {v.INITIAL}:  # "John Smith, Mary Jones"
            second = {at: SECOND[role] for at, role in in_order(first).items()}
            return Reading("couple", 0.65, "two_first_names", in_order(last) | second, "name.unclear")
        return Reading("person", 0.75, "comma_order", give(last, Role.LAST) | given(first), "name.order")
    roles = give(last, Role.LAST) | given([*first, *(token for part in more for token in part)])
    if first[0].mark in GIVEN | {v.INITIAL, v.VAN}:
        return Reading("person", 0.95, "comma_order", roles, "name.unclear" if more else None)
    if len(last) > 1 and last[0].mark in GIVEN:  # "John Smith, Ballarat"
        return Reading("person", 0.6, "given_name", in_order(last) | give(first, Role.REMARK)
                       | give((t for part in more for t in part), Role.REMARK), "name.unclear")  # fmt: skip
    sure = len(last) == 1 and len(first) <= 2 and not more
    return Reading("person", 0.75 if sure else 0.5, "comma_order", roles, None if sure else "name.unclear")


def _in_a_row(named: Named) -> Reading:
    capitals = _capitals(named)
    if capitals is not None:
        return Reading("person", 0.85, "capital_last_name", capitals)
    front, back = named[0], named[-1]
    if _is_surname_first(named):
        start = 2 if len(named) > 2 and named[0].mark in _PARTICLES else 1
        roles = give(named[:start], Role.LAST) | given(named[start:])
        return Reading("person", 0.7, "surname_first", roles, "name.order")
    if front.mark in _PARTICLES and back.mark == v.INITIAL:  # "van der Merwe J.P."
        start = next(i for i, token in enumerate(named) if token.mark == v.INITIAL)
        return Reading(
            "person",
            0.75,
            "surname_first",
            give(named[:start], Role.LAST) | given(named[start:]),
            "name.order",
        )
    roles = in_order(named)
    if front.mark == v.GIVEN and back.mark == v.GIVEN and len(named) == 2:
        return Reading("person", 0.85, "two_first_names", roles)
    if front.mark in GIVEN:
        if len(named) > 2 and back.mark == v.HINT and named[-2].mark not in GIVEN | {v.INITIAL, *_PARTICLES}:
            return Reading("person", 0.6, "given_name", roles, "name.unclear")  # "Jane Doe Law"
        return Reading(
            "person", 0.9 if front.mark == v.GIVEN else 0.8, "given_name", *_two_last(named, roles)
        )
    if front.mark == v.INITIAL:
        sure = back.mark not in {v.INITIAL, v.DIGITS}
        return Reading("person", 0.75 if sure else 0.4, "initials", roles, None if sure else "name.unclear")
    if any(token.mark == v.PARTICLE for token in named[1:-1]):
        return Reading("person", 0.75, "last_name", roles)
    if back.mark in {v.GIVEN, v.INITIAL}:
        return Reading("person", 0.6, "given_name", roles, "name.order")
    if back.mark in FAMILY | {v.EITHER} or any(token.mark in _PARTICLES for token in named[1:-1]):
        return Reading("person", 0.7, "last_name", roles)
    return Reading(None, 0.4, "unknown_words", roles, "name.unclear")


def _capitals(named: Named) -> Roles | None:
    """ "TREMBLAY Jean" and "Jean TREMBLAY": the words in capitals are the last name."""
    caps = [token.capitals and token.mark != v.INITIAL for token in named]
    run = sum(caps)
    plain = [token for token in named if not token.capitals and token.mark not in _PARTICLES | {v.INITIAL}]
    if not run or not plain or named[-1].mark == v.INITIAL:
        return None
    if all(caps[:run]):
        return give(named[:run], Role.LAST) | given(named[run:])
    if not all(caps[-run:]):
        return None
    start = len(named) - run
    while start > 1 and named[start - 1].mark in _PARTICLES:
        start -= 1
    return given(named[:start]) | give(named[start:], Role.LAST)


def _is_surname_first(named: Named) -> bool:
    """ "Nguyen Thi Mai", "Smith John", "Smith J": a family's name in front, none behind."""
    front, back = named[0].mark, named[-1].mark
    if front in FAMILY and back == v.EITHER and len(named) == 2:  # "Zhang Wei", "Tremblay Martin"
        return True
    if front == v.ASIAN:
        return back not in FAMILY | {v.EITHER} and (len(named) > 2 or back != v.WORD)
    return front in {v.SURNAME, v.HISPANIC} and back in {v.GIVEN, v.INITIAL} and v.EITHER not in marks(named)


def _two_last(named: Named, roles: Roles) -> tuple[Roles, str | None]:
    """Two surnames of which one is Hispanic: both are kept in the last name, and it is said."""
    if len(named) < 3 or (named[-1].mark == v.HISPANIC) == (named[-2].mark == v.HISPANIC):
        return roles, None
    if named[-2].mark not in FAMILY | {v.WORD} or named[-1].mark not in FAMILY | {v.WORD}:
        return roles, None
    return given(named[:-2]) | give(named[-2:], Role.LAST), "name.two_last_names"
