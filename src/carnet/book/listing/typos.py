"""Words of the book that a mistyped word may have meant."""

from __future__ import annotations

from threading import Lock

import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import OSA

_LEAST = 4  # letters; shorter words are near to too many
_LONG = 8  # letters, of which two may be wrong
_MOST = 5  # words taken in place of one
_PIECE = 100_000  # texts taken apart at a time


class Vocabulary:
    """The distinct words of search texts.

    Args:
        texts: as Snapshot.frame has them.
    """

    def __init__(self, texts: pl.Series) -> None:
        self._texts = texts
        self._words: pl.Series | None = None
        self._lock = Lock()

    def near(self, word: str, further: pl.Series | None = None) -> tuple[str, ...]:
        """Words, and beginnings of words, that differ by a letter or two, the nearest first.

        Args:
            word: folded. further: texts whose words count too.
        """
        if len(word) < _LEAST or not word.isalpha():
            return ()
        words = self._known()
        if further is not None and len(further):
            words = pl.concat([words, _words(further)]).unique()
        begun = words.filter(words.str.len_chars() > len(word)).str.head(len(word)).unique()
        found = process.extract(
            word,
            [*words.sort(), *begun.sort()],
            scorer=OSA.distance,
            score_cutoff=2 if len(word) >= _LONG else 1,
            limit=2 * _MOST,
        )
        others = dict.fromkeys(near for near, _, _ in found if near != word)
        return tuple(others)[:_MOST]

    def _known(self) -> pl.Series:
        with self._lock:
            if self._words is None:
                self._words = _words(self._texts)
            return self._words


def _words(texts: pl.Series) -> pl.Series:
    """The distinct words of letters alone, long enough to be mistyped."""
    pieces = (texts[start : start + _PIECE] for start in range(0, len(texts), _PIECE))
    parts = [piece.str.split(" ").explode().drop_nulls().unique() for piece in pieces]
    words = pl.concat([pl.Series(texts.name, [], pl.String), *parts]).unique()
    return words.filter(words.str.contains(rf"^\p{{L}}{{{_LEAST},}}$"))
