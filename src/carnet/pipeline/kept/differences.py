"""What an update changes of a contact, value by value: single fields, values of cards, members."""

from __future__ import annotations

import polars as pl

from carnet.catalog import RECORD_COLUMNS
from carnet.contract import Plan
from carnet.pipeline.kept.items import items

DIFFERENCE = pl.Schema({"contact": pl.UInt32, "field": pl.String, "old": pl.String, "new": pl.String})
_ORDER = {name: place for place, name in enumerate(RECORD_COLUMNS)}
_LATER = ("custom", "organization", "role", "email", "phone", "address", "website", "social", "member")


def differences(plan: Plan) -> pl.DataFrame:
    """DIFFERENCE rows of the contacts that are updated, contact after contact, the fields in the order in
    which a page shows them; see pages.Change."""
    single = plan.changes.select(DIFFERENCE.names())
    found = pl.concat([single, _of_cards(plan), _of_members(plan)])
    names = found["field"].unique()
    rank = pl.DataFrame({"field": names, "rank": [place_of(name) for name in names]}, schema_overrides=_RANK)
    ranked = found.join(rank, on="field", how="left", maintain_order="left")
    return ranked.sort("contact", "rank", maintain_order=True).select(DIFFERENCE.names())


_RANK = pl.Schema({"rank": pl.UInt32})


def place_of(field: str) -> int:
    """Where a field stands among the others of a contact."""
    if field in _ORDER:
        return _ORDER[field]
    return len(_ORDER) + _LATER.index(field.partition(".")[0])


def _of_cards(plan: Plan) -> pl.DataFrame:
    """Values of cards that come, go, or take the place of another of the same field."""
    updated = plan.contacts.filter(pl.col("action") == "update").select("contact", "book_id")
    theirs = plan.known.cards.rename({"contact": "book_id"}).join(
        updated, on="book_id", maintain_order="left"
    )
    ours = plan.cards.join(updated, on="contact", how="semi", maintain_order="left")
    if not ours.height:
        return DIFFERENCE.to_frame()
    left = theirs.join(ours, left_on="id", right_on="book_card", how="anti", maintain_order="left")
    before = items(theirs, ["contact"])
    after = pl.concat([items(ours, ["contact"]), items(left, ["contact"])])
    came, went = _numbered(_without(after, before)), _numbered(_without(before, after))
    both = came.join(went, on=["contact", "field", "place"], how="full", coalesce=True, suffix="_old")
    return both.sort("contact", "field", "place").select("contact", "field", old="text_old", new="text")


def _without(these: pl.DataFrame, those: pl.DataFrame) -> pl.DataFrame:
    same = ["contact", "family", "key"]
    family = pl.col("field").str.split(".").list.first()
    these, those = these.with_columns(family=family), those.with_columns(family=family)
    left = these.join(those, on=same, how="anti", maintain_order="left")
    return left.unique(same, keep="first", maintain_order=True)


def _numbered(values: pl.DataFrame) -> pl.DataFrame:
    """With each value's place among those of its field."""
    place = pl.int_range(pl.len()).over("contact", "field")
    return values.select("contact", "field", "text", place=place)


def _of_members(plan: Plan) -> pl.DataFrame:
    updated = plan.contacts.filter(pl.col("action") == "update").select(group="contact")
    links = plan.members.join(updated, on="group", how="semi", maintain_order="left")
    names = plan.contacts.select(member="contact", new="name")
    return links.join(names, on="member", maintain_order="left").select(
        contact="group", field=pl.lit("member"), old=pl.lit(None, pl.String), new="new"
    )
