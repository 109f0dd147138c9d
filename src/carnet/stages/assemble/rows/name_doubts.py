"""Doubts that reading a whole name left, told where the contact got its name or its kind from it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.finding import RowsFinding
from carnet.stages.assemble.rows.kinds import PERSON, SPOUSE
from carnet.stages.assemble.rows.told import Told


def doubts_of_names(block: Block, facts: pl.DataFrame, told: Told) -> Iterator[RowsFinding]:
    """The findings of read_names that have a bearing on a contact, each name once.

    Args:
        facts: what is decided of the block.
        told: the names that earlier blocks told of; those of this one are added.
    """
    for column in block.columns:
        if column.values.dtype != pl.Struct or not column.indexes:
            continue
        read, index = column.values.struct.unnest(), column.indexes[0]
        for code in read["code"].drop_nulls().unique().sort():
            rows = ((read["code"] == code) & _relies_on(column, code, block, facts)).fill_null(False)
            rows = rows & told.new_names(read["text"].set(~rows, None), index, code)
            yield RowsFinding(code, rows, read["text"], index, read["suggestion"])


def _relies_on(column: Column, code: str, block: Block, facts: pl.DataFrame) -> pl.Series:
    """Rows in which what a finding on a name says has a bearing on the contact."""
    if code == "name.no_name":
        return facts["own"].is_not_null()
    if code == "name.unclear":
        return _kind_by_name(column, block, facts)
    if column.slot:
        assumed = facts["assumed"] if column.slot == SPOUSE else pl.Series([False])
        split = facts[f"has_{column.slot}"] & ~assumed
    else:
        split = (facts["own"] == PERSON) | facts["couple"]
    return split & ~block.filled({"first_name", "last_name"}, column.slot)


def _kind_by_name(column: Column, block: Block, facts: pl.DataFrame) -> pl.Series:
    """Rows whose kind of contact nothing but the name tells, and no other finding asks for."""
    told = facts["person_given"] | facts["personal"] | facts["spouse_given"].fill_null(False)
    told = told | facts["org_name"].is_not_null() | facts["kind_hint"].is_not_null()
    asked = facts["any_kind"].is_null() & (block.kind == "contact")
    free = column.target == "any_name" and block.kind in {"contact", "person"}
    return ~told & ~asked & pl.Series([free])
