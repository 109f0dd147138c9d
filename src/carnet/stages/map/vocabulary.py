"""The words of headers: what each says, in English and French, with the obvious German and Spanish.

The phrases are folded to plain lower-case words. The longest phrase wins, so "postal code" is one tag
and never "postal" with "code". ``heads`` say what a column holds, ``modifiers`` narrow it down (whose it
is, which of several), ``aside`` are the columns that a contact has no place for.
"""

from __future__ import annotations

from functools import cache

from carnet.stages.map.words import table


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """Every known phrase, as words, with its tag. The first tag that claims a phrase has it."""
    found: dict[tuple[str, ...], str] = {}
    for name in ("heads", "modifiers", "aside"):
        for tag, said in table(name).items():
            for phrase in said:
                found.setdefault(tuple(phrase.split()), tag)
    return found


@cache
def heads() -> frozenset[str]:
    """The tags that say what a column holds."""
    return frozenset(table("heads"))


@cache
def _filler() -> frozenset[str]:
    return frozenset(table("filler")["filler"])


def is_filler(word: str) -> bool:
    """Whether a word of a header says nothing."""
    return word in _filler()
