"""States, provinces and counties by country: their codes and names, English and French.

Sources: ISO 3166-2 (US, CA, AU); USPS Publication 28 (the forces abroad); the postal counties of the United
Kingdom; the counties of Ireland.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

import polars as pl

from carnet.stages.normalise.text import clean, folded

_CODED: Mapping[str, str] = {
    "US": """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas
|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi
|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York
|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island
|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington
|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|GU Guam|VI Virgin Islands
|AE Armed Forces Europe|AP Armed Forces Pacific|AA Armed Forces Americas""",
    "CA": """AB Alberta|BC British Columbia|BC Colombie-Britannique|MB Manitoba|NB New Brunswick
|NB Nouveau-Brunswick|NL Newfoundland and Labrador|NL Terre-Neuve-et-Labrador|NL Newfoundland|NS Nova Scotia
|NS Nouvelle-Écosse|NT Northwest Territories|NT Territoires du Nord-Ouest|NU Nunavut|ON Ontario
|PE Prince Edward Island|PE Île-du-Prince-Édouard|QC Quebec|QC Québec|PQ Québec|QC Qué|SK Saskatchewan
|YT Yukon|ON Ont|PE PEI|PE ÎPÉ|SK Sask|AB Alta|NL Nfld|BC C.-B.""",
    "AU": """ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland
|SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia""",
}  # fmt: skip
_NAMED: Mapping[str, str] = {
    "GB": """Scotland|England|Wales|Northern Ireland|Greater London|Greater Manchester|West Midlands
|Merseyside|Tyne and Wear|South Yorkshire|West Yorkshire|North Yorkshire|East Yorkshire|Bedfordshire
|Berkshire|Buckinghamshire|Cambridgeshire|Cheshire|Cornwall|Cumbria|Derbyshire|Devon|Dorset|Durham
|County Durham|East Sussex|West Sussex|Essex|Gloucestershire|Hampshire|Herefordshire|Hertfordshire
|Kent|Lancashire|Leicestershire|Lincolnshire|Middlesex|Norfolk|Northamptonshire|Northumberland
|Nottinghamshire|Oxfordshire|Rutland|Shropshire|Somerset|Staffordshire|Suffolk|Surrey|Warwickshire
|Wiltshire|Worcestershire|Aberdeenshire|Angus|Argyll|Ayrshire|Banffshire|Berwickshire|Caithness
|Clackmannanshire|Dumfriesshire|Dunbartonshire|East Lothian|Fife|Inverness-shire|Kincardineshire
|Kinross-shire|Kirkcudbrightshire|Lanarkshire|Midlothian|Morayshire|Nairnshire|Peeblesshire
|Perthshire|Renfrewshire|Ross-shire|Roxburghshire|Selkirkshire|Stirlingshire|Sutherland
|West Lothian|Wigtownshire|Clwyd|Dyfed|Gwent|Gwynedd|Mid Glamorgan|Powys|South Glamorgan
|West Glamorgan|County Antrim|County Armagh|County Down|County Fermanagh|County Londonderry
|County Tyrone|Isle of Wight""",
    "IE": """Carlow|Cavan|Clare|Cork|Donegal|Dublin|Galway|Kerry|Kildare|Kilkenny|Laois|Leitrim|Limerick
|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo|Tipperary|Waterford|Westmeath|Wexford
|Wicklow""",
    "ZA": """Gauteng|Western Cape|Eastern Cape|Northern Cape|KwaZulu-Natal|Free State|Limpopo|Mpumalanga
|North West""",
    "HK": "Kowloon|New Territories|Hong Kong Island|Hong Kong",
}  # fmt: skip

# Codes of the United States' forces abroad; elsewhere they are a country's or another region's.
MILITARY = frozenset({"ae", "ap", "aa"})

# Names that are a city's as well: a region only where a city stands before them.
ALSO_CITIES = frozenset({"newyork", "washington", "quebec", "hongkong", "durham", "victoria"})


def _fold(names: list[str]) -> list[str]:
    return (
        pl.Series("name", names, dtype=pl.String)
        .to_frame()
        .select(folded(pl.col("name")))
        .to_series()
        .to_list()
    )


@cache
def codes(country: str) -> frozenset[str]:
    """The codes of a country's regions, folded; none for countries that write names only."""
    entries = _CODED.get(country, "").replace("\n", "").split("|")
    return frozenset(entry.split(" ", 1)[0].lower() for entry in entries if entry)


@cache
def names(country: str) -> frozenset[str]:
    """The names of a country's regions, folded."""
    coded = [
        entry.split(" ", 1)[1] for entry in _CODED.get(country, "").replace("\n", "").split("|") if entry
    ]
    named = [entry for entry in _NAMED.get(country, "").replace("\n", "").split("|") if entry]
    irish = [f"{county} {name}" for name in named for county in ("Co", "County")] if country == "IE" else []
    plain = [] if country == "IE" else named
    return frozenset(_fold([*coded, *plain, *irish]))


@cache
def _countries() -> dict[str, str]:
    pairs = [(word, country) for country in _CODED for word in codes(country) | names(country)]
    seen = Counter(word for word, _ in pairs)
    return {word: country for word, country in pairs if seen[word] == 1 and word not in MILITARY}


def country_of_region(values: pl.Series) -> pl.Series:
    """The country that a state or province belongs to, by code or name; null where two countries have it.

    Args:
        values: n texts: "VIC", "Québec", "New Jersey".

    Returns:
        n ISO 3166-1 alpha-2 codes or nulls ("WA" is a state of two countries).
    """
    frame = values.cast(pl.String).to_frame("region").select(folded(clean(pl.col("region"))))
    return frame.to_series().replace_strict(_countries(), default=None, return_dtype=pl.String)
