"""All that a page shows of one contact, read by its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet import catalog
from carnet.book import duplicates, former, provenance, queries, told
from carnet.book.duplicates import Pair
from carnet.book.engines import Cursor
from carnet.book.listing.flags import journal_field
from carnet.book.provenance import SourceCell
from carnet.book.trail import Step, moment, steps
from carnet.book.values import custom_values, values_of
from carnet.contract import CarnetError, Kind
from carnet.findings import Severity, rules

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

MOST = 50  # of people at an organization or members of a group; the list of contacts shows all
_ABOUT = """
    SELECT c.id, c.key, c.kind, c.name, c.archived, c.revision, CAST(c.modified AS text),
        i.key, i."user", CAST(i.created AS text)
    FROM book_contact c LEFT JOIN book_import i ON i.id = c.origin_id
    WHERE c.firm_id = %s AND c.key = %s"""


@dataclass(frozen=True, slots=True)
class Related:
    """Another contact that this one has to do with; role: of a person at an organization."""

    key: str
    name: str
    kind: str
    archived: bool
    role: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """A contact card in contract.CARD's shape, nothing null.

    Attributes:
        at: the organization that it belongs to, None where that is none of the book.
        organization: its name on the card.
    """

    id: int
    primary: bool
    at: Related | None
    organization: str
    role: str
    emails: tuple[str, ...]
    phones: tuple[dict[str, str | None], ...]
    addresses: tuple[dict[str, str | None], ...]
    websites: tuple[str, ...]
    social: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding of an import about a cell of the contact's rows.

    Attributes:
        field: as in the journal, None where the finding is about the row.
        cell: where it stands. open: the value was not changed since.
    """

    code: str
    field: str | None
    cell: SourceCell
    value: str
    suggestion: str
    detail: str
    open: bool


@dataclass(frozen=True, slots=True)
class ContactView:
    """One contact.

    Attributes:
        revision, change: as in actions.editing.Seen.
        made_by, made_at, made_in: who added it, when, and the key of the import; None by hand.
        values: record column or "custom.<name>" -> value, in clear.
        cards: the primary one first.
        people: persons with a card at this organization; people_total: how many there are.
        groups: that it is in. members, members_total: of this client group.
        pairs: contacts that may be the same.
        steps: what was changed, the latest first.
        cells: of the rows of files that it came from. told: findings about them.
        lost: values that merges did not let stand, as column and value.
    """

    id: int
    key: str
    kind: Kind
    name: str
    archived: bool
    revision: int
    change: int
    modified: datetime
    made_by: str
    made_at: datetime
    made_in: str | None
    values: Mapping[str, str]
    cards: tuple[CardView, ...]
    people: tuple[Related, ...]
    people_total: int
    groups: tuple[Related, ...]
    members: tuple[Related, ...]
    members_total: int
    pairs: tuple[Pair, ...]
    steps: tuple[Step, ...]
    cells: tuple[SourceCell, ...]
    told: tuple[Told, ...]
    lost: tuple[tuple[str, str], ...]


def contact_view(book: FirmBook, cursor: Cursor, key: str) -> ContactView:
    """One contact with its relations, its history and where it came from.

    Raises:
        CarnetError: contact.unknown.
    """
    cursor.execute(_ABOUT, [book.firm, key])
    about = cursor.fetchone()
    if about is None:
        raise CarnetError("contact.unknown", value=key)
    contact, kind = int(about[0]), Kind(about[2])
    held = queries.contents(book, cursor, pl.Series([contact]))
    trail = steps(book, cursor, contact)
    cells = provenance.cells_of(book, cursor, contact)
    lost = former.outvoted(book, cursor, held.contacts)
    people, people_total = _people(book, cursor, contact) if kind is Kind.ORGANIZATION else ((), 0)
    members, members_total = _members(book, cursor, contact) if kind is Kind.CLIENT_GROUP else ((), 0)
    first = trail[-1] if trail else None
    return ContactView(
        id=contact,
        key=about[1],
        kind=kind,
        name=about[3],
        archived=bool(about[4]),
        revision=about[5],
        change=trail[0].change if trail else 0,
        modified=moment(about[6]),
        made_by=about[8] or (first.user if first else ""),
        made_at=moment(about[9]) if about[9] else first.at if first else moment(about[6]),
        made_in=about[7],
        values=_values(held.contacts),
        cards=_cards(book, cursor, held.cards),
        people=people,
        people_total=people_total,
        groups=_groups(book, cursor, contact),
        members=members,
        members_total=members_total,
        pairs=tuple(duplicates.of_contact(book, cursor, contact)),
        steps=tuple(trail),
        cells=tuple(cells),
        told=tuple(_told(book, cursor, cells, trail)),
        lost=tuple(lost.select("column", "value").iter_rows()),
    )


def _values(contacts: pl.DataFrame) -> dict[str, str]:
    fields = [*catalog.RECORD_COLUMNS, *custom_values(contacts)["field"].unique(maintain_order=True)]
    return dict(values_of(contacts, fields).select("field", "value").iter_rows())


def _cards(book: FirmBook, cursor: Cursor, held: pl.DataFrame) -> tuple[CardView, ...]:
    ids = held["organization_contact"].drop_nulls().unique()
    sql = f"""
        SELECT c.id, c.key, c.name, c.kind, c.archived FROM book_contact c
        WHERE c.id IN {book.engine.numbers} AND +c.firm_id = %s"""
    cursor.execute(sql, [book.engine.array(ids), book.firm])
    at = {row[0]: _related(row[1:]) for row in cursor.fetchall()}
    return tuple(_card(row, at) for row in held.iter_rows(named=True))


def _card(row: dict[str, Any], at: Mapping[int, Related]) -> CardView:
    lists = {name: tuple(row[name] or ()) for name in ("emails", "phones", "addresses", "websites", "social")}
    return CardView(
        id=row["id"],
        primary=row["primary"],
        at=at.get(row["organization_contact"]),
        organization=row["organization"] or "",
        role=row["role"] or "",
        **lists,
    )


def _people(book: FirmBook, cursor: Cursor, organization: int) -> tuple[tuple[Related, ...], int]:
    found = "FROM book_card d JOIN book_contact c ON c.id = d.contact_id WHERE d.organization_id = %s"
    return _some(
        book,
        cursor,
        f"SELECT c.key, c.name, c.kind, c.archived, COALESCE(d.role, '') {found} AND +c.firm_id = %s",
        organization,
    )


def _members(book: FirmBook, cursor: Cursor, group: int) -> tuple[tuple[Related, ...], int]:
    found = "FROM book_member m JOIN book_contact c ON c.id = m.member_id WHERE m.group_id = %s"
    return _some(book, cursor, f"SELECT c.key, c.name, c.kind, c.archived {found} AND +c.firm_id = %s", group)


def _groups(book: FirmBook, cursor: Cursor, contact: int) -> tuple[Related, ...]:
    found = "FROM book_member m JOIN book_contact c ON c.id = m.group_id WHERE m.member_id = %s"
    sql = f"SELECT c.key, c.name, c.kind, c.archived {found} AND +c.firm_id = %s"
    return _some(book, cursor, sql, contact)[0]


def _some(book: FirmBook, cursor: Cursor, sql: str, of: int) -> tuple[tuple[Related, ...], int]:
    """The first of some contacts by name, and how many there are."""
    cursor.execute(f"SELECT count(*) FROM ({sql}) AS every", [of, book.firm])
    total = cursor.fetchone()[0]
    cursor.execute(f"{sql} ORDER BY c.name_folded, c.id LIMIT %s", [of, book.firm, MOST])
    return tuple(_related(row) for row in cursor.fetchall()), total


def _related(row: Sequence[Any]) -> Related:
    key, name, kind, archived, *role = row
    return Related(key, name, kind, bool(archived), *role)


def _told(
    book: FirmBook, cursor: Cursor, cells: Iterable[SourceCell], trail: Iterable[Step]
) -> Iterable[Told]:
    """Errors and warnings about cells of the contact's rows."""
    placed = {(cell.batch, cell.position, cell.row, cell.index): cell for cell in cells}
    for batch in dict.fromkeys(cell.batch for cell in placed.values()):
        rows = {place[1:3] for place in placed if place[0] == batch}
        for row in told.told(book, cursor, batch, rows).iter_rows(named=True):
            cell = placed.get((batch, row["sheet"], row["row"], row["column"]))
            if cell is None or rules()[row["code"]].severity is Severity.INFO:
                continue
            field = journal_field(cell.field)
            said = {name: row[name] or "" for name in ("value", "suggestion", "detail")}
            later = (step for step in trail if step.field == field and not step.undone)
            settled = any(step.batch != batch and step.at > cell.at for step in later)
            yield Told(row["code"], field, cell, **said, open=field is not None and not settled)


@dataclass(frozen=True, slots=True)
class Deleted:
    """A contact that was deleted and can be restored by the key of its entry in the history.

    Attributes:
        others: how many were deleted with it, and come back with it.
    """

    name: str
    user: str
    at: datetime
    batch: str
    others: int


def deleted(book: FirmBook, cursor: Cursor, key: str) -> Deleted | None:
    """What became of a contact that is in the book no more; None where it was never there, or was merged."""
    cursor.execute(
        """SELECT c.name, i."user", CAST(i.created AS text), i.key,
            (SELECT count(*) - 1 FROM book_deletion o WHERE o.batch_id = i.id) FROM book_contact c
        JOIN book_deletion d ON d.contact_id = c.id JOIN book_import i ON i.id = d.batch_id
        WHERE c.firm_id = %s AND c.key = %s""",
        [book.shelf.firm, key],
    )
    found = cursor.fetchone()
    return Deleted(found[0], found[1], moment(found[2]), found[3], found[4]) if found else None
