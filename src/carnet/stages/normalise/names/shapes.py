"""The shape of a name: the classes of its tokens. Each distinct shape is read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from carnet.stages.normalise.names import vocabulary as v


class Role(IntEnum):
    """What a token of a name becomes. SHARED is the last name of both of a couple, REMARK no name."""

    NONE = 0
    SALUTATION = 1
    FIRST = 2
    MIDDLE = 3
    LAST = 4
    SUFFIX = 5
    PREFERRED = 6
    SALUTATION_2 = 7
    FIRST_2 = 8
    MIDDLE_2 = 9
    LAST_2 = 10
    SUFFIX_2 = 11
    SHARED = 12
    REMARK = 13
    REMARK_2 = 14


SECOND = {
    Role.SALUTATION: Role.SALUTATION_2,
    Role.FIRST: Role.FIRST_2,
    Role.MIDDLE: Role.MIDDLE_2,
    Role.LAST: Role.LAST_2,
    Role.SUFFIX: Role.SUFFIX_2,
    Role.REMARK: Role.REMARK_2,
}


class Token(NamedTuple):
    """One token: its class, whether it is in capitals, and its place in the name."""

    mark: str
    capitals: bool
    at: int


Tokens = Sequence[Token]
Roles = dict[int, Role]


@dataclass(frozen=True, slots=True)
class Reading:
    """How names of one shape are read.

    Attributes:
        kind: "person", "organization", "couple" or None.
        confidence: 0 to 1; reason: the evidence. roles: by the token's place.
        code: of a finding, or None.
    """

    kind: str | None
    confidence: float
    reason: str
    roles: Roles = field(default_factory=dict)
    code: str | None = None


PUNCTUATION = {v.COMMA, v.OPEN, v.CLOSE, v.QUOTE, v.DASH, v.OTHER}
FAMILY = {v.SURNAME, v.ASIAN, v.HISPANIC}
GIVEN = {v.GIVEN, v.EITHER}


def words(tokens: Iterable[Token]) -> list[Token]:
    """Tokens that are words."""
    return [token for token in tokens if token.mark not in PUNCTUATION and token.mark != v.AND]


def marks(tokens: Iterable[Token]) -> str:
    """The classes of tokens as text."""
    return "".join(token.mark for token in tokens)


def parts(tokens: Tokens, mark: str) -> list[list[Token]]:
    """Tokens between those of one class."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.mark == mark:
            found.append([])
        else:
            found[-1].append(token)
    return found


def give(tokens: Iterable[Token], role: Role) -> Roles:
    """The same role for each word among the tokens."""
    return {token.at: role for token in words(tokens)}


def in_capitals(tokens: Iterable[Token]) -> bool:
    """Whether every word of two letters and more is in capitals."""
    return all(token.capitals for token in words(tokens) if token.mark not in {v.INITIAL, v.DIGITS, v.TITLE})
