"""Which contacts a person means by some words, and how well each fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.book.listing.reading import NAME_END, VALUE_END
from carnet.book.listing.snapshot import Mask, Rows, Snapshot
from carnet.stages.normalise.searched import searched_text

# How well a contact fits.
EXACT, NAME_BEGINS, IN_NAME, BEGINS, INSIDE, MISTYPED_NAME, MISTYPED = range(7)
FEW = 3  # hits; with fewer, mistyped words are forgiven too
_MANY = 50_000  # hits, of which nobody sees whether the word began a name or another word
_SHORT = 2  # letters; so few are looked for at the beginning of words only
_EDGES = ",;:\"'()[]<>«»"
_NUMBER = re.compile(r"(?<![\w@.])[+(]?\d[\d\s().+/-]*\d(?![\w@])")  # a phone number in any form
_TRUNK = re.compile(r"^\+?(?:00|011|0+)")
Needle = tuple[str, ...]  # texts of which one is to be found


@dataclass(frozen=True, slots=True)
class Found:
    """The contacts that were found.

    Attributes:
        mask: of Snapshot.frame. fits: how well each of its rows fits, where it was found.
        corrected: see ListPage.
    """

    mask: Mask
    fits: npt.NDArray[np.uint8]
    corrected: tuple[tuple[str, str], ...] = ()


def search(snapshot: Snapshot, text: str) -> Found:
    """The contacts in which every word of a text is found."""
    plain = searched_text(text)
    words = _words(plain)
    needles = _numbers_joined(plain)
    rows = _having(snapshot, needles)
    if not len(rows) and len(needles) != len(words):
        needles = [(word,) for word in words]
        rows = _having(snapshot, needles)
    found = _found(snapshot, rows, _fits(snapshot, rows, needles))
    return found if len(rows) >= FEW else _forgiving(snapshot, needles, found)


def _words(plain: str) -> list[str]:
    return [word for word in (part.strip(_EDGES) for part in plain.split()) if word]


def _numbers_joined(plain: str) -> list[Needle]:
    """The words; numbers with spaces and signs in them as their digits."""
    needles: list[Needle] = []
    last = 0
    for match in _NUMBER.finditer(plain):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        bare = re.sub(r"\D", "", _TRUNK.sub("", re.sub(r"[^\d+]", "", match[0].replace("(0)", ""))))
        needles += [(word,) for word in _words(plain[last : match.start()])]
        needles.append(tuple(dict.fromkeys((digits, bare if len(bare) > 4 else digits))))
        last = match.end()
    return [*needles, *((word,) for word in _words(plain[last:]))]


def _having(snapshot: Snapshot, needles: list[Needle]) -> Rows:
    """The rows that have every needle, the longest looked for first."""
    text = snapshot.frame["text"]
    rows: Rows | None = None
    for needle in sorted(needles, key=lambda one: -max(map(len, one))):
        if rows is None:
            rows = np.flatnonzero(_has(text, needle) & snapshot.there)
        else:
            rows = rows[_has(text.gather(rows), needle)]
        if not len(rows):
            break
    return rows if rows is not None else np.flatnonzero(snapshot.there)


def _has(text: pl.Series, needle: Needle) -> Mask:
    return _any_of(text, tuple(f" {one}" if len(one) <= _SHORT else one for one in needle))


def _begins(text: pl.Series, needle: Needle) -> Mask:
    return _any_of(text, tuple(f" {one}" for one in needle))


def _any_of(text: pl.Series, literals: Needle) -> Mask:
    masks = (text.str.contains(one, literal=True).to_numpy() for one in literals)
    return reduce(np.logical_or, masks)


def _fits(snapshot: Snapshot, rows: Rows, needles: list[Needle]) -> npt.NDArray[np.uint8]:
    """How well each of the rows fits."""
    text = snapshot.frame["text"].gather(rows)
    fits = np.full(len(rows), INSIDE, np.uint8)
    fits[_all_begin(text, needles)] = BEGINS
    if len(rows) <= _MANY:
        fits[_all_begin(_names(text), needles)] = IN_NAME
    whole = " ".join(needle[0] for needle in needles)
    fits[text.str.starts_with(f" {whole}").to_numpy()] = NAME_BEGINS
    ends = tuple(f" {one}{VALUE_END}" for one in (needles[0] if len(needles) == 1 else (whole,)))
    fits[_any_of(text, ends)] = EXACT
    return fits


def _names(text: pl.Series) -> pl.Series:
    return text.str.split_exact(NAME_END, 1).struct.field("field_0")


def _all_begin(text: pl.Series, needles: list[Needle]) -> Mask:
    return reduce(np.logical_and, (_begins(text, needle) for needle in needles), np.ones(len(text), np.bool_))


def _found(snapshot: Snapshot, rows: Rows, fits: npt.NDArray[np.uint8]) -> Found:
    mask = np.zeros(snapshot.frame.height, np.bool_)
    mask[rows] = True
    whole = np.zeros(len(mask), np.uint8)
    whole[rows] = fits
    return Found(mask, whole)


def _forgiving(snapshot: Snapshot, needles: list[Needle], exact: Found) -> Found:
    """With what is found when each word may be mistyped."""
    vocabulary, fresh = snapshot.base.vocabulary, snapshot.fresh["text"]
    near = [(needle, vocabulary.near(needle[0], fresh)) for needle in _taken_apart(needles)]
    if not any(words for _, words in near):
        return exact
    wider = [needle + words for needle, words in near]
    rows = _having(snapshot, wider)
    rows = rows[~exact.mask[rows]]
    mask, fits = exact.mask.copy(), exact.fits.copy()
    named = _all_begin(_names(snapshot.frame["text"].gather(rows)), wider)
    mask[rows], fits[rows] = True, np.where(named, MISTYPED_NAME, MISTYPED)
    none = not exact.mask.any() and len(rows)
    corrected = tuple((needle[0], words[0]) for needle, words in near if words) if none else ()
    return Found(mask, fits, corrected)


def _taken_apart(needles: list[Needle]) -> list[Needle]:
    """Email addresses as the words in them, of which each may be mistyped."""
    apart: list[Needle] = []
    for needle in needles:
        own = re.findall(r"[^\W\d_]{4,}", needle[0].partition("@")[0]) if "@" in needle[0] else []
        apart += [(word,) for word in own] or [needle]
    return apart
