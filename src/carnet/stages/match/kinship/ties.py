"""Who belongs to which organization or group already, and through what."""

from __future__ import annotations

import polars as pl

from carnet.stages.match.evidence.words import over_distinct, plain

_OWNING = (
    r"\b(?:director|owner|co owner|trustee|shareholder|proprietor|principal|founder|appointor|beneficiary"
    r"|sole trader|partner|president|gerant|gerante|proprietaire|administrateur|administratrice"
    r"|associee?|actionnaire|fondateur|fondatrice|exploitant|fiduciaire|directeur general|dirigeant)\b"
)
_HOUSEHOLD = (
    "and", "et", "y", "und", "mr", "mrs", "ms", "miss", "m", "mme", "mlle", "mm", "dr", "the", "family",
    "famille", "household", "menage", "foyer", "couple", "of",
)  # fmt: skip


def organizations(contacts: pl.DataFrame) -> pl.DataFrame:
    """organization (its contact), named (plain): those whose name has letters or digits.

    Args:
        contacts: contact, kind, name.
    """
    rows = contacts.filter(pl.col("kind") == "organization").select("name", organization="contact")
    return rows.select("organization", named=over_distinct(rows["name"], plain)).drop_nulls()


def links(people: pl.DataFrame, named: pl.DataFrame, cards: pl.DataFrame) -> pl.DataFrame:
    """The organizations that people's cards name.

    Args:
        people: from people().
        named: from organizations().
        cards: contact, organization_contact, role.

    Returns:
        contact, organization (its contact), named (plain), namesake (it bears the person's last name), owning
        (the role is an owner's), hired (it is another), household (its name is
        made of the names of its people alone).
    """
    told = cards.select("contact", "role", organization="organization_contact").drop_nulls("organization")
    told = told.with_columns(role=over_distinct(told["role"], plain))
    owning = pl.col("role").str.contains(_OWNING).any()
    found = told.group_by("contact", "organization").agg(
        owning=owning, hired=pl.col("role").is_not_null().any() & ~owning
    )
    found = found.join(people.select("contact", "given", "given_first", "family"), on="contact")
    found = found.join(named, on="organization").sort("contact", "organization")
    bears = pl.concat_str(pl.lit(" "), "named", pl.lit(" ")).str.contains(
        pl.concat_str(pl.lit(" "), "family", pl.lit(" ")), literal=True
    )
    return _with_households(found.with_columns(namesake=bears)).select(
        "contact", "organization", "named", "namesake", "owning", "hired", "household"
    )


def _with_households(found: pl.DataFrame) -> pl.DataFrame:
    initials = pl.col("given").str.slice(0, 1)
    spelt = pl.concat_list("given", "given_first", initials, pl.col("family").str.split(" "))
    known = found.group_by("organization").agg(
        known=spelt.list.explode(keep_nulls=False, empty_as_null=False).unique(), people=pl.len()
    )
    told = found.join(known, on="organization", maintain_order="left")
    others = pl.col("named").str.split(" ").list.set_difference("known").list.set_difference(list(_HOUSEHOLD))
    return told.with_columns(household=(others.list.len() == 0) & (pl.col("people") > 1))


def memberships(tied: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """group, member: of client groups, and of organizations that are a household.

    Args:
        tied: from links().
        members: group, member.
    """
    households = tied.filter("household").select(group="organization", member="contact")
    known = members.select("group", "member").cast({"group": pl.UInt32, "member": pl.UInt32})
    return pl.concat([known, households.cast(known.schema)]).unique().sort("group", "member")


def employers(tied: pl.DataFrame) -> pl.DataFrame:
    """The links to organizations that are nothing of the person's own: contact, organization."""
    return tied.filter(~pl.col("namesake") & ~pl.col("owning") & ~pl.col("household")).select(
        "contact", "organization"
    )
