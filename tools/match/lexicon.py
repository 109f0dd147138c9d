"""Words to invent names from: those that Carnet itself knows names by."""

from __future__ import annotations

from functools import cache
from importlib import resources

from carnet.stages.normalise import names


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of given_names, surnames or business_words, in alphabetical order."""
    text = resources.files(names).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(sorted(text.split()))
