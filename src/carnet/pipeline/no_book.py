"""A book without contacts: what is planned against it is of the files alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from carnet.contract import (
    BOOK_WORK,
    CARD_STEPS,
    DELETED,
    EARLIER_CELLS,
    EARLIER_LINKS,
    EARLIER_LISTS,
    SOURCE_CELLS,
    Contents,
    Habits,
)


class NoBook:
    """Implements contract.Book.

    Args:
        remembered: the fields that a firm chose for files of a shape.
        habits: how the firm's lists were read before.
    """

    revision = 0
    size = 0
    stamp = "nobody's"

    def __init__(
        self,
        remembered: Callable[[str], Mapping[str, str]] = lambda _: {},
        habits: Callable[[], Habits] = Habits,
    ) -> None:
        self._remembered = remembered
        self.habits = habits

    def find(self, lookups: pl.DataFrame) -> pl.DataFrame:
        """See contract.Book."""
        return lookups.clear().with_columns(book_id=pl.lit(None, pl.Int64))

    def contents(self, ids: pl.Series | None = None) -> Contents:
        """See contract.Book."""
        return Contents.none()

    def imported(self, digests: Sequence[str]) -> Mapping[str, str]:
        """See contract.Book."""
        return {}

    def decided(self) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema={"a": pl.Int64, "b": pl.Int64})

    def cells_of(self, references: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema=SOURCE_CELLS)

    def deleted(self, lookups: pl.DataFrame) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema=DELETED)

    def earlier_lists(self) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema=EARLIER_LISTS)

    def earlier_links(self, number: int) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema=EARLIER_LINKS)

    def earlier_rows(self, number: int, rows: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema={"row": pl.UInt32})

    def earlier_cells(self, contacts: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema=EARLIER_CELLS)

    def card_steps(self, contacts: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema=CARD_STEPS)

    def work_of(self, clients: pl.Series) -> pl.DataFrame:
        """See contract.Book."""
        return pl.DataFrame(schema=BOOK_WORK)

    def colleagues(self) -> Sequence[str]:
        """See contract.Book."""
        return ()

    def remembered(self, shape: str) -> Mapping[str, str]:
        """See contract.Book."""
        return self._remembered(shape)
