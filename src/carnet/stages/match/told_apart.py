"""Which of several contacts that a person holds apart in the book one of the files is.

They may have all their keys in common, so that no key tells them apart: the one that says most of the same
is meant.
"""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.stages.match.candidates import PAIR, Candidates
from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.emails import email_key


def told_apart(candidates: Candidates, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs of contacts that would be found under keys of two which are held apart; PAIR rows.

    Args:
        candidates: the import's keys beside those of the book.
        pairs: PAIR rows that are settled.
    """
    held = candidates.held
    both = candidates.under_any_key(pairs, pl.concat([held["a"], held["b"].alias("a")]).unique())
    torn = both.join(held, left_on="book_id", right_on="a").join(
        both.rename({"book_id": "b"}), on=["contact", "b"]
    )
    if not torn.height:
        return torn.select(PAIR.names())
    asked = pl.concat([torn.select("contact", "book_id"), torn.select("contact", book_id="b")]).unique()
    known = candidates.contents.contacts.rename({"id": "contact"})
    ours = _said(candidates.records.contacts, candidates.records.cards, asked["contact"])
    theirs = _said(known, candidates.contents.cards, asked["book_id"]).rename({"contact": "book_id"})
    counted = asked.join(ours, on="contact").join(theirs, on=["book_id", "said"]).group_by(PAIR.names()).len()
    for side in PAIR.names():  # the best of either side, and alone in that
        best = pl.col("len") == pl.col("len").max().over(side)
        counted = counted.filter(best).filter(pl.len().over(side) == 1)
    return counted.select(PAIR.names()).sort("contact")


def _said(contacts: pl.DataFrame, cards: pl.DataFrame, chosen: pl.Series) -> pl.DataFrame:
    """contact, said UInt64: what some contacts say, comparable; the identifier stays with one of two that are
    held apart, so that it tells nothing."""
    mine = contacts.filter(pl.col("contact").is_in(chosen.unique().implode()))
    reach = cards.filter(pl.col("contact").is_in(chosen.unique().implode()))
    emails, phones, places = (
        reach.select("contact", family).explode(family) for family in ("emails", "phones", "addresses")
    )
    address = pl.concat_str(
        pl.col("addresses").struct.field("line", "city", "postal_code"), separator=" ", ignore_nulls=True
    )
    told = [
        *(
            mine.select("contact", value=folded(pl.col(name)), kind=pl.lit(name))
            for name in catalog.RECORD_COLUMNS
            if name in mine.columns and name != "client_identifier"
        ),
        emails.select("contact", value=email_key(pl.col("emails")), kind=pl.lit("email")),
        phones.select("contact", value=pl.col("phones").struct.field("number"), kind=pl.lit("phone")),
        places.select("contact", value=folded(address), kind=pl.lit("address")),
        reach.select("contact", value=folded(pl.col("organization")), kind=pl.lit("organization")),
    ]
    values = pl.concat(told).drop_nulls("value")
    return values.select("contact", said=pl.struct("kind", "value").hash()).unique()
