"""Words to invent names from: those that Carnet itself knows names by."""

from __future__ import annotations

from functools import cache
from importlib import resources
from random import Random

from carnet.stages.normalise import names


@cache
def words(name: str, half: int) -> tuple[str, ...]:
    """Half the words of given_names, surnames or business_words, in an order of their own.

    Args:
        half: 0 for what weights are estimated from, 1 for what they are judged by: the two share no word.
    """
    text = resources.files(names).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    # chance deals them, as in alphabetical order Karen and Karin, or Petersen and Peterson, would be parted
    dealt = sorted(text.split())
    Random(1).shuffle(dealt)
    return tuple(dealt[half::2])
