"""Which entries of cards' lists come and which go: emails, phones, addresses, websites, profiles, roles and
organizations."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from carnet.choices import Policy
from carnet.stages.assemble.items import LISTS, item_key
from carnet.stages.normalise.comparable import exact
from carnet.stages.policy import Policies

LABELS = {"phones": "label", "addresses": "label", "social": "network"}
_PLACE = ["contact", "family", "label"]


@dataclass(frozen=True, slots=True)
class Taken:
    """The files' cards once it is decided what is taken of them.

    Attributes:
        ours: without the entries that are left out.
        over: card_number, contact, family, label, key: entries in whose favour the book's give way.
        moving: the cards whose organization takes the place of another: card_number.
    """

    ours: pl.DataFrame
    over: pl.DataFrame
    moving: pl.Series


def items_of(cards: pl.DataFrame, *further: str) -> pl.DataFrame:
    """Every value of cards: contact, family, key, after the further columns that are asked for.

    Organizations and roles count as values too, under the families "organization" and "role".
    """
    return labelled_items(cards, *further).drop("label")


def labelled_items(cards: pl.DataFrame, *further: str) -> pl.DataFrame:
    """items_of with the label of each phone, address and profile, null for the others."""
    owner = [*further, "contact"]
    none = pl.lit(None, pl.String)
    found = [
        cards.select(*owner, family)
        .filter(pl.col(family).is_not_null())
        .explode(family)
        .select(
            *owner,
            label=pl.col(family).struct.field(LABELS[family]) if family in LABELS else none,
            family=pl.lit(family),
            key=item_key(family, pl.col(family)),
        )
        for family in LISTS
        if cards[family].null_count() < cards.height
    ]
    found += [
        cards.filter(pl.col(name).is_not_null()).select(
            *owner, label=none, family=pl.lit(name), key=exact(pl.col(name)).hash()
        )
        for name in ("organization", "role")
    ]
    return pl.concat(found).select(*owner, "family", "key", "label")


def take(matched: pl.DataFrame, theirs: pl.DataFrame, policies: Policies) -> Taken:
    """What is taken of the cards of contacts that the book has: all but what is kept back or not needed.

    Args:
        matched: the files' cards with card_number and kind; theirs: the book's, with id; both with contact
            and contract.CARD's columns.
    """
    told = policies.of_items(labelled_items(matched, "card_number", "kind")).drop("kind")
    if told["policy"].null_count() == told.height:
        return Taken(matched, told.clear(), told["card_number"].clear())
    held = labelled_items(theirs, "id")
    by = {policy: told.filter(pl.col("policy") == policy.value).drop("policy") for policy in Policy}
    filled = by[Policy.FILL].join(held.select(_PLACE).unique(), on=_PLACE, how="semi", nulls_equal=True)
    left_out = _left_out(pl.concat([by[Policy.KEEP], filled]), told.drop("policy"), held)
    over, organization = by[Policy.OVERWRITE], pl.col("family") == "organization"
    return Taken(
        without(matched, left_out, "card_number"),
        over.filter(pl.col("family").is_in(LISTS)),
        over.filter(organization)["card_number"],
    )


def _left_out(left_out: pl.DataFrame, told: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """The files' entries that are left out.

    An organization that the contact has says which card is meant; a role goes with its organization.
    """
    family = pl.col("family")
    known = left_out.join(
        held.select("contact", "family", "key").unique(), on=["contact", "family", "key"], how="semi"
    )
    stays = known.filter(family == "organization")["card_number"]
    left_out = left_out.filter(~((family == "organization") & pl.col("card_number").is_in(stays.implode())))
    elsewhere = left_out.filter(family == "organization")["card_number"]
    roles = told.filter((family == "role") & pl.col("card_number").is_in(elsewhere.implode()))
    return pl.concat([left_out, roles]).unique(maintain_order=True)


def give_way(taken: Taken, pairs: pl.DataFrame, theirs: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """The book's cards without the entries in whose place others come, and the cards that are touched.

    An entry gives way to those with the same label: on the card that the file's belongs to, on those of the
    same organization and those of none; where the file names no organization on every card of the contact.
    One that the file says too stays.

    Args:
        taken: the files' cards; pairs: card_number, book_card: which of the book's cards each belongs to.
        theirs: the book's cards.
    """
    if not taken.over.height:
        return theirs, theirs["id"].clear()
    said = taken.ours.select("card_number", at=exact(pl.col("organization")))
    mine = taken.over.join(said, on="card_number").join(pairs, on="card_number", how="left")
    held = labelled_items(theirs, "id").filter(pl.col("family").is_in(LISTS))
    placed = held.join(theirs.select("id", there=exact(pl.col("organization"))), on="id")
    same_card = (pl.col("there") == pl.col("at")) | pl.col("there").is_null()
    in_reach = pl.col("at").is_null() | same_card.fill_null(False) | (pl.col("id") == pl.col("book_card"))
    found = [
        placed.join(mine.select(*on, "at", "book_card").unique(), on=on, nulls_equal=True)
        .filter(in_reach.fill_null(False))
        .select(held.columns)
        for on in (_PLACE, ["contact", "family", "key"])  # the same value under another label goes too
    ]
    whole = [*_PLACE, "key"]
    gone = pl.concat(found).unique().join(mine.select(whole).unique(), on=whole, how="anti", nulls_equal=True)
    return without(theirs, gone, "id"), gone["id"].unique()


def without(cards: pl.DataFrame, left_out: pl.DataFrame, number: str) -> pl.DataFrame:
    """Cards without some entries.

    Args:
        left_out: the card's number, family, key, label.
    """
    for family in LISTS:
        less = left_out.filter(pl.col("family") == family)
        if not less.height:
            continue
        label = pl.col(family).struct.field(LABELS[family]) if family in LABELS else pl.lit(None, pl.String)
        long = (
            cards.select(number, family)
            .filter(pl.col(number).is_in(less[number].implode()) & pl.col(family).is_not_null())
            .explode(family)
            .with_columns(key=item_key(family, pl.col(family)), label=label)
        )
        rest = long.join(
            less, on=[number, "key", "label"], how="anti", nulls_equal=True, maintain_order="left",
        )  # fmt: skip
        again = rest.group_by(number, maintain_order=True).agg(pl.col(family).alias("rest"))
        joined = cards.join(again, on=number, how="left", maintain_order="left")
        changed = pl.col(number).is_in(less[number].implode())
        cards = joined.with_columns(pl.when(changed).then("rest").otherwise(family).alias(family)).drop(
            "rest"
        )
    for name in ("organization", "role"):
        fewer = left_out.filter(pl.col("family") == name)[number]
        if len(fewer):
            keep = ~pl.col(number).is_in(fewer.implode())
            emptied = [name, "organization_contact"] if name == "organization" else [name]
            cards = cards.with_columns(pl.when(keep).then(column).alias(column) for column in emptied)
    return cards
