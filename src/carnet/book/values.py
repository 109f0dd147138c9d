"""A contact's single values one a row (id, field, value), for the journal, edits and undo.

A custom field that has several values is one value here, its parts joined by U+001E.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from carnet import catalog
from carnet.contract import CUSTOM

VALUES = pl.Schema({"id": pl.Int64, "field": pl.String, "value": pl.String})
CUSTOM_PREFIX = "custom."
JOINT = "\x1e"


def values_of(contacts: pl.DataFrame, fields: Iterable[str]) -> pl.DataFrame:
    """The non-empty values of those fields.

    Args:
        contacts: as in contract.Contents.
        fields: record columns and "custom.<name>".
    """
    wanted = set(fields)
    columns = [name for name in catalog.RECORD_COLUMNS if name in wanted and name in contacts.columns]
    plain = contacts.unpivot(columns, index="id", variable_name="field").drop_nulls("value")
    parts = [pl.DataFrame(schema=VALUES), plain.select(VALUES.names()).cast(VALUES)]
    if any(field.startswith(CUSTOM_PREFIX) for field in wanted):
        custom = custom_values(contacts)
        parts.append(custom.filter(pl.col("field").is_in(sorted(wanted))))
    return pl.concat(parts)


def custom_values(contacts: pl.DataFrame) -> pl.DataFrame:
    """The custom fields of contacts as VALUES."""
    if "custom" not in contacts.columns:
        return pl.DataFrame(schema=VALUES)
    lines = contacts.select("id", "custom").explode("custom").drop_nulls("custom").unnest("custom")
    return (
        lines.drop_nulls()
        .group_by("id", "name", maintain_order=True)
        .agg(pl.col("value").str.join(JOINT))
        .select("id", field=pl.concat_str(pl.lit(CUSTOM_PREFIX), "name"), value="value")
        .cast(VALUES)
    )


def overlaid(contacts: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The contacts with those values; a null empties the field."""
    own = values.filter(~pl.col("field").str.starts_with(CUSTOM_PREFIX))
    for (field,), part in own.partition_by("field", as_dict=True).items():
        contacts = _with_field(contacts, str(field), part)
    custom = values.filter(pl.col("field").str.starts_with(CUSTOM_PREFIX))
    return _with_custom(contacts, custom) if custom.height else contacts


def _with_field(contacts: pl.DataFrame, field: str, values: pl.DataFrame) -> pl.DataFrame:
    fresh = values.select("id", fresh="value", given=pl.lit(True))
    before = pl.col(field) if field in contacts.columns else pl.lit(None, pl.String)
    joined = contacts.join(fresh, on="id", how="left", maintain_order="left")
    chosen = pl.when("given").then("fresh").otherwise(before).alias(field)
    return joined.with_columns(chosen).drop("fresh", "given")


def _with_custom(contacts: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """Values in the place of those of the same name, new names at the end."""
    before = custom_values(contacts)
    kept = before.join(
        values.rename({"value": "fresh"}).with_columns(given=pl.lit(True)),
        on=["id", "field"],
        how="left",
        maintain_order="left",
    )
    kept = kept.select("id", "field", value=pl.when("given").then("fresh").otherwise("value"))
    added = values.join(before, on=["id", "field"], how="anti", maintain_order="left")
    lines = pl.concat([kept, added.select(VALUES.names())]).drop_nulls("value")
    lists = (
        lines.with_columns(pl.col("value").str.split(JOINT))
        .explode("value")
        .group_by("id", maintain_order=True)
        .agg(custom=pl.struct(name=pl.col("field").str.strip_prefix(CUSTOM_PREFIX), value="value"))
        .cast({"custom": pl.List(CUSTOM)})
    )
    rest = contacts.drop("custom", strict=False)
    return rest.join(lists, on="id", how="left", maintain_order="left")


def changed(before: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The values that differ from those before: id, field, old, new."""
    old = values_of(before, values["field"].unique())
    joined = values.select("id", "field", new="value").join(
        old.rename({"value": "old"}), on=["id", "field"], how="left", maintain_order="left"
    )
    return joined.filter(pl.col("new").ne_missing(pl.col("old"))).select("id", "field", "old", "new")
