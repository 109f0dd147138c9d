"""What the book once chose against is not brought up again by the file that says it.

When two contacts of the book become one, of two values one stands; the other is set aside with the contact
(contract.Contents.set_aside, without a file). A file that still says it tells nothing new.
"""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.contract import CUSTOM, Contents
from carnet.stages.normalise.comparable import exact

_CUSTOM = "custom."


def without_outvoted(paired: pl.DataFrame, contents: Contents) -> pl.DataFrame:
    """The import's contacts without the values that the book chose against.

    Args:
        paired: contact, book_id, the record columns that occur, custom.
        contents: the contacts of the book.
    """
    aside = _aside(contents)
    for column in aside["column"].unique(maintain_order=True):
        if column in catalog.RECORD_COLUMNS and column in paired.columns:
            against = aside.filter(pl.col("column") == column).select(
                "book_id", column="value", lost=pl.lit(True)
            )
            told = paired.select("book_id", column=column).join(
                against.unique(), on=["book_id", "column"], how="left", maintain_order="left"
            )
            paired = paired.with_columns(pl.when(told["lost"].is_null()).then(column).alias(column))
    return _without_custom(paired, aside.filter(pl.col("column").str.starts_with(_CUSTOM)))


def _without_custom(paired: pl.DataFrame, aside: pl.DataFrame) -> pl.DataFrame:
    if not aside.height:
        return paired
    lines = (
        paired.select("contact", "book_id", "custom").explode("custom").drop_nulls("custom").unnest("custom")
    )
    against = aside.select("book_id", "value", name=pl.col("column").str.strip_prefix(_CUSTOM))
    kept = lines.join(against, on=["book_id", "name", "value"], how="anti", maintain_order="left")
    again = kept.group_by("contact", maintain_order=True).agg(custom=pl.struct("name", "value"))
    return paired.drop("custom").join(
        again.cast({"custom": pl.List(CUSTOM)}), on="contact", how="left", maintain_order="left"
    ).select(paired.columns)  # fmt: skip


def named_as_in_book(cards: pl.DataFrame, paired: pl.DataFrame, contents: Contents) -> pl.DataFrame:
    """Cards at an organization that the file calls by a name the book chose against, under the name that
    stands.

    Args:
        cards: organization_contact, organization, and what else; paired: contact, book_id.
    """
    names = _aside(contents).filter(pl.col("column") == "name")
    if not names.height:
        return cards
    stands = contents.contacts.select(book_id="id", stands="name")
    known = paired.select("contact", "book_id").join(names, on="book_id").join(stands, on="book_id")
    called = known.select(
        organization_contact="contact", match=exact(pl.col("value")), stands="stands"
    ).unique(["organization_contact", "match"], maintain_order=True)
    joined = cards.with_columns(match=exact(pl.col("organization"))).join(
        called, on=["organization_contact", "match"], how="left", maintain_order="left"
    )
    return joined.with_columns(organization=pl.coalesce("stands", "organization")).drop("stands", "match")


def merged_contacts(contents: Contents) -> pl.Series:
    """The contacts of the book that others were merged into: the names of these are always set aside."""
    return _aside(contents).filter(pl.col("column") == "name")["book_id"].unique()


def outvoted_of(pairs: pl.DataFrame, contents: Contents, column: str) -> pl.DataFrame:
    """The pairs (book_id and a value under the column's name) whose value the book chose against."""
    aside = _aside(contents).filter(pl.col("column") == column)
    return pairs.join(
        aside.select("book_id", value="value"),
        left_on=["book_id", column],
        right_on=["book_id", "value"],
        how="semi",
    )


def _aside(contents: Contents) -> pl.DataFrame:
    """book_id, column, value."""
    if not contents.set_aside.height:
        return pl.DataFrame(schema={"book_id": pl.Int64, "column": pl.String, "value": pl.String})
    return contents.set_aside.filter(pl.col("file").is_null()).select("column", "value", book_id="contact")
