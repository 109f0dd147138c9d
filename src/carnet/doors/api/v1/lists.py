"""Lists that are answered some at a time: a limit, and a cursor that says where to go on.

A caller can only give a cursor back. Those of contacts are sealed, for they hold a contact's value.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Annotated, Any

from ninja import Field, Query, Schema

from carnet.book.crypto import Keyring
from carnet.book.listing.paging import After
from carnet.contract import CarnetError
from carnet.findings import Severity, rule

rule(
    "api.cursor",
    Severity.ERROR,
    en="This cursor belongs to another list. Begin again without one.",
    fr="Ce curseur appartient à une autre liste. Recommencez sans curseur.",
)

Limit = Annotated[int, Query(ge=1, le=200, description="How many are wanted.")]
Cursor = Annotated[
    str | None, Query(max_length=400, description="Where to go on: `next` of the answer before.")
]


class Listed(Schema):
    """Some of a list."""

    next: str | None = Field(description="The cursor of those that follow; null where none do.")
    total: int = Field(description="How many there are altogether.")


def written(*place: str | float) -> str:
    """A place in a list as a cursor."""
    return _text(json.dumps(place).encode())


def read(cursor: str | None, *kinds: type) -> list[Any] | None:
    """The place that a cursor says, of values of these kinds; None where there is no cursor.

    Raises:
        CarnetError: api.cursor.
    """
    if not cursor:
        return None
    try:
        place = json.loads(_bytes(cursor))
    except ValueError:
        raise CarnetError("api.cursor") from None
    if not isinstance(place, list) or [type(one) for one in place] != list(kinds):
        raise CarnetError("api.cursor")
    return place


def place(cursor: str | None, version: int) -> int:
    """How many of a list that is made anew with each version come before the place of a cursor.

    Raises:
        CarnetError: api.cursor, also where it is of an earlier version.
    """
    found = read(cursor, int, int)
    if found is None:
        return 0
    if found[0] != version or not 0 <= found[1] < 2**40:
        raise CarnetError("api.cursor")
    return int(found[1])


def following(version: int, beyond: int, total: int) -> str | None:
    """The cursor of what follows in such a list, as place() reads it.

    Args:
        beyond: how many of the list come before it.
    """
    return written(version, beyond) if beyond < total else None


def sealed(keys: Keyring, after: After, asked: str) -> str:
    """The cursor of a list of contacts.

    Args:
        asked: everything that the list was asked for; the cursor goes on with the same alone.
    """
    return _text(keys.seal(json.dumps([after.value, after.id]).encode(), _purpose(asked)))


def opened(keys: Keyring, cursor: str, asked: str) -> After:
    """Where a cursor of a list of contacts goes on.

    Raises:
        CarnetError: api.cursor.
    """
    try:
        value, number = json.loads(keys.open(_bytes(cursor), _purpose(asked)))
    except (CarnetError, ValueError):
        raise CarnetError("api.cursor") from None
    return After(value, number)


def _purpose(asked: str) -> str:
    return "api/" + hashlib.sha256(asked.encode()).hexdigest()


def _text(place: bytes) -> str:
    return base64.urlsafe_b64encode(place).rstrip(b"=").decode()


def _bytes(cursor: str) -> bytes:
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
