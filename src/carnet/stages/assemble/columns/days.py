"""Dates in several columns, and ends of the financial year."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.contract import ColumnMapping, Habits
from carnet.findings import Severity, rule
from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.normalise import dates, year_end

rule(
    "date.order_as_before",
    Severity.INFO,
    en="No date of this list tells whether the day or the month comes first. They are read as “%(value)s”, "
    "like those of your lists before; choose the order of day and month if that is wrong.",
    fr="Aucune date de cette liste ne dit si le jour ou le mois vient en premier. Elles sont lues comme "
    "« %(value)s », comme celles de vos listes précédentes ; choisissez l'ordre du jour et du mois si c'est "
    "faux.",
)
rule(
    "date.order_of_country",
    Severity.INFO,
    en="No date of this list tells whether the day or the month comes first. They are read as “%(value)s”, "
    "as is usual in the list's country (%(detail)s); choose the order of day and month if that is wrong.",
    fr="Aucune date de cette liste ne dit si le jour ou le mois vient en premier. Elles sont lues comme "
    "«\u00a0%(value)s\u00a0», selon l'usage du pays de la liste (%(detail)s)\u00a0; choisissez l'ordre du "
    "jour et du mois si c'est faux.",
)
# Where dates in numbers are written in one order alone (Unicode CLDR, short dates); not so in Canada.
_DAY_FIRST = (
    "AT", "AU", "BE", "CH", "DE", "ES", "FR", "GB", "IE", "IN", "IT", "LU", "NL", "NZ", "PT", "SG",
)  # fmt: skip
_ORDER_OF = {"US": "mdy", **dict.fromkeys(_DAY_FIRST, "dmy")}
_DATES = {FieldType.DATE, FieldType.DATE_AHEAD}
_EXAMPLES = {"dmy": "31/12/1999", "mdy": "12/31/1999"}


def tell_order(reading: Reading, kept: Sequence[ColumnMapping], habits: Habits) -> None:
    """The order of day and month that the sheet's columns of dates prove together, and its year ends; where
    they may be read both ways and prove none, that of the firm's lists before, or of the list's country.

    Args:
        reading: its order is set.
        kept: the columns that are read.
        habits: how the firm's lists were read before.
    """
    fields = {c.index: catalog.ALL_FIELDS.get(c.field or "") for c in kept}
    found = [reading.raw(index) for index, field in fields.items() if field and field.type in _DATES]
    told = dates.proven_orders(found) if found else set()
    for column in kept:
        if column.special == "year_end":
            told |= year_end.proven_orders(reading.raw(column.index))
    if told - {dates.EITHER}:
        reading.order = dates.agreed(told)
    elif told and habits.order in _EXAMPLES:
        reading.order = habits.order
        reading.say("date.order_as_before", _EXAMPLES[habits.order])
    elif told and reading.country in _ORDER_OF:
        reading.order = _ORDER_OF[reading.country]
        reading.say("date.order_of_country", _EXAMPLES[reading.order], reading.country)


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
