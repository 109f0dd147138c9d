"""The phrases that headers are made of, from vocabulary and catalogue, also mistyped or run together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from carnet.catalog import FIELDS
from carnet.catalog.headers import words
from carnet.stages.map.vocabulary import is_filler, phrases

_LONGEST = 6  # words of the longest phrase


@cache
def _catalogue() -> dict[tuple[str, ...], str]:
    """The words that the catalogue adds to the vocabulary: fields no header grammar is needed for."""
    found: dict[tuple[str, ...], str] = {}
    for entry in FIELDS.values():
        if entry.id.startswith("accounting."):
            for text in (entry.label.en, entry.label.fr, *entry.headers):
                found.setdefault(header_words(text), entry.id)
    return found


@cache
def lexicon() -> dict[tuple[str, ...], str]:
    """Every phrase of headers with its tag: a concept, a modifier, or a field id of the catalogue."""
    known = _catalogue() | phrases()
    joined = {("".join(phrase),): tag for phrase, tag in known.items() if len("".join(phrase)) > 5}
    alike: dict[tuple[str, ...], str] = {}
    for phrase, tag in known.items():
        alike.setdefault(_alike(phrase), tag)
        alike.setdefault(_alike(_without_filler(phrase)), tag)
    return alike | joined | known


_ALIKE = dict.fromkeys(("no", "nr", "nbr", "num", "numero", "nummer", "n"), "number") | {
    "ref": "reference",
    "reg": "registration",
    "dt": "date",
    "addr": "address",
}


def _alike(phrase: Sequence[str]) -> tuple[str, ...]:
    """The phrase with the many words for a number as one."""
    return tuple(_ALIKE.get(word, word) for word in phrase)


def _without_filler(phrase: Sequence[str]) -> tuple[str, ...]:
    """The phrase without the words that say nothing, if two words of it are left."""
    left = tuple(word for word in phrase if not is_filler(word))
    return left if len(left) > 1 else tuple(phrase)


@cache
def _single_words() -> dict[int, tuple[str, ...]]:
    """Long single words by length, for headers with a typing mistake."""
    by_length: dict[int, list[str]] = {}
    for phrase in lexicon():
        if len(phrase) == 1 and len(phrase[0]) >= 4:
            by_length.setdefault(len(phrase[0]), []).append(phrase[0])
    return {length: tuple(found) for length, found in by_length.items()}


@cache
def completed(word: str) -> str:
    """The known word that one cut short stands for ("clot." for clôture), or "" where several tags fit."""
    near = [known for found in _single_words().values() for known in found if known.startswith(word)]
    return near[0] if len({lexicon()[(known,)] for known in near}) == 1 else ""


_COUNTED = {"one": "1", "two": "2", "three": "3", "four": "4"}


def header_words(header: str) -> tuple[str, ...]:
    """The words of a header, numbers apart: "Address1" and "Address One" give address, 1."""
    marked = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", header)  # A.B.N. is ABN
    marked = marked.replace("+", " plus ").replace("#", " number ").replace("№", " number ")
    marked = marked.replace("%", " percent ")
    found = [part for word in words(marked) for part in re.findall(r"\d+|[a-z]+", word)]
    return tuple(_COUNTED.get(part, part) for part in found)


def _within(left: str, right: str, limit: int) -> bool:
    """Whether two words are at most `limit` typing mistakes apart (a swap counts as one)."""
    previous: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, previous, row = previous, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1] <= limit


def _swapped(left: str, right: str) -> bool:
    """Whether the words have the same letters: the one mistake that a short word may have."""
    return sorted(left) == sorted(right)


@cache
def mended(word: str) -> str:
    """The known word that a mistyped one stands for, or "" where none or more than one tag is near."""
    if len(word) < 4:
        return ""
    limit = 1 if len(word) < 10 else 2
    near = [
        known
        for length in range(len(word) - 1, len(word) + 2)
        for known in _single_words().get(length, ())
        if known[0] == word[0] and _within(word, known, limit) and (len(word) > 4 or _swapped(word, known))
    ]
    tags = {lexicon()[(known,)] for known in near}
    return near[0] if len(tags) == 1 else ""


@cache
def halves(word: str) -> tuple[str, ...]:
    """The tags of two known words run together: "custtype", "homephone"; () where it is not that."""
    shortest = 1 if word[:2] in {"tp", "sp"} else 2  # a taxpayer's and the spouse's: tpssn, spdob
    for cut in range(len(word) - 2, shortest, -1):
        left, right = lexicon().get((word[:cut],)), lexicon().get((word[cut:],))
        if left and right and (len(word) - cut > 2 or word[cut:] in {"id", "no"}):
            return (left, right)
    return ()


def longest(rest: Sequence[str]) -> tuple[str, int]:
    """The tag of the longest phrase that the words begin with, and its words; "" and 1 where none."""
    for size in range(min(_LONGEST, len(rest)), 0, -1):
        phrase = tuple(rest[:size])
        tag = lexicon().get(phrase) or lexicon().get((*phrase[:-1], phrase[-1].removesuffix("s")))
        if not tag and not is_filler(phrase[0]) and not is_filler(phrase[-1]):
            tag = lexicon().get(_alike(_without_filler(phrase)))
        if tag and not (size == 1 and is_filler(phrase[0]) and len(rest) > 1):
            return tag, size
    return "", 1
