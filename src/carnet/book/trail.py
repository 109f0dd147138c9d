"""What was changed on one contact: by whom, when, and in which entry of the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import polars as pl

from carnet import catalog
from carnet.book import journal
from carnet.book.engines import Cursor
from carnet.book.rows import rows
from carnet.stages.report.mask import veiled

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_TOLD = pl.Schema(
    {
        "change": pl.Int64, "user": pl.String, "at": pl.String, "undone": pl.Boolean, "batch": pl.String,
        "mode": pl.String, "files": pl.String,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the journal.

    Attributes:
        change: its number. field, card: as in models.Change.
        old, new: the values, None for nothing; secret ones are masked.
        user, at: who and when.
        batch, mode, files: key, mode and files (JSON) of the entry of the history that it belongs to, None
            and "" where a person changed this one contact.
        undone: it counts no more, for the entry was undone.
    """

    change: int
    field: str
    card: int | None
    old: str | None
    new: str | None
    user: str
    at: datetime
    batch: str | None
    mode: str
    files: str
    undone: bool


def steps(book: FirmBook, cursor: Cursor, contact: int, after: int = 0) -> list[Step]:
    """The changes of a contact, the latest first.

    Args:
        contact: its id.
        after: only those of a greater number.
    """
    changes = journal.read(book, cursor, "j.contact_id = %s AND j.id > %s", [contact, after])
    sql = """
        SELECT j.id, j."user", CAST(j.at AS text), j.undone, i.key, i.mode, i.files
        FROM book_change j LEFT JOIN book_import i ON i.id = j.origin_id
        WHERE j.firm_id = %s AND j.contact_id = %s AND j.id > %s"""
    told = rows(cursor, sql, [book.firm, contact, after], _TOLD)
    joined = changes.join(told, on="change").sort("change", descending=True)
    return [_step(row) for row in joined.iter_rows(named=True)]


def _step(row: dict[str, object]) -> Step:
    secret = row["field"] in catalog.SECRET_COLUMNS
    shown = {name: veiled(str(row[name])) for name in ("old", "new") if secret and row[name] is not None}
    del row["contact"]
    filled = {name: row[name] or "" for name in ("mode", "files")}
    return Step(**row | shown | filled | {"at": moment(str(row["at"]))})  # type: ignore[arg-type]


def moment(text: str) -> datetime:
    """A moment as either engine prints it; both mean UTC."""
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)
