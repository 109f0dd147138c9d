"""Countries: by their codes, or by their names in English, French and other languages of address books."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import polars as pl
import pycountry
from babel import Locale

from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.near import nearest
from carnet.stages.normalise.no_data import is_no_data
from carnet.stages.normalise.text import clean, folded, verdict

rule(
    "country.unknown",
    Severity.ERROR,
    en="“%(value)s” is no country that we know. Write the country's full name, such as Canada, or its "
    "two-letter code.",
    fr="« %(value)s » n'est pas un pays connu. Écrivez le nom complet du pays, par exemple Canada, ou son "
    "code à deux lettres.",
)

# What people write beside the names of ISO 3166-1 and of the Unicode CLDR.
_EVERYDAY: Mapping[str, str] = {
    "AE": "UAE, Emirates",
    "AU": "Aus, Aust, Commonwealth of Australia",
    "BO": "Bolivia",
    "CD": "DR Congo, DRC, Zaire",
    "CI": "Ivory Coast, Côte d'Ivoire",
    "CN": "PRC, People's Republic of China, Mainland China",
    "CV": "Cape Verde, Cap-Vert",
    "CZ": "Czech Republic, République tchèque",
    "DE": "FRG",
    "FM": "Micronesia",
    "FR": "France métropolitaine, République française",
    "GB": "UK, U.K., England, Scotland, Wales, Northern Ireland, Great Britain, Britain, United Kingdom of "
    "Great Britain, Angleterre, Écosse, Pays de Galles, Irlande du Nord, Grande-Bretagne",
    "HK": "Hong Kong, Hong Kong SAR",
    "IE": "Republic of Ireland, Eire, Southern Ireland",
    "IR": "Iran",
    "KP": "North Korea",
    "KR": "South Korea, Korea, Republic of Korea, Corée",
    "LA": "Laos",
    "MD": "Moldova",
    "MK": "Macedonia, FYROM",
    "MM": "Burma",
    "MO": "Macau",
    "NL": "Holland, The Netherlands, Hollande",
    "NZ": "Aotearoa, Aotearoa New Zealand, N.Z.",
    "PS": "Palestine",
    "RU": "Russia",
    "SY": "Syria",
    "SZ": "Swaziland",
    "TR": "Turkey",
    "TW": "Taiwan",
    "TZ": "Tanzania",
    "US": "USA, U.S.A., U.S., United States of America, America, the United States, the USA, US of A, "
    "États-Unis d'Amérique, É.-U., EUA, EEUU, EE.UU.",
    "VA": "Vatican, Holy See, Vatican City",
    "VE": "Venezuela",
    "VN": "Viet Nam, Vietnam",
}
_LOCALES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "ja", "zh", "ko")


def _official() -> list[tuple[str, str]]:
    attributes = ("alpha_2", "alpha_3", "name", "official_name", "common_name")
    return [
        (country.alpha_2, name)
        for country in pycountry.countries
        for name in (getattr(country, attribute, None) for attribute in attributes)
        if name
    ]


def _translated() -> list[tuple[str, str]]:
    known = {country.alpha_2 for country in pycountry.countries}
    return [
        (code, name)
        for locale in _LOCALES
        for code, name in Locale.parse(locale).territories.items()
        if code in known
    ]


@cache
def _codes_by_name() -> dict[str, str]:
    """Folded name or code -> alpha-2; everyday names win over the lists."""
    everyday = [(code, name) for code, names in _EVERYDAY.items() for name in names.split(",")]
    named = pl.DataFrame([*everyday, *_official(), *_translated()], schema=["code", "name"], orient="row")
    unique = named.with_columns(folded(pl.col("name"))).unique("name", keep="first", maintain_order=True)
    return dict(zip(unique["name"], unique["code"], strict=True))


@over_distinct
def normalise_countries(values: pl.Series) -> pl.DataFrame:
    """ISO 3166-1 alpha-2 codes of countries written by name or code.

    Args:
        values: n texts.

    Returns:
        n rows: value (alpha-2), code, suggestion (the English name of a country spelt nearly so), detail.

    Source: ISO 3166-1 (pycountry), Unicode CLDR (Babel).
    """
    known = _codes_by_name()
    text = values.to_frame("text").select(clean(pl.col("text")))
    nothing = is_no_data(pl.col("text")) & (pl.col("text") != "NA")  # the code of Namibia
    told = text.select(pl.when(~nothing).then("text").alias("text"))
    found = told.with_columns(
        code=folded(pl.col("text")).replace_strict(known, default=None, return_dtype=pl.String)
    )
    lost = found["code"].is_null() & found["text"].is_not_null()
    near = nearest(found["text"].zip_with(lost, pl.Series([None], dtype=pl.String)), known)
    names = {code: country_name(code, Language.EN) for code in near.unique().drop_nulls()}
    return found.with_columns(lost=lost, near=near.replace(names)).select(
        verdict(
            pl.col("code"),
            pl.when("lost").then(pl.lit("country.unknown")),
            pl.when("lost").then("near"),
        )
    )


@cache
def country_name(code: str, language: Language) -> str:
    """A country's everyday name in one of the product's languages ("FR" gives France).

    Args:
        code: ISO 3166-1 alpha-2; anything else is given back as it is.
        language: English or French.
    """
    return str(Locale.parse(language.value).territories.get(code.upper(), code))
