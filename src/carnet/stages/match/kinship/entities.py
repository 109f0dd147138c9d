"""Organizations that seem to be of one owner: they bear the name, and share an address or a director."""

from __future__ import annotations

import polars as pl

MOST_LINKED = 8  # people whose cards name an organization; a larger one is an employer that shares a name
MOST_ENTITIES = 40  # of one owner; more are an accountant's or a registered agent's

_SHORT_WORDS = ("of", "de", "du", "la", "le", "et", "co", "st", "sa", "an", "at", "by", "l", "d", "s")
_SHARED = ("address", "box", "phone", "email")


def owned(
    named: pl.DataFrame, people: pl.DataFrame, values: pl.DataFrame, tied: pl.DataFrame,
    first: pl.DataFrame, family: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    """The organizations of one owner or one family.

    Args:
        named: from ties.organizations().
        people: from people().
        values: from pairs.within_reach().
        tied: from ties.links().
        first: contact, first: from pairs.one_of_each().
        family: contact, family: of each person who has kin.

    Returns:
        owner, organization, family (of the owner; the owner where there is no kin), the truths address, box,
        phone, email, linked, owning, full (the owner's full name or initials), bears (the last name), strong,
        and said: one row an owner and organization; each organization is of one family.
    """
    found = _met(people, values, tied, first).filter(~pl.col("household"))
    found = _named(found, named, people)
    shared = pl.sum_horizontal(pl.col("address") | pl.col("box"), "phone", "email", "linked")
    bearing = pl.col("bears") & (pl.col("full") | (pl.col("crowd").fill_null(0) <= MOST_LINKED))
    by_role = pl.col("owning") & (pl.col("owner_names") == 1)
    found = found.filter((bearing & (shared > 0)) | by_role).join(
        family, left_on="owner", right_on="contact", how="left"
    )
    found = found.with_columns(
        family=pl.coalesce("family", "owner"),
        strong=(bearing & (pl.col("full") | ((shared > 1) & ~pl.col("hired")))) | (by_role & (shared > 1)),
        score=8 * (bearing & pl.col("full")).cast(pl.Int32)
        + 4 * bearing
        + shared.cast(pl.Int32)
        + pl.col("owning"),
        named_for=bearing,
    )
    return _of_one_family(found).drop("score", "crowd", "owner_names", "household", "hired")


def _met(people: pl.DataFrame, values: pl.DataFrame, tied: pl.DataFrame, first: pl.DataFrame) -> pl.DataFrame:
    """owner, organization and what they share; people who stand in the list twice are one owner."""
    persons = people.select(contact="contact")
    own = values.join(persons, on="contact", how="semi")
    theirs = values.join(persons, on="contact", how="anti")
    shared = own.join(theirs, on="key", suffix="_o").filter(
        pl.col("postal").is_null() | pl.col("postal_o").is_null()
    )
    none = {name: pl.lit(False) for name in (*_SHARED, "linked", "owning", "hired", "household")}
    marks = none | {sort: pl.col("sort") == sort for sort in _SHARED}
    by_value = shared.select(organization="contact_o", contact="contact", said="said", **marks)
    of_card = {"linked": pl.lit(True)} | {name: pl.col(name) for name in ("owning", "hired", "household")}
    by_card = tied.select("organization", "contact", said=pl.lit(None, pl.String), **(none | of_card))
    every = pl.concat([by_value, by_card]).join(first, on="contact", how="left")
    return every.group_by("organization", owner=pl.coalesce("first", "contact")).agg(
        pl.col(*none).any(), pl.col("said").drop_nulls().unique().sort()
    ).with_columns(pl.col("household").any().over("organization"))  # fmt: skip


def _named(found: pl.DataFrame, named: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Those that bear the owner's name or where the owner has a role, with full, bears, crowd (people linked)
    and owner_names (last names of those who own by their role)."""
    told = found.join(named, on="organization").join(
        people.select("given_first", "family", owner="contact"), on="owner"
    )
    around = [pl.concat_str(pl.lit(" "), name, pl.lit(" ")) for name in ("named", "family")]
    counted = told.group_by("organization").agg(
        crowd=pl.col("linked").sum(), owner_names=pl.col("family").filter("owning").n_unique()
    )
    told = told.with_columns(bears=around[0].str.contains(around[1], literal=True))
    told = told.filter(pl.col("bears") | pl.col("owning")).join(counted, on="organization")
    words = pl.col("named").str.split(" ")
    front = around[0].str.split(around[1]).list.first().str.split(" ")
    letters = (pl.element().str.len_chars() <= 2) & ~pl.element().is_in(_SHORT_WORDS)
    initials = front.list.eval(pl.element().filter(letters)).list.join("")
    initial = initials.str.contains(pl.col("given_first").str.slice(0, 1), literal=True)
    bearing = told.filter("bears").with_columns(full=words.list.contains(pl.col("given_first")) | initial)
    others = told.filter(~pl.col("bears")).with_columns(full=pl.lit(False))
    return pl.concat([bearing, others]).drop("named", "given_first", "family")


def _of_one_family(found: pl.DataFrame) -> pl.DataFrame:
    """Each organization with the one family that most speaks for; without those that two claim alike."""
    by_family = found.group_by("organization", "family").agg(
        best=pl.col("score").max(), named=pl.col("named_for").any()
    )
    top = by_family.filter(pl.col("best") == pl.col("best").max().over("organization"))
    lone = top.filter(pl.len().over("organization") == 1)
    several = pl.len().over("family")
    kept = lone.filter((pl.col("named") | (several > 1)) & (several <= MOST_ENTITIES))
    return found.join(kept.select("organization", "family"), on=["organization", "family"], how="semi").sort(
        "organization", "owner"
    )
