"""What undo keeps, said so that a person recognises it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from carnet import catalog
from carnet.book import journal
from carnet.book.cards import said
from carnet.book.engines import SLICE, Cursor
from carnet.book.rows import rows

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

KEPT = pl.Schema(
    {
        "name": pl.String, "kind": pl.String, "field": pl.String, "value": pl.String, "who": pl.String,
        "when": pl.String,
    }
)  # fmt: skip
_MASK = "•••"


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that stays after undo, because somebody changed it since.

    Attributes:
        name, kind: of the contact.
        field: a record column, "custom.<name>", "card", or "organization" and "members" where another
            contact's card or group points at the contact; "group" where it joined or left one.
        value: what stands there now, "" for nothing; a card as one line; secret values are masked.
        who, when: the latest change.
    """

    name: str
    kind: str
    field: str
    value: str
    who: str
    when: datetime | None


def kept_rows(frame: pl.DataFrame) -> list[Kept]:
    """KEPT rows as objects."""
    unique = frame.unique(maintain_order=True)
    return [
        Kept(name, kind, field, value, who, datetime.fromisoformat(when) if when else None)
        for name, kind, field, value, who, when in unique.iter_rows()
    ]


def describe(book: FirmBook, cursor: Cursor, staying: pl.DataFrame) -> pl.DataFrame:
    """Who changed what stays, and when.

    Args:
        staying: change (the undone import's), contact, field, card, value.

    Returns:
        KEPT rows.
    """
    parts = [_later(book, cursor, part) for part in staying.iter_slices(SLICE)]
    later = pl.concat([pl.DataFrame(schema=_LATER), *parts])
    joined = staying.join(later, on="change", how="left", maintain_order="left")
    masked = pl.col("field").is_in(sorted(catalog.SECRET_COLUMNS)) & pl.col("value").is_not_null()
    return joined.with_columns(
        value=pl.when(masked).then(pl.lit(_MASK)).otherwise(_readable(joined)),
        who=pl.col("who").fill_null(""),
    ).select(KEPT.names())


def _readable(staying: pl.DataFrame) -> pl.Series:
    """The values, a card as one line of what it holds, a group by its name."""
    words: dict[str, Callable[[str], str]] = {"card": said, "group": _group}
    pairs = zip(staying["field"], staying["value"], strict=True)
    return pl.Series([words.get(field, str)(value) if value else "" for field, value in pairs])


def _group(value: str) -> str:
    return str(json.loads(value)["name"])


_LATER = pl.Schema(
    {"change": pl.Int64, "name": pl.String, "kind": pl.String, "who": pl.String, "when": pl.String}
)


def _later(book: FirmBook, cursor: Cursor, staying: pl.DataFrame) -> pl.DataFrame:
    """For each change the contact, and the latest change of the same value."""
    sql = f"""
        SELECT j.id, c.name, c.kind, n."user", CAST(n.at AS text)
        FROM book_change j JOIN book_contact c ON c.id = j.contact_id
        LEFT JOIN book_change n ON n.id = (
            SELECT max(l.id) FROM book_change l
            WHERE l.contact_id = j.contact_id AND l.field = j.field AND l.id >= j.id AND NOT l.undone
                AND (l.card = j.card OR (l.card IS NULL AND j.card IS NULL)))
        WHERE j.id IN {book.engine.numbers} AND j.firm_id = %s"""
    return rows(cursor, sql, [book.engine.array(staying["change"]), book.firm], _LATER)


def edits(book: FirmBook, cursor: Cursor, made: tuple[str, list[object]]) -> pl.DataFrame:
    """The edited values of contacts that an import made, as KEPT rows.

    Args:
        made: a SELECT of the contacts' ids, and its parameters.
    """
    where = f"NOT j.undone AND j.contact_id IN ({made[0]})"
    latest = journal.read(book, cursor, where, made[1]).unique(
        ["contact", "field", "card"], keep="last", maintain_order=True
    )
    return describe(book, cursor, latest.rename({"new": "value"}))
