"""Amounts of money as plain decimals; the whole column tells what its commas and points mean."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.text import clean, verdict

rule(
    "money.invalid",
    Severity.ERROR,
    en="“%(value)s” is not an amount. It is set aside; write it in digits, such as 1234567.89.",
    fr="« %(value)s » n'est pas un montant. La valeur est mise de côté ; écrivez-la en chiffres, par exemple "
    "1234567,89.",
)
rule(
    "money.ambiguous",
    Severity.WARNING,
    en="“%(value)s” may be %(suggestion)s or %(detail)s, and nothing in this column tells which. It is set "
    "aside; write it without a thousands separator.",
    fr="« %(value)s » peut être %(suggestion)s ou %(detail)s, et rien dans cette colonne ne dit lequel. La "
    "valeur est mise de côté ; écrivez-la sans séparateur de milliers.",
)

_CURRENCY = (
    r"(?i)^(?:(?:us|au|nz|ca|c|a|hk|s)?\$|€|£|¥|₹|aud|usd|nzd|cad|gbp|eur|zar|hkd|sgd|chf|inr|r)\s*|"
    r"\s*(?:\$\s?(?:usa?|cana?d?a?|ca|au|nz|hk)?|€|£|¥|₹|aud|usd|nzd|cad|gbp|eur|zar|hkd|sgd|chf|inr|euros?|dollars?)$"
)
# Habits of English ($1,234) and of the continent (1.234 €); no money has three decimals.
_SIGN_FIRST, _SIGN_LAST = r"[$£€]\s?\d{1,3},\d{3}(?:\s?[A-Za-z]{3})?$", r"\d\.\d{3}\s?[€$]$"
_SCALES = {
    "k": 3, "thousand": 3, "mille": 3, "m": 6, "mm": 6, "mn": 6, "mio": 6, "million": 6, "millions": 6,
    "bn": 9, "b": 9, "billion": 9, "md": 9, "milliard": 9, "milliards": 9,
}  # fmt: skip
_SCALED = rf"(?i)^(.*\d)\s*({'|'.join(sorted(_SCALES, key=len, reverse=True))})$"
_POINT = r"^(?:\d{1,3}(?:[, ']\d{3})*|\d+)(?:\.\d*)?$|^\.\d+$|^\d{1,3}(?:,\d{2})*,\d{3}(?:\.\d*)?$"
_COMMA = r"^(?:\d{1,3}(?:[. ']\d{3})*|\d+)(?:,\d*)?$|^,\d+$"


@over_distinct
def normalise_money(values: pl.Series) -> pl.DataFrame:
    """Amounts as plain decimals with a point: "1 234 567,89 $" gives 1234567.89.

    Args:
        values: n texts, the whole column: what some of them prove of comma and point holds for all.

    Returns:
        n rows: value (no currency, no separators), code, suggestion (the reading with the separator
        between thousands), detail (the reading with decimals). "1,234" is set aside where no amount of
        the column tells what its comma means.
    """
    text = values.to_frame("text").select(clean(pl.col("text")))
    told = text.select(pl.when(~is_no_data(pl.col("text"))).then("text").alias("text"))
    read = _readings(told)
    proven = _proven(read)
    point, comma = pl.col("point"), pl.col("comma")
    twofold = point.is_not_null() & comma.is_not_null() & (point != comma)
    decided = pl.col(proven) if proven else pl.lit(None, dtype=pl.String)
    value = pl.when(twofold).then(decided).otherwise(pl.coalesce(point, comma))
    unclear, told_so = twofold & (proven is None), pl.col("text").is_not_null()
    code = (
        pl.when(unclear)
        .then(pl.lit("money.ambiguous"))
        .when(told_so & point.is_null() & comma.is_null())
        .then(pl.lit("money.invalid"))
    )
    parted = point.str.contains(".", literal=True)
    return read.select(
        verdict(
            value,
            code,
            pl.when(unclear).then(pl.when(parted).then(comma).otherwise(point)),
            pl.when(unclear).then(pl.when(parted).then(point).otherwise(comma)),
        )
    )


def _readings(told: pl.DataFrame) -> pl.DataFrame:
    """Each amount read with a decimal point (point) and with a decimal comma (comma), as plain decimals."""
    inside = pl.col("text").str.extract(r"^\((.*)\)$", 1)
    bare = pl.coalesce(inside, "text").str.replace_all(r"[’`]", "'").str.replace(r"[.,][-−–—]+$", "")
    sign = bare.str.contains(r"^[^\d]*[-−–]|[-−–]$") | inside.is_not_null()
    number = bare.str.replace(r"^\+", "").str.replace(r"^([^\d]*)[-−–]", "${1}").str.replace(r"[-−–]$", "")
    number = number.str.strip_chars()
    number = number.str.replace(_CURRENCY, "").str.replace(_CURRENCY, "").str.strip_chars()
    return (
        told.with_columns(sign=sign, number=number)
        .with_columns(
            scale=pl.col("number").str.extract(_SCALED, 2).str.to_lowercase(),
            number=pl.coalesce(pl.col("number").str.extract(_SCALED, 1), "number"),
        )
        .with_columns(
            point=_plain(pl.col("number"), _POINT, r"[, ']", "."),
            comma=_plain(pl.col("number"), _COMMA, r"[. ']", ","),
        )
    )


def _plain(number: pl.Expr, form: str, separators: str, decimal: str) -> pl.Expr:
    """The plain decimal of amounts that have one form, else null."""
    digits = number.str.replace_all(separators, "").str.replace(decimal, ".", literal=True)
    whole = digits.str.extract(r"^(\d*)", 1).str.strip_chars_start("0")
    part = digits.str.extract(r"\.(\d*)$", 1).fill_null("")
    places = pl.col("scale").replace_strict(_SCALES, default=0, return_dtype=pl.Int64)
    moved = pl.concat_str(part, pl.lit("0" * 9)).str.slice(0, places)
    left = part.str.slice(places)
    units = pl.concat_str(whole, moved).str.strip_chars_start("0").replace("", "0")
    cents = pl.when(left != "").then(pl.concat_str(pl.lit("."), left)).otherwise(pl.lit(""))
    minus = pl.when(pl.col("sign")).then(pl.lit("-")).otherwise(pl.lit(""))
    return pl.when(number.str.contains(form)).then(pl.concat_str(minus, units, cents))


def _proven(read: pl.DataFrame) -> str | None:
    """Which of the two readings some amounts of the column prove and none contradicts."""
    point, comma = pl.col("point"), pl.col("comma")
    sign_first = pl.col("text").str.contains(_SIGN_FIRST) & point.is_not_null()
    sign_last = pl.col("text").str.contains(_SIGN_LAST) & comma.is_not_null()
    by_point = read.filter((point.is_not_null() & comma.is_null()) | sign_first).height > 0
    by_comma = read.filter((comma.is_not_null() & point.is_null()) | sign_last).height > 0
    if by_point == by_comma:
        return None
    return "point" if by_point else "comma"
