"""The values of contact cards one by one: what a page calls each, its text, and when two are the same."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.stages.assemble.items import LISTS, item_key
from carnet.stages.normalise.comparable import exact

_SCALARS = ("organization", "role")
_SINGULAR = {"emails": "email", "websites": "website"}
ITEM = pl.Schema({"field": pl.String, "text": pl.String, "key": pl.UInt64})


def items(cards: pl.DataFrame, owner: Sequence[str]) -> pl.DataFrame:
    """Every value of cards, card after card.

    Args:
        cards: with the columns of contract.CARD.
        owner: further columns of theirs that each value keeps.

    Returns:
        The owner's columns, then ITEM: field is "organization", "role", "email", "website" or one of the
        catalogue with a label ("phone.mobile", "address.mailing", "social.linkedin"); values of one field
        and owner with the same key are the same.
    """
    numbered = cards.with_row_index("card")
    found = [_scalar(numbered, name, owner) for name in _SCALARS]
    found += [_listed(numbered, family, owner) for family in LISTS]
    return pl.concat(found).sort("card", maintain_order=True).select(*owner, *ITEM)


def _scalar(cards: pl.DataFrame, name: str, owner: Sequence[str]) -> pl.DataFrame:
    return cards.filter(pl.col(name).is_not_null()).select(
        "card", *owner, field=pl.lit(name), text=name, key=exact(pl.col(name)).hash()
    )


def _listed(cards: pl.DataFrame, family: str, owner: Sequence[str]) -> pl.DataFrame:
    item = pl.col(family)
    long = cards.filter(item.list.len() > 0).select("card", *owner, family).explode(family)
    return long.select("card", *owner, field=_field(family), text=_text(family), key=item_key(family, item))


def _field(family: str) -> pl.Expr:
    item = pl.col(family)
    match family:
        case "phones":
            return pl.concat_str(pl.lit("phone."), item.struct.field("label").fill_null("other"))
        case "addresses":
            label = item.struct.field("label")
            return pl.concat_str(pl.lit("address"), pl.concat_str(pl.lit("."), label).fill_null(""))
        case "social":
            return pl.concat_str(pl.lit("social."), item.struct.field("network"))
    return pl.lit(_SINGULAR[family])


def _text(family: str) -> pl.Expr:
    item = pl.col(family)
    field = item.struct.field
    match family:
        case "phones":
            extension = pl.concat_str(pl.lit(" x"), field("extension")).fill_null("")
            return pl.concat_str(field("number"), extension)
        case "addresses":
            parts = ("line", "city", "region", "postal_code", "country")
            return pl.concat_str([field(name) for name in parts], separator=", ", ignore_nulls=True)
        case "social":
            return field("value")
    return item
