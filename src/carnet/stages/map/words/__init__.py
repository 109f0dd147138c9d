"""The word lists of the map stage, as plain text: ``tag: phrase, phrase, ...``, indented lines go on."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """The phrases of each tag of one list, in the order of the file."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = text.replace("\n    ", " ").splitlines()
    entries = (line.partition(": ")[::2] for line in lines if line.strip())
    return {tag: tuple(" ".join(phrase.split()) for phrase in phrases.split(",")) for tag, phrases in entries}
