"""The imports of a firm's book, as a person lists them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet.book.engines import Cursor
from carnet.contract import CarnetError
from carnet.findings import Severity, empty, rule

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

rule(
    "import.unknown",
    Severity.ERROR,
    en="No import is called “%(value)s”. “carnet history” lists the imports.",
    fr="Aucune importation ne s'appelle « %(value)s ». « carnet history » en donne la liste.",
)
_COLUMNS = ("key", "user", "created", "mode", "files", "counts", "records", "balance", "undone", "undone_by")


@dataclass(frozen=True, slots=True)
class Entry:
    """One import: who, when, what it was made of and what came of it.

    Attributes:
        files: the paths as the person gave them.
        counts: create, update, link, skip, review.
        records: organizations, people, client_groups, cards.
        balance: the cells: read, stored, merged, set_aside, refused.
        undone, undone_by: when and by whom it was undone; None and "" when it stands.
    """

    key: str
    user: str
    created: datetime
    mode: str
    files: list[str]
    counts: dict[str, int]
    records: dict[str, int]
    balance: dict[str, int]
    undone: datetime | None
    undone_by: str


def history(book: FirmBook, cursor: Cursor, import_key: str | None = None) -> list[Entry]:
    """The firm's imports, the newest first, or the one of that key.

    Raises:
        CarnetError: import.unknown.
    """
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    chosen, params = ("AND key = %s", [book.firm, import_key]) if import_key else ("", [book.firm])
    cursor.execute(f"SELECT {columns} FROM book_import WHERE firm_id = %s {chosen} ORDER BY id DESC", params)
    found = cursor.fetchall()
    if import_key and not found:
        raise CarnetError("import.unknown", value=import_key)
    return [_entry(dict(zip(_COLUMNS, row, strict=True))) for row in found]


def _entry(row: dict[str, Any]) -> Entry:
    texts = {name: json.loads(row[name]) for name in ("files", "counts", "records", "balance")}
    paths = [file["path"] for file in texts.pop("files")]
    row |= texts | {"files": paths, "created": _moment(row["created"])}
    return Entry(**row | {"undone": row["undone"] and _moment(row["undone"])})


def _moment(value: datetime) -> datetime:
    """SQLite gives moments in UTC without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def findings(book: FirmBook, cursor: Cursor, import_key: str) -> pl.DataFrame:
    """The findings of an import (carnet.findings.FINDINGS); none once it was undone.

    Raises:
        CarnetError: import.unknown.
    """
    cursor.execute(
        "SELECT findings FROM book_import WHERE firm_id = %s AND key = %s", [book.firm, import_key]
    )
    found = cursor.fetchone()
    if found is None:
        raise CarnetError("import.unknown", value=import_key)
    if found[0] is None:
        return empty()
    return pl.read_ipc(BytesIO(book.keys.open(found[0], f"findings/{import_key}")))
