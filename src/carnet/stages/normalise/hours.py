"""Hours of work as plain decimals: "6.5", "6:30", "6 h 30" and "390 min" are one."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.text import clean, verdict

rule(
    "hours.invalid",
    Severity.ERROR,
    en="“%(value)s” is not a number of hours. It is set aside; write it as 6.5 or 6:30, for example.",
    fr="« %(value)s » n'est pas un nombre d'heures. La valeur est mise de côté ; écrivez-la par exemple 6,5 "
    "ou 6:30.",
)

_DECIMAL = r"(?i)^(\d{1,5}(?:[.,]\d{1,4})?)\s*(?:h|hrs?|hours?|heures?)?\.?$"
_CLOCK = r"(?i)^(?<h>\d{1,5})\s*(?::|h|hrs?|hours?|heures?)\s*(?<m>[0-5]?\d)\s*(?:m|min|mins|minutes?)?$"
_MINUTES = r"(?i)^(\d{1,6})\s*(?:m|min|mins|minutes?)$"


@over_distinct
def normalise_hours(values: pl.Series) -> pl.DataFrame:
    """Hours as decimals with a point.

    Args:
        values: n texts.

    Returns:
        n rows: value (at most two decimals), code, suggestion and detail (null).
    """
    text = values.to_frame("text").select(clean(pl.col("text")))
    told = pl.col("text")
    decimal = told.str.extract(_DECIMAL, 1).str.replace(",", ".", literal=True).cast(pl.Float64)
    clock = told.str.extract_groups(_CLOCK)
    hours, minutes = (clock.struct.field(name).cast(pl.Float64) for name in ("h", "m"))
    found = pl.coalesce(decimal, hours + minutes / 60, told.str.extract(_MINUTES, 1).cast(pl.Float64) / 60)
    value = found.round(2).cast(pl.String).str.strip_suffix(".0")
    lost = told.is_not_null() & ~is_no_data(told) & found.is_null()
    return text.select(verdict(value, pl.when(lost).then(pl.lit("hours.invalid"))))
