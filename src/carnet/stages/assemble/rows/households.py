"""The organization that a couple becomes: its household."""

from __future__ import annotations

import numpy as np
import polars as pl

from carnet.stages.assemble.rows.kinds import COUPLE, GROUP, ORGANIZATION, PERSON, contact_slots
from carnet.stages.assemble.rows.name_parts import full_name_of
from carnet.stages.assemble.rows.told import Told
from carnet.stages.assemble.some_rows import true_where
from carnet.stages.normalise.comparable import folded

_WRITTEN = pl.when(pl.col("is_couple")).then("household_text")


def with_household(facts: pl.DataFrame, told: Told) -> pl.DataFrame:
    """The facts with the household of two people, couple where it is the row's own contact, and named_back
    where the second of them has a row too, which names the first.

    Args:
        facts: with person and spouse.
        told: the couples of earlier blocks; those of this one are added.
    """
    facts = facts.with_columns(made=_made(facts, told), named_back=_named_back(facts))
    org = pl.when(pl.col("own") == COUPLE).then("org_name")
    apart = pl.col("own") != GROUP  # a family's group is the household of its people
    facts = facts.with_columns(
        *_people_besides_the_client(facts),
        household=pl.when(pl.col("has_spouse") & apart).then(pl.coalesce(org, _WRITTEN, pl.col("made"))),
    )
    pair = (pl.col("own") == COUPLE).fill_null(False)
    lone = pair & pl.col("household").is_null()
    return facts.with_columns(
        own=pl.when(lone).then(pl.lit(PERSON)).when(pair).then(pl.lit(ORGANIZATION)).otherwise("own"),
        couple=pair & ~lone,
        organization_name=pl.coalesce("organization_name", pl.when(pair).then("household")),
    )


def _made(facts: pl.DataFrame, told: Told) -> pl.Series:
    """What two people are called, or a name made of theirs: each may name the other, so the first stands."""
    two = facts["has_spouse"]
    made = pl.coalesce(_WRITTEN, _name(facts))
    couples = facts.lazy().filter(pl.lit(two)).select(pair=_pair(), made=made).collect()
    names = pl.concat([told.as_first_made(couples), pl.Series("made", [None], dtype=pl.String)])
    places = np.full(facts.height, couples.height)
    places[two.to_numpy()] = np.arange(couples.height)
    return names.gather(places)


def _named_back(facts: pl.DataFrame) -> pl.Series:
    """Whether each of a couple has a row that names the other: then a row is one's own, not both's."""
    return true_where(facts, facts["has_spouse"], _called("person").n_unique().over(_pair()) > 1)


def _pair() -> pl.Expr:
    return pl.concat_list(_called("person"), _called("spouse")).list.sort().list.join("\n")


def _called(mention: str) -> pl.Expr:
    part = pl.col(mention).struct.field
    return folded(pl.concat_str(part("first_name"), part("last_name"), separator=" ", ignore_nulls=True))


def _name(facts: pl.DataFrame) -> pl.Expr:
    """What a couple is called: "Ann & Bob Lee", "Ann Lee & Bob Ray"."""
    first, second = pl.col("person").struct.field, pl.col("spouse").struct.field
    alike = folded(first("last_name")) == folded(second("last_name"))
    together = pl.format("{} & {} {}", first("first_name"), second("first_name"), first("last_name"))
    apart = pl.concat_str(
        pl.concat_str(first("first_name"), first("last_name"), separator=" ", ignore_nulls=True),
        pl.concat_str(second("first_name"), second("last_name"), separator=" ", ignore_nulls=True),
        separator=" & ",
    )
    nameless = pl.coalesce(first("first_name"), first("last_name")).is_null()
    apart = pl.when(~nameless).then(apart)
    return pl.when(alike).then(pl.coalesce(together, apart)).otherwise(apart)


def _people_besides_the_client(facts: pl.DataFrame) -> list[pl.Series]:
    """has_contact, "has_contact 2" ... without the people at a client who are the client."""
    found = []
    for slot in contact_slots(facts):
        both = facts[f"has_{slot}"] & (facts["own"] == PERSON)
        same = true_where(facts, both, folded(full_name_of(slot)) == folded(full_name_of("person")))
        found.append((facts[f"has_{slot}"] & ~same).alias(f"has_{slot}"))
    return found
