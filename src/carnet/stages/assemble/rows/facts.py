"""What a row says of its contacts: kinds, names, and the two people of a couple."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.emails import local_part, names_person
from carnet.stages.assemble.rows.kinds import CONTACT, SPOUSE
from carnet.stages.assemble.rows.name_parts import NAME_PARTS, couple_of, full_name
from carnet.stages.assemble.shelf import at_once
from carnet.stages.assemble.some_rows import only, true_where
from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.names import read_names, split_parts

NAME_TARGETS = frozenset({"org_name", "any_name", "full_name", "first_name", "middle_name", "last_name"})
_NAMELESS = pl.Struct({"text": pl.String, "kind": pl.String, "reason": pl.String, "confidence": pl.Float64})
_PERSONAL = {"birth_date", "accounting.social_security_number", "accounting.social_insurance_number"}


def facts_of(block: Block) -> pl.DataFrame:
    """What each row says, before anything is decided.

    Returns:
        One row a contact row: kind_hint, org_name, belongs_to, belongs_to_too, has_groups, personal,
        reachable and has_role; person, person_given and person_text; spouse and the people at the client as
        structs of name parts; any_text, any_kind, any_firm and any_split of a name that may be anybody's;
        is_couple, one, two and household_text; org_firm, where the couple's organization is no household.
    """
    slots = sorted({CONTACT, *(c.slot for c in block.columns if c.slot.startswith(CONTACT))})
    person = _name_parts(block, [""])
    facts = pl.DataFrame(
        {
            "kind_hint": block.first_value("kind"),
            "org_name": block.first_value("org_name"),
            "belongs_to": block.first_value("belongs_to"),
            "belongs_to_too": block.second_value("belongs_to"),
            "has_groups": block.filled({"groups"}),
            "personal": block.filled(_PERSONAL) | _emails_of_people(block),
            "reachable": block.filled({"emails", "phones"}),
            "has_role": block.filled({"role"}),
            "person": person.select(pl.struct(*NAME_PARTS)).to_series(),
            "person_given": person["given"],
            "person_text": person.select(full_name()).to_series(),
            **_others(block, [SPOUSE, *slots]),
        }
    )
    return facts.with_columns(*_any_name(block), *_couple(block, person), org_firm=_is_no_household(facts))


def _is_no_household(facts: pl.DataFrame) -> pl.Series:
    """Whether the organization named beside a person and a spouse is a firm: theirs would bear their name."""
    asked = facts["org_name"].is_not_null() & facts[SPOUSE].struct.field("given")
    bears = true_where(
        facts,
        asked,
        pl.any_horizontal(
            folded(pl.col("org_name"))
            .str.split(" ")
            .list.contains(folded(pl.col(one).struct.field("last_name")))
            for one in ("person", SPOUSE)
        ),
    )
    return asked & (~bears | is_firm(read_names(only(facts["org_name"], bears))))


def is_firm(split: pl.DataFrame) -> pl.Series:
    """Names with a legal form ("Oak Mill LLC"), which no detail of a person in the row outweighs.

    Args:
        split: the columns of read_names.
    """
    sure = (
        (pl.col("kind") == "organization")
        & (pl.col("reason") == "legal_form")
        & (pl.col("confidence") >= 0.9)
    )
    return split.select(sure.fill_null(False)).to_series()


def _emails_of_people(block: Block) -> pl.Series:
    """Names that may be anybody's beside an email written as people's are: Uno Udd, uno.udd@example.com."""
    name, emails = block.first_value("any_name"), block.first_value("emails")
    if name.dtype != pl.Struct or not isinstance(emails.dtype, pl.List):
        return pl.Series([False]).new_from_index(0, block.height)
    split = name.struct.unnest().select("text", "kind", email=emails.list.first())
    words = folded(pl.col("text")).str.split(" ")
    local, first, last = local_part(pl.col("email")), words.list.first(), words.list.last()
    return true_where(
        split,
        split["kind"].is_null() & split["text"].is_not_null() & split["email"].is_not_null(),
        words.list.len().is_between(2, 3) & (local != first) & names_person(local, first, last),
    )


def _others(block: Block, slots: list[str]) -> dict[str, pl.Series]:
    """By slot the name parts of its person, and whether they are given, as structs."""
    found: dict[str, pl.Series] = {}
    for some in at_once(slots, block.height):
        parts = _name_parts(block, some).select(pl.struct(*NAME_PARTS, "given")).to_series()
        found |= {slot: parts.slice(n * block.height, block.height) for n, slot in enumerate(some)}
    return found


def _name_parts(block: Block, slots: Sequence[str]) -> pl.DataFrame:
    """Name parts of slots, one below the other: from their columns, else from a whole name that was split."""
    parts = pl.DataFrame({name: block.first_values(name, slots) for name in NAME_PARTS})
    given = parts.select(pl.any_horizontal(pl.col("first_name", "last_name").is_not_null())).to_series()
    whole = block.first_values("full_name", slots)
    if whole.dtype != pl.Struct:
        return parts.with_columns(given=given)
    split = whole.struct.unnest()
    for name in NAME_PARTS:
        if name in split.columns:
            parts = parts.with_columns(
                parts[name].zip_with(given | parts[name].is_not_null(), split[name]).alias(name)
            )
    unsplit = ~given & whole.is_not_null() & parts["first_name"].is_null() & parts["last_name"].is_null()
    last_name = parts["last_name"].zip_with(~unsplit.fill_null(False), split["text"])
    return parts.with_columns(last_name=last_name, given=given | whole.is_not_null())


def _any_name(block: Block) -> list[pl.Series]:
    """The name that may be an organization's or a person's, and what its words tell."""
    name = block.first_value("any_name")
    if name.dtype != pl.Struct:
        name = pl.Series([None], dtype=_NAMELESS).new_from_index(0, block.height)
    split = name.struct.unnest()
    return [
        split["text"].alias("any_text"),
        split["kind"].alias("any_kind"),
        is_firm(split).alias("any_firm"),
        name.alias("any_split"),
    ]


def _couple(block: Block, person: pl.DataFrame) -> list[pl.Series]:
    """The two people that name parts, a whole name or any name hold; the first that holds two stands."""
    pair = couple_of(split_parts(person["first_name"], person["last_name"]))
    for target in ("full_name", "any_name"):
        whole = block.first_value(target)
        if whole.dtype == pl.Struct:
            other = couple_of(whole.struct.unnest())
            pair = pl.DataFrame(
                [pair[name].zip_with(pair["is_couple"], other[name]) for name in pair.columns]
            )
    return pair.get_columns()
