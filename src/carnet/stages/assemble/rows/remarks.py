"""What stands beside a person's name in its cell: the position, or words for the description."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.kinds import ORGANIZATION, SPOUSE
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise.names import are_roles

_PERSONS = "person.full_name"  # whose the words are where a row has an organization besides


def take_remarks(block: Block, facts: pl.DataFrame) -> None:
    """Take the words beside the names of people apart: "Ann Lee (Director)" has a role.

    Args:
        block: its columns of names are structs.
        facts: what is decided of the block.
    """
    for column in [c for c in block.columns if c.values.dtype == pl.Struct and c.indexes]:
        named = facts[f"has_{column.slot or 'person'}"]
        if column.target == "any_name":
            named = named & ((facts["own"] != ORGANIZATION) | facts["couple"])
        for name, slot in (("remark", column.slot), ("remark_2", SPOUSE)):
            beside = column.values.struct.field(name)
            if beside.null_count() == len(beside):
                continue
            rows = named if name == "remark" else facts["has_spouse"] & facts["couple"]
            words = only(beside, rows).str.strip_chars(" -–—,")
            words = words.str.replace(r"^[(\[]\s*([^()\[\]]*?)\s*[)\]]$", "${1}")
            if words.null_count() == len(words):
                continue
            role = words.to_frame("words").select(are_roles(pl.col("words")).fill_null(False)).to_series()
            told = replace(column, slot=slot, field=_PERSONS)
            block.columns += [
                replace(told, target=target, values=only(words, chosen))
                for target, chosen in (("role", role), ("description", ~role))
                if (words.is_not_null() & chosen).any()
            ]
