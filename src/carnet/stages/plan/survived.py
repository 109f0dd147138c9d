"""Which values stand where the rows of one contact differ, as they will be in the book."""

from __future__ import annotations

import polars as pl

from carnet.contract import SURVIVED
from carnet.stages.assemble.records import Records

_CUSTOM = "custom."


def survived(records: Records, contacts: pl.DataFrame) -> pl.DataFrame:
    """SURVIVED rows.

    Args:
        records: the import's contacts.
        contacts: the same as they will be: where that is none of the rows' choice, the book's value stands.
    """
    stands = _with_single_choices(records)
    parts = stands.partition_by("field", as_dict=True, maintain_order=True).items()
    final = [_final(contacts, str(field), part) for (field,), part in parts]
    told = pl.concat([stands.with_columns(final="value").clear(), *final])
    chosen = records.chosen.select("contact", "field", chosen=pl.lit(True))
    told = told.join(chosen, on=["contact", "field"], how="left", maintain_order="left")
    by_book = pl.col("final").ne_missing(pl.col("value"))
    reason = pl.when("chosen").then(pl.lit("chosen")).when(by_book).then(pl.lit("book")).otherwise("reason")
    said = pl.concat_list(pl.concat_list("value"), "others").list.drop_nulls()
    others = said.list.set_difference(pl.concat_list("final"))
    found = told.with_columns(value="final", others=others, reason=reason).select(SURVIVED.names())
    return found.cast(SURVIVED).sort("contact", maintain_order=True)


def _with_single_choices(records: Records) -> pl.DataFrame:
    """records.stands, and what a person chose where nothing else was said."""
    place = ["contact", "field"]
    alone = records.chosen.join(records.stands, on=place, how="anti", maintain_order="left")
    none = pl.lit(None, pl.List(pl.String))
    chosen = alone.with_columns(others=none, reason=pl.lit("chosen"))
    return pl.concat([records.stands, chosen.select(records.stands.columns)]).with_columns(
        pl.col("others").fill_null([])
    )


def _final(contacts: pl.DataFrame, field: str, part: pl.DataFrame) -> pl.DataFrame:
    if not field.startswith(_CUSTOM):
        none = pl.Series([None], dtype=pl.String).new_from_index(0, part.height)
        value = contacts[field].gather(part["contact"]) if field in contacts.columns else none
        return part.with_columns(value.alias("final"))
    mine = contacts.filter(pl.col("contact").is_in(part["contact"].implode())).select("contact", "custom")
    rows = mine.explode("custom").drop_nulls("custom").unnest("custom")
    values = rows.filter(pl.col("name") == field.removeprefix(_CUSTOM)).group_by("contact").agg(
        final=pl.col("value").str.join("; ")
    )  # fmt: skip
    return part.join(values, on="contact", how="left", maintain_order="left")
