"""What is said of a file as a whole beside its sheets."""

from __future__ import annotations

Note = tuple[str, dict[str, str | int]]


def note(code: str, *, value: str = "", detail: str = "", sheet: str = "") -> Note:
    """A declared rule's code with its placeholder values."""
    return code, {"value": value, "detail": detail, "sheet": sheet}
