"""Which country a sheet is from, by its own values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import phonenumbers

from carnet.contract import Recognised
from carnet.stages.map import gazetteer
from carnet.stages.map.profile import Profile, profiles
from carnet.stages.map.registrations import COUNTRY_OF, valid_shares

LOOKED = 500  # distinct values of a column that are read one by one
DOMINANT = 0.6  # share of the votes that one country needs


def country_of(recognised: Recognised) -> str | None:
    """The ISO 3166-1 alpha-2 country that most of the sheet's values tell; None where they do not."""
    return dominant(profiles(recognised))


def dominant(columns: Sequence[Profile]) -> str | None:
    """The country that most columns' values tell, each column with one vote shared by its values."""
    for tell in (_countries, _strong, _regions):
        votes: Counter[str] = Counter()
        for profile in columns:
            votes.update(tell(profile))
        total = sum(votes.values())
        if total:
            country, share = votes.most_common(1)[0]
            if share / total >= DOMINANT:
                return country
    return None


def _shared(found: Sequence[str]) -> dict[str, float]:
    counted = Counter(found)
    return {country: count / len(found) for country, count in counted.items()}


def _looked(profile: Profile) -> tuple[str, ...]:
    return profile.values[:: max(1, len(profile.values) // LOOKED)]


def _countries(profile: Profile) -> dict[str, float]:
    if profile.share("country") < 0.8 or profile.share("region") > profile.share("country"):
        return {}
    known = gazetteer.countries()
    return _shared([known[text] for text in map(gazetteer.plain, profile.values) if text in known])


def _strong(profile: Profile) -> dict[str, float]:
    """Phones with a country code, postal codes of one country's shape, check digits."""
    if profile.share("phone") > 0.6:
        return _shared([code for value in _looked(profile) if (code := _calling(value))])
    if profile.share("postal_marks") > 0.6:
        return _shared([code for value in profile.values if (code := _postal(value))])
    if profile.share("ssn", "ein") > 0.8:
        return {"US": 1.0}
    if profile.share("has_digit") > 0.9 and profile.words < 5 and profile.length >= 9:
        fields = [field for field, share in valid_shares(profile.values).items() if share > 0.9]
        return {COUNTRY_OF[fields[0]]: 1.0} if len(fields) == 1 and fields[0] in COUNTRY_OF else {}
    return {}


def _calling(value: str) -> str:
    digits = value.strip().lstrip("'")
    if not digits.startswith(("+", "00")):
        return ""
    try:
        number = phonenumbers.parse("+" + digits.lstrip("+0"))
    except phonenumbers.NumberParseException:
        return ""
    region = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(
        number.country_code or 0
    )
    return region if len(region or "") == 2 and region != "ZZ" else ""


def _postal(value: str) -> str:
    text = value.upper().replace(" ", "").replace("-", "")
    if len(text) == 6 and text[0].isalpha() and text[1].isdigit() and text[3].isdigit():
        return "CA"
    if text.isdigit() and len(text) == 9:
        return "US"
    return "GB" if text[:1].isalpha() and text[-2:].isalpha() else ""


def _regions(profile: Profile) -> dict[str, float]:
    if profile.share("region") < 0.8 or len(profile.values) < 2:
        return {}
    known = gazetteer.regions()
    votes: list[str] = []
    for text in map(gazetteer.plain, profile.values):
        votes.extend(known.get(text, ()))
    return _shared(votes) if votes else {}
