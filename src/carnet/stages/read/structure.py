"""Where the records of a delimited text begin and end, found on whole blocks of bytes.

Only a well-formed block gets an answer: each quotation mark opens at the beginning of a cell, closes at
its end or is doubled. Anything else is left to the exact reader.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_QUOTE, _LF, _CR = 0x22, 0x0A, 0x0D

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Block:
    """The complete records of a block.

    Attributes:
        size: bytes up to the end of the last complete record. records: how many. width: cells of the
            longest.
    """

    size: int
    records: int
    width: int


def well_formed(block: Bytes, delimiter: int, *, last: bool) -> Block | None:
    """The records of a block that begins at a record; None where only the exact reader is safe.

    Args:
        block: bytes of UTF-8 text.
        delimiter: an ASCII character's code.
        last: the file ends with this block.
    """
    quotes = np.flatnonzero(block == _QUOTE)
    if not _quotes_fit(block, quotes, delimiter) or not _returns_fit(block):
        return None
    if last and len(quotes) % 2:
        return None
    ends = _outside(np.flatnonzero(block == _LF), quotes)
    marks = _outside(np.flatnonzero(block == delimiter), quotes)
    size = len(block) if last else (int(ends[-1]) + 1 if len(ends) else 0)
    if last and (not len(ends) or ends[-1] != len(block) - 1):
        ends = np.append(ends, len(block))
    return Block(size, len(ends), _widest(ends, marks))


def _quotes_fit(block: Bytes, quotes: npt.NDArray[np.intp], delimiter: int) -> bool:
    """Even ones open a cell or are doubled, odd ones close it or are doubled."""
    opening, closing = quotes[0::2], quotes[1::2]
    before = block[opening - 1]  # for a quote at 0 this wraps around, and is mended next
    fits = (before == delimiter) | (before == _LF) | (before == _QUOTE)
    if len(opening) and opening[0] == 0:
        fits[0] = True
    inner = closing[closing < len(block) - 1]
    after = block[inner + 1]
    closed = (after == delimiter) | (after == _LF) | (after == _CR) | (after == _QUOTE)
    return bool(fits.all() and closed.all())


def _returns_fit(block: Bytes) -> bool:
    """Carriage returns stand only before line feeds."""
    returns = np.flatnonzero(block == _CR)
    inner = returns[returns < len(block) - 1]
    return len(inner) == len(returns) and bool((block[inner + 1] == _LF).all())


def _outside(places: npt.NDArray[np.intp], quotes: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The places that no quotation marks enclose."""
    if not len(quotes):
        return places
    outside: npt.NDArray[np.intp] = places[np.searchsorted(quotes, places) % 2 == 0]
    return outside


def _widest(ends: npt.NDArray[np.intp], marks: npt.NDArray[np.intp]) -> int:
    if not len(ends):
        return 0
    before = np.searchsorted(marks, ends)
    return int(np.diff(before, prepend=0).max()) + 1
