"""Which country a sheet is from, by its own values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import phonenumbers

from carnet.contract import Recognised
from carnet.stages.map import gazetteer
from carnet.stages.map.profile import Profile, profiles
from carnet.stages.map.registrations import COUNTRY_OF, valid_shares

LONGEST_CODE = 3  # letters; "No", "Mar" and "IL" are codes of countries, and other words more often
# 04 78 12 34 56: so, with an area code, telephones are written in France; mobile ones elsewhere too.
_IN_PAIRS = re.compile(r"0[1-9](?:[ .\-\u00a0\u202f]\d\d){4}")
_FRENCH = ("01", "02", "03", "04", "09")
# (713) 817-5649 and 17138175649: so they are written in North America.
_AMERICAN = re.compile(r"1?[ .\-]?\(?[2-9]\d\d\)?[ .\-]?[2-9]\d\d[ .\-]?\d{4}(?!\d)")
# Elsewhere the groups of the digits tell: 0491 570 156 in Australia, 021 555 0123 in New Zealand.
_WRITTEN_IN = ("AU", "NZ", "GB", "ZA", "DE", "CH")
_FEWEST = 3  # distinct numbers whose form tells something
_GROUPED = 50  # distinct numbers whose groups are looked at
# Letters that firms elsewhere hardly take: .co and .io are no places.
_PLACES = ("AU", "NZ", "CA", "FR", "IE", "ZA", "DE", "ES", "IT", "NL", "SE", "DK", "NO")
_DOMAINS = {code.lower(): code for code in _PLACES} | {"uk": "GB"}
LOOKED = 500  # distinct values of a column that are read one by one
DOMINANT = 0.6  # share of the votes that one country needs


# Numbers that one country alone gives, where the header says that they are such.
_REGISTERS = {
    "accounting.siret": "FR", "accounting.rcs": "FR", "accounting.unique_taxpayer_reference": "GB",
    "accounting.paye_reference_number": "GB", "accounting.paye_accounts_office_reference": "GB",
    "accounting.ird_number": "NZ", "accounting.nz_business_number": "NZ", "accounting.tax_file_number": "AU",
    "accounting.social_insurance_number": "CA", "accounting.social_security_number": "US",
    "accounting.uen": "SG", "accounting.gstin": "IN", "accounting.permanent_account_number": "IN",
    "accounting.rct_reference": "IE",
}  # fmt: skip


def by_registers(columns: Iterable[tuple[str, Profile]]) -> str | None:
    """The one country whose registration numbers a sheet has; None where it has none, or those of several.

    Args:
        columns: what each column is by its header and values, and its values.
    """
    told = {
        _REGISTERS[field]
        for field, profile in columns
        if field in _REGISTERS
        and profile.values
        # in Luxembourg the register has the same name
        and (field != "accounting.rcs" or field in valid_shares(profile.values))
    }
    return told.pop() if len(told) == 1 else None


def country_of(recognised: Recognised) -> str | None:
    """The ISO 3166-1 alpha-2 country that most of the sheet's values tell; None where they do not."""
    return dominant(profiles(recognised))


def dominant(columns: Sequence[Profile]) -> str | None:
    """The country that most columns' values tell, each column with one vote shared by its values."""
    for tell in (_countries, _strong, _regions, _written, _domains):
        votes: Counter[str] = Counter()
        for profile in columns:
            votes.update(tell(profile))
        total = sum(votes.values())
        if total:
            country, share = votes.most_common(1)[0]
            if share / total >= DOMINANT:
                return country
    return None


def _shared(found: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The votes of one column's values, all together one."""
    counted: Counter[str] = Counter()
    for country, weight in found:
        if country:
            counted[country] += weight  # type: ignore[assignment]
    total = sum(counted.values())
    return {country: weight / total for country, weight in counted.items()}


def _looked(profile: Profile) -> Iterator[tuple[str, int]]:
    """Values with how often each was sampled."""
    step = max(1, len(profile.values) // LOOKED)
    return zip(profile.values[::step], profile.counts[::step], strict=True)


def _countries(profile: Profile) -> dict[str, float]:
    if profile.share("country") < 0.5 or profile.share("region") >= profile.share("country"):
        return {}
    known = gazetteer.countries()
    if not any(len(value) > LONGEST_CODE and gazetteer.plain(value) in known for value in profile.values):
        return {}
    return _shared((known.get(gazetteer.plain(value), ""), count) for value, count in _looked(profile))


def _strong(profile: Profile) -> dict[str, float]:
    """Phones with a country code, postal codes of one country's shape, check digits.

    Where most phones have no country code, the few that have one are from abroad.
    """
    if profile.share("ssn", "ein") > 0.8:
        return {"US": 1.0}
    if profile.share("postal_marks") > 0.6:
        return _shared((_postal(value), count) for value, count in _looked(profile))
    phones = profile.share("phone") > 0.6 and profile.share("phone_marks") > 0.2
    if phones and _mostly_international(profile):
        return _shared((_calling(value), count) for value, count in _looked(profile))
    by_chance = profile.share("phone") > 0.6 and len(profile.values) < 3
    if profile.share("has_digit") > 0.9 and profile.words < 5 and profile.length >= 9 and not by_chance:
        fields = [field for field, share in valid_shares(profile.values).items() if share > 0.9]
        return {COUNTRY_OF[fields[0]]: 1.0} if len(fields) == 1 and fields[0] in COUNTRY_OF else {}
    return {}


def _mostly_international(profile: Profile) -> bool:
    total = marked = 0
    for value, count in _looked(profile):
        total += count
        marked += count * value.strip().lstrip("'(").startswith(("+", "00"))
    return 2 * marked > total


def _calling(value: str) -> str:
    digits = value.strip().lstrip("'")
    if not digits.startswith(("+", "00")):
        return ""
    try:
        number = phonenumbers.parse("+" + digits.lstrip("+0"))
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):  # an identifier with zeros before it
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
    if profile.share("region") < 0.8 or profile.rows < 2:
        return {}
    if len(profile.values) == 1 and gazetteer.plain(profile.values[0]) in gazetteer.countries():
        return {}  # "CA" on each row: Canada, or California
    known = gazetteer.regions()
    found = ((known.get(gazetteer.plain(value), frozenset()), count) for value, count in _looked(profile))
    return _shared((country, count / len(of)) for of, count in found for country in of)


def _written(profile: Profile) -> dict[str, float]:
    """Telephones without a country code that are written as in one country alone."""
    if profile.share("phone") <= 0.6:
        return {}
    paired = [value for value in profile.values if _IN_PAIRS.fullmatch(value.strip())]
    local = [value for value in paired if value.strip().startswith(_FRENCH)]
    if len(paired) > 0.8 * len(profile.values) and local:
        return {"FR": 1.0}
    if len(profile.values) < _FEWEST:
        return {}
    american = [_north_american(value) for value in profile.values]
    told = [country for country in american if country]
    if len(told) > 0.8 * len(american):
        return _shared((country, 1) for country in told)
    looked = profile.values[:: max(1, len(profile.values) // _GROUPED)]
    grouped = Counter(
        country for value in looked for country in _WRITTEN_IN if _is_written_in(value, country)
    )
    enough = [country for country, count in grouped.items() if count > 0.8 * len(looked)]
    return {enough[0]: 1.0} if len(enough) == 1 else {}


def _is_written_in(value: str, country: str) -> bool:
    """Whether a number in use in a country has its digits in the groups that are usual there."""
    digits = re.findall(r"\d+", value)
    if not value.strip().startswith(("0", "(0")) or len(digits) < 2:
        return False
    number = phonenumbers.parse("".join(digits), country)
    usual = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return phonenumbers.is_possible_number(number) and re.findall(r"\d+", usual) == digits


def _north_american(value: str) -> str:
    """The country of a number in use that is written as in North America; "" of any other."""
    found = _AMERICAN.match(value.strip())
    return phonenumbers.region_code_for_number(phonenumbers.parse(found[0], "US")) or "" if found else ""


def _domains(profile: Profile) -> dict[str, float]:
    """Email addresses and websites of which most end in one country's letters."""
    if profile.share("email", "website") <= 0.6 or len(profile.values) < 2:
        return {}
    ends = [value.strip().rstrip("/").rpartition(".")[2].lower() for value, _ in _looked(profile)]
    told = Counter(_DOMAINS[end] for end in ends if end in _DOMAINS)
    country, count = told.most_common(1)[0] if told else ("", 0)
    return {country: 1.0} if count > max(1, len(ends) / 2) else {}
