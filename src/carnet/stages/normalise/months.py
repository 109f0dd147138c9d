"""The months by their names: English, French, German, Spanish, Italian, Portuguese, Dutch."""

from __future__ import annotations

from functools import cache

import polars as pl
from babel import Locale

from carnet.stages.normalise.text import folded

_LOCALES = ("en", "fr", "de", "es", "it", "pt", "nl")
_EVERYDAY = {"sept": 9, "juill": 7, "jly": 7, "mrz": 3, "fevr": 2, "octo": 10}


@cache
def month_numbers() -> dict[str, int]:
    """Folded name or abbreviation -> month, 1 to 12; a form that two months share is left out."""
    forms = [
        (str(name), month)
        for locale in _LOCALES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in Locale.parse(locale).months[context][width].items()
    ]
    names = pl.DataFrame(forms, schema=["name", "month"], orient="row").with_columns(folded(pl.col("name")))
    short = names.filter(pl.col("name").str.len_chars() > 3).with_columns(pl.col("name").str.slice(0, 3))
    known = pl.concat([names, short]).unique().filter(pl.len().over("name") == 1)
    return {**dict(zip(known["name"], known["month"], strict=True)), **_EVERYDAY}


def month_number(name: pl.Expr) -> pl.Expr:
    """The number of a month written out or abbreviated; null for any other word."""
    return folded(name).replace_strict(month_numbers(), default=None, return_dtype=pl.Int64)
