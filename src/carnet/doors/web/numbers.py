"""Numbers that an address gives: what is none, or too long to be meant, is left aside."""

from __future__ import annotations

_DIGITS = 8


def natural(text: str | None) -> int | None:
    """The number that a text is, if it is one."""
    return int(text) if text and text.isdecimal() and len(text) <= _DIGITS else None


def page_of(text: str, most: int) -> int:
    """Which page is asked for: 1 where the text is none."""
    number = natural(text)
    return 1 if number is None else max(min(number, most), 1)
