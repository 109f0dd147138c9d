"""Which contact of the book each row of a bulk workbook is, or why nothing of it can be taken."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.contract import LOOKUP, Book, Contents
from carnet.pipeline.bulk import rules
from carnet.pipeline.bulk.sheets import BulkSheet
from carnet.writers import row_state

# A row: new (no key), linked (an exported row), added (a further card of a contact), copied (a copy of an
# exported row), or the code of the finding for which it is refused.
NEW, LINKED, ADDED, COPIED = "new", "linked", "added", "copied"
PLACE = ["key", "card", "line"]


def find_contacts(sheets: Sequence[BulkSheet], book: Book) -> Contents:
    """The contacts of the book whose keys stand in the sheets."""
    keys = pl.concat(sheet.rows["key"] for sheet in sheets).drop_nulls().unique()
    asked = pl.DataFrame({"value": keys}).with_row_index("contact").with_columns(kind=pl.lit("contact_key"))
    ids = book.find(asked.select(LOOKUP.names()).cast(LOOKUP))["book_id"]
    return book.contents(ids.unique().sort()) if len(ids) else Contents.none()


def judge(sheet: BulkSheet, contents: Contents, secret: str) -> pl.DataFrame:
    """The sheet's rows with verdict, and book_id and name of their contacts."""
    known = contents.contacts.select("key", "name", book_id="id", book_kind="kind")
    rows = sheet.rows.join(known, on="key", how="left", maintain_order="left")
    rows = rows.with_columns(intact=row_state.intact(secret, rows))
    state, here = pl.col("firm").is_not_null(), pl.col("book_id").is_not_null()
    foreign = state & (pl.col("firm") != row_state.firm_of(secret))
    intact = pl.col("intact").fill_null(False)
    other_kind = here & (pl.col("book_kind") != pl.col("kind"))
    verdict = (
        pl.when(pl.col("key").is_null())
        .then(pl.when("delete").then(pl.lit(rules.DELETE_NEW.code)).otherwise(pl.lit(NEW)))
        .when(foreign)
        .then(pl.lit(rules.FOREIGN.code))
        .when(~here & intact)
        .then(pl.lit(rules.GONE.code))
        .when(~here)
        .then(pl.lit(rules.UNKNOWN.code))
        .when(other_kind)
        .then(pl.lit(rules.OTHER_KIND.code))
        .when(~state)
        .then(pl.lit(ADDED))
        .when(~intact)
        .then(pl.lit(rules.CHANGED_KEY.code))
        .otherwise(pl.lit(LINKED))
    )
    return rows.with_columns(verdict=verdict).drop("intact", "book_kind")


def tell_copies(judged: pl.DataFrame) -> pl.DataFrame:
    """Of the rows that are one exported row the one with the fewest edits is it; the others are copies.

    Args:
        judged: with edits, how many cells differ from the book's, and named, whether a name does.
    """
    linked = pl.col("verdict") == LINKED
    ranked = judged.sort("edits", "row").with_columns(
        first=pl.struct(*PLACE).is_first_distinct().over(linked)
    )
    copy = pl.when("named").then(pl.lit(rules.TWICE.code)).otherwise(pl.lit(COPIED))
    told = ranked.with_columns(verdict=pl.when(linked & ~pl.col("first")).then(copy).otherwise("verdict"))
    return told.drop("first").sort("row")


def refusals(judged: pl.DataFrame) -> pl.DataFrame:
    """Findings on the rows of which nothing is taken."""
    refused = judged.filter(pl.col("verdict").str.starts_with("bulk."))
    named = pl.when(pl.col("verdict").is_in([rules.GONE.code, rules.OTHER_KIND.code])).then(
        pl.coalesce("name", "key")
    ).otherwise("key")  # fmt: skip
    value = named.fill_null("")
    frames = [
        rules.found(part, str(code), value=value)
        for (code,), part in refused.partition_by("verdict", as_dict=True, maintain_order=True).items()
    ]
    return pl.concat([rules.found(refused.clear(), ""), *frames])
