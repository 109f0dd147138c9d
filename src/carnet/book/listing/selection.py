"""The contacts that filters let through, their order, and the values of the filters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from functools import reduce

import numpy as np
import polars as pl

from carnet.book.listing.orders import Places, first_of
from carnet.book.listing.query import MISSING, SORTS, Counts, Facets, ListQuery, ListRow
from carnet.book.listing.search import Found
from carnet.book.listing.snapshot import Mask, Rows, Snapshot

# ListQuery's filters by values, and the columns that they look at.
_VALUES = {
    "kinds": "kind", "types": "contact_type", "owners": "client_owner", "managers": "client_manager",
    "countries": "country",
}  # fmt: skip
TEXTS = tuple(
    name
    for name in SORTS
    if name not in {"name", "archived", "modified", "created_by", "missing", "findings"}
)
_SHOWN = [name for name in SORTS if name not in {"created_by", "missing", "findings", "modified"}]


class Selection:
    """What a query lets through of a snapshot.

    Args:
        found: what its text finds, None without text.
        where: what else is to be true of the frame's columns.
    """

    def __init__(
        self, snapshot: Snapshot, query: ListQuery, found: Found | None, where: pl.Expr | None = None
    ) -> None:
        self.snapshot, self.query, self.found = snapshot, query, found
        self._frame = snapshot.frame
        self._masks = dict(self._filters())
        if where is not None:
            self._masks["where"] = self._frame.select(where).to_series().to_numpy()

    def _filters(self) -> list[tuple[str, Mask]]:
        query, frame = self.query, self._frame
        masks: list[tuple[str, Mask]] = []
        for name, column in _VALUES.items():
            if chosen := getattr(query, name):
                masks.append((name, _is_any_of(frame[column], chosen)))
        if query.imports:
            ids = [number for number, key in self.snapshot.imports.items() if key in query.imports]
            masks.append(("imports", _is_any_of(frame["origin"], ids, none="" in query.imports)))
        masks += [(f"missing {name}", frame[f"no_{name}"].to_numpy()) for name in query.missing]
        if query.findings is not None:
            masks.append(("findings", ((frame["findings"] > 0) == query.findings).to_numpy()))
        if query.archived != "all":
            masks.append(("archived", (frame["archived"] == (query.archived == "yes")).to_numpy()))
        if query.since is not None:
            moment = query.since.astimezone(UTC).replace(tzinfo=None)
            masks.append(("since", (frame["modified"] >= moment).to_numpy()))
        return masks

    def mask(self, without: str = "") -> Mask:
        """What all filters but one let through."""
        start = self.snapshot.there & self.found.mask if self.found else self.snapshot.there
        return reduce(np.logical_and, (mask for name, mask in self._masks.items() if name != without), start)

    def rows(self, most: int | None = None) -> tuple[int, Rows]:
        """How many contacts there are, and the rows in order, at least the first so many of them."""
        chosen = self.snapshot.rows(self.mask())
        places = self._places()
        if places is None:
            return len(chosen), chosen[::-1] if self.query.descending else chosen
        count = len(chosen) if most is None else most
        return len(chosen), chosen[first_of(places[chosen], self.query.descending, count)]

    def _places(self) -> Places | None:
        """What the rows are sorted by; None is the order of names."""
        sort = self.query.sort or ("" if self.found else "name")
        if sort == "name":
            return None
        if not sort and self.found:
            return self.found.fits.astype(np.float64)
        if sort == "missing":
            lacking = pl.sum_horizontal(f"no_{name}" for name in MISSING)
            return self._frame.select(lacking.cast(pl.Float64)).to_series().to_numpy()
        if sort == "created_by":
            return self._frame["origin"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        if sort in {"modified", "archived", "findings"}:
            return self._frame[sort].to_physical().cast(pl.Float64).to_numpy()
        return self.snapshot.places(sort)

    def shown(self, rows: Rows) -> tuple[ListRow, ...]:
        """Rows as a person sees them."""
        part = self._frame[rows]
        lacks = zip(*(part[f"no_{name}"] for name in MISSING), strict=True)
        return tuple(
            ListRow(
                **{name: value for name, value in row.items() if name in _SHOWN},
                key=row["key"],
                modified=row["modified"].replace(tzinfo=UTC),
                created_by=self.snapshot.imports.get(row["origin"]),
                missing=tuple(name for name, lacking in zip(MISSING, lack, strict=True) if lacking),
                findings=row["findings"],
            )
            for row, lack in zip(part.drop("text").iter_rows(named=True), lacks, strict=True)
        )

    def facets(self) -> Facets:
        """The values of each filter."""
        counts = {name: self._counts(column, self.mask(name)) for name, column in _VALUES.items()}
        keys = self.snapshot.imports
        counts["imports"] = tuple(
            (keys.get(int(value), "") if value else "", count)
            for value, count in self._counts("origin", self.mask("imports"))
        )
        missing = {
            name: int((self.mask(f"missing {name}") & self._frame[f"no_{name}"].to_numpy()).sum())
            for name in MISSING
        }
        found = self.mask("findings") & (self._frame["findings"] > 0).to_numpy()
        archived = self.mask("archived") & self._frame["archived"].to_numpy()
        return Facets(**counts, missing=missing, findings=int(found.sum()), archived=int(archived.sum()))

    def _counts(self, column: str, mask: Mask) -> Counts:
        counted = self._frame[column].filter(pl.Series(mask)).value_counts(name="count")
        named = counted.with_columns(pl.col(column).cast(pl.String).fill_null(""))
        return tuple(named.sort("count", column, descending=[True, False]).iter_rows())


def _is_any_of(column: pl.Series, chosen: Sequence[object], none: bool = False) -> Mask:
    """Where a column has any of the values; "" is null."""
    given = [value for value in chosen if value != ""]
    mask = column.is_in(given).fill_null(False) if given else pl.repeat(False, len(column), eager=True)
    if none or "" in chosen:
        mask = mask | column.is_null()
    return mask.to_numpy()
