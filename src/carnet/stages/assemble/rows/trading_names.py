"""What a client is called besides its name is its trading name.

That is what an organization, or two people together, are called in letters, and the firm's name that stands
beside the names of its sole owner.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.kinds import CONTACT, ORGANIZATION, PERSON, SPOUSE
from carnet.stages.assemble.rows.name_parts import full_name_of
from carnet.stages.assemble.some_rows import only, true_where
from carnet.stages.normalise.comparable import same_words

_TRADING_NAME = "accounting.trading_name"
_OF_TWO = r"(?i)&|\+|\b(?:and|et|und)\b|^(?:the|les)\b|\b(?:family|famille)\b"


def take_trading_names(block: Block, facts: pl.DataFrame) -> pl.DataFrame:
    """Take trading names apart from the block's names.

    Returns:
        The facts without them.
    """
    for column in [c for c in block.columns if c.slot != SPOUSE]:
        if column.target not in {"preferred_name", "any_name"}:
            continue
        letters = column.target == "preferred_name"
        found = _of_several(column, facts) if letters else _firms_of_owners(block, facts)
        rows = (found & column.values.is_not_null()).fill_null(False)
        if not rows.any():
            continue
        _take(column, rows, block)
        if letters:
            person = pl.col(column.slot or "person")
            called = pl.when(~pl.lit(rows)).then(person.struct.field("preferred_name"))
            facts = facts.with_columns(person.struct.with_fields(preferred_name=called))
    return facts


def _of_several(column: Column, facts: pl.DataFrame) -> pl.Series:
    """Rows of an organization in which nobody but itself, or two people together, are called so."""
    two, lone = facts["couple"] & column.values.str.contains(_OF_TWO), ~facts["has_person"]
    rows = (facts["own"] == ORGANIZATION) & (two | lone)
    return rows & (two | ~facts[f"has_{column.slot}"]) if column.slot else rows


def _firms_of_owners(block: Block, facts: pl.DataFrame) -> pl.Series:
    """Rows of a person whose client name is no person's, nor this person's."""
    if block.kind != "contact":
        return pl.Series([False]).new_from_index(0, block.height)
    named = facts["person_given"] | facts["is_contact"]
    other = named & (facts["own"] == PERSON) & (facts["any_kind"] != "person").fill_null(True)
    person = pl.when("person_given").then("person_text").otherwise(full_name_of(CONTACT))
    return other & ~true_where(facts, other, same_words(pl.col("any_text"), person))


def _take(column: Column, rows: pl.Series, block: Block) -> None:
    texts = column.values.struct.field("text") if column.target == "any_name" else column.values
    block.columns = [c for c in block.columns if c is not column] + [
        replace(column, values=only(column.values, ~rows)),
        replace(column, values=only(texts, rows), slot="", target=_TRADING_NAME, field=_TRADING_NAME),
    ]
