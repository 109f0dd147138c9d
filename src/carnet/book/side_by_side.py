"""Two contacts of the book side by side, with what would stand if one went on in the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from carnet.book.actions.merge_values import GONE, KEEP, Chosen, survive
from carnet.book.values import values_of
from carnet.contract import CarnetError, Contents
from carnet.pipeline.pages import Compared, compared, texts_of
from carnet.stages.assemble.records import NOTES

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two.

    Attributes:
        modified: in UTC. origin: the key of the import that made it, or None.
        groups: the client groups that it is in.
    """

    id: int
    key: str
    name: str
    kind: str
    archived: bool
    modified: datetime
    origin: str | None
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A field of both.

    Attributes:
        values: what the kept one says and what the other does; tax identifiers masked.
        same: both say the same.
        stands: KEEP, GONE, or BOTH where nothing has to give way.
        reason: of survivorship.REASONS, "" where nothing was chosen.
        open: whether a person may choose the other value.
    """

    field: str
    values: tuple[tuple[str, ...], tuple[str, ...]]
    same: bool
    stands: str
    reason: str
    open: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The contact that would be kept, the one that would go on in it, and their fields."""

    kept: Side
    gone: Side
    lines: tuple[Line, ...]


def side_by_side(
    book: FirmBook, keep: str, gone: str, choices: Mapping[str, str | None] | None = None
) -> SideBySide:
    """Both contacts; nothing is written.

    Args:
        keep, gone: their keys.
        choices: see merge_contacts.merge.

    Raises:
        CarnetError: contact.unknown.
    """
    sides = _sides(book, keep, gone)
    ids = [side.id for side in sides]
    contents = book.contents(pl.Series(ids, dtype=pl.Int64))
    with book.cursor() as cursor:
        chosen = {one.field: one for one in survive(book, cursor, ids[0], ids[1], choices or {})}
    said = _said(contents, ids[0], chosen)
    texts = texts_of(contents.contacts, "id", contents.cards)
    lines = (_line(row, said.get(row.field, {}), chosen) for row in compared([texts[id_] for id_ in ids]))
    return SideBySide(sides[0], sides[1], tuple(lines))


def _sides(book: FirmBook, keep: str, gone: str) -> list[Side]:
    """Raises CarnetError: contact.unknown."""
    found = []
    with book.cursor() as cursor:
        for key in (keep, gone):
            cursor.execute(
                """SELECT c.id, c.key, c.name, c.kind, c.archived, CAST(c.modified AS text), i.key
                FROM book_contact c LEFT JOIN book_import i ON i.id = c.origin_id
                WHERE c.key = %s AND c.firm_id = %s""",
                [key, book.firm],
            )
            row = cursor.fetchone()
            if row is None:
                raise CarnetError("contact.unknown", value=key)
            cursor.execute(
                """SELECT g.name FROM book_member m JOIN book_contact g ON g.id = m.group_id
                WHERE m.member_id = %s AND g.firm_id = %s ORDER BY g.name""",
                [row[0], book.firm],
            )
            groups = tuple(name for (name,) in cursor.fetchall())
            id_, key_, name, kind, archived, modified, origin = row
            when = datetime.fromisoformat(modified)
            found.append(Side(id_, key_, name, kind, bool(archived), when, origin, groups))
    return found


def _said(contents: Contents, kept: int, chosen: Mapping[str, Chosen]) -> dict[str, dict[str, str]]:
    """field -> KEEP and GONE -> the single value in clear."""
    said: dict[str, dict[str, str]] = {}
    for contact, field, value in values_of(contents.contacts, chosen).iter_rows():
        said.setdefault(field, {})[KEEP if contact == kept else GONE] = value
    return said


def _line(row: Compared, said: Mapping[str, str], chosen: Mapping[str, Chosen]) -> Line:
    one = chosen.get(row.field)
    left, right = row.values
    if one is None or row.same or one.reason == "joined":
        stands, reason = BOTH, one.reason if one and not row.same else ""
    else:
        stands, reason = KEEP if one.value == said.get(KEEP) else GONE, one.reason
    differ = len(said) == 2 and said[KEEP] != said[GONE] and row.field not in NOTES
    return Line(row.field, (left, right), row.same, stands, reason, differ)
