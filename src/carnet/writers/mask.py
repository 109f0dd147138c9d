"""Tax identifiers as the screen, a log and a list of findings may show them."""

from __future__ import annotations

_DOT = "•"
_SHOWN = 3  # last letters and digits; enough to tell two numbers apart, too few to use
_SHORTEST = 6  # letters and digits; a shorter text is masked whole


def mask(text: str) -> str:
    """The text with its letters and digits hidden but for the last three: "••• ••• 782"."""
    count = sum(char.isalnum() for char in text)
    shown = _SHOWN if count >= _SHORTEST else 0
    masked = []
    for char in text:
        hide = char.isalnum() and count > shown
        count -= char.isalnum()
        masked.append(_DOT if hide else char)
    return "".join(masked)
