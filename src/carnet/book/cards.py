"""Cards as the journal keeps them: one JSON object of the row's columns, comparable as a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet.book import texts
from carnet.book.engines import Cursor
from carnet.book.rows import rows

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

STORED = pl.Schema([("position", pl.Int64()), ("primary", pl.Boolean()), ("organization_id", pl.Int64())])
SAID = ("organization_name", "role", *texts.LISTS)  # what a card says; the rest is its place
STORED.update(dict.fromkeys(SAID, pl.String()))
ROW = pl.Schema([("id", pl.Int64()), ("contact_id", pl.Int64()), *STORED.items()])


def read(book: FirmBook, cursor: Cursor, column: str, ids: pl.Series) -> pl.DataFrame:
    """Rows of book_card, by their "id" or by their "contact_id"."""
    columns = ", ".join(f'd."{name}"' for name in ROW)
    sql = f"""
        SELECT {columns} FROM book_card d JOIN book_contact c ON c.id = d.contact_id
        WHERE d."{column}" IN {book.engine.numbers} AND +c.firm_id = %s
        ORDER BY d.contact_id, d.position, d.id"""
    return rows(cursor, sql, [book.engine.array(ids), book.firm], ROW)


def delete(book: FirmBook, cursor: Cursor, ids: pl.Series) -> None:
    """Take cards out of the table."""
    cursor.execute(f"DELETE FROM book_card WHERE id IN {book.engine.numbers}", [book.engine.array(ids)])


def as_json() -> pl.Expr:
    """A card's row as one JSON object."""
    return pl.struct(*STORED.names()).struct.json_encode()


def journaled(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The journal's rows of cards (ROW) that were changed or added."""
    old = before.select("id", old=as_json())
    return after.join(old, on="id", how="left", maintain_order="left").select(
        contact="contact_id", field=pl.lit("card"), card="id", old="old", new=as_json()
    ).filter(pl.col("new").ne_missing(pl.col("old")))  # fmt: skip


def said(card: str) -> str:
    """A card's JSON object as one line for a person: organization, role, emails, phones ..."""
    row: dict[str, Any] = json.loads(card)
    words = [row["organization_name"], row["role"]]
    for name in texts.LISTS:
        for item in json.loads(row[name] or "[]"):
            words += list(item.values()) if isinstance(item, dict) else [item]
    return ", ".join(str(word) for word in words if word)


def from_json(column: str) -> pl.Expr:
    """The row that as_json wrote, as a struct."""
    return pl.col(column).str.json_decode(pl.Struct(dict(STORED)))
