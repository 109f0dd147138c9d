"""Columns of first and last names that hold more in some rows: titles, remarks, couples, an organization."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.columns.names import name_structs
from carnet.stages.assemble.rows.finding import RowsFinding
from carnet.stages.assemble.rows.kinds import ORGANIZATION
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise.names import whole_names

rule(
    "name.organization_in_parts",
    Severity.WARNING,
    en="“%(value)s” stands in the columns of a person's first and last name, and its words are an "
    "organization's. It becomes an organization. If it is a person, say so in a column of its own (Person).",
    fr="«\u00a0%(value)s\u00a0» se trouve dans les colonnes du prénom et du nom d'une personne, et ses mots "
    "sont ceux d'une organisation. Le contact devient une organisation. S'il s'agit d'une personne, "
    "indiquez-le dans une colonne à part (Personne).",
)

_PARTS = ("first_name", "last_name")
_OTHERS = {"middle_name", "salutation", "suffix", "preferred_name", "full_name", "any_name"}


def put_together(block: Block) -> None:
    """The cells of such rows become one whole name, which is read as any other."""
    columns = {c.target: c for c in block.columns if c.target in _PARTS and c.slot == "" and c.indexes}
    if len(columns) < len(_PARTS) or sum(c.target in _PARTS and not c.slot for c in block.columns) > len(
        _PARTS
    ):
        return
    read = whole_names(*(columns[target].values for target in _PARTS))
    body = (read["kind"] == "organization").fill_null(False)
    named = block.filled(_OTHERS) | (body & block.filled({"org_name", "belongs_to"}))
    rows = read["text"].is_not_null() & ~named & (~body | pl.Series([block.kind == "contact"]))
    if not rows.any():
        return
    indexes = tuple(index for target in _PARTS for index in columns[target].indexes)
    whole = name_structs(read["text"], read.drop("text"))
    first, last = (columns[target] for target in _PARTS)
    parts = [
        replace(first, indexes=indexes, target=target, values=only(whole, rows & chosen))
        for target, chosen in (("full_name", ~body), ("any_name", body))
        if (rows & chosen).any()
    ]
    block.put_in_place(first, replace(first, values=only(first.values, ~rows)), *parts)
    block.put_in_place(last, replace(last, values=only(last.values, ~rows)))


def organizations_in_parts(block: Block, facts: pl.DataFrame) -> Iterator[RowsFinding]:
    """Organizations that were named in such columns."""
    for column in block.columns:
        if _is_put_together(column):
            rows = (facts["own"] == ORGANIZATION) & column.values.is_not_null()
            texts = column.values.struct.field("text")
            yield RowsFinding("name.organization_in_parts", rows.fill_null(False), texts, column.indexes[0])


def _is_put_together(column: Column) -> bool:
    return column.target == "any_name" and column.field == "person.first_name"
