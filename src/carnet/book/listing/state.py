"""What a listing knows of a book, and how it catches up with changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from carnet.book import sources
from carnet.book.engines import Cursor
from carnet.book.heirs import heirs
from carnet.book.listing import flags, reading
from carnet.book.listing.snapshot import FRAME, Snapshot, Sorted, in_order
from carnet.book.rows import rows

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_IMPORT = pl.Schema({"id": pl.Int64, "key": pl.String, "undone": pl.Boolean, "told": pl.Boolean})
_ID = pl.Schema({"id": pl.Int64})
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class State:
    """A snapshot and what is needed to make the next.

    Attributes:
        flags: flags.FLAG rows of the imports that stand. imports: the firm's, as they were.
    """

    snapshot: Snapshot
    flags: pl.DataFrame
    imports: pl.DataFrame

    @property
    def revision(self) -> int:
        """Of the book."""
        return self.snapshot.revision

    def sorted_anew(self) -> State:
        """The same with all contacts sorted together."""
        was = self.snapshot
        return self.of(was.revision, was.frame.filter(pl.Series(was.there)), self.flags, self.imports)

    @classmethod
    def of(cls, revision: int, frame: pl.DataFrame, flagged: pl.DataFrame, imports: pl.DataFrame) -> State:
        """From FRAME rows in any order."""
        base = Sorted.of(frame)
        gone = np.zeros(frame.height, np.bool_)
        snapshot = Snapshot(revision, base, gone, base.frame.clear(), _keys(imports))
        return cls(snapshot, flagged, imports)


def built(book: FirmBook, progress: Progress) -> State:
    """Read the whole book, some thousand contacts at a time."""
    revision = book.revision  # before the rows, so that what changes meanwhile is read again
    with book.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM book_contact WHERE +firm_id = %s", [book.firm])
        last = cursor.fetchone()[0] or 1
        parts = [pl.DataFrame(schema=reading.LISTED)]
        for high, part in reading.by_range(book, cursor):
            parts.append(part)
            progress(0.8 * high / last)
        imports = _imports(book, cursor)
        flagged = flags.of_imports(book, cursor, standing(imports))
        counted = flags.open_findings(book, cursor, flagged, heirs(book, cursor))
    frame = _with_findings(pl.concat(parts), counted)
    parts.clear()
    return State.of(revision, frame, flagged, imports)


def caught_up(book: FirmBook, state: State) -> State:
    """The state at the book's present revision."""
    revision, seen = book.revision, state.revision
    with book.cursor() as cursor:
        imports = _imports(book, cursor)
        was, stands = standing(state.imports), standing(imports)
        more = flags.of_imports(book, cursor, [batch for batch in stands if batch not in was])
        less = ~pl.col("batch").is_in(stands)
        lineage = heirs(book, cursor)
        told = pl.concat([more["contact"], state.flags.filter(less)["contact"]])
        told = pl.concat(
            [told, lineage.filter(pl.col("gone").is_in(told.implode()))["heir"].alias("contact")]
        )
        changed = pl.concat([_since(cursor, book.firm, seen), told.alias("id")]).unique().sort()
        left = pl.concat([_since(cursor, -book.firm, seen), _swept(book, cursor, state, imports)])
        fresh = reading.by_id(book, cursor, changed)
        flagged = pl.concat([state.flags.filter(~less), more])
        counted = flags.open_findings(book, cursor, flagged, lineage, fresh["id"])
    replaced = pl.concat([changed, left]).unique()
    return State(
        _with(state.snapshot, revision, _with_findings(fresh, counted), replaced, imports), flagged, imports
    )


def how_many_changed(book: FirmBook, state: State, limit: int) -> int:
    """How many contacts there are to catch up with; once there are so many, they are not all counted."""
    with book.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM (SELECT 1 FROM book_contact
            WHERE firm_id IN (%s, %s) AND revision > %s LIMIT %s) AS changed""",
            [book.firm, -book.firm, state.revision, limit],
        )
        changed = int(cursor.fetchone()[0])
        undone = _undone(_imports(book, cursor))
    fresh = undone.filter(~undone.is_in(_undone(state.imports).implode()))
    return changed + int(state.snapshot.frame["origin"].is_in(fresh.implode()).sum())


def count(book: FirmBook, limit: int = 2**62) -> int:
    """How many contacts the book has, counted up to a limit."""
    with book.cursor() as cursor:
        sql = "SELECT count(*) FROM (SELECT 1 FROM book_contact WHERE firm_id = %s LIMIT %s) AS counted"
        cursor.execute(sql, [book.firm, limit])
        return int(cursor.fetchone()[0])


def _with(
    snapshot: Snapshot, revision: int, fresh: pl.DataFrame, replaced: pl.Series, imports: pl.DataFrame
) -> Snapshot:
    """The snapshot with fresh contacts in place of those that were there."""
    rows_, ids = snapshot.base.by_id
    at = np.searchsorted(ids, replaced.to_numpy())
    known = at < len(ids)
    known[known] = ids[at[known]] == replaced.to_numpy()[known]
    gone = snapshot.gone.copy()
    gone[rows_[at[known]]] = True
    staying = snapshot.fresh.filter(~pl.col("id").is_in(replaced.implode()))
    return Snapshot(revision, snapshot.base, gone, in_order(pl.concat([staying, fresh])), _keys(imports))


def _with_findings(listed: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    joined = listed.join(counted, on="id", how="left", maintain_order="left")
    return (
        joined.with_columns(pl.col("findings").fill_null(0))
        .cast({"findings": pl.UInt32})
        .select(FRAME.names())
    )


def _imports(book: FirmBook, cursor: Cursor) -> pl.DataFrame:
    sql = """
        SELECT id, key, undone IS NOT NULL, findings IS NOT NULL FROM book_import
        WHERE firm_id = %s ORDER BY id"""
    return rows(cursor, sql, [book.firm], _IMPORT)


def standing(imports: pl.DataFrame) -> list[int]:
    """The imports whose findings count."""
    return imports.filter(pl.col("told") & ~pl.col("undone"))["id"].to_list()


def _undone(imports: pl.DataFrame) -> pl.Series:
    return imports.filter("undone")["id"]


def _keys(imports: pl.DataFrame) -> dict[int, str]:
    return dict(imports.select("id", "key").iter_rows())


def _since(cursor: Cursor, firm: int, revision: int) -> pl.Series:
    sql = "SELECT id FROM book_contact WHERE firm_id = %s AND revision > %s"
    return rows(cursor, sql, [firm, revision], _ID)["id"]


def _swept(book: FirmBook, cursor: Cursor, state: State, imports: pl.DataFrame) -> pl.Series:
    """The contacts of undone imports that are no more."""
    undone = _undone(imports)
    if undone.equals(_undone(state.imports)):
        return pl.Series("id", [], pl.Int64)
    frame = state.snapshot.frame.select("id", "origin")
    theirs = frame.filter(pl.col("origin").is_in(undone.implode()))["id"].unique()
    return theirs.filter(~theirs.is_in(sources.existing(book, cursor, theirs).implode()))
