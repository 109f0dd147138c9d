"""The findings of imports about rows of their files, kept in memory for the pages that ask often."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from threading import Lock
from typing import TYPE_CHECKING

import polars as pl

from carnet.book import history
from carnet.book.engines import Cursor

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_MOST = 4  # imports; the findings of a million rows are some 50 MB
_frames: OrderedDict[tuple[str, int, str], pl.DataFrame] = OrderedDict()
_lock = Lock()


def told(book: FirmBook, cursor: Cursor, batch: str, rows: Collection[tuple[int, int]]) -> pl.DataFrame:
    """The findings of one import about some of its rows; findings.FINDINGS.

    Args:
        batch: the key of an import that stands.
        rows: position of the sheet and number of the row.
    """
    place = (book.using, book.firm, batch)
    with _lock:
        found = _frames.get(place)
    if found is None:
        found = history.findings(book, cursor, batch)
    with _lock:
        _frames[place] = found
        _frames.move_to_end(place)
        while len(_frames) > _MOST:
            _frames.popitem(last=False)
    wanted = pl.DataFrame(list(rows), schema={"sheet": pl.UInt16, "row": pl.UInt32}, orient="row")
    few = found.filter(pl.col("row").is_in(wanted["row"].implode()))
    return few.join(wanted, on=["sheet", "row"], how="semi", maintain_order="left")
