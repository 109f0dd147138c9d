"""The contacts of a firm at one revision of its book: many that were sorted together, and the few that
changed since."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from threading import Lock

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.book.listing.orders import Ordered, Places, text_keys
from carnet.book.listing.reading import LISTED
from carnet.book.listing.typos import Vocabulary

Rows = npt.NDArray[np.int64]  # numbers of rows of Snapshot.frame, in the order of names
Mask = npt.NDArray[np.bool_]
FRAME = pl.Schema([*LISTED.items(), ("findings", pl.UInt32())])
_SORTED_BY = ("order", "name", "id")


class Sorted:
    """Contacts in the order of their names, and their places by other columns, made when first asked for."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self._orders: dict[str, Ordered] = {}
        self._lock = Lock()
        self.vocabulary = Vocabulary(frame["text"])

    @classmethod
    def of(cls, frame: pl.DataFrame) -> Sorted:
        """From FRAME rows in any order."""
        ordered = in_order(frame)
        return cls(ordered.with_columns(_together(ordered["text"])))

    def ordered(self, column: str) -> Ordered:
        """The places of a text column."""
        with self._lock:
            if column not in self._orders:
                self._orders[column] = Ordered(text_keys(self.frame[column]))
            return self._orders[column]

    @cached_property
    def by_id(self) -> tuple[Rows, npt.NDArray[np.int64]]:
        """The rows in the order of ids, and the ids."""
        ids = self.frame["id"].to_numpy()
        rows = np.argsort(ids)
        return rows, ids[rows]


def _together(texts: pl.Series) -> pl.Series:
    """Texts one after the other in memory, which makes looking through all of them ten times as fast."""
    moved = pl.from_arrow(texts.to_arrow(compat_level=pl.CompatLevel.oldest()))
    return pl.Series(texts.name, moved)


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """FRAME rows by name; contacts without one come last."""
    return frame.sort(*_SORTED_BY, nulls_last=True)


class Snapshot:
    """What is listed at a revision; nothing of it changes.

    Args:
        revision: of the book.
        base: contacts as they were once.
        gone: which rows of the base are no more, or not as they were.
        fresh: FRAME rows of those that changed since, in order.
        imports: the keys of the firm's imports by their ids.
    """

    def __init__(
        self, revision: int, base: Sorted, gone: Mask, fresh: pl.DataFrame, imports: Mapping[int, str]
    ) -> None:
        self.revision, self.base, self.gone, self.fresh, self.imports = revision, base, gone, fresh, imports
        self.frame = pl.concat([base.frame, fresh], rechunk=False) if fresh.height else base.frame
        self.there: Mask = np.concatenate([~gone, np.ones(fresh.height, np.bool_)])

    @cached_property
    def height(self) -> int:
        """How many contacts there are."""
        return int(self.there.sum())

    @cached_property
    def _between(self) -> Rows:
        """Before which row of the base each fresh one comes."""
        if not self.fresh.height:
            return np.empty(0, dtype=np.int64)
        size = self.base.frame.height
        order = self.base.frame["order"]
        named = size - order.null_count()
        wanted = self.fresh["order"]
        low, high = (
            np.where(wanted.is_null(), end, order[:named].search_sorted(wanted.fill_null(""), side=side))  # type: ignore[call-overload]
            for side, end in (("left", named), ("right", size))
        )
        return low + self._before_among_equals(low, high)

    def _before_among_equals(self, low: Rows, high: Rows) -> Rows:
        """How many rows of the base with the same order come before each fresh row.

        Args:
            low, high: the range of those rows, for each fresh row.
        """
        ranges = np.unique(np.stack([low, high])[:, high > low], axis=1)
        rows = np.concatenate([np.arange(start, end) for start, end in ranges.T] or [low[:0]])
        names = [self.base.frame.select(_SORTED_BY)[rows], self.fresh.select(_SORTED_BY)]
        marked = (part.with_columns(fresh=pl.lit(bool(n))) for n, part in enumerate(names))
        ranked = in_order(pl.concat(marked)).select(
            "fresh", before=(~pl.col("fresh")).cum_sum().over("order").cast(pl.Int64)
        )
        return ranked.filter("fresh")["before"].to_numpy()

    def rows(self, mask: Mask) -> Rows:
        """The rows that a mask chooses, in the order of names."""
        size = self.base.frame.height
        ours = np.flatnonzero(mask[:size])
        theirs = np.flatnonzero(mask[size:])
        if not len(theirs):
            return ours
        return np.insert(ours, np.searchsorted(ours, self._between[theirs]), theirs + size)

    def places(self, column: str) -> Places:
        """The places of all rows by a text column."""
        ordered = self.base.ordered(column)
        if not self.fresh.height:
            return ordered.places
        return np.concatenate([ordered.places, ordered.among(text_keys(self.fresh[column]))])

    def places_with(self, column: str, value: str | None) -> tuple[Places, float]:
        """The places of all rows by a text column, and that of one more value among them; NaN for none."""
        ordered = self.base.ordered(column)
        further = pl.concat([self.fresh[column].cast(pl.String), pl.Series(column, [value], pl.String)])
        among = ordered.among(text_keys(further))
        return np.concatenate([ordered.places, among[:-1]]), float(among[-1])
