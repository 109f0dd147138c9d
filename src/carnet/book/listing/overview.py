"""A book at a glance: what its contacts are, since when they are there, and what is left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

import polars as pl

from carnet.book import duplicates
from carnet.book.engines import SLICE, Cursor
from carnet.book.listing.flags import told_by
from carnet.book.listing.query import Counts
from carnet.book.listing.reading import moment
from carnet.book.listing.state import State, standing
from carnet.book.rows import rows

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

FIELDS = (
    "email", "phone", "address", "client_identifier", "contact_type", "client_owner", "client_manager",
)  # fmt: skip
BOUNDS = (0.95, 0.8)  # probabilities that pairs are counted by
_LACKED = ("email", "phone", "address")  # of which the listing knows what lacks them
_SEEN = pl.Schema({"id": pl.Int64, "seen": pl.String})
_ADDED = pl.Schema([("added", pl.Datetime("us")), ("kind", pl.String()), ("contacts", pl.UInt32())])
_STEP = "15m"  # no zone's clock differs from UTC by less
Month = tuple[int, int]  # year and month, on the clock of the machine


@dataclass(frozen=True, slots=True)
class Overview:
    """What a book holds; archived contacts are only counted in ``archived``.

    Attributes:
        revision: of the book that the numbers of contacts show.
        kinds: contacts by kind.
        countries: contacts by the country of their first address, most first; "" is none.
        months: contacts by kind and the month in which they came, the earliest month first.
        filled: how many contacts have each of FIELDS, by kind.
        flagged: contacts with open findings.
        rules: findings by code, of the imports that stand, as they were told then; most first.
        pairs: pairs that may be one contact and that nobody decided on: from the first of BOUNDS up, from the
            next up to it, and below.
    """

    revision: int
    archived: int
    kinds: Mapping[str, int]
    countries: Counts
    months: Mapping[Month, Mapping[str, int]]
    filled: Mapping[str, Mapping[str, int]]
    flagged: int
    rules: Counts
    pairs: tuple[int, ...]

    @property
    def contacts(self) -> int:
        """How many there are."""
        return sum(self.kinds.values())


class Overviews:
    """Makes a book's overview once a state of its listing; any thread may ask."""

    def __init__(self, book: FirmBook) -> None:
        self._book = book
        self._last: tuple[State, Overview] | None = None
        self._told: dict[int, dict[str, int]] = {}  # findings by code, by import: they never change
        self._lock = Lock()

    def of(self, state: State) -> Overview:
        """The overview of that state.

        Raises:
            CarnetError: book.locked, book.unreadable, book.unreachable.
        """
        with self._lock:
            if self._last is None or self._last[0] is not state:
                self._last = state, self._made(state)
            return self._last[1]

    def _made(self, state: State) -> Overview:
        every = _narrow(state)
        frame = every.filter(~pl.col("archived"))
        counted = frame.group_by("kind").agg(pl.len(), pl.col(FIELDS).sum()).rows_by_key("kind", named=True)
        by_kind = {str(kind): row for kind, (row,) in counted.items()}
        with self._book.cursor() as cursor:
            return Overview(
                revision=state.revision,
                archived=every.height - frame.height,
                kinds={kind: row["len"] for kind, row in by_kind.items()},
                countries=_most_first(
                    dict(frame["country"].cast(pl.String).fill_null("").value_counts().iter_rows())
                ),
                months=_months(_added(self._book, cursor, frame)),
                filled={name: {kind: row[name] for kind, row in by_kind.items()} for name in FIELDS},
                flagged=int(frame["flagged"].sum()),
                rules=self._rules(cursor, standing(state.imports)),
                pairs=duplicates.count_by_probability(self._book, cursor, BOUNDS),
            )

    def _rules(self, cursor: Cursor, batches: list[int]) -> Counts:
        total: Counter[str] = Counter()
        for batch in batches:
            if batch not in self._told:
                self._told[batch] = dict(
                    told_by(self._book, cursor, batch)["code"].value_counts().iter_rows()
                )
            total.update(self._told[batch])
        return _most_first(total)


def _most_first(counts: Mapping[str, int]) -> Counts:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _narrow(state: State) -> pl.DataFrame:
    """The contacts with what is counted of them; texts only as whether they are there."""
    lacked = ((~pl.col(f"no_{name}")).alias(name) for name in _LACKED)
    given = (pl.col(name).is_not_null() for name in FIELDS if name not in _LACKED)
    frame = state.snapshot.frame.select(
        "id", "kind", "origin", "modified", "country", "archived", *lacked, *given,
        flagged=pl.col("findings") > 0,
    )  # fmt: skip
    return frame.filter(pl.Series(state.snapshot.there))


def _added(book: FirmBook, cursor: Cursor, frame: pl.DataFrame) -> pl.DataFrame:
    """_ADDED rows: when contacts came. One that an import made came with it, another with its first entry in
    the journal."""
    sql = "SELECT id, CAST(created AS text) FROM book_import WHERE firm_id = %s"
    imports = rows(cursor, sql, [book.firm], _SEEN).select(origin="id", added=moment("seen"))
    made = frame.drop_nulls("origin").group_by("origin", "kind").agg(contacts=pl.len())
    typed = frame.filter(pl.col("origin").is_null()).select("id", "kind", "modified")
    seen = _first_entries(book, cursor, typed["id"]).select("id", first=moment("seen"))
    dated = typed.join(seen, on="id", how="left").with_columns(added=pl.coalesce("first", "modified"))
    by_hand = dated.group_by(pl.col("added").dt.truncate(_STEP), "kind").agg(contacts=pl.len())
    parts = (made.join(imports, on="origin"), by_hand)
    return pl.concat(part.select(_ADDED.names()).cast(_ADDED) for part in parts)


def _first_entries(book: FirmBook, cursor: Cursor, ids: pl.Series) -> pl.DataFrame:
    sql = f"""
        SELECT contact_id, CAST(min(at) AS text) FROM book_change
        WHERE contact_id IN {book.engine.numbers} AND +firm_id = %s GROUP BY contact_id"""
    parts = (
        rows(cursor, sql, [book.engine.array(ids[start : start + SLICE]), book.firm], _SEEN)
        for start in range(0, len(ids), SLICE)
    )
    return pl.concat([pl.DataFrame(schema=_SEEN), *parts])


def _months(added: pl.DataFrame) -> dict[Month, Counter[str]]:
    found: dict[Month, Counter[str]] = {}
    for moment_, kind, contacts in added.sort("added").iter_rows():
        found.setdefault(month_of(moment_.replace(tzinfo=UTC)), Counter())[kind] += contacts
    return found


def month_of(moment: datetime) -> Month:
    """The month of a moment, on the clock of the machine."""
    here = moment.astimezone()
    return here.year, here.month
