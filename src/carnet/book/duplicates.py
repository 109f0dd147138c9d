"""Suspected duplicates of a firm's book: what is open, and what a person decided."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet.book.engines import Cursor
from carnet.book.rows import rows

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

PAIR = pl.Schema({"a": pl.Int64, "b": pl.Int64})
_PAIRS = """
    FROM book_duplicate d JOIN book_contact a ON a.id = d.first_id AND a.firm_id = d.firm_id
    JOIN book_contact b ON b.id = d.second_id AND b.firm_id = d.firm_id AND b.kind = a.kind"""


@dataclass(frozen=True, slots=True)
class Side:
    """One contact of a pair: the book's id, its key and name."""

    id: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that may be one.

    Attributes:
        id: the pair's number, by which it is decided.
        kind: of both contacts. probability: that they are one, calibrated.
        first, second: the contacts, the one that was in the book first before the other.
        evidence: comparison, agrees (a code) and weight (log2) of each thing that was compared.
        found: the key of the import (or merge) that brought the pair, or None.
    """

    id: int
    kind: str
    probability: float
    first: Side
    second: Side
    evidence: list[dict[str, Any]]
    found: str | None

    @property
    def place(self) -> tuple[float, int]:
        """Where it stands among all."""
        return self.probability, self.id


def open_pairs(book: FirmBook, cursor: Cursor, limit: int, offset: int, min_probability: float) -> list[Pair]:
    """Pairs that nobody decided on, the surest first."""
    return _read(
        cursor,
        "d.firm_id = %s AND d.state = 'open' AND d.probability >= %s"
        " ORDER BY d.probability DESC, d.id LIMIT %s OFFSET %s",
        [book.firm, min_probability, limit, offset],
    )


def least_sure(book: FirmBook, cursor: Cursor, limit: int, min_probability: float) -> list[Pair]:
    """Open pairs of at least that probability, the least sure first."""
    where = (
        "d.firm_id = %s AND d.state = 'open' AND d.probability >= %s ORDER BY d.probability, d.id LIMIT %s"
    )
    return _read(cursor, where, [book.firm, min_probability, limit])


def beside(
    book: FirmBook, cursor: Cursor, place: tuple[float, int], limit: int, *, before: bool = False
) -> list[Pair]:
    """Open pairs that come after the place of a pair, whether it is open or not, or those before it; the
    nearest first."""
    probability, number = place
    sign, order = (">", "d.probability, d.id DESC") if before else ("<", "d.probability DESC, d.id")
    later = "<" if before else ">"
    return _read(
        cursor,
        f"""d.firm_id = %s AND d.state = 'open' AND (d.probability {sign} %s
            OR (d.probability = %s AND d.id {later} %s)) ORDER BY {order} LIMIT %s""",
        [book.firm, probability, probability, number, limit],
    )


def count_settled(book: FirmBook, cursor: Cursor) -> int:
    """How many pairs a person decided on."""
    sql = "SELECT count(*) FROM book_duplicate WHERE firm_id = %s AND state IN ('merged', 'separate')"
    cursor.execute(sql, [book.firm])
    return int(cursor.fetchone()[0])


def pair(book: FirmBook, cursor: Cursor, number: int) -> Pair | None:
    """The pair of that number, decided or not; None where it or one of its contacts is not in the book."""
    found = _read(cursor, "d.firm_id = %s AND d.id = %s", [book.firm, number])
    return found[0] if found else None


def of_contact(book: FirmBook, cursor: Cursor, contact: int) -> list[Pair]:
    """The pairs of one contact that nobody decided on, the surest first."""
    either = "(d.first_id = %s OR d.second_id = %s)"
    return _read(
        cursor,
        f"d.firm_id = %s AND d.state = 'open' AND {either} ORDER BY d.probability DESC, d.id",
        [book.firm, contact, contact],
    )


def _read(cursor: Cursor, where: str, params: list[object]) -> list[Pair]:
    cursor.execute(
        f"""SELECT d.id, a.kind, d.probability, a.id, a.key, a.name, b.id, b.key, b.name, d.evidence,
            (SELECT i.key FROM book_import i WHERE i.id = d.origin_id) {_PAIRS} WHERE {where}""",
        params,
    )
    return [
        Pair(
            row[0], row[1], row[2], Side(*row[3:6]), Side(*row[6:9]), json.loads(row[9]), row[10]
        )
        for row in cursor.fetchall()
    ]  # fmt: skip


def count_open(book: FirmBook, cursor: Cursor, min_probability: float = 0.0) -> int:
    """How many pairs nobody decided on."""
    cursor.execute(
        f"SELECT count(*) {_PAIRS} WHERE d.firm_id = %s AND d.state = 'open' AND d.probability >= %s",
        [book.firm, min_probability],
    )
    return int(cursor.fetchone()[0])


def count_by_probability(book: FirmBook, cursor: Cursor, bounds: Sequence[float]) -> tuple[int, ...]:
    """How many pairs nobody decided on, from each bound up to the one before; at last those below all.

    Args:
        bounds: probabilities, the greatest first.
    """
    bands = " ".join(f"WHEN d.probability >= %s THEN {number}" for number in range(len(bounds)))
    cursor.execute(
        f"""SELECT CASE {bands} ELSE {len(bounds)} END AS band, count(*) {_PAIRS}
        WHERE d.firm_id = %s AND d.state = 'open' GROUP BY 1""",
        [*bounds, book.firm],
    )
    found = dict(cursor.fetchall())
    return tuple(found.get(number, 0) for number in range(len(bounds) + 1))


def decided(book: FirmBook, cursor: Cursor, ids: pl.Series | None = None) -> pl.DataFrame:
    """The pairs of contacts that a person holds apart: PAIR rows, a before b.

    Args:
        ids: contacts of the book; pairs of which one is among them. None is all.
    """
    sql = f"SELECT d.first_id, d.second_id {_PAIRS} WHERE d.firm_id = %s AND d.state = 'separate'"
    if ids is None:
        return rows(cursor, sql, [book.firm], PAIR)
    chosen = book.engine.array(ids.cast(pl.Int64).drop_nulls().unique())
    either = f"(d.first_id IN {book.engine.numbers} OR d.second_id IN {book.engine.numbers})"
    return rows(cursor, f"{sql} AND {either}", [book.firm, chosen, chosen], PAIR)
