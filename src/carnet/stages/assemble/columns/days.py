"""Dates in several columns, and ends of the financial year."""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.contract import ColumnMapping
from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.normalise import dates, year_end


def read_year_end(reading: Reading, column: ColumnMapping) -> None:
    """The end of the financial year, month and day in one cell."""
    raw = reading.raw(column.index)
    result = year_end.normalise_year_end(raw, reading.order)
    reading.find(column.index, raw, result)
    for part in ("month", "day"):
        name = f"accounting.financial_year_end_{part}"
        reading.add([column], name, result[part], name)


def read_date_parts(reading: Reading, group: list[ColumnMapping]) -> None:
    """A date whose year, month and day stand in columns of their own."""
    raws = {c.special: reading.text(c.index) for c in group}
    if set(raws) != {"year", "month", "day"}:
        return
    frame = pl.DataFrame({name: raws[name] for name in ("year", "month", "day")})
    whole = frame.select(
        pl.concat_str("year", pl.col("month").str.zfill(2), pl.col("day").str.zfill(2), separator="-")
    ).to_series()
    result = dates.normalise_dates(whole, "ymd", reading.country)
    first = group[0]
    reading.find(first.index, whole, result)
    field = first.field or "person.birth_date"
    reading.add(group, catalog.short_name(field), result["value"], field)
