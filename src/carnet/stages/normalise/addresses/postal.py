"""Postal codes: the shape of each country's, and a light check of a column of them.

Source: Universal Postal Union, "Postal addressing systems" of each country.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.distinct import per_distinct_row
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.text import DIGITS_FOR, clean, verdict

rule(
    "address.postal_code",
    Severity.WARNING,
    en="“%(value)s” is no postal code of this country, whose form is %(detail)s, zeros in front included. It "
    "is kept as written: check it, and the country.",
    fr="« %(value)s » n'est pas un code postal de ce pays, dont la forme est %(detail)s, zéros initiaux "
    "compris. La valeur est gardée telle quelle : vérifiez-la, ainsi que le pays.",
)

_GB = r"GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
SHAPES: Mapping[str, str] = {
    "AU": r"\d{4}", "NZ": r"\d{4}", "ZA": r"\d{4}", "BE": r"\d{4}", "CH": r"\d{4}", "AT": r"\d{4}",
    "LU": r"\d{4}", "DK": r"\d{4}", "NO": r"\d{4}", "US": r"\d{5}(?:-?\d{4})?", "FR": r"\d{2} ?\d{3}",
    "DE": r"\d{5}", "ES": r"\d{5}", "IT": r"\d{5}", "FI": r"\d{5}", "MX": r"\d{5}", "SE": r"\d{3} ?\d{2}",
    "SG": r"\d{6}", "IN": r"\d{3} ?\d{3}", "CA": r"[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d", "GB": _GB,
    "JE": _GB, "GG": _GB, "IM": _GB, "NL": r"\d{4} ?[A-Z]{2}", "IE": r"(?:[A-Z]\d{2}|D6W) ?[A-Z\d]{4}",
    "PT": r"\d{4}-?\d{3}", "JP": r"\d{3}-?\d{4}",
}  # fmt: skip
# Where no country is known: any of the above that cannot be a house number.
ANY = rf"\d{{4,6}}(?:-\d{{3,4}})?|{SHAPES['CA']}|{_GB}"
BEFORE_CITY = frozenset(
    {"FR", "BE", "CH", "DE", "AT", "LU", "NL", "ES", "IT", "DK", "NO", "SE", "FI", "PT", "PL", "MX"}
)

_EXAMPLES = {
    "US": "99999", "CA": "A9A 9A9", "GB": "AA9 9AA", "IE": "A99 A9A9", "NL": "9999 AA", "PT": "9999-999",
    "JP": "999-9999", "SG": "999999", "IN": "999999", "FR": "99999", "DE": "99999", "ES": "99999",
    "IT": "99999", "FI": "99999", "MX": "99999", "SE": "999 99",
}  # fmt: skip


def normalise_postal(values: pl.Series, countries: pl.Series) -> pl.DataFrame:
    """Postal codes, with those named that their country cannot have.

    Args:
        values: n texts; countries: n ISO 3166-1 alpha-2 codes or nulls.

    Returns:
        n rows: value (as written, cleaned), code, suggestion (with the zeros in front that a spreadsheet
        took away, and digits for the letters that look like them), detail (the country's form: 9 a digit, A a
        letter). Countries without a known shape take any text.
    """
    rows = pl.DataFrame({"raw": values.cast(pl.String), "country": countries.cast(pl.String)})
    return per_distinct_row(rows, _checked)


def _checked(rows: pl.DataFrame) -> pl.DataFrame:
    cleaned = rows.with_row_index("at").with_columns(text=clean(pl.col("raw")))
    cleaned = cleaned.with_columns(text=pl.when(~is_no_data(pl.col("text"))).then("text"))
    groups = cleaned.partition_by("country", as_dict=True)
    pieces = [_of_country(group, country) for (country,), group in groups.items()]
    if not pieces:
        return cleaned.select(verdict(pl.col("text")))
    return pl.concat(pieces).sort("at").drop("at")


def _of_country(rows: pl.DataFrame, country: str | None) -> pl.DataFrame:
    shape = SHAPES.get(country or "")
    if shape is None:
        return rows.select("at", *verdict(pl.col("text")))
    text = pl.col("text").str.to_uppercase()
    wrong = ~text.str.contains(f"^(?:[A-Z]{{1,2}}-)?(?:{shape})$")
    length = 5 if "5" in shape or country == "FR" else 4
    fewest, extended = (length - 2, r"(?:-\d{4})?") if country == "US" else (length - 1, "")
    short = text.str.contains(rf"^\d{{{fewest},{length - 1}}}{extended}$")
    padded = pl.concat_str(
        text.str.extract(r"^(\d+)", 1).str.pad_start(length, "0"),
        text.str.extract(r"(-\d+)$", 1).fill_null(""),
    )
    short &= padded.str.contains(f"^(?:{shape})$")
    meant = _in_place(text) if country == "CA" else text.str.replace_many(DIGITS_FOR)
    meant = pl.when(meant.str.contains(f"^(?:{shape})$")).then(meant)
    return rows.select(
        "at",
        *verdict(
            pl.col("text"),
            pl.when(wrong).then(pl.lit("address.postal_code")),
            pl.when(wrong).then(pl.when(short).then(padded).otherwise(meant)),
            pl.when(wrong).then(pl.lit(_EXAMPLES.get(country or "", "9999"))),
        ),
    )


_LETTERS_FOR = {"0": "O", "1": "I"}


def _in_place(text: pl.Expr) -> pl.Expr:
    """A Canadian code with letters and digits where it has them: "M5V 2TO" is "M5V 2T0"."""
    bare = text.str.replace_all(r"[ -]", "")
    marks = [bare.str.slice(at, 1).replace(DIGITS_FOR if at % 2 else _LETTERS_FOR) for at in range(6)]
    whole = pl.concat_str(*marks[:3], pl.lit(" "), *marks[3:])
    return pl.when(bare.str.len_chars() == 6).then(whole).otherwise(text)
