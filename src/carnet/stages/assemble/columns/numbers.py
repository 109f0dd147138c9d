"""Tax and registration numbers, whose type the kind of contact may tell."""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.contract import ColumnMapping
from carnet.stages.assemble.column import KeptColumn
from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.normalise import registration


def read_tax(reading: Reading, column: ColumnMapping) -> None:
    """Numbers of which the header does not say which they are."""
    raw = reading.raw(column.index)
    result = registration.normalise_registration(
        raw, column.field, reading.countries, _holders(reading, column.slot)
    )
    note_invalid(reading, result)
    reading.find(column.index, raw, result)
    for field in result["field"].drop_nulls().unique().sort():
        values = result.select(pl.when(pl.col("field") == field).then("value")).to_series()
        reading.add([column], catalog.short_name(field), values, field)


def note_invalid(reading: Reading, result: pl.DataFrame) -> None:
    """Remember the numbers whose check digits are wrong; result is that of normalise_registration."""
    wrong = result.filter(pl.col("value").is_not_null() & ~pl.col("valid").fill_null(False))
    for field, value in wrong.select("field", "value").unique().iter_rows():
        reading.invalid[catalog.short_name(field)].add(value)


def _holders(reading: Reading, slot: str) -> pl.Series:
    """Whose numbers a column holds, row by row: "person" or "organization", null where nothing tells."""
    own = {"person": "person", "organization": "organization"}.get(reading.mapped.recognised.kind)
    holder = pl.Series(["person" if slot else own], dtype=pl.String)
    holder = holder.new_from_index(0, reading.height)
    told = [found for column in reading.before if column.slot == slot == "" and (found := _holder(column))]
    for _, kind in sorted(told, key=lambda found: found[0]):
        holder = holder.zip_with(holder.is_not_null(), kind)
    return holder


def _holder(column: KeptColumn) -> tuple[int, pl.Series] | None:
    """What a column tells of the kind of contact, with its rank: the least is believed first."""
    values, kind = pl.col("v"), pl.lit(None, pl.String)
    if column.target == "kind":
        rank, kind = 0, values
    elif column.target == "any_name":
        rank, kind = 1, values.struct.field("kind")
    elif column.target == "org_name":
        rank, kind = 2, pl.when(values.is_not_null()).then(pl.lit("organization"))
    elif column.target in {"first_name", "last_name"}:
        rank, kind = 3, pl.when(values.is_not_null()).then(pl.lit("person"))
    else:
        return None
    told = pl.when(kind == "couple").then(pl.lit("person")).when(kind != "client_group").then(kind)
    return rank, column.values.to_frame("v").select(told.alias("told")).to_series()
