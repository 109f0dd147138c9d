"""Countries by their full name, as the import file and address books write them."""

from __future__ import annotations

from functools import cache

import polars as pl
import pycountry
from babel import Locale

from carnet.language import Language


@cache
def names(language: Language) -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> the country's name (Unicode CLDR)."""
    territories = Locale(language.value).territories
    return {
        country.alpha_2: territories.get(country.alpha_2, country.name) for country in pycountry.countries
    }


def named(code: pl.Expr, language: Language) -> pl.Expr:
    """Country names for codes; a text that is no code stays as it is."""
    return code.replace(names(language))
