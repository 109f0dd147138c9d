"""Contacts that a person deleted, found by what Carnet's own files say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from carnet.book import queries, sources
from carnet.book.engines import SLICE, Cursor
from carnet.book.rows import rows
from carnet.catalog.reference import PATTERN
from carnet.contract import DELETED

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_GONE = pl.Schema({"id": pl.Int64, "kind": pl.String, "name": pl.String, "day": pl.String})
_NAMED = pl.Schema({"value": pl.String, "id": pl.Int64})


def deleted(book: FirmBook, cursor: Cursor, lookups: pl.DataFrame) -> pl.DataFrame:
    """See contract.Book.deleted."""
    by_key = queries.find(book.shelf, cursor, lookups.filter(pl.col("kind") == "contact_key"))
    references = lookups.filter(pl.col("kind") == "source_row")["value"].unique()
    named = pl.concat([by_key.select("value", id="book_id"), _made_by_rows(book, cursor, references)])
    gone = _gone(book, cursor, named["id"].unique().sort())
    return named.unique().join(gone, on="id").select(DELETED.names())


def _made_by_rows(book: FirmBook, cursor: Cursor, references: pl.Series) -> pl.DataFrame:
    """The contacts that rows of earlier imports made, whether they are there still or not; _NAMED rows."""
    places = references.alias("value").to_frame().with_columns(
        pl.col("value").str.extract_groups(PATTERN).struct.unnest()
    ).cast({"sheet": pl.Int64, "row": pl.UInt32}).drop_nulls("batch")  # fmt: skip
    found = [pl.DataFrame(schema=_NAMED)]
    for (batch, sheet), part in places.partition_by("batch", "sheet", as_dict=True).items():
        links = sources.made_by(book, cursor, str(batch), int(str(sheet)))
        found.append(part.join(links, on="row").select("value", id="contact"))
    return pl.concat(found)


def _gone(book: FirmBook, cursor: Cursor, ids: pl.Series) -> pl.DataFrame:
    """_GONE rows of those of the ids that are deleted."""
    sql = f"""
        SELECT c.id, c.kind, c.name, substr(CAST(i.created AS text), 1, 10) FROM book_deletion d
        JOIN book_contact c ON c.id = d.contact_id JOIN book_import i ON i.id = d.batch_id
        WHERE d.contact_id IN {book.engine.numbers} AND +c.firm_id = %s"""
    parts = [
        rows(cursor, sql, [book.engine.array(ids[start : start + SLICE]), book.shelf.firm], _GONE)
        for start in range(0, len(ids), SLICE)
    ]
    return pl.concat([pl.DataFrame(schema=_GONE), *parts])
