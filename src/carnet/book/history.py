"""The imports, merges and deletions of a firm's book, as a person lists them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, overload

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
IMPORT = "import"
OTHERS = ("merge", "edit", "delete")  # modes of entries that are no imports
_COLUMNS = (
    "id", "key", "user", "created", "mode", "files", "counts", "records", "balance", "undone", "undone_by",
    "recipe", "recipe_key",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One import, merge or deletion: who, when, what it was made of and what came of it.

    Attributes:
        files: the paths as the person gave them.
        mode: of the import; "merge" for a merge, "delete" for a deletion.
        counts: create, update, link, skip, review; of a merge values, cards, members; of a deletion contacts.
        records: organizations, people, client_groups, cards.
        balance: the cells: read, stored, merged, set_aside, refused.
        undone, undone_by: when and by whom it was undone; None and "" when it stands.
        recipe, recipe_key: the name that the saved one had which an import followed, and its key; "" where
            none.
        merged: of a merge the names of the contact that is kept and of the one that went into it; they
            may be gone since.
        deleted: of a deletion the names of its first contacts.
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
    recipe: str = ""
    recipe_key: str = ""
    merged: tuple[str, str] | None = None
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entries(Sequence[Entry]):
    """The entries of a firm, the newest first, read from the database as far as somebody looks at them.

    Attributes:
        kind: IMPORT or one of OTHERS; "" is any. user: who did it; "" is anybody.
    """

    book: FirmBook
    kind: str = ""
    user: str = ""

    def __len__(self) -> int:
        where, params = self._where()
        with self.book.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM book_import WHERE {where}", params)
            return int(cursor.fetchone()[0])

    @overload
    def __getitem__(self, part: int) -> Entry: ...
    @overload
    def __getitem__(self, part: slice) -> list[Entry]: ...
    def __getitem__(self, part: int | slice) -> Entry | list[Entry]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        where, params = self._where()
        limit = [part.stop - part.start, part.start]
        with self.book.cursor() as cursor:
            return _read(self.book, cursor, f"{where} ORDER BY id DESC LIMIT %s OFFSET %s", params + limit)

    def after(self, key: str, most: int) -> list[Entry]:
        """The first that are older than the one of that key; "" is the newest of all."""
        where, params = self._where()
        if key:
            where += " AND id < (SELECT b.id FROM book_import b WHERE b.firm_id = %s AND b.key = %s)"
            params += [self.book.firm, key]
        with self.book.cursor() as cursor:
            return _read(self.book, cursor, f"{where} ORDER BY id DESC LIMIT %s", [*params, most])

    def users(self) -> list[str]:
        """Everybody who did any, whatever it was."""
        with self.book.cursor() as cursor:
            cursor.execute('SELECT DISTINCT "user" FROM book_import WHERE firm_id = %s', [self.book.firm])
            return sorted(user for (user,) in cursor.fetchall())

    def _where(self) -> tuple[str, list[object]]:
        where, params = "firm_id = %s", list[object]([self.book.firm])
        if self.kind:
            where += f" AND mode NOT IN {OTHERS}" if self.kind == IMPORT else " AND mode = %s"
            params += [] if self.kind == IMPORT else [self.kind]
        if self.user:
            where, params = f'{where} AND "user" = %s', [*params, self.user]
        return where, params


def history(book: FirmBook, cursor: Cursor, import_key: str | None = None) -> list[Entry]:
    """The firm's imports, merges and deletions, the newest first, or the one of that key.

    Raises:
        CarnetError: import.unknown.
    """
    chosen, params = ("AND key = %s", [book.firm, import_key]) if import_key else ("", [book.firm])
    found = _read(book, cursor, f"firm_id = %s {chosen} ORDER BY id DESC", params)
    if import_key and not found:
        raise CarnetError("import.unknown", value=import_key)
    return found


def _read(book: FirmBook, cursor: Cursor, where: str, params: Sequence[object]) -> list[Entry]:
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    cursor.execute(f"SELECT {columns} FROM book_import WHERE {where}", params)
    found = [dict(zip(_COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    ids = book.engine.array(pl.Series([row.pop("id") for row in found], dtype=pl.Int64))
    merged, deleted = _merged(book, cursor, ids), _deleted(book, cursor, ids)
    return [_entry(row, merged, deleted) for row in found]


def _merged(book: FirmBook, cursor: Cursor, ids: object) -> dict[str, tuple[str, str]]:
    """The names of the two contacts of each merge among those entries, by its key."""
    cursor.execute(
        f"""SELECT i.key, k.name, g.name FROM book_merge m JOIN book_import i ON i.id = m.batch_id
        LEFT JOIN book_contact k ON k.id = m.kept_id LEFT JOIN book_contact g ON g.id = m.gone_id
        WHERE i.id IN {book.engine.numbers}""",
        [ids],
    )
    return {key: (kept or "", gone or "") for key, kept, gone in cursor.fetchall()}


def _deleted(book: FirmBook, cursor: Cursor, ids: object) -> dict[str, tuple[str, ...]]:
    """The names of the first contacts of each deletion among those entries, by its key."""
    cursor.execute(
        f"""SELECT i.key, c.name FROM book_import i
        JOIN book_change j ON j.id IN (SELECT l.id FROM book_change l WHERE l.origin_id = i.id
            ORDER BY l.id LIMIT 3)
        JOIN book_contact c ON c.id = j.contact_id
        WHERE i.id IN {book.engine.numbers} AND i.mode = 'delete' ORDER BY j.id""",
        [ids],
    )
    found: dict[str, tuple[str, ...]] = {}
    for key, name in cursor.fetchall():
        found[key] = (*found.get(key, ()), name)
    return found


def _entry(
    row: dict[str, Any], merged: dict[str, tuple[str, str]], deleted: dict[str, tuple[str, ...]]
) -> Entry:
    texts = {name: json.loads(row[name]) for name in ("files", "counts", "records", "balance")}
    paths = [file["path"] for file in texts.pop("files")]
    row |= texts | {"files": paths, "created": _moment(row["created"])}
    undone = row["undone"] and _moment(row["undone"])
    told = {"merged": merged.get(row["key"]), "deleted": deleted.get(row["key"], ())}
    return Entry(**row | {"undone": undone} | told)


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
