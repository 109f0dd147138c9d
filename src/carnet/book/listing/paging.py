"""Pages of contacts that go on after the last contact of the page before, whatever changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.book.listing.selection import Selection

MADE = "made"  # in the order in which they came into the book
BEST = "best"  # the best hits of a text first
TEXTS = ("name", "last_name", "client_identifier")
PAGED = (MADE, BEST, "modified", *TEXTS)
Value = str | float | None


@dataclass(frozen=True, slots=True)
class After:
    """A contact that a page ended with: what it was sorted by, and its id."""

    value: Value
    id: int


@dataclass(frozen=True, slots=True)
class KeyedPage:
    """The ids of a page in order, how many contacts there are on all pages, and where the next begins."""

    ids: pl.Series
    total: int
    next: After | None


def page(
    chosen: Selection, sort: str, descending: bool, count: int, after: After | None, only: pl.Series | None
) -> KeyedPage:
    """The contacts that come after one.

    Args:
        chosen: of these; only: and of these ids.
        sort: one of PAGED; equal ones come in the order of their ids, those without a value last.
    """
    frame = chosen.snapshot.frame
    mask = chosen.mask()
    if only is not None:
        mask = mask & frame["id"].is_in(only.implode()).to_numpy()
    rows = np.flatnonzero(mask)
    ids = frame["id"].to_numpy()
    places, bound = _places(chosen, sort, ids, after)
    keys = np.where(np.isnan(places), np.inf, -places if descending else places)[rows]
    here = ids[rows]
    left = rows
    if after is not None:
        last = np.inf if np.isnan(bound) else -bound if descending else bound
        beyond = (keys > last) | ((keys == last) & (here > after.id))
        left, keys, here = rows[beyond], keys[beyond], here[beyond]
    first = _first(keys, here, count)
    taken = left[first]
    more = len(left) > len(taken) and len(taken) > 0
    end = After(_value(chosen, sort, taken[-1]), int(ids[taken[-1]])) if more else None
    return KeyedPage(pl.Series("id", ids[taken], pl.Int64), len(rows), end)


def _places(
    chosen: Selection, sort: str, ids: npt.NDArray[np.int64], after: After | None
) -> tuple[npt.NDArray[np.float64], float]:
    """What all rows are sorted by, and the last contact of the page before among them."""
    value = after.value if after else None
    if sort in TEXTS:
        return chosen.snapshot.places_with(sort, None if value is None else str(value))
    bound = float("nan") if value is None else float(value)
    if sort == "modified":
        return chosen.snapshot.frame["modified"].to_physical().cast(pl.Float64).to_numpy(), bound
    if sort == BEST and chosen.found:
        return chosen.found.fits.astype(np.float64), bound
    return ids.astype(np.float64), float(after.id) if after else bound


def _value(chosen: Selection, sort: str, row: int) -> Value:
    """What a row is sorted by."""
    if sort in TEXTS:
        text: str | None = chosen.snapshot.frame[sort][int(row)]
        return text
    if sort == "modified":
        return float(chosen.snapshot.frame["modified"].to_physical()[int(row)])
    return float(chosen.found.fits[row]) if sort == BEST and chosen.found else None


def _first(keys: npt.NDArray[np.float64], ids: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """The first so many by key and id; of a million equal keys too without sorting them all."""
    near = np.arange(len(keys))
    if len(keys) > count:
        bound = np.partition(keys, count - 1)[count - 1]
        before, equal = np.flatnonzero(keys < bound), np.flatnonzero(keys == bound)
        wanted = count - len(before)
        if len(equal) > wanted:
            equal = equal[np.argpartition(ids[equal], wanted - 1)[:wanted]]
        near = np.concatenate([before, equal])
    return near[np.lexsort((ids[near], keys[near]))]
