"""What people of the book are called after an import: as the parts of their names say."""

from __future__ import annotations

import polars as pl

from carnet.contract import Mapped
from carnet.findings import Severity, rule
from carnet.stages.assemble.records import Records
from carnet.stages.assemble.rows import PERSON, SPOUSE, full_name
from carnet.stages.normalise.comparable import folded
from carnet.stages.policy import NAME_PARTS

rule(
    "name.middle_kept",
    Severity.INFO,
    en="“%(value)s” keeps the middle name “%(detail)s”, of which the file says nothing. If it is no longer "
    "right, remove it in the book.",
    fr="« %(value)s » garde le deuxième prénom « %(detail)s », dont le fichier ne dit rien. S'il n'est plus "
    "exact, retirez-le dans le carnet.",
)
_PART_FIELDS = frozenset(f"person.{part}" for part in NAME_PARTS)


def with_composed_names(joined: pl.DataFrame, called: pl.Series) -> pl.DataFrame:
    """People of the book called by the parts of their names, where one of these changes.

    Args:
        joined: kind, book_id, the record columns as they will be and, as old:<name>, as the book has them.
        called: the contacts whose whole name a person gave.
    """
    complete = joined.with_columns(
        pl.lit(None, pl.String).alias(part) for part in NAME_PARTS if part not in joined.columns
    )
    parts = [part for part in NAME_PARTS if f"old:{part}" in joined.columns]
    changed = pl.any_horizontal(
        pl.lit(False), *(pl.col(part).ne_missing(pl.col(f"old:{part}")) for part in parts)
    )
    composed, before = full_name(), pl.col("old:name")
    named = (
        pl.col("book_id").is_not_null()
        & (pl.col("kind") == "person")
        & composed.is_not_null()
        & ~pl.col("contact").is_in(called.implode())
    )
    name = pl.when(changed & (folded(composed) != folded(before))).then(composed).otherwise(before)
    return joined.with_columns(complete.select(name=pl.when(named).then(name).otherwise("name"))["name"])


def dropped_middle_names(records: Records, paired: pl.DataFrame, old: pl.DataFrame) -> pl.DataFrame:
    """People whose whole name the files give in one cell, without the middle name that the book has: contact,
    field. Where its parts stand in columns of their own, an empty or missing one says nothing."""
    dropped = pl.DataFrame(schema={"contact": pl.UInt32, "field": pl.String})
    if "middle_name" not in old.columns or not {"first_name", "last_name"} <= set(paired.columns):
        return dropped
    middle = pl.col("middle_name").is_null() if "middle_name" in paired.columns else pl.lit(True)
    full = pl.all_horizontal(pl.col(part).is_not_null() for part in ("first_name", "last_name"))
    held = old.filter(pl.col("middle_name").is_not_null())["contact"]
    asked = paired.filter((pl.col("kind") == "person") & full & middle)["contact"]
    asked = asked.filter(asked.is_in(held.implode()))
    if not len(asked):
        return dropped
    mentions = records.mentions.frame.select(
        "sheet", "position", "mention", contact=pl.Series(records.numbers, dtype=pl.UInt32)
    )
    whole = [
        (index, mention, True)
        for index, sheet in enumerate(records.mentions.sheets)
        for mention in mentions["mention"].unique()
        if _in_one_cell(sheet.source.mapped, mention)
    ]
    schema = {"sheet": pl.UInt16, "mention": pl.String, "whole": pl.Boolean}
    couples = mentions.filter(pl.col("mention") == SPOUSE).select("sheet", "position", couple=pl.lit(True))
    told = mentions.filter(pl.col("contact").is_in(asked.implode()))
    told = told.join(pl.DataFrame(whole, schema=schema, orient="row"), on=["sheet", "mention"], how="left")
    told = told.join(couples.unique(), on=["sheet", "position"], how="left")
    alone = pl.col("whole").fill_null(False) & pl.col("couple").is_null()
    found = told.group_by("contact").agg(alone.all().alias("alone")).filter("alone")
    return found.select("contact", field=pl.lit("middle_name"))


def _in_one_cell(sheet: Mapped, mention: str) -> bool:
    """Whether the names of a row's contact stand whole in one column."""
    slot = "" if mention == PERSON else mention
    return not any(column.slot == slot and column.field in _PART_FIELDS for column in sheet.columns)
