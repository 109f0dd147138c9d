"""Words to invent names from: those that Carnet itself knows names by."""

from __future__ import annotations

from functools import cache
from importlib import resources

from carnet.stages.normalise import names


@cache
def words(name: str, half: int) -> tuple[str, ...]:
    """Every other word of given_names, surnames or business_words, in alphabetical order.

    Args:
        half: 0 for what weights are estimated from, 1 for what they are judged by: the two share no word.
    """
    text = resources.files(names).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(sorted(text.split()))[half::2]
