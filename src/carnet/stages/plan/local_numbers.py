"""Phone numbers written without their country: which of a contact's other numbers is the same.

A list read without a country leaves "02 5550 1234" as it stands; read again once the country is chosen, it
says +61 2 5550 1234, which is no further number.
"""

from __future__ import annotations

import polars as pl

from carnet.stages.assemble.items import item_key

_SHORTEST = 7  # digits that tell a subscriber
_LONGEST_CODE = 4  # digits before them: the country's code, and a 0 that some countries keep


def local_numbers(cards: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """The local numbers of cards that are the same as a number on other cards of their contact.

    Args:
        cards, others: with contact and phones.

    Returns:
        contact, local and whole, both contract.PHONE; each local of a contact once. One that the other cards
        have too, as it is, stays: it was written so beside the whole one before.
    """
    mine = _phones(cards.filter(_has_local())).filter(_is_local())
    mine = mine.filter(pl.col("digits").str.len_chars() >= _SHORTEST)
    theirs = _phones(others.filter(pl.col("contact").is_in(mine["contact"].unique().implode())))
    mine = mine.join(theirs, on=["contact", "phone"], how="anti", maintain_order="left")
    pairs = mine.join(theirs, on="contact", suffix=":other", maintain_order="left_right")
    longer = pl.col("digits:other").str.len_chars() - pl.col("digits").str.len_chars()
    same = pl.col("digits:other").str.ends_with(pl.col("digits")) & (longer <= _LONGEST_CODE)
    extension = pl.col("phone").struct.field("extension")
    same &= extension.eq_missing(pl.col("phone:other").struct.field("extension"))
    found = pairs.filter(same & (_number("phone") != _number("phone:other")))
    return found.select("contact", local="phone", whole="phone:other").unique(
        ["contact", "local"], keep="first", maintain_order=True
    )


def with_whole(cards: pl.DataFrame, found: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Cards with the whole numbers in place of the local ones, each under the label that it had.

    Args:
        cards: with contact and phones; found: of local_numbers.

    Returns:
        The cards, and which of them are others; one truth a card.
    """
    numbers = found.select(
        "contact", number=_number("local"), extension=pl.col("local").struct.field("extension"),
        whole=_number("whole"),
    )  # fmt: skip
    numbered = cards.with_row_index("card_row")
    concerned = pl.col("contact").is_in(numbers["contact"].implode()) & _has_local()
    long = numbered.filter(concerned).select("card_row", "contact", "phones").explode("phones")
    told = long.unnest("phones").join(
        numbers, on=["contact", "number", "extension"], how="left", nulls_equal=True, maintain_order="left"
    )
    phone = pl.struct("label", number=pl.coalesce("whole", "number"), extension="extension")
    again = told.group_by("card_row", maintain_order=True).agg(
        phone.alias("said"), other=pl.col("whole").is_not_null().any()
    )
    joined = numbered.join(again.filter("other"), on="card_row", how="left", maintain_order="left")
    changed = joined["other"].fill_null(False)
    replaced = pl.when("other").then("said").otherwise("phones").alias("phones")
    return joined.with_columns(replaced).select(cards.columns), changed


def local_items(found: pl.DataFrame) -> pl.DataFrame:
    """The local numbers as items_of has them: contact, family, key."""
    return found.select("contact", family=pl.lit("phones"), key=item_key("phones", pl.col("local")))


def _phones(cards: pl.DataFrame) -> pl.DataFrame:
    """contact, phone, and its digits without the zeros that stand before them."""
    long = cards.select("contact", phone="phones").filter(pl.col("phone").list.len() > 0).explode("phone")
    return long.with_columns(digits=_number("phone").str.replace_all(r"^\D*0+|\D", ""))


def _number(phone: str) -> pl.Expr:
    return pl.col(phone).struct.field("number")


def _is_local() -> pl.Expr:
    return ~_number("phone").str.starts_with("+")


def _has_local() -> pl.Expr:
    local = ~pl.element().struct.field("number").str.starts_with("+")
    return pl.col("phones").list.eval(local).list.any().fill_null(False)
