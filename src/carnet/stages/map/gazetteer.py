"""Words that values are known by: first names, legal forms, places, kinds and states, folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pycountry
from babel import Locale

from carnet.stages.map.words import table

_REGIONS_OF = ("US", "CA", "AU", "NZ", "FR", "GB", "IE", "DE", "CH", "BE", "ZA")
_CODED = {"US", "CA", "AU"}  # countries whose region codes stand in addresses
_CANADIAN = ("quebec", "qc", "colombie-britannique", "nouvelle-ecosse", "nouveau-brunswick")
_LANGUAGES = ("en", "fr", "de", "es")
_ALIASES = {
    "usa": "US", "u s a": "US", "united states of america": "US", "etats-unis d'amerique": "US",
    "e-u": "US", "eu": "US", "america": "US", "etats unis": "US", "uk": "GB", "great britain": "GB",
    "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "royaume uni": "GB",
    "angleterre": "GB", "republic of ireland": "IE", "eire": "IE", "holland": "NL", "the netherlands": "NL",
    "czech republic": "CZ", "aotearoa": "NZ", "bahamas": "BS", "hong kong": "HK",
}  # fmt: skip


def plain(text: str) -> str:
    """Lower case, without accents, single spaces, no full stops: the form that all lists here have."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", letters.replace(".", "").replace("’", "'")).strip()


@cache
def listed(name: str) -> frozenset[str]:
    """The plain texts of a list: "salutation", "entity", "city", "first_name" ..."""
    return frozenset(table("first_names" if name == "first_name" else "values")[name])


def alternatives(name: str) -> str:
    """The texts of a list as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(listed(name), key=lambda text: (-len(text), text)))


@cache
def regions() -> dict[str, frozenset[str]]:
    """Plain region codes and names -> the countries (ISO 3166-1 alpha-2) that have them."""
    found: dict[str, set[str]] = {text: set() for text in listed("region")}
    for country in _REGIONS_OF:
        for region in pycountry.subdivisions.get(country_code=country) or ():  # type: ignore[no-untyped-call]
            code = region.code.partition("-")[2] if country in _CODED else ""
            for text in filter(None, (region.name, code)):
                found.setdefault(plain(text), set()).add(country)
    found |= {text: {"CA"} for text in _CANADIAN}
    return {text: frozenset(countries) for text, countries in found.items()}


@cache
def countries() -> dict[str, str]:
    """Plain names in four languages, alpha-2 and alpha-3 codes -> ISO 3166-1 alpha-2."""
    codes = {country.alpha_2 for country in pycountry.countries}
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in codes:
                found.setdefault(plain(name), code)
    for country in pycountry.countries:
        for text in (country.name, country.alpha_2, country.alpha_3, getattr(country, "official_name", "")):
            if text:
                found.setdefault(plain(text), country.alpha_2)
    return found | _ALIASES
