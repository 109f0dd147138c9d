"""Which of the book's cards each card of the files belongs to."""

from __future__ import annotations

import polars as pl

from carnet.stages.assemble.items import LISTS
from carnet.stages.normalise.comparable import exact
from carnet.stages.normalise.emails import email_key
from carnet.stages.plan.lists import Taken


def pair_cards(taken: Taken, said: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """Cards of the same organization, those with a shared email first; a card that moves to another
    organization is one that the contact has.

    Args:
        taken: the files' cards; said: the same with all that they say.
        theirs: the book's cards.

    Returns:
        card_number, book_card: of each of the files' cards at most one.
    """
    at = exact(pl.col("organization")).fill_null("")
    by_org = taken.ours.select("card_number", "contact", match=at).join(
        theirs.select("contact", book_card="id", match=at), on=["contact", "match"]
    )
    shared = (
        _emails(said, "card_number")
        .join(_emails(theirs.rename({"id": "book_card"}), "book_card"), on=["contact", "email"])
        .select("card_number", "book_card", shared=pl.lit(True))
    )
    best = (
        by_org.join(shared.unique(), on=["card_number", "book_card"], how="left", maintain_order="left")
        .with_columns(pl.col("shared").fill_null(False))
        .sort("card_number", pl.col("shared"), descending=[False, True], maintain_order=True)
        .unique("card_number", keep="first", maintain_order=True)
        .select("card_number", "book_card")
    )
    if not len(taken.moving):
        return best
    moving = taken.ours.filter(pl.col("card_number").is_in(taken.moving.implode()))
    employed = theirs.filter(pl.col("organization").is_not_null())
    return pl.concat([best, _next_free(moving, employed, best)])


def pair_with_emptied(taken: Taken, pairs: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """Cards that belong to none, with those of the book that nothing is on any more."""
    nothing = pl.all_horizontal(pl.col(name).is_null() for name in ("organization", "role", *LISTS))
    return _next_free(taken.ours, theirs.filter(nothing), pairs)


def _next_free(ours: pl.DataFrame, theirs: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Cards in no pair yet, each with one of the book's in no pair yet, in order."""
    place = pl.int_range(pl.len()).over("contact")
    open_ = ours.filter(~pl.col("card_number").is_in(pairs["card_number"].implode()))
    free = theirs.filter(~pl.col("id").is_in(pairs["book_card"].implode()))
    return (
        open_.select("contact", "card_number", place=place)
        .join(free.select("contact", book_card="id", place=place), on=["contact", "place"])
        .select(pairs.columns)
    )


def _emails(cards: pl.DataFrame, number: str) -> pl.DataFrame:
    exploded = cards.select(number, "contact", "emails").explode("emails")
    return exploded.select(number, "contact", email=email_key(pl.col("emails"))).drop_nulls()
