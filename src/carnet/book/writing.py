"""Frames of contacts and cards as rows of the tables; the same for imports, edits and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from carnet.book import sealing, texts
from carnet.book.engines import Cursor
from carnet.book.queries import CONTACT
from carnet.book.rows import rows
from carnet.stages.assemble.identity import name_key
from carnet.stages.own_keys import identifier_key

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

_LOOKUP = pl.Schema(
    {
        "id": pl.Int64,
        "contact_id": pl.Int64,
        "kind": pl.String,
        "value": pl.String,
        "retired": pl.Boolean,
    }
)
DERIVED = ("name_folded", "name_digest", "identifier_digest")
STORED_CONTACT = tuple(name for name in CONTACT if name not in {"id", "key", "kind", "archived"})


def contact_rows(book: FirmBook, contacts: pl.DataFrame) -> pl.DataFrame:
    """The table's columns of contacts given as key, the record columns that occur, and custom.

    Returns:
        STORED_CONTACT and DERIVED, in the order of the rows.
    """
    absent = [pl.lit(None, pl.String).alias(name) for name in texts.COLUMNS if name not in contacts.columns]
    details = [name for name in texts.DETAILS if name in contacts.columns]
    secret = [name for name in texts.SECRET if name in contacts.columns]
    given = [name for name in texts.COLUMNS if name in contacts.columns]
    clean = contacts.with_columns(texts.storable(pl.col(name)) for name in [*given, *details, *secret])
    if "custom" in contacts.columns:
        clean = clean.with_columns(texts.storable_custom())
    custom = texts.json_list("custom") if "custom" in contacts.columns else pl.lit(None, pl.String)
    stored = clean.with_columns(absent).with_columns(
        name=pl.col("name").fill_null(""),
        details=texts.json_object(details),
        sealed=texts.json_object(secret),
        custom=custom,
    )
    stored = stored.with_columns(sealing.sealed(book.keys, stored["key"], stored["sealed"]))
    made = stored.select(
        name_folded=texts.folded(pl.col("name")), name_digest=name_key(), identifier_digest=identifier_key()
    )
    digests = (texts.digests(made[name]) for name in ("name_digest", "identifier_digest"))
    return stored.select(*STORED_CONTACT).with_columns(made["name_folded"], *digests)


def card_rows(cards: pl.DataFrame) -> pl.DataFrame:
    """The table's columns of cards given in contract.CARD's shape."""
    return cards.select(
        texts.storable(pl.col("organization")).alias("organization_name"),
        texts.storable(pl.col("role")).alias("role"),
        *(texts.json_list(name).alias(name) for name in texts.LISTS),
    )


def placed_cards(ids: pl.Series, cards: pl.DataFrame) -> pl.DataFrame:
    """The table's columns of a plan's cards.

    Args:
        ids: the book's ids by the plan's numbers.
        cards: as in contract.Plan, with position.
    """
    return card_rows(cards).select(
        ids.gather(cards["contact"]).alias("contact_id"),
        ids.gather(cards["organization_contact"]).alias("organization_id"),
        cards["primary"],
        cards["position"],
        pl.all(),
    )


def lookup_rows(book: FirmBook, lookups: pl.DataFrame) -> pl.DataFrame:
    """The table's columns of keys given as contact Int64, kind and value."""
    clean = lookups.with_columns(texts.storable(pl.col("value")))
    stored = sealing.lookup_values(book.keys, clean)
    return stored.select(
        pl.lit(book.firm).alias("firm_id"),
        texts.lookup_digests(stored["kind"], stored["value"]).alias("digest"),
        "kind",
        "value",
        pl.col("contact").alias("contact_id"),
    )


def stored_lookups(book: FirmBook, cursor: Cursor, contacts: pl.Series) -> pl.DataFrame:
    """The keys that contacts have or had: id, contact_id, kind, value as stored, retired."""
    sql = f"""
        SELECT id, contact_id, kind, value, retired FROM book_lookup
        WHERE contact_id IN {book.engine.numbers} AND firm_id = %s"""
    return rows(cursor, sql, [book.engine.array(contacts), book.firm], _LOOKUP)
