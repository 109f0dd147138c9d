"""The people of a row: its person, the second of a couple, and those at a client."""

from __future__ import annotations

import polars as pl

from carnet.stages.assemble.rows.kinds import CONTACT, COUPLE, GROUP, ORGANIZATION, PERSON, contact_slots
from carnet.stages.assemble.rows.name_parts import NAME_PARTS, name_struct
from carnet.stages.assemble.some_rows import true_where
from carnet.stages.normalise.comparable import folded


def with_person(facts: pl.DataFrame) -> pl.DataFrame:
    """The facts with the person of each row: its own contact, beside it, or the first of a couple.

    Returns:
        The facts with person as it is named, has_person and organization_name (of a group, its name).
    """
    own = pl.col("own")
    has_person = own.is_in([PERSON, COUPLE]) | (own.is_in([ORGANIZATION, GROUP]) & pl.col("person_given"))
    name = (
        pl.when(own == ORGANIZATION)
        .then(pl.coalesce("org_name", "any_text", "belongs_to", "person_text"))
        .when(own == GROUP)
        .then(pl.col("any_text"))
    )
    facts = facts.with_columns(
        person=_person(facts), has_person=has_person.fill_null(False), organization_name=name
    )
    both = facts["has_person"] & (facts["own"] == ORGANIZATION)
    same = true_where(facts, both, folded(pl.col("organization_name")) == folded(pl.col("person_text")))
    return facts.with_columns(has_person=facts["has_person"] & ~same)


def _person(facts: pl.DataFrame) -> pl.Expr:
    """The name parts of a row's person, from the first that gives them."""
    own = pl.col("own")
    split = facts["any_split"].struct.unnest()
    from_any = {name: pl.lit(split[name]) for name in NAME_PARTS if name in split.columns}
    splittable = pl.any_horizontal(
        pl.lit(False), *(from_any[name].is_not_null() for name in ("last_name", "first_name") if from_any)
    )
    by_any_name = own.is_in([PERSON, COUPLE]) & pl.col("any_text").is_not_null()
    return (
        pl.when((own == COUPLE) & pl.col("is_couple"))
        .then(pl.col("one"))
        .when(pl.col("person_given"))
        .then("person")
        .when((own == PERSON) & pl.col("is_contact"))
        .then(name_struct({name: pl.col(CONTACT).struct.field(name) for name in NAME_PARTS}))
        .when(by_any_name & splittable)
        .then(name_struct(from_any))
        .when(by_any_name)
        .then(name_struct({"last_name": pl.col("any_text")}))
        .when((own == PERSON) & pl.col("org_name").is_not_null())
        .then(name_struct({"last_name": pl.col("org_name")}))
    )


def with_spouse(facts: pl.DataFrame) -> pl.DataFrame:
    """The facts with the second person, who has the first one's last name where the file gives none; the
    first may be the person at a client.

    Returns:
        The facts with spouse as named, has_spouse, spouse_given (in cells of their own) and assumed (the
        last name is the first person's).
    """
    told = pl.col("spouse").struct.field
    of_contact = (
        (pl.col("own") == ORGANIZATION) & ~pl.col("has_person") & pl.col(CONTACT).struct.field("given")
    )
    facts = facts.with_columns(spouse_given=told("given") & (pl.col("has_person") | of_contact))
    one_word = told("first_name").is_null() & told("last_name").is_not_null()
    first = pl.when(one_word).then(told("last_name")).otherwise(told("first_name"))
    own_last = pl.when(one_word).then(None).otherwise(told("last_name"))
    partner = pl.when(pl.col("has_person")).then("person").otherwise(CONTACT).struct.field("last_name")
    last = pl.coalesce(own_last, partner)
    parts = {name: told(name) for name in NAME_PARTS} | {"first_name": first, "last_name": last}
    given, second = pl.col("spouse_given"), (pl.col("own") == COUPLE) & pl.col("is_couple")
    assumed = given & own_last.is_null() & last.is_not_null()
    facts = facts.with_columns(
        spouse=pl.when(given).then(name_struct(parts)).when(second).then("two"),
        assumed=assumed.fill_null(False),
    )
    named = told("first_name").is_not_null() | told("last_name").is_not_null()
    return facts.with_columns(has_spouse=((given | second) & named).fill_null(False))


def with_people_at_client(facts: pl.DataFrame) -> pl.DataFrame:
    """The facts with has_contact, "has_contact 2" ...: whether the row names such a person."""
    client = pl.col("own").is_in([ORGANIZATION, PERSON, COUPLE, GROUP])
    return facts.with_columns(
        (pl.col(slot).struct.field("given") & client).fill_null(False).alias(f"has_{slot}")
        for slot in contact_slots(facts)
    )
