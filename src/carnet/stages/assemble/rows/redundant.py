"""Names that a row gives twice: the same again, or another."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.finding import RowsFinding
from carnet.stages.assemble.rows.kinds import ORGANIZATION, PERSON, SPOUSE, contact_slots
from carnet.stages.assemble.rows.name_parts import addressed_as, full_name_of
from carnet.stages.assemble.some_rows import true_where
from carnet.stages.normalise.comparable import same_words

rule(
    "name.conflict",
    Severity.WARNING,
    en="“%(value)s” differs from the name that the row gives elsewhere (“%(detail)s”). It is set aside.",
    fr="« %(value)s » diffère du nom que la ligne donne ailleurs (« %(detail)s »). La valeur est mise "
    "de côté.",
)


@dataclass(frozen=True, slots=True)
class NamesTwice:
    """Cells with a name that other cells of their row gave already.

    same, other: columns and their rows; findings: the names that differ.
    """

    same: list[tuple[Column, pl.Series]] = field(default_factory=list)
    other: list[tuple[Column, pl.Series]] = field(default_factory=list)
    findings: list[RowsFinding] = field(default_factory=list)


def names_twice(block: Block, facts: pl.DataFrame) -> NamesTwice:
    """The names that rows give twice."""
    found = NamesTwice()
    for column in block.columns:
        whole = column.target in {"any_name", "full_name", "org_name"} and column.slot != SPOUSE
        if whole and column.indexes:
            _compare(column, block, facts, found)
    found.same.extend(_parts_of_the_client(block, facts))
    return found


def _compare(column: Column, block: Block, facts: pl.DataFrame, found: NamesTwice) -> None:
    texts = column.values.struct.field("text") if column.values.dtype == pl.Struct else column.values
    rows = (texts.is_not_null() & _named_elsewhere(column, block, facts)).fill_null(False)
    if not rows.any():
        return
    kept = [pl.col("organization_name"), pl.col("household")]
    for mention in filter(None, ("person", column.slot)):
        kept += [full_name_of(mention), addressed_as(mention)]
    fits = pl.any_horizontal(same_words(pl.col("text"), name).fill_null(False) for name in kept)
    same = true_where(facts.with_columns(text=texts), rows, fits)
    other = rows & ~same & facts["own"].is_not_null()
    if column.target == "org_name":  # the employer of a person
        other = other & (facts["own"] != PERSON)
    names = facts.select(pl.coalesce("organization_name", full_name_of("person"))).to_series()
    found.same.append((column, same))
    found.other.append((column, other))
    found.findings.append(RowsFinding("name.conflict", other, texts, column.indexes[0], detail=names))


def _named_elsewhere(column: Column, block: Block, facts: pl.DataFrame) -> pl.Series:
    """Rows whose contact got its name from other cells than this column's."""
    if column.slot in contact_slots(facts):
        return block.filled({"first_name", "last_name"}, column.slot) | ~facts[f"has_{column.slot}"]
    if column.target == "full_name":
        return block.filled({"first_name", "last_name"})
    if column.target == "org_name":
        return facts["own"] == PERSON
    person = (facts["own"] == PERSON) | facts["couple"]
    of_person = person & facts["person_given"]
    return of_person | ((facts["own"] == ORGANIZATION) & facts["org_name"].is_not_null())


def _parts_of_the_client(block: Block, facts: pl.DataFrame) -> list[tuple[Column, pl.Series]]:
    """Name parts of the person at a client who is the client."""
    slots, parts = contact_slots(facts), {"first_name", "middle_name", "last_name"}
    return [
        (column, ~facts[f"has_{column.slot}"] & facts["own"].is_not_null() & column.values.is_not_null())
        for column in block.columns
        if column.slot in slots and column.target in parts
    ]
