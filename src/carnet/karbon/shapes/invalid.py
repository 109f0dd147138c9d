"""Records that cannot be taken, told as Karbon tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

BAD_VALUE, INVALID_MODEL = 4002, 4003


class InvalidError(ValueError):
    """A property of a record that cannot be taken.

    Attributes:
        target: the property. message: what is wrong, in English as the API has it. code: Karbon's.
    """

    def __init__(self, target: str, message: str, code: int = INVALID_MODEL) -> None:
        super().__init__(message)
        self.target, self.message, self.code = target, message, code


def text_of(body: Mapping[str, Any], name: str) -> str | None:
    """A property that is a text, null or left out.

    Raises:
        InvalidError: it is something else.
    """
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidError(name, f"{name} is not a string.")
    return value.strip() or None
