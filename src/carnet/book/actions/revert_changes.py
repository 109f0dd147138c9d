"""Give values and cards back what they were before an import, where they are still what it wrote."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from carnet.book import cards, journal, queries, sources, traces, values
from carnet.book.actions.revise_contacts import write_values
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.models import Import
from carnet.book.rows import rows


def revert_values(
    book: FirmBook, cursor: Cursor, batch: Import, changes: pl.DataFrame, now: datetime
) -> tuple[int, pl.DataFrame]:
    """Single values of contacts.

    Args:
        changes: journal.CHANGE rows of the import, at most one a contact and field.

    Returns:
        How many values are as before, and traces.KEPT rows of the others.
    """
    ids = changes["contact"].unique()
    where, params = f"IN {book.engine.numbers}", [book.engine.array(ids)]
    raw = queries.opened(book, queries.raw_contacts(book, cursor, where, params))
    held = values.values_of(queries.decoded_contacts(raw), changes["field"].unique())
    present = changes.join(
        held, left_on=["contact", "field"], right_on=["id", "field"], how="left", maintain_order="left"
    )
    same = pl.col("value").eq_missing(pl.col("new"))
    restored = present.filter(same)
    write_values(book, cursor, ids, restored.select("field", id="contact", value="old"), now)
    return restored.height, stay(book, cursor, present.filter(~same))


def revert_cards(
    book: FirmBook, cursor: Cursor, batch: Import, changes: pl.DataFrame, now: datetime
) -> tuple[int, pl.DataFrame]:
    """Cards of contacts: replaced ones as before, added ones gone, those that went there again; see
    revert_values."""
    held = cards.read(book, cursor, "id", changes["card"].unique()).select(card="id", value=cards.as_json())
    present = changes.join(held, on="card", how="left", maintain_order="left")
    same = pl.col("value").eq_missing(pl.col("new"))
    restored = present.filter(same)
    cards.delete(book, cursor, restored.filter(pl.col("old").is_null())["card"])
    _restore(book, cursor, restored.filter(pl.col("old").is_not_null()))
    return restored.height, stay(book, cursor, present.filter(~same))


def _restore(book: FirmBook, cursor: Cursor, restored: pl.DataFrame) -> None:
    """Write the cards as they were, those that were removed too."""
    if not restored.height:
        return
    opened = restored.select(
        id="card", contact_id="contact", gone=pl.col("new").is_null(), old=cards.from_json("old")
    )
    whole = linked(book, cursor, opened.unnest("old"))
    book.engine.update(cursor, "book_card", whole.filter(~pl.col("gone")).select("id", *cards.STORED))
    book.engine.insert(cursor, "book_card", whole.filter("gone").select(cards.ROW.names()))


def linked(book: FirmBook, cursor: Cursor, old: pl.DataFrame) -> pl.DataFrame:
    """Cards as they were; an organization that is gone since, and not just deleted, stays gone."""
    named = old["organization_id"].drop_nulls().unique()
    sql = f"SELECT contact_id FROM book_deletion WHERE contact_id IN {book.engine.numbers}"
    deleted = rows(cursor, sql, [book.engine.array(named)], pl.Schema({"id": pl.Int64}))["id"]
    there = pl.concat([sources.existing(book, cursor, named), deleted])
    return old.with_columns(pl.when(pl.col("organization_id").is_in(there.implode())).then("organization_id"))


def stay(book: FirmBook, cursor: Cursor, staying: pl.DataFrame) -> pl.DataFrame:
    """What stays; the next change of each then changes from what was before the import."""
    if not staying.height:
        return pl.DataFrame(schema=traces.KEPT)
    kept = traces.describe(book, cursor, staying)
    following = _following(book, cursor, staying["change"])
    old = staying.join(following, on="change").select("old", id="next", field="field")
    book.engine.update(cursor, "book_change", journal.sealed(book, old).select("id", "old"))
    return kept


def _following(book: FirmBook, cursor: Cursor, changes: pl.Series) -> pl.DataFrame:
    """change, next: the change of the same value that came after."""
    sql = f"""
        SELECT j.id, (SELECT min(l.id) FROM book_change l
            WHERE l.contact_id = j.contact_id AND l.field = j.field AND l.id > j.id AND NOT l.undone
                AND (l.card = j.card OR (l.card IS NULL AND j.card IS NULL)))
        FROM book_change j WHERE j.id IN {book.engine.numbers} AND j.firm_id = %s"""
    schema = pl.Schema({"change": pl.Int64, "next": pl.Int64})
    return rows(cursor, sql, [book.engine.array(changes), book.firm], schema).drop_nulls()
