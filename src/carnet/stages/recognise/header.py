"""Which rows name the columns: found from what the cells look like, never from a position alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from carnet.providers.layout import key
from carnet.stages.recognise.words import is_group, is_value, likeness

Cells = tuple[str, ...]  # one text a column, "" where the cell is empty

DEEPEST = 3  # rows that one header may be spread over
GOOD_ENOUGH = 0.75  # an earlier row that scores this share of the best one is the header


_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u2060\ufeff"))


_GUARD = re.compile(r"^'(?='*[=+\-@＝＋－＠])")  # what Carnet writes before a text that would run


def clean(cell: str | None) -> str:
    """A cell's text on one line, without spaces around it, a guard and signs of no width; "" where it is
    empty."""
    return _GUARD.sub("", " ".join(cell.translate(_UNSEEN).split())) if cell else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number as the spreadsheet counts it, and its cells."""

    number: int
    cells: Cells

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Header:
    """The rows that name the columns (the last is the header row), and one text a column.

    ``sure`` is between 0 and 1: how much of the row is known to be headers.
    """

    rows: tuple[int, ...]
    texts: Cells
    score: float
    sure: float


def find(rows: Sequence[Row], chosen: int | None = None) -> Header | None:
    """The header among the first rows of a sheet.

    Args:
        rows: the first rows that have a cell.
        chosen: the header's spreadsheet row, where a person said so.

    Returns:
        None where no row looks like a header: the first row is already data, or nothing is a table.
    """
    widest = max((row.filled for row in rows), default=0)
    found: list[Header] = []
    for index, row in enumerate(rows):
        if chosen is not None and row.number != chosen:
            continue
        if chosen is None and row.filled < min(2, widest):
            continue
        found += _readings(rows, index, widest, chosen is not None)
    if chosen is None:
        found = [header for header in found if header.sure > 0]
    if not found:
        return None
    best = max(header.score for header in found)
    near = [header for header in found if header.score >= min(best, GOOD_ENOUGH * best)]
    first = min(header.rows[-1] for header in near)
    cells = {row.number: row.cells for row in rows}
    chosen_rows = [
        header
        for header in near
        if header.rows[-1] == first or _completes(header, first, cells[header.rows[-1]])
    ]
    return max(chosen_rows, key=lambda header: (header.rows[-1], header.score))


def _completes(header: Header, first: int, last: Cells) -> bool:
    """Whether the row after the first header row only ends its words: "Phone" above "Number".

    Args:
        last: the cells of the header's last row: what they end is known, or else they are values.
    """
    if first not in header.rows or header.rows[-1] != first + 1:
        return False
    ended = [text for text, cell in zip(header.texts, last, strict=True) if cell]
    return all(2 * sum(likeness(text) == 1 for text in texts if text) >= sum(map(bool, texts))
               for texts in (header.texts, ended))  # fmt: skip


def _readings(rows: Sequence[Row], index: int, widest: int, chosen: bool) -> list[Header]:
    """The row as a header by itself, and together with the rows right above it."""
    row, below = rows[index], rows[index + 1 :]
    repeated = _repeated(row, below)
    alone = _header((row.number,), row.cells, [likeness(cell) for cell in row.cells], repeated, widest)
    if not chosen and not alone.sure and not _contrasts(row, below):
        return []
    if not alone.sure and not chosen:
        alone = Header(alone.rows, alone.texts, max(alone.score, 0.1), 0.2)
    readings, texts = [alone], row.cells
    numbers: tuple[int, ...] = (row.number,)
    for above in reversed(rows[max(0, index - DEEPEST + 1) : index]):
        if above.number != numbers[0] - 1 or above.filled < 2 or any(map(is_value, above.cells)):
            break
        numbers = (above.number, *numbers)
        together = [_together(numbers, above.cells, texts, widest, fill) for fill in (True, False)]
        best = max(together, key=lambda header: header.score)
        texts = best.texts
        readings.append(best)
    return readings


def _together(numbers: tuple[int, ...], above: Cells, below: Cells, widest: int, fill: bool) -> Header:
    groups = _groups(above, below) if fill else above
    texts = tuple(
        f"{top} {text}".strip() if top != text else text for top, text in zip(groups, below, strict=True)
    )
    merged = any(text and not top for top, text in zip(above, below, strict=True))
    weights = [
        max(likeness(text), likeness(own) + 0.05) if merged and own and is_group(top) else likeness(text)
        for top, own, text in zip(groups, below, texts, strict=True)
    ]
    header = _header(numbers, texts, weights, frozenset(), widest)
    return Header(numbers, texts, header.score - 0.25 * (len(numbers) - 1), header.sure)


def _groups(above: Cells, below: Cells) -> Cells:
    """The group above each column: a merged title counts for the columns up to the next one.

    The last group ends before the first column whose header no other group has, if it has any in
    common with them: in "Taxpayer | | Spouse | | |" above "First | Last | First | Last | Phone"
    the phone is nobody's.
    """
    groups, current = [], ""
    for top, text in zip(above, below, strict=True):
        current = top or (current if text else "")
        groups.append(current)
        if top and not text:
            current = ""
    last = groups[max(index for index, top in enumerate(above) if top)]
    pairs = list(zip(groups, below, strict=True))
    others = {key(text) for group, text in pairs if text and group not in ("", last)}
    own = {key(text) for group, text in pairs if text and group == last}
    if not others.intersection(own):
        return tuple(groups)
    return _cut(groups, above, below, last, others)


def _cut(groups: list[str], above: Cells, below: Cells, last: str, others: set[str]) -> Cells:
    ended, kept = False, []
    for group, top, text in zip(groups, above, below, strict=True):
        ended = ended or (group == last and not top and key(text) not in others)
        kept.append("" if ended and group == last else group)
    return tuple(kept)


def _header(
    numbers: tuple[int, ...], texts: Cells, weights: list[float], repeated: frozenset[int], widest: int
) -> Header:
    seen: Counter[str] = Counter()
    strong = values = score = 0.0
    for index, (text, weight) in enumerate(zip(texts, weights, strict=True)):
        weight = -1.0 if index in repeated else weight
        if text and weight > 0:
            weight = weight if not seen[key(text)] else 0.0
            seen[key(text)] += 1
        score += weight
        strong += weight if weight >= 0.5 else 0
        values += weight < 0
    filled = sum(1 for text in texts if text)
    enough = strong >= max(min(1.0, 0.5 * widest), 0.2 * filled) and values <= strong / 3
    return Header(numbers, texts, score, round(min(1.0, strong / max(filled, 1)), 3) if enough else 0.0)


def _repeated(row: Row, below: Sequence[Row]) -> frozenset[int]:
    """Columns whose text stands again further down, as a value does and a header does not."""
    others = [other for other in below if other.cells != row.cells and not _names_columns(other)]
    return frozenset(
        index
        for index, cell in enumerate(row.cells)
        if cell and any(other.cells[index] == cell for other in others)
    )


def _names_columns(row: Row) -> bool:
    """Whether all cells of a row are known headers, as where a second table begins."""
    return row.filled > 1 and all(likeness(cell) == 1 for cell in row.cells if cell)


def _contrasts(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row of unknown words stands above columns of numbers, dates or emails."""
    others = below[:20]
    if not others or row.filled < 2 or any(map(is_value, row.cells)):
        return False
    if len(set(filter(None, row.cells))) < row.filled or row.filled < max(other.filled for other in others):
        return False
    return any(
        sum(is_value(other.cells[index]) for other in others)
        >= 0.6 * max(1, sum(bool(other.cells[index]) for other in others))
        for index, cell in enumerate(row.cells)
        if cell and any(other.cells[index] for other in others)
    )
