"""Two people in one name: "John & Mary Smith", "Smith, John and Mary", "M. et Mme Tremblay"."""

from __future__ import annotations

from carnet.stages.normalise.names import people
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
    parts,
    words,
)

Named = list[Token]
_UNCLEAR = "name.unclear"


def read(tokens: Tokens) -> Reading:
    """A name with "and" in it: a couple where given names or titles say so, else a firm or unclear."""
    groups = parts(tokens, v.AND)
    groups = [group for group in groups if words(group)]
    couple = _titled_pair(groups)
    if couple is None and len(groups) == 2:
        couple = _pair(groups[0], groups[1])
    return couple or _no_couple(tokens, groups)


def _no_couple(tokens: Tokens, groups: list[Named]) -> Reading:
    named = words(tokens)
    given = sum(token.mark in GIVEN for token in named)
    if len(groups) < 2:
        return Reading(None, 0.3, "unknown_words", people.in_order(named), _UNCLEAR)
    if given and (given > 1 or all(token.mark in GIVEN | {v.INITIAL} for token in named)):
        return Reading(None, 0.4, "joined_names", {}, _UNCLEAR)
    if all(token.mark == v.INITIAL for token in named[:2]):
        return Reading(None, 0.4, "joined_names", {}, _UNCLEAR)
    plain = not given and all(len(words(group)) == 1 for group in groups[-2:])
    return Reading("organization", 0.75 if plain else 0.6, "joined_names", {}, None if plain else _UNCLEAR)


def _titled_pair(groups: list[Named]) -> Reading | None:
    """ "Mr & Mrs J Smith", "Smith, Mr & Mrs John", "Mr & Mrs John & Mary Smith"."""
    if len(groups) < 2:
        return None
    before, titles = _trailing_titles(groups[0])
    after = [token for token in groups[1] if token.mark == v.TITLE and token is groups[1][0]]
    rest = [token for token in groups[1] if token not in after]
    apart = not before or not rest or v.COMMA in {token.mark for token in groups[0]}
    if not titles or not after or not apart:
        return None
    roles = give(titles, Role.SALUTATION) | give(after, Role.SALUTATION_2)
    if len(groups) == 3:
        inner = _pair([*before, *rest], groups[2])
        return inner and Reading("couple", 0.95, "title", roles | inner.roles)
    last = words(before)
    named, affixes = people.without_affixes(rest) if rest else ([], {})
    if not last:
        named = words(named)
        if not named:
            return None
        start = people.last_name_starts(named) if len(named) > 1 else 0
        last, named = named[start:], named[:start]
    return Reading(
        "couple", 0.95, "title", roles | affixes | people.given(words(named)) | give(last, Role.SHARED)
    )


def _trailing_titles(group: Named) -> tuple[Named, Named]:
    end = len(group)
    while end and group[end - 1].mark == v.TITLE:
        end -= 1
    before = [token for token in group[:end] if token.mark != v.COMMA]
    return before, group[end:]


def _strength(group: Named) -> float:
    """How surely a group begins with a person's given name: a title, a known name, an initial ..."""
    front = group[0].mark if group else v.OTHER
    weights = {v.TITLE: 1.0, v.GIVEN: 1.0, v.EITHER: 0.6, v.INITIAL: 0.5, v.VAN: 0.5, v.WORD: 0.3}
    return weights.get(front, 0.0)


def _pair(left: Named, right: Named) -> Reading | None:
    if v.COMMA in {token.mark for token in people.without_affixes(left)[0]}:
        return _behind_comma(left, right)
    strengths = _strength(words(left)), _strength(words(right))
    left_core, left_roles = people.without_affixes(left)
    right_core, right_roles = people.without_affixes(right)
    if v.COMMA in {token.mark for token in right_core} or not left_core or not right_core:
        return None
    first, second = words(left_core), words(right_core)
    if not first or not second:
        return None
    affixes = left_roles | _second(right_roles)
    titled = Role.SALUTATION in left_roles.values() and Role.SALUTATION in right_roles.values()
    known = {first[0].mark, second[0].mark} & (GIVEN | FAMILY)  # "JP Martin & MB Paul" has initials in front
    if known and all(map(_is_capital_first, (first, second))):
        roles = give(first[:1], Role.LAST) | people.given(first[1:])
        others = _second(give(second[:1], Role.LAST) | people.given(second[1:]))
        return Reading("couple", 0.9, "capital_last_name", affixes | roles | others)
    if len(second) > 1 and _is_given(first):
        return _shared(first, second, affixes, strengths)
    if len(first) > 1 and len(second) > 1:
        surname_first = _both_surname_first(first, second, affixes) or _surname_first(first, second, affixes)
        return surname_first or _own_names(first, second, affixes, strengths)
    if len(first) > 1:
        return _surname_first(first, second, affixes)
    if titled and len(first) == len(second) == 1:  # "Mr Smith & Mrs Jones"
        if first[0].mark == v.GIVEN and second[0].mark != v.GIVEN:  # "Sir John & Lady Roe"
            roles = give(first, Role.FIRST) | give(second, Role.SHARED)
            return Reading("couple", 0.7, "title", affixes | roles, _UNCLEAR)
        roles = give(first, Role.LAST) | give(second, Role.LAST_2)
        return Reading("couple", 0.9, "title", affixes | roles)
    return None


def _is_capital_first(named: Named) -> bool:
    """ "MARTIN Paul", though Martin is a first name as well."""
    two = len(named) == 2 and named[0].mark in GIVEN | FAMILY | {v.WORD} and named[1].mark in GIVEN
    return two and named[0].capitals and not named[1].capitals


def _second(roles: Roles) -> Roles:
    return {at: SECOND[role] for at, role in roles.items()}


def _is_given(named: Named) -> bool:
    """A given name (known or not), with middle names or initials behind it, and no last name."""
    front = named[0].mark in GIVEN | {v.INITIAL, v.WORD, v.VAN}
    return front and all(token.mark in {v.GIVEN, v.INITIAL} for token in named[1:])


def _shared(first: Named, second: Named, affixes: Roles, strengths: tuple[float, float]) -> Reading | None:
    start = people.last_name_starts(second)
    if start == 0:
        return None
    roles = affixes | people.given(first) | _second(people.given(second[:start]))
    roles |= give(second[start:], Role.SHARED)
    known = second[-1].mark in FAMILY | {v.EITHER}
    low, high = min(strengths), max(strengths)
    if low == 1.0:  # "Thomas Mark & Grace Church" may have a last name each
        unsure = len(second) == 2 and len(first) == 2 and first[1].mark == v.GIVEN
        return Reading("couple", 0.95, "two_first_names", roles, _UNCLEAR if unsure else None)
    if high == 1.0 and low >= 0.3:
        return Reading("couple", 0.85 if known or low >= 0.5 else 0.75, "given_name", roles)
    if low >= 0.6 and known:
        return Reading("couple", 0.65, "two_first_names", roles, _UNCLEAR)
    return None


def _own_names(first: Named, second: Named, affixes: Roles, strengths: tuple[float, float]) -> Reading | None:
    roles = affixes | people.in_order(first) | _second(people.in_order(second))
    low, high = min(strengths), max(strengths)
    if low == 1.0:
        return Reading("couple", 0.92, "two_first_names", roles)
    if high == 1.0 and low >= 0.3:
        return Reading("couple", 0.8, "given_name", roles)
    if low >= 0.6:
        return Reading("couple", 0.65, "two_first_names", roles, _UNCLEAR)
    return None


def _both_surname_first(first: Named, second: Named, affixes: Roles) -> Reading | None:
    """ "Smith John & Jones Mary", "ROY Jean et GAGNON Marie"."""
    readings = people.read(first), people.read(second)
    if any(reading.reason not in {"surname_first", "capital_last_name"} for reading in readings):
        return None
    if any(
        reading.roles[named[0].at] is not Role.LAST
        for reading, named in zip(readings, (first, second), strict=True)
    ):
        return None
    return Reading("couple", 0.85, "surname_first", affixes | readings[0].roles | _second(readings[1].roles))


def _surname_first(first: Named, second: Named, affixes: Roles) -> Reading | None:
    """ "Smith John & Mary"; "John Smith & Mary" is a couple whose second last name nobody wrote."""
    if not _is_given(second):
        return None
    if first[0].mark not in GIVEN and first[1].mark in {v.GIVEN, v.EITHER, v.INITIAL}:
        if second[0].mark not in GIVEN:
            return None
        roles = give(first[:1], Role.SHARED) | people.given(first[1:]) | _second(people.given(second))
        sure = first[0].mark in FAMILY or first[0].capitals
        return Reading("couple", 0.85 if sure else 0.7, "surname_first", affixes | roles,
                       None if sure else "name.order")  # fmt: skip
    if first[0].mark == v.GIVEN and second[0].mark == v.GIVEN:
        roles = people.in_order(first) | _second(people.given(second))
        return Reading("couple", 0.65, "two_first_names", affixes | roles, _UNCLEAR)
    return None


def _behind_comma(left: Named, right: Named) -> Reading | None:
    """ "Smith, John A & Mary B", "Smith, John & Jones, Mary", "Smith, John & Mary Jones"."""
    left_core, left_roles = people.without_affixes(left)
    right_core, right_roles = people.without_affixes(right)
    segments = [words(part) for part in parts(left_core, v.COMMA)]
    others = [words(part) for part in parts(right_core, v.COMMA)]
    if len(segments) != 2 or not all(segments) or not others[0] or len(others) > 2:
        return None
    affixes = left_roles | _second(right_roles)
    last, first = segments
    roles = affixes | people.given(first)
    if len(others) == 2:
        names = give(last, Role.LAST) | give(others[0], Role.LAST_2) | _second(people.given(others[1]))
        return _comma_reading(last, first, others[1], roles | names, affixes)
    second = others[0]
    own = len(second) > 1 and second[-1].mark not in {v.GIVEN, v.INITIAL}
    if own and last[0].mark == v.GIVEN:  # "John, Mary & Tom Smith"
        return None
    if own:
        names = give(last, Role.LAST) | _second(people.in_order(second))
    else:
        names = give(last, Role.SHARED) | _second(people.given(second))
    return _comma_reading(last, first, second, roles | names, affixes)


def _comma_reading(last: Named, first: Named, second: Named, roles: Roles, affixes: Roles) -> Reading | None:
    titled = sum(role in {Role.SALUTATION, Role.SALUTATION_2} for role in affixes.values()) > 1
    weights = {v.GIVEN: 1.0, v.INITIAL: 1.0, v.EITHER: 0.6, v.WORD: 0.2, v.VAN: 0.6}
    score = sum(weights.get(named[0].mark, 0.0) for named in (first, second))
    if titled or (score == 2.0 and last[0].mark != v.GIVEN):
        return Reading("couple", 0.95, "comma_order", roles)
    if score == 2.0:
        return Reading("couple", 0.75, "comma_order", roles, _UNCLEAR)
    if score > 1.1:
        sure = score >= 1.6 and last[0].mark not in GIVEN
        return Reading("couple", 0.8 if sure else 0.65, "comma_order", roles, None if sure else _UNCLEAR)
    return None
