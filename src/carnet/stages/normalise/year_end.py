"""The end of the financial year: a day and a month, whatever year stands beside them.

A cell may say it twice, in two languages or two notations: "31 août / Aug 31", "31/08 (31 August)".
"""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.dates import SERIAL, TIME, WEEKDAYS, agreed, of_serial, orders
from carnet.stages.normalise.distinct import over_distinct, per_distinct_row
from carnet.stages.normalise.forms import take_apart
from carnet.stages.normalise.months import month_number
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.text import clean, verdict

rule(
    "year_end.month",
    Severity.ERROR,
    en="“%(value)s” is not a month. It is set aside; write a number from 1 to 12, or the month's name.",
    fr="« %(value)s » n'est pas un mois. La valeur est mise de côté ; écrivez un nombre de 1 à 12, ou le nom "
    "du mois.",
)
rule(
    "year_end.day",
    Severity.ERROR,
    en="“%(value)s” is not a day of a month. It is set aside; write a number from 1 to 31.",
    fr="« %(value)s » n'est pas un jour du mois. La valeur est mise de côté ; écrivez un nombre de 1 à 31.",
)
rule(
    "year_end.no_such_day",
    Severity.ERROR,
    en="Day %(value)s does not exist in month %(detail)s. It is set aside; correct the day or the month "
    "of the year end.",
    fr="Le jour %(value)s n'existe pas dans le mois %(detail)s. La valeur est mise de côté ; corrigez le "
    "jour ou le mois de la fin d'exercice.",
)
rule(
    "year_end.day_assumed",
    Severity.INFO,
    en="“%(value)s” names a month only; the year end is taken to be its last day (%(detail)s).",
    fr="« %(value)s » ne donne qu'un mois ; la fin d'exercice est supposée en être le dernier jour "
    "(%(detail)s).",
)
rule(
    "year_end.ambiguous",
    Severity.WARNING,
    en="“%(value)s” may be %(suggestion)s or %(detail)s (month and day). It is set aside; write the month's "
    "name.",
    fr="« %(value)s » peut être %(suggestion)s ou %(detail)s (mois et jour). La valeur est mise de côté ; "
    "écrivez le nom du mois.",
)
rule(
    "year_end.invalid",
    Severity.ERROR,
    en="“%(value)s” is not the end of a financial year. It is set aside; write a day and a month, such as "
    "30 June.",
    fr="« %(value)s » n'est pas une fin d'exercice. La valeur est mise de côté ; écrivez un jour et un mois, "
    "par exemple 30 juin.",
)

rule(
    "year_end.read_from_serial",
    Severity.WARNING,
    en="“%(value)s” is the number under which spreadsheets keep a date, as all values of this column are. "
    "The year end is read from it (%(detail)s, month and day); format the column as dates and export "
    "again if that is wrong.",
    fr="« %(value)s » est le nombre sous lequel un tableur garde une date, comme toutes les valeurs de "
    "cette colonne. La fin d'exercice en est tirée (%(detail)s, mois et jour) ; si c'est faux, mettez la "
    "colonne au format date et exportez de nouveau.",
)

_LAST_DAYS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_IN_FRONT = (
    rf"^(?i:(?:(?:{WEEKDAYS}|fye|fy|ye|year|fiscal|financial|tax|end(?:s|ed|ing)?|last|day|the|on|at|of|fin|exercice"
    r"|clos(?:es?|ing)?|cl[oô]tur(?:e|é|ée)|dernier|jour|au|le|de)\b|d['’])[\s:.,-]*)+"
)
_ENDS = r"(?i)\b(?:end|last day|fin|dernier jour) (?:of |de |d['’])?\p{L}+\.?$|^\p{L}+ (?:month )?end$"
_BEHIND = r"(?i)\s+(?:month )?end$"
# A year that ends with the calendar's.
_CALENDAR = r"(?i)^(?:calendar(?: year)?|ann[ée]e civile|fin (?:de l['’]|d['’])ann[ée]e(?: civile)?)$"
_NAME, _GAP, _YEAR = r"(?P<m>\p{L}{3,})", r"[\s./,-]*", r"(?:\d{4}|'?\d{2})"
_DAY = r"(?P<d>\d{1,2})(?i:st|nd|rd|th|er|e|º)?"
# "Dec-25": December of a year, where no such day of the column is the last of its month.
_MONTH_AND_YEAR = r"^\p{L}{3,10}\.?[\s'’-]*(?:2\d|3\d)$"
# The ways to write it: a month m, a day d, or two numbers "a" and "b" whose order must be told.
_FORMS = (
    r"^(?P<m>\d{1,2})$",
    rf"^{_NAME}\.?(?:{_GAP}\d{{4}})?$",
    rf"^{_DAY}{_GAP}(?i:of |de )?{_NAME}\.?(?:{_GAP}{_YEAR})?$",
    rf"^{_NAME}\.?{_GAP}{_DAY}(?:[\s,/-]+{_YEAR})?$",
    r"^\d{4}[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})$",
    r"^--(?P<m>\d{2})-?(?P<d>\d{2})$",
    r"^(?:\d{4}[-/.])?(?P<m>\d{1,2})(?:[-/.]\d{4})?$",
    rf"^(?P<a>\d{{1,2}}) ?[/. -] ?(?P<b>\d{{1,2}})(?: ?[/. -] ?{_YEAR})?$",
    r"^(?P<m>[1-9])(?P<d>28|3[01])$",  # 0630 without its zero
    r"^(?P<a>\d{2})(?P<b>\d{2})$",
    r"^(?:19|20)\d{2}(?P<m>\d{2})(?P<d>\d{2})$",
)


# One end, a sign between, and the same end.
_BETWEEN = r"\s*(?:[/|;(–—=]|\s-|\bou\b|\bor\b)\s*"
_TWICE, _MONTH_TWICE = (rf"^({one}?){_BETWEEN}(.{{3,}}?)\)?$" for one in (".{3,}", ".+"))


@over_distinct
def normalise_year_end(values: pl.Series, order: str | None = None) -> pl.DataFrame:
    """Day and month of the financial year's end, from one cell.

    Args:
        values: n texts: "30 June", "06/30", "0630", "June", "6", "31 décembre", or a date whose year means
            nothing; the whole column tells in which order two numbers stand, and whether five digits are the
            number under which a spreadsheet keeps a date.
        order: "dmy" or "mdy" for a column that does not tell in which order two numbers stand.

    Returns:
        n rows: day, month (texts without leading zeros), code, suggestion, detail (month-day readings).
        A month alone ends on its last day, said as an assumption.
    """
    text = _cells(values)
    told = _written(text)
    found = _from_serials(_said_twice(_decide(_readings(told), order), told, order), told)
    joined = text.select("cell").join(found, on="cell", how="left", maintain_order="left")
    return joined.select("day", "month", "code", "suggestion", "detail")


def proven_orders(values: pl.Series) -> set[str]:
    """The orders of day and month that some year ends prove; see dates.proven_orders.

    Args:
        values: the column's texts.
    """
    return _orders(_readings(_written(_cells(values.cast(pl.String).unique()))))


def _cells(values: pl.Series) -> pl.DataFrame:
    return values.to_frame("text").select(clean(pl.col("text"))).with_row_index("cell")


def _written(text: pl.DataFrame) -> pl.DataFrame:
    """The cells that hold something, a spreadsheet's numbers as dates."""
    told = text.filter(pl.col("text").is_not_null() & ~is_no_data(pl.col("text")))
    told = told.filter(~pl.col("text").str.contains(r"^[0/.\s-]+$"))
    number = pl.col("text").str.extract(rf"({SERIAL})")
    return told.with_columns(serial=number.is_not_null(), text=pl.coalesce(of_serial(number), "text"))


def _take_apart(cells: pl.DataFrame) -> pl.DataFrame:
    """The parts as numbers: m and d, or a and b."""
    text = pl.col("text").str.replace(_CALENDAR, "31 December")
    bare = (
        text.str.replace(TIME, "").str.replace(_IN_FRONT, "").str.replace(_BEHIND, "").str.strip_chars(" .")
    )
    ends = pl.col("text").str.contains(_ENDS)
    every = take_apart(cells.select("cell", bare=bare), _FORMS, ("a", "b", "m", "d"))
    every = every.join(cells.select("cell", ends=ends), on="cell", how="left", maintain_order="left")
    a, b, d = (pl.col(name).cast(pl.Int64, strict=False) for name in ("a", "b", "d"))
    m = pl.coalesce(pl.col("m").cast(pl.Int64, strict=False), month_number(pl.col("m")))
    every = every.with_columns(a=a, b=b, d=d, m=m, last=_last_day(m))
    years = pl.col("bare").str.contains(_MONTH_AND_YEAR)
    if every.filter(years & (pl.col("d") == pl.col("last"))).is_empty():
        every = every.with_columns(d=pl.when(~years).then("d"))
    return every


def _said_twice(decided: pl.DataFrame, told: pl.DataFrame, order: str | None) -> pl.DataFrame:
    """What was decided, with the cells that name one end in two ways which agree.

    A month alone agrees with any of its days, and a number that may be read both ways with either reading.
    """
    open_ = decided.filter(pl.col("code") == "year_end.invalid").select("cell")
    pairs = told.join(open_, on="cell").select(
        "cell", "serial", pl.col("text").str.extract_groups(_TWICE).struct.rename_fields(["one", "two"])
    ).unnest("text").drop_nulls(["one", "two"])  # fmt: skip
    if not pairs.height:
        return decided
    sides = [_decide(_readings(pairs.select("cell", "serial", text=side)), order) for side in ("one", "two")]
    found = []
    for own, other in (sides, sides[::-1]):
        both = own.join(other, on="cell", suffix="_too").filter(pl.col("month").is_not_null())
        written = pl.concat_str(pl.col("month").str.zfill(2), pl.lit("-"), pl.col("day").str.zfill(2))
        same = (pl.col("month") == pl.col("month_too")) & (
            (pl.col("day") == pl.col("day_too")) | (pl.col("code_too") == "year_end.day_assumed")
        )
        either = (written == pl.col("suggestion_too")) | (written == pl.col("detail_too"))
        either &= pl.col("code_too") == "year_end.ambiguous"
        found.append(both.filter(same.fill_null(False) | either.fill_null(False)).select(decided.columns))
    sure_first = pl.concat(found).sort("code", nulls_last=False, maintain_order=True)
    agreeing = sure_first.unique("cell", keep="first", maintain_order=True)
    return pl.concat([decided.join(agreeing, on="cell", how="anti"), agreeing])


def _from_serials(decided: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """What was read of a spreadsheet's numbers: it counts where they are all that the column holds."""
    ends = _last_day(pl.col("month").cast(pl.Int64)).cast(pl.String) == pl.col("day")
    sure = bool(told["serial"].all()) and (told.height > 1 or decided.select(ends.all()).item() is True)
    written = pl.concat_str(pl.col("month").str.zfill(2), pl.col("day").str.zfill(2), separator="-")
    serial = pl.col("serial") & written.is_not_null()
    rows = decided.join(told.select("cell", "serial"), on="cell", how="left", maintain_order="left")
    if sure:
        return rows.with_columns(code=pl.lit("year_end.read_from_serial"), detail=written)
    return rows.with_columns(
        code=pl.when(serial).then(pl.lit("year_end.invalid")).otherwise("code"),
        suggestion=pl.when(serial).then(written).otherwise("suggestion"),
        **{part: pl.when(~serial).then(part) for part in ("day", "month")},
    )


def _last_day(month: pl.Expr) -> pl.Expr:
    return month.replace_strict(_LAST_DAYS, default=None, return_dtype=pl.Int64)


def _readings(told: pl.DataFrame) -> pl.DataFrame:
    """The cells read day first (first), month first (second), and as a month alone (assumed)."""
    a, b, m, d = (pl.col(name) for name in ("a", "b", "m", "d"))
    free = a.is_not_null()
    alone = m.is_between(1, 12) & d.is_null()
    return _take_apart(told).with_columns(
        first=_month_day(pl.when(free).then(b).otherwise(m), pl.when(free).then(a).otherwise(d)),
        second=_month_day(a, b),
        assumed=pl.when(alone).then(_month_day(m, pl.col("last"))),
    )


def _decide(read: pl.DataFrame, order: str | None) -> pl.DataFrame:
    """Day and month of each cell, or the finding why there is none."""
    first, second = pl.col("first"), pl.col("second")
    decided = {"dmy": first, "mdy": second}.get(_proven(read) or order or "")
    twofold = first.is_not_null() & second.is_not_null() & (first != second)
    chosen = pl.lit(None, dtype=pl.String) if decided is None else decided
    value = pl.coalesce(pl.when(twofold).then(chosen).otherwise(pl.coalesce(first, second)), "assumed")
    open_ = twofold & (decided is None)
    code = (
        pl.when(open_)
        .then(pl.lit("year_end.ambiguous"))
        .when(pl.col("assumed").is_not_null() & ~pl.col("ends"))
        .then(pl.lit("year_end.day_assumed"))
        .when(value.is_null())
        .then(pl.lit("year_end.invalid"))
    )
    return read.select(
        "cell",
        day=value.str.slice(3).str.strip_chars_start("0"),
        month=value.str.slice(0, 2).str.strip_chars_start("0"),
        code=code,
        suggestion=pl.when(open_).then(first),
        detail=pl.when(open_).then(second).when(~pl.col("ends")).then("assumed"),
    )


def _proven(read: pl.DataFrame) -> str | None:
    """The order of two numbers that some cells prove and none contradicts."""
    return agreed(_orders(read))


def _orders(read: pl.DataFrame) -> set[str]:
    return orders(read.filter(pl.col("a").is_not_null()).select(dmy="first", mdy="second"))


def _month_day(month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """ "06-30", where some year has that day."""
    text = pl.concat_str(month.cast(pl.String).str.zfill(2), pl.lit("-"), day.cast(pl.String).str.zfill(2))
    exists = pl.concat_str(pl.lit("2000-"), text).str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return pl.when(exists).then(text)


@over_distinct
def normalise_month(values: pl.Series) -> pl.DataFrame:
    """Months as numbers, 1 to 12, from numbers or names.

    Args:
        values: n texts; a month may be told twice: "août / Aug", "8 (August)".

    Returns:
        n rows: value, code, suggestion, detail.
    """
    text = _told(values)
    halves = [pl.col("text").str.extract(_MONTH_TWICE, group).str.strip_chars(" .") for group in (1, 2)]
    one, two = map(_month, halves)
    month = pl.coalesce(_month(pl.col("text")), pl.when(one == two).then(one))
    return _within(text, month, 12, "year_end.month")


def _month(text: pl.Expr) -> pl.Expr:
    digits = text.str.extract(r"^0?(\d{1,2})(?:\.0+)?$", 1).cast(pl.Int64, strict=False)
    return pl.coalesce(digits, month_number(text))


@over_distinct
def normalise_day(values: pl.Series) -> pl.DataFrame:
    """Days of a month as numbers, 1 to 31: "30", "30th", "1er".

    Args:
        values: n texts.

    Returns:
        n rows: value, code, suggestion, detail.
    """
    text = _told(values)
    day = pl.col("text").str.extract(r"^0?(\d{1,2})(?:\.0+|\s?(?i:st|nd|rd|th|er|e|º))?$", 1)
    return _within(text, day.cast(pl.Int64, strict=False), 31, "year_end.day")


def _told(values: pl.Series) -> pl.DataFrame:
    text = values.to_frame("text").select(clean(pl.col("text")))
    return text.select(pl.when(~is_no_data(pl.col("text"))).then("text").alias("text"))


def _within(text: pl.DataFrame, number: pl.Expr, most: int, code: str) -> pl.DataFrame:
    read = text.with_columns(number=number)
    value = pl.when(pl.col("number").is_between(1, most)).then("number")
    return read.select(
        verdict(value, pl.when(value.is_null() & pl.col("text").is_not_null()).then(pl.lit(code)))
    )


def check_day_of_month(day: pl.Series, month: pl.Series) -> pl.DataFrame:
    """Whether each day exists in its month; 29 February does, in some years.

    Args:
        day: n normalised days ("31") or nulls.
        month: n normalised months ("6") or nulls.

    Returns:
        n rows: code (year_end.no_such_day or null), suggestion (the month's last day), detail (the month).
    """
    rows = pl.DataFrame({"day": day.cast(pl.String), "month": month.cast(pl.String)})
    return per_distinct_row(rows, _check_distinct)


def _check_distinct(rows: pl.DataFrame) -> pl.DataFrame:
    both = pl.col("day").is_not_null() & pl.col("month").is_not_null()
    wrong = both & _month_day(pl.col("month"), pl.col("day")).is_null()
    last = _last_day(pl.col("month").cast(pl.Int64, strict=False))
    return rows.select(
        code=pl.when(wrong).then(pl.lit("year_end.no_such_day")),
        suggestion=pl.when(wrong).then(last.cast(pl.String)),
        detail=pl.when(wrong).then("month"),
    )
