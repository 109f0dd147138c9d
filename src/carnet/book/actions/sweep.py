"""Take away what an undone import brought: contacts, memberships, keys, sources and raw rows."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from carnet.book import sources, traces
from carnet.book.actions import outbox
from carnet.book.actions.keep_source import keep_links
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Import, SourceLinks, SourceRows
from carnet.book.rows import rows
from carnet.stages.match.own_keys import OWN_KINDS

# A contact that an undone import made goes when no change of it counts any more ...
_UNEDITED = "NOT EXISTS (SELECT 1 FROM book_change j WHERE j.contact_id = c.id AND NOT j.undone)"
# ... and nothing that another import or a person made points at it.
_POINTING_CARD = """
    SELECT o.id FROM book_card d JOIN book_contact o ON o.id = d.contact_id
    WHERE d.organization_id = c.id AND (o.origin_id IS NULL OR o.origin_id <> c.origin_id)"""
_POINTING_GROUP = """
    SELECT m.group_id FROM book_member m
    WHERE m.member_id = c.id AND (m.origin_id IS NULL OR m.origin_id <> c.origin_id)"""
_OWN_MEMBER = """
    SELECT m.group_id FROM book_member m
    WHERE m.group_id = c.id AND (m.origin_id IS NULL OR m.origin_id <> c.origin_id)"""

_POINTING_WORK = "SELECT w.id FROM book_workitem w WHERE w.client_id = c.id"

_POINTING = (("organization", _POINTING_CARD), ("members", _POINTING_GROUP), ("members", _OWN_MEMBER))


def sweep(
    book: FirmBook, cursor: Cursor, batch: Import, now: datetime
) -> tuple[dict[str, int], pl.DataFrame]:
    """Take away what the import brought and nobody uses.

    Args:
        batch: the import, marked as undone, as are its changes.

    Returns:
        How many contacts and members went, and traces.KEPT rows of the contacts that stay.
    """
    made, params = _made(batch)
    cursor.execute(
        f"DELETE FROM book_member WHERE origin_id = %s AND group_id NOT IN ({made})", [batch.pk, *params]
    )
    members = cursor.rowcount
    contacts = 0
    while gone := _sweep_contacts(book, cursor, now):
        contacts += gone
    _delete_lookups(book, cursor, batch)
    _delete_sources(book, cursor)
    return {"contacts": contacts, "members": members}, _held(book, cursor, batch)


def _made(batch: Import) -> tuple[str, list[object]]:
    """A SELECT of the ids of the contacts that an import made and that are there, and its parameters."""
    sql = "SELECT id FROM book_contact WHERE id BETWEEN %s AND %s AND origin_id = %s"
    return sql, [batch.first_contact, batch.last_contact, batch.pk]


def _sweep_contacts(book: FirmBook, cursor: Cursor, now: datetime) -> int:
    """Delete what undone imports made and nothing holds; that may free others."""
    cursor.execute("CREATE TEMPORARY TABLE doomed (id bigint PRIMARY KEY)")
    cursor.execute(
        f"""INSERT INTO doomed SELECT c.id FROM book_import i CROSS JOIN book_contact c
        WHERE i.firm_id = %s AND i.undone IS NOT NULL
            AND c.id BETWEEN i.first_contact AND i.last_contact AND c.origin_id = i.id
            AND c.firm_id = i.firm_id
            AND {_UNEDITED} AND NOT EXISTS ({_POINTING_CARD})
            AND NOT EXISTS ({_POINTING_GROUP}) AND NOT EXISTS ({_OWN_MEMBER})
            AND NOT EXISTS ({_POINTING_WORK})""",
        [book.firm],
    )
    gone = cursor.rowcount
    if gone:
        outbox.doomed(book, cursor, now)
        gone = _delete_contacts(book, cursor, gone)
    cursor.execute("DROP TABLE doomed")
    return gone


def _delete_contacts(book: FirmBook, cursor: Cursor, count: int) -> int:
    """The doomed contacts with all that is theirs; cards that point at them keep the name."""
    for table, column in (
        ("book_lookup", "contact_id"),
        ("book_clue", "contact_id"),
        ("book_member", "group_id"),
        ("book_member", "member_id"),
        ("book_change", "contact_id"),
        ("book_card", "contact_id"),
    ):
        with book.engine.bulk(cursor, table, count):
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM doomed)")
    cursor.execute(
        """DELETE FROM book_duplicate WHERE (state <> 'separate' OR mark = '')
        AND (first_id IN (SELECT id FROM doomed) OR second_id IN (SELECT id FROM doomed))"""
    )
    cursor.execute(
        "UPDATE book_card SET organization_id = NULL WHERE organization_id IN (SELECT id FROM doomed)"
    )
    with book.engine.bulk(cursor, "book_contact", count):
        cursor.execute("DELETE FROM book_contact WHERE id IN (SELECT id FROM doomed)")
        return cursor.rowcount


def _delete_lookups(book: FirmBook, cursor: Cursor, batch: Import) -> None:
    """The keys that the import added to other contacts, but for those that are true without it."""
    own = ", ".join(["%s"] * len(OWN_KINDS))
    cursor.execute(
        f"""DELETE FROM book_lookup WHERE origin_id = %s AND firm_id = %s
        AND (retired OR kind NOT IN ({own}))""",
        [batch.pk, book.firm, *OWN_KINDS],
    )


def _delete_sources(book: FirmBook, cursor: Cursor) -> None:
    """Sources and raw rows of undone imports, but for those of contacts that they made and that stay."""
    cursor.execute(
        """SELECT DISTINCT t.id, i.id FROM book_importsheet t JOIN book_import i ON i.id = t.batch_id
        JOIN book_sourcerows r ON r.sheet_id = t.id
        WHERE i.firm_id = %s AND i.undone IS NOT NULL""",
        [book.firm],
    )
    for sheet, batch in cursor.fetchall():
        made, params = _made(Import.objects.using(book.using).get(pk=batch))
        staying = rows(cursor, made, params, pl.Schema({"contact": pl.Int64}))["contact"]
        links = sources.of(cursor, sheet).filter(pl.col("contact").is_in(staying.implode()))
        SourceLinks.objects.using(book.using).filter(sheet_id=sheet).delete()
        keep_links(book, sheet, links)
        kept = links["row"].to_numpy()
        for piece in SourceRows.objects.using(book.using).filter(sheet_id=sheet).defer("cells", "ledger"):
            if not ((kept >= piece.first_row) & (kept <= piece.last_row)).any():
                piece.delete()


def _held(book: FirmBook, cursor: Cursor, batch: Import) -> pl.DataFrame:
    """The contacts that the import made and that stay: their edited values, and what points at them."""
    every, params = _made(batch)
    made, params = f"{every} AND firm_id = %s", [*params, book.firm]
    parts = [traces.edits(book, cursor, (made, params))]
    for field, pointing in (
        ("organization", _POINTING_CARD),
        ("members", _POINTING_GROUP),
        ("members", _OWN_MEMBER),
    ):
        sql = f"""
            SELECT c.name, c.kind, p.name, COALESCE(i."user", ''), CAST(p.modified AS text)
            FROM book_contact c JOIN book_contact p ON p.id IN ({pointing})
            LEFT JOIN book_import i ON i.id = p.origin_id
            WHERE c.id IN ({made}) AND +c.firm_id = %s"""
        schema = pl.Schema({name: pl.String for name in traces.KEPT if name != "field"})
        found = rows(cursor, sql, [*params, book.firm], schema)
        parts.append(found.with_columns(field=pl.lit(field)).select(traces.KEPT.names()))
    work = f"""
        SELECT c.name, c.kind, 'work', w.title, i."user", CAST(i.created AS text)
        FROM book_workitem w JOIN book_contact c ON c.id = w.client_id
        JOIN book_import i ON i.id = w.origin_id
        WHERE w.client_id IN ({made}) AND +c.firm_id = %s ORDER BY w.id"""
    parts.append(rows(cursor, work, [*params, book.firm], traces.KEPT))
    return pl.concat(parts)
