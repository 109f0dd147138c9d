"""Plain lists: one header for all columns, a title and nothing else, or only names one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from carnet.stages.recognise.header import Header, Row
from carnet.stages.recognise.words import (
    is_title,
    is_value,
    likeness,
    may_be_name,
    may_be_title,
    may_reach,
    names_only_people,
)

TITLES = 8  # rows of one cell that may stand above the header
MOST = 0.6  # share of the rows below that must bear out what the first says
FEWEST = 3  # names that make a list in a workbook, where a cover page may have two
_LINES_OF_A_LABEL = 7
_CUT_BY_COMMAS = 3  # cells that commas make of a line
_MOST_LABELS = 0.8  # the last may be cut off
_PLACE = re.compile(  # a line with a postal code behind the place, or in front of it
    r"\b(?:[A-Z]{2,3}\W+\d{4,5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$"
    r"|^(?:[A-Z]{1,2}-)?\d{4,5},? [^\W\d]"
)
_SURE_OF_ONE = 0.2  # a single word tells little


def find_single(rows: Sequence[Row]) -> Header | None:
    """The header of a list that names one column only; None where there is none.

    Args:
        rows: the first rows that have a cell.
    """
    for place, row in enumerate(rows[:TITLES]):
        if row.filled != 1:
            return None
        column = next(index for index, cell in enumerate(row.cells) if cell)
        below = [other.cells[column] for other in rows[place + 1 :]]
        if _heads(row.cells[column], below):
            return Header((row.number,), row.cells, 1.0, max(_SURE_OF_ONE, likeness(row.cells[column])))
    return None


def _heads(text: str, below: Sequence[str]) -> bool:
    """Whether a text is the name of the column below it."""
    filled = [cell for cell in below if cell]
    if is_value(text) or len(filled) < MOST * max(len(below), 1):
        return False
    if sum(likeness(cell) == 1 for cell in filled) > len(filled) / 2:  # a form, or a list of headers
        return False
    return names_only_people(text) or (bool(filled) and all(map(may_reach, filled)) and may_be_title(text))


def is_plain_list(rows: Sequence[Row], *, text_file: bool) -> bool:
    """Whether rows without a header are names one below the other.

    Args:
        rows: the first rows that have a cell.
        text_file: the sheet is a whole text file, which has no cover page.
    """
    columns = zip(*(row.cells for row in rows), strict=True)
    names = max((_names(column) for column in columns), default=0)
    return names >= (1 if text_file else FEWEST) and names >= MOST * len(rows)


def _names(cells: Sequence[str]) -> int:
    return len({cell for cell in cells if may_be_name(cell)})


def leading_titles(rows: Sequence[Row]) -> list[int]:
    """The first rows whose only cell says what the list below it is."""
    found = []
    for row, following in pairwise(rows[:TITLES]):
        text = "".join(row.cells)
        if row.filled != 1 or not (is_title(text) or _stands_apart(row, following, text)):
            break
        found.append(row.number)
    return found


def _stands_apart(row: Row, following: Row, text: str) -> bool:
    return following.number > row.number + 1 and not is_value(text)


def are_address_labels(rows: Sequence[Row]) -> bool:
    """Whether rows are address labels: blocks of a name, a street and a place, an empty row between."""
    blocks: list[list[Row]] = []
    for row in rows:
        if not blocks or row.number > blocks[-1][-1].number + 1:
            blocks.append([])
        blocks[-1].append(row)
    ended = sum(1 < len(block) <= _LINES_OF_A_LABEL and any(map(_is_place, block[-2:])) for block in blocks)
    return ended > 1 and ended >= _MOST_LABELS * len(blocks)


def _is_place(row: Row) -> bool:
    return row.filled <= _CUT_BY_COMMAS and _PLACE.search(", ".join(filter(None, row.cells))) is not None
