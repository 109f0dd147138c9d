"""Dates in ISO 8601; the whole column tells in which order its numbers stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import per_distinct_row
from carnet.stages.normalise.forms import take_apart
from carnet.stages.normalise.months import month_number
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.text import clean, verdict

rule(
    "date.ambiguous",
    Severity.WARNING,
    en="“%(value)s” may be %(suggestion)s or %(detail)s, and nothing in this column tells which. It is set "
    "aside; choose the order of day and month.",
    fr="« %(value)s » peut être %(suggestion)s ou %(detail)s, et rien dans cette colonne ne dit lequel. La "
    "date est mise de côté ; choisissez l'ordre du jour et du mois.",
)
rule(
    "date.invalid",
    Severity.ERROR,
    en="“%(value)s” is not a date of the calendar. It is set aside; write the date as 1984-03-27.",
    fr="« %(value)s » n'est pas une date du calendrier. Elle est mise de côté ; écrivez la date sous la "
    "forme 1984-03-27.",
)
rule(
    "date.two_digit_year",
    Severity.INFO,
    en="“%(value)s” gives the year in two digits; it is read as %(detail)s.",
    fr="« %(value)s » donne l'année en deux chiffres ; la date est lue comme %(detail)s.",
)
rule(
    "date.no_year",
    Severity.INFO,
    en="“%(value)s” gives no year. The day and the month are kept; if you know the year, write the date as "
    "1984-03-27.",
    fr="«\u00a0%(value)s\u00a0» ne donne pas d'année. Le jour et le mois sont gardés\u00a0; si vous "
    "connaissez l'année, écrivez la date sous la forme 1984-03-27.",
)
rule(
    "date.no_year_either",
    Severity.WARNING,
    en="“%(value)s” gives no year, and nothing in this column tells the day from the month. It is kept in "
    "the description; write the date as 1984-03-27, or choose the order of day and month.",
    fr="«\u00a0%(value)s\u00a0» ne donne pas d'année, et rien dans cette colonne ne distingue le jour du "
    "mois. La valeur est gardée dans la description\u00a0; écrivez la date sous la forme 1984-03-27, ou "
    "choisissez l'ordre du jour et du mois.",
)
rule(
    "date.serial",
    Severity.WARNING,
    en="“%(value)s” is a number where a date is expected; spreadsheets keep %(suggestion)s as this number. "
    "It is set aside until you accept.",
    fr="« %(value)s » est un nombre à la place d'une date ; un tableur garde %(suggestion)s sous ce nombre. "
    "La valeur est mise de côté tant que vous n'acceptez pas.",
)
rule(
    "date.read_from_serial",
    Severity.WARNING,
    en="“%(value)s” is the number under which spreadsheets keep %(detail)s, as all dates of this column are. "
    "It is read so; format the column as dates and export again if that is wrong.",
    fr="« %(value)s » est le nombre sous lequel un tableur garde %(detail)s, comme toutes les dates de "
    "cette colonne. La date est lue ainsi ; si c'est faux, mettez la colonne au format date et exportez de "
    "nouveau.",
)

rule(
    "date.future",
    Severity.WARNING,
    en="“%(value)s” lies in the future, which this date cannot. It is kept as written; correct its year.",
    fr="« %(value)s » est dans le futur, ce qui est impossible pour cette date. La valeur est gardée telle "
    "quelle ; corrigez l'année.",
)

_FIRST_YEAR, _LAST_YEAR = 1700, 2199  # outside, it is a slip of the keyboard
_NO_YEAR = 1604  # what Apple, and Exchange behind it, keep where a birthday has no year
_MONTH_FIRST = ("US", "PR", "GU", "AS", "VI", "MP", "FM", "MH", "PW", "PH", "BZ")  # CLDR short date m/d/y
# Of a sheet's serial 0, of programs' least dates, and of Outlook's greatest.
_NOTHING = (
    r"^[0\s/.:T-]+$|^1900-01-00$|^1[/.-]0[/.-](?:19)?00$|^0[/.-]1[/.-](?:19)?00$"
    r"|^(?:0001-01-01|1899-12-3[01]|(?:12[/.-]3[01]|3[01][/.-]12)[/.-]1899"
    r"|4501-01-01|0?1[/.-]0?1[/.-]4501)(?:[T\s].*)?$"
)
_CLOCK = r"(?:T\d{2}(?::?\d{2}){0,2}|,?\s+\d{1,2}(?::\d{2}){1,2})"
TIME = rf"{_CLOCK}(?:[.,]\d+)?\s*(?i:[ap]\.?m\.?)?\s*(?:Z|[+-]\d{{2}}:?\d{{2}})?$"
WEEKDAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu|thurs?|fri|sat|sun|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|dimanche|lun|mer|jeu|ven|sam|dim|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
)
_IN_FRONT = rf"^(?i:le\s+)?(?i:(?:{WEEKDAYS})\.?,?\s+)?"
SERIAL = r"^[1-7]\d{4}(?:\.\d+)?$"
_NAME, _YEAR, _GAP = r"(?P<m>\p{L}{3,})", r"'?(?P<y>\d{4}|\d{2})", r"[\s./,-]*"
# The ways to write a date: year, month and day, or the two numbers "a" and "b" whose order must be told.
_FORMS = (
    r"^(?P<a>\d{1,2})(?P<s>[/. -])\s?(?P<b>\d{1,2})[/. -]\s?(?P<y>\d{4}|\d{2})$",
    r"^(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})\.?$",
    r"^(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})$",
    r"^(?P<y>\d{4})(?P<m>0\d|1[0-2])(?P<d>[0-3]\d)$",
    r"^(?P<a>\d{2})(?P<b>\d{2})(?P<y>(?:19|20)\d{2})$",
    rf"^(?P<d>\d{{1,2}})(?i:st|nd|rd|th|er|º|°)?{_GAP}(?i:of |de )?{_NAME}\.?(?:{_GAP}(?i:de )?{_YEAR})?$",
    rf"^{_NAME}\.?{_GAP}(?P<d>\d{{1,2}})(?i:st|nd|rd|th)?(?:{_GAP[:-1]}+{_YEAR})?$",
    rf"^(?P<y>\d{{4}}){_GAP}{_NAME}\.?{_GAP}(?P<d>\d{{1,2}})$",
    r"^--(?P<m>\d{2})-?(?P<d>\d{2})$",
    r"^(?P<a>\d{1,2})/(?P<b>\d{1,2})$",
    r"^(?P<y>\d{4})[年년]\s?(?P<m>\d{1,2})[月월]\s?(?P<d>\d{1,2})[日일]$",
)
EITHER = "either"
NO_YEAR_EITHER = "date.no_year_either"
_PARTS = ("a", "b", "s", "y", "m", "d")


def normalise_dates(
    values: pl.Series, order: str | None, country: str | None, *, ahead: bool = False
) -> pl.DataFrame:
    """Dates as yyyy-mm-dd, or --mm-dd where the year is not told.

    Args:
        values: n texts, the whole column: what some of them prove holds for all.
        order: "dmy", "mdy" or "ymd" where a person fixed it, or None to find out.
        country: ISO 3166-1 alpha-2, for the suggestion on dates that can be read both ways.
        ahead: the dates may lie in the future: a year in two digits is of this century.

    Returns:
        n rows: value, code, suggestion (a reading), detail (the other reading).
        A date that can be read both ways is set aside unless the column proves an order: a first number
        above 12 proves day first, a second one above 12 month first. One without a year has the code
        NO_YEAR_EITHER then.

    Source: ISO 8601-1 5.2; Unicode CLDR for countries that write the month first; RFC 6350 4.3.1;
    X-APPLE-OMIT-YEAR=1604.
    """
    rows = values.cast(pl.String).alias("text").to_frame()
    return per_distinct_row(rows, lambda distinct: _normalise_distinct(distinct, order, country, ahead))


def proven_orders(columns: Sequence[pl.Series]) -> set[str]:
    """The orders of day and month ("dmy", "mdy") that some dates of a sheet prove, and EITHER where some may
    be read both ways.

    Args:
        columns: the sheet's columns of dates, texts.
    """
    texts = pl.concat([column.cast(pl.String).unique().alias("text") for column in columns]).to_frame()
    told = texts.select(clean(pl.col("text"))).drop_nulls().with_row_index("cell")
    return orders(_readings(_take_apart(told), None).filter("free").select("dmy", "mdy"))


def orders(readings: pl.DataFrame) -> set[str]:
    """What dmy and mdy, the two readings of dates, prove; see proven_orders."""
    dmy, mdy = pl.col("dmy"), pl.col("mdy")
    told = {
        "dmy": dmy.is_not_null() & mdy.is_null(),
        "mdy": mdy.is_not_null() & dmy.is_null(),
        EITHER: dmy != mdy,
    }
    found = readings.select(proves.any().alias(order) for order, proves in told.items())
    return {order for order, proven in zip(found.columns, found.row(0), strict=True) if proven}


def agreed(proven: set[str]) -> str | None:
    """The one order that is proven; None where none is, or both are."""
    told = proven - {EITHER}
    return told.pop() if len(told) == 1 else None


def _normalise_distinct(
    rows: pl.DataFrame, order: str | None, country: str | None, ahead: bool
) -> pl.DataFrame:
    text = rows.select(clean(pl.col("text"))).with_row_index("cell")
    nothing = is_no_data(pl.col("text")) | pl.col("text").str.contains(_NOTHING)
    told = text.filter(pl.col("text").is_not_null() & ~nothing)
    read = _readings(_take_apart(told), order, ahead)
    serials = told["text"].str.contains(SERIAL).all()
    decided = _decide(read, order, country, serials)
    if serials and told["text"].n_unique() > 1:
        decided = _as_serials(decided)
    if not ahead:
        late = pl.col("value") > date.today().isoformat()
        decided = decided.with_columns(code=pl.when(late).then(pl.lit("date.future")).otherwise("code"))
    found = text.select("cell").join(decided, on="cell", how="left", maintain_order="left")
    return found.select("value", "code", "suggestion", "detail")


def _take_apart(cells: pl.DataFrame) -> pl.DataFrame:
    """The parts of each date as texts: y, m, d, or a, b, y with the separator s."""
    bare = pl.col("text").str.replace(TIME, "").str.replace(_IN_FRONT, "").str.strip_chars()
    rows = cells.select("cell", bare=bare, serial=pl.col("text").str.extract(rf"({SERIAL})", 1))
    return take_apart(rows, _FORMS, _PARTS)


def _readings(parts: pl.DataFrame, order: str | None, ahead: bool = False) -> pl.DataFrame:
    """Each date read day first (dmy) and month first (mdy).

    Where the writing tells the parts (not ``free``), dmy is the reading and mdy the one with day and
    month swapped.
    """
    a, b, y, d = (pl.col(name).cast(pl.Int64, strict=False) for name in ("a", "b", "y", "d"))
    m = pl.coalesce(pl.col("m").cast(pl.Int64, strict=False), month_number(pl.col("m")))
    numbers = parts.with_columns(a=a, b=b, year=pl.when(y != _NO_YEAR).then(y), m=m, d=d)
    short = pl.col("y").str.len_chars() == 2
    a, b, year, m, d = (pl.col(name) for name in ("a", "b", "year", "m", "d"))
    backwards = short & a.is_not_null() & ((a > 31) | pl.lit(order == "ymd"))
    numbers = numbers.with_columns(
        year=pl.when(backwards).then(a).otherwise(year),
        m=pl.when(backwards).then(b).otherwise(m),
        d=pl.when(backwards).then(year).otherwise(d),
        free=a.is_not_null() & ~backwards,
        short=short.fill_null(False),
    )
    free = pl.col("free")
    return numbers.with_columns(
        dmy=_iso(year, pl.when(free).then(b).otherwise(m), pl.when(free).then(a).otherwise(d), ahead),
        mdy=_iso(year, pl.when(free).then(a).otherwise(d), pl.when(free).then(b).otherwise(m), ahead),
    )


def _iso(year: pl.Expr, month: pl.Expr, day: pl.Expr, ahead: bool) -> pl.Expr:
    """The date's text where the calendar has it, else null."""
    month_day = pl.concat_str(_two(month), pl.lit("-"), _two(day))
    recent, earlier = (_dated(pl.lit(century), year, month_day) for century in ("20", "19"))
    likely = recent if ahead else pl.when(recent <= date.today().isoformat()).then(recent).otherwise(earlier)
    yearless = pl.when(_exists(pl.lit("2000-") + month_day)).then(pl.lit("--") + month_day)
    return (
        pl.when(pl.col("short"))
        .then(likely)
        .when(year.is_null())
        .then(yearless)
        .when(year.is_between(_FIRST_YEAR, _LAST_YEAR))
        .then(_dated(pl.lit(""), year, month_day))
    )


def _dated(century: pl.Expr, year: pl.Expr, month_day: pl.Expr) -> pl.Expr:
    text = pl.concat_str(century, _two(year), pl.lit("-"), month_day)
    return pl.when(_exists(text)).then(text)


def _two(number: pl.Expr) -> pl.Expr:
    return number.cast(pl.String).str.zfill(2)


def _exists(iso: pl.Expr) -> pl.Expr:
    return iso.str.to_date("%Y-%m-%d", strict=False).is_not_null()


def _proven_order(read: pl.DataFrame) -> str | None:
    """The order that some dates prove and none contradicts."""
    return agreed(orders(read.filter("free")))


def _decide(read: pl.DataFrame, order: str | None, country: str | None, serials: bool) -> pl.DataFrame:
    """The reading of each date that the column or the person decides, or the finding that none does."""
    dotted = (pl.col("s") == ".").fill_null(False)
    proven = order if order in ("dmy", "mdy") else _proven_order(read)
    by_dots = proven or _proven_order(read.filter(dotted)) or "dmy"  # who writes dots writes the day first
    first, second = ("mdy", "dmy") if country in _MONTH_FIRST else ("dmy", "mdy")
    only = pl.when(pl.col("mdy").is_null() | (pl.col("dmy") == pl.col("mdy"))).then("dmy")
    alone = pl.coalesce(only, pl.when(pl.col("dmy").is_null()).then("mdy"))
    whole = pl.col(proven) if proven else alone
    chosen = read.with_columns(
        value=pl.when(~pl.col("free")).then("dmy").when(dotted).then(by_dots).otherwise(whole)
    )
    lost, twofold = pl.col("value").is_null(), pl.col("dmy").is_not_null() & pl.col("mdy").is_not_null()
    yearless = pl.col("year").is_null()
    serial = pl.when(pl.lit(serials)).then(of_serial(pl.col("serial")))
    code = (
        pl.when(serial.is_not_null())
        .then(pl.lit("date.serial"))
        .when(lost & twofold & yearless)
        .then(pl.lit(NO_YEAR_EITHER))
        .when(lost & twofold)
        .then(pl.lit("date.ambiguous"))
        .when(lost)
        .then(pl.lit("date.invalid"))
        .when(yearless)
        .then(pl.lit("date.no_year"))
        .when("short")
        .then(pl.lit("date.two_digit_year"))
    )
    detail = pl.when(lost & twofold & ~yearless).then(second).when(~lost & pl.col("short")).then("value")
    lone = of_serial(pl.col("serial"))  # among dates it is only likely
    suggestion = pl.when(lost & ~(twofold & yearless)).then(pl.coalesce(serial, first, second, lone))
    return chosen.select("cell", *verdict(pl.col("value"), code, suggestion, detail))


def _as_serials(decided: pl.DataFrame) -> pl.DataFrame:
    """The dates of a column that holds nothing but a spreadsheet's numbers: read, and said to be read so."""
    nothing = pl.lit(None, dtype=pl.String)
    code = pl.lit("date.read_from_serial")
    return decided.select("cell", *verdict(pl.col("suggestion"), code, nothing, pl.col("suggestion")))


def of_serial(serial: pl.Expr) -> pl.Expr:
    """The date of a spreadsheet's day number (1 is 1900-01-01, and 1900 wrongly has a 29 February)."""
    days = pl.duration(days=serial.cast(pl.Float64).cast(pl.Int64))
    return (pl.lit(date(1899, 12, 30)) + days).cast(pl.String)
