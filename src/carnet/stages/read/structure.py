"""Where the records of a delimited text begin and end, found on whole blocks of bytes.

Records are well-formed as long as each quotation mark opens at the beginning of a cell, closes at its end
or is doubled. From the first record on that is not, the exact reader takes over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_QUOTE, _LF, _CR = 0x22, 0x0A, 0x0D

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Block:
    """The complete records at the beginning of a block.

    Attributes:
        size: bytes up to the end of the last of them. records: how many. width: cells of the longest.
    """

    size: int
    records: int
    width: int


def well_formed(block: Bytes, delimiter: int, *, last: bool) -> Block:
    """The records of a block that begins at a record, as far as they are well-formed.

    Args:
        block: bytes of UTF-8 text.
        delimiter: an ASCII character's code.
        last: the file ends with this block.
    """
    quotes = np.flatnonzero(block == _QUOTE)
    odd = min(_odd_quote(block, quotes, delimiter), _odd_return(block))
    quotes = quotes[quotes < odd]
    ends = _outside(np.flatnonzero(block[:odd] == _LF), quotes)
    marks = _outside(np.flatnonzero(block[:odd] == delimiter), quotes)
    if last and odd == len(block) and len(quotes) % 2 == 0:  # the last record may have no end
        if not len(ends) or ends[-1] != len(block) - 1:
            ends = np.append(ends, len(block))
        return Block(len(block), len(ends), _widest(ends, marks))
    return Block(int(ends[-1]) + 1 if len(ends) else 0, len(ends), _widest(ends, marks))


def _odd_quote(block: Bytes, quotes: npt.NDArray[np.intp], delimiter: int) -> int:
    """The first quotation mark that neither opens nor closes a cell nor is doubled: even ones open, odd ones
    close; the block's end where there is none."""
    opening, closing = quotes[0::2], quotes[1::2]
    before = block[opening - 1]  # for a quote at 0 this wraps around, and is mended next
    fits = (before == delimiter) | (before == _LF) | (before == _QUOTE)
    if len(opening) and opening[0] == 0:
        fits[0] = True
    inner = closing[closing < len(block) - 1]
    after = block[inner + 1]
    closed = (after == delimiter) | (after == _LF) | (after == _CR) | (after == _QUOTE)
    return min(_first(opening[~fits], block), _first(inner[~closed], block))


def _odd_return(block: Bytes) -> int:
    """The first carriage return that no line feed follows; the block's end where there is none."""
    returns = np.flatnonzero(block == _CR)
    inner = returns[returns < len(block) - 1]
    return min(_first(inner[block[inner + 1] != _LF], block), _first(returns[len(inner) :], block))


def _first(places: npt.NDArray[np.intp], block: Bytes) -> int:
    return int(places[0]) if len(places) else len(block)


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
