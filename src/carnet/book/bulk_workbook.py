"""The workbook in which many contacts of a book are changed at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from carnet.language import Language
from carnet.writers import bulk, whole
from carnet.writers.bulk_rows import referred
from carnet.writers.notes import Note

_STEPS = 6  # reading, and the tabs

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook


def write_bulk(
    book: FirmBook,
    path: Path,
    language: Language,
    ids: pl.Series | None = None,
    colleagues: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> list[Note]:
    """Write contacts, all or those of the ids, to be edited and imported again.

    Args:
        colleagues: who may own or manage a client, besides those that the contacts name.
        progress: told of the steps done, and of how many there are.

    Returns:
        What the workbook does not hold.

    Raises:
        CarnetError: export.not_written.
    """
    step = progress or (lambda done, whole: None)
    contents = book.contents(ids)
    step(1, _STEPS)
    others = book.contents(referred(contents)).contacts
    made = bulk.Bulk(contents, others, book.stamp, colleagues)
    return whole(
        path, lambda unfinished: bulk.write(made, unfinished, language, lambda tab: step(1 + tab, _STEPS))
    )
