"""Suggestions made of couples, families and their entities; what is together already is left out."""

from __future__ import annotations

import polars as pl

from carnet.frames import page_out
from carnet.stages.match.kinship.entities import owned
from carnet.stages.match.kinship.households import households
from carnet.stages.match.kinship.naming import proposed_names
from carnet.stages.match.kinship.pairs import GENERATION, one_of_each, people_pairs, with_names, within_reach
from carnet.stages.match.kinship.people import people as read_people
from carnet.stages.match.kinship.ties import employers, links, memberships, organizations
from carnet.stages.match.kinship.values import places, shared_values

SUGGESTIONS = pl.Schema(
    {
        "suggestion": pl.UInt32(),  # 0 ... n-1
        "kind": pl.String(),  # couple (an organization), family or entities (a client group)
        "name": pl.String(),  # proposed
        "contact": pl.UInt32(),  # a member
        "role": pl.String(),  # spouse, parent, child, relative, owner, entity
        "evidence": pl.List(pl.String),  # codes of what speaks for this member, as in wording.EVIDENCE
        "shared": pl.List(pl.String),  # values that the suggestion rests on, as written
        "strength": pl.String(),  # strong or likely
    }
)
_KINDS = pl.Enum(["couple", "family", "entities"])
_ORDER = {"spouse": 0, "parent": 0, "owner": 0, "child": 1, "relative": 1, "entity": 2}
_CODES = {  # truth of a pair of people -> code
    "same_last": "same_last_name", "part_last": "part_of_last_name", "address": "same_home_address",
    "box": "same_postal_box", "email": "shared_personal_email", "phone": "shared_phone",
    "titled": "mr_and_mrs",
    "spouse_named": "spouse_named", "child_named": "child_named", "generation": "a_generation_apart",
}  # fmt: skip
_ENTITY_CODES = {  # truth of an owner and an organization -> code
    "full": "owner_named_in_entity", "bears": "last_name_in_entity", "address": "same_address",
    "box": "same_postal_box", "email": "same_director_email", "phone": "shared_phone",
    "linked": "belongs_to_entity", "owning": "owner_by_role",
}  # fmt: skip
_SIDE = pl.Schema(
    {
        "kind": pl.String(), "family": pl.UInt32(), "contact": pl.UInt32(), "role": pl.String(),
        "codes": pl.List(pl.String), "said": pl.List(pl.String), "strong": pl.Boolean(),
    }
)  # fmt: skip


def suggest(contacts: pl.DataFrame, cards: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Households and groups that a person may want to make.

    Args:
        contacts: contact UInt32, kind, name and the record columns that occur.
        cards: contact, organization_contact, then contract.CARD.
        members: group, member: what is in one group already is not suggested again.

    Returns:
        SUGGESTIONS: a row a member, the members of a suggestion together, people before entities. The order
        of the rows given does not matter.
    """
    if contacts.height < 2 or not (contacts["kind"] == "person").any():
        return pl.DataFrame(schema=SUGGESTIONS)
    contacts, cards = contacts.sort("contact"), cards.sort("contact", maintain_order=True)
    people = read_people(contacts, cards)
    named = organizations(contacts)
    tied = links(people, named, cards)
    page_out()
    values = within_reach(shared_values(cards), people)
    placed = places(cards)
    pairs, repeated = one_of_each(people_pairs(values, people, employers(tied)), people)
    pairs = with_names(pairs, people, placed["contact"])
    found = households(pairs)
    entities = owned(named, people, values, tied, repeated, found.kin.select("contact", "family"))
    if not (found.couples.height or found.edges.height or entities.height):
        return pl.DataFrame(schema=SUGGESTIONS)
    sides = pl.concat(
        [
            _couple_sides(found.couples),
            _family_sides(found.kin, found.edges, entities),
            _entity_sides(entities, found.kin),
        ]
    )
    whole = _whole(_without_lone_couples(sides, found.couples), memberships(tied, members))
    return _numbered(proposed_names(whole, contacts, members, placed.filter("french")["contact"]))


def _coded(rows: pl.DataFrame, codes: dict[str, str]) -> pl.DataFrame:
    marks = [
        pl.when(pl.col(truth)).then(pl.lit(code)) for truth, code in codes.items() if truth in rows.columns
    ]
    return rows.with_columns(codes=pl.concat_list(marks).list.drop_nulls())


def _ends(pairs: pl.DataFrame) -> pl.DataFrame:
    """Each pair twice: contact is one end of it."""
    return pl.concat([pairs.with_columns(contact="a"), pairs.with_columns(contact="b")])


def _couple_sides(couples: pl.DataFrame) -> pl.DataFrame:
    sides = _ends(_coded(couples, _CODES)).with_columns(
        kind=pl.lit("couple"), family="a", role=pl.lit("spouse")
    )
    return sides.select(_SIDE.names()).cast(_SIDE)


def _family_sides(kin: pl.DataFrame, edges: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """The people of each family; those of a family that has entities belong to the group of these."""
    edges = edges.with_columns(generation=pl.col("gap").fill_null(0) >= GENERATION)
    sure = pl.col("near") & (pl.col("reach") | pl.col("generation") | pl.col("titled"))
    ends = _ends(_coded(edges.with_columns(strong=sure), _CODES)).join(kin, on="contact")
    with_entities = entities.select("family").unique().with_columns(entities=True)
    sides = ends.join(with_entities, on="family", how="left").with_columns(
        kind=pl.when("entities").then(pl.lit("entities")).otherwise(pl.lit("family"))
    )
    return sides.select(_SIDE.names()).cast(_SIDE)


def _entity_sides(entities: pl.DataFrame, kin: pl.DataFrame) -> pl.DataFrame:
    """Owners and entities; a child who has nothing but name and home in common with one does not own it."""
    marked = entities.with_columns(
        bears=pl.col("bears") & ~pl.col("full") & pl.col("named_for"),
        full=pl.col("full") & pl.col("named_for"),
    )
    coded = _coded(marked, _ENTITY_CODES).with_columns(kind=pl.lit("entities"))
    roles = coded.join(kin.select("role", owner="contact"), on="owner", how="left", maintain_order="left")
    child = (pl.col("role") == "child").fill_null(False) & ~pl.col("full") & ~pl.col("linked")
    owners = roles.with_columns(
        contact="owner", role=pl.when(child).then(pl.lit("child")).otherwise(pl.lit("owner"))
    )
    things = roles.with_columns(contact="organization", role=pl.lit("entity"))
    return pl.concat([owners, things]).select(_SIDE.names()).cast(_SIDE)


def _without_lone_couples(sides: pl.DataFrame, couples: pl.DataFrame) -> pl.DataFrame:
    """Families that are a couple and nobody else are no second suggestion."""
    paired = pl.concat([couples["a"], couples["b"]]).implode()
    told = sides.filter(pl.col("kind") == "family").with_columns(paired=pl.col("contact").is_in(paired))
    lone = told.group_by("kind", "family").agg(
        size=pl.col("contact").n_unique(), couple=pl.col("paired").all()
    )
    return sides.join(lone.filter("couple", pl.col("size") == 2), on=["kind", "family"], how="anti")


def _whole(sides: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """A row a member, without suggestions whose members are all in one group or household."""
    role = pl.col("role").sort_by(pl.col("role").replace_strict({"owner": 0, "entity": 0}, default=1)).first()
    gathered = pl.col("codes", "said").list.explode(keep_nulls=False, empty_as_null=False)
    rows = sides.group_by("kind", "family", "contact").agg(
        role, gathered.unique(maintain_order=True), strong=pl.col("strong").any()
    )
    size = rows.group_by("kind", "family").agg(size=pl.len())
    inside = rows.join(known, left_on="contact", right_on="member").group_by("kind", "family", "group").len()
    done = inside.join(size, on=["kind", "family"]).filter(pl.col("len") == pl.col("size"))
    return rows.join(done, on=["kind", "family"], how="anti")


def _numbered(whole: pl.DataFrame) -> pl.DataFrame:
    """SUGGESTIONS in the order of their first members."""
    place = ["kind", "family"]
    said = pl.col("said").list.explode(keep_nulls=False, empty_as_null=False).unique().sort()
    told = whole.with_columns(
        first=pl.col("contact").min().over(place),
        rank=pl.col("role").replace_strict(_ORDER, return_dtype=pl.UInt8),
        strength=pl.when(pl.col("strong").all().over(place)).then(pl.lit("strong")).otherwise(pl.lit("likely")),
        evidence=pl.col("codes").list.unique().list.sort(),
    ).join(whole.group_by(place).agg(shared=said), on=place)  # fmt: skip
    told = told.with_columns(pl.col("kind").cast(_KINDS)).sort("first", "kind", "rank", "contact")
    place_in_order = pl.struct("first", "kind", "family").rank("dense").cast(pl.UInt32)
    return told.with_columns(suggestion=place_in_order - 1).select(SUGGESTIONS.names()).cast(SUGGESTIONS)
