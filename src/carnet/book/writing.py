"""Frames of contacts and cards as rows of the tables; the same for imports, edits and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from carnet.book import sealing, texts
from carnet.book.cards import ROW
from carnet.book.engines import Cursor
from carnet.book.queries import CONTACT
from carnet.book.rows import rows
from carnet.stages.assemble.identity import name_key
from carnet.stages.match.own_keys import KEY_COLUMNS, identifier_key, with_key_columns
from carnet.stages.normalise.searched import unaccented

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


def contact_rows(book: FirmBook, contacts: pl.DataFrame, own: pl.DataFrame | None = None) -> pl.DataFrame:
    """The table's columns of contacts given as key, the record columns that occur, and custom.

    Args:
        own: what own_keys() makes of the contacts, where it is known.

    Returns:
        STORED_CONTACT and DERIVED, in the order of the rows.
    """
    absent = [pl.lit(None, pl.String).alias(name) for name in texts.COLUMNS if name not in contacts.columns]
    details, secret, given = (
        [name for name in names if name in contacts.columns]
        for names in (texts.DETAILS, texts.SECRET, texts.COLUMNS)
    )
    custom = texts.stored_custom() if "custom" in contacts.columns else pl.lit(None, pl.String)
    sealed = sealing.sealed(book.keys, contacts["key"], texts.json_objects(contacts, secret))
    stored = contacts.select(*map(texts.storable, map(pl.col, given)), *absent, custom=custom).with_columns(
        pl.col("name").fill_null(""), sealed, texts.json_objects(contacts, details).alias("details")
    )
    keys = own_keys(contacts) if own is None else own
    return stored.select(
        *STORED_CONTACT,
        unaccented(stored["name"]).alias("name_folded"),
        texts.digests(keys["name"]).alias("name_digest"),
        texts.digests(keys["identifier"]).alias("identifier_digest"),
    )


def own_keys(contacts: pl.DataFrame) -> pl.DataFrame:
    """The keys under which contacts are found through their own columns: name and identifier."""
    clean = with_key_columns(contacts).select(
        "kind", texts.storable(pl.col("name").fill_null("")), *map(texts.storable, map(pl.col, KEY_COLUMNS))
    )
    return clean.select(name=name_key(), identifier=identifier_key())


def card_rows(cards: pl.DataFrame) -> pl.DataFrame:
    """The table's columns of cards given in contract.CARD's shape."""
    return cards.select(
        texts.storable(pl.col("organization")).alias("organization_name"),
        texts.storable(pl.col("role")).alias("role"),
        *(texts.json_list(name).alias(name) for name in texts.LISTS),
    )


def card_row(
    fresh: pl.DataFrame, number: int, contact: int, primary: bool, position: int, employer: int | None
) -> pl.DataFrame:
    """One card in contract.CARD's shape as cards.ROW."""
    return card_rows(fresh).select(
        pl.lit(number, pl.Int64).alias("id"),
        pl.lit(contact, pl.Int64).alias("contact_id"),
        pl.lit(primary).alias("primary"),
        pl.lit(position, pl.Int64).alias("position"),
        pl.lit(employer, pl.Int64).alias("organization_id"),
        pl.all(),
    ).select(ROW.names())  # fmt: skip


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
