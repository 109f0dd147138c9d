"""Lists that are answered some at a time: a limit, and a cursor that says where to go on."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Annotated, Any

from ninja import Field, Query, Schema

from carnet.contract import CarnetError

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
    return base64.urlsafe_b64encode(json.dumps(place).encode()).rstrip(b"=").decode()


def read(cursor: str | None, *kinds: type) -> list[Any] | None:
    """The place that a cursor says, of values of these kinds; None where there is no cursor.

    Raises:
        CarnetError: api.cursor.
    """
    if not cursor:
        return None
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError) as error:
        raise CarnetError("api.cursor") from error
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
