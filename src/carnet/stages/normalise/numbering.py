"""The E.164 form of one phone number, by the numbering plan of its country.

The plans of libphonenumber decide; ordinary numbers are read whole columns at a time by the plans'
own expressions, and only the rest is put to the library, once for each distinct number and country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import phonenumbers
import polars as pl
from phonenumbers import PhoneMetadata, PhoneNumberFormat

_NEVER = r"[^\s\S]"
_DIALLED = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip",
    "pager", "uan", "voicemail",
)  # fmt: skip
_CODES = sorted(
    (str(code) for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items() if regions != ("001",)),
)
_PLAIN = r"^\+?[0-9 ().\-–‑/]+$"
# Where every fixed and mobile number is written with its trunk zero, so that one without has lost it.
_TRUNK_ALWAYS = ("AU", "BE", "CH", "FR", "GB", "IE", "NL", "NZ", "ZA")
# Numbers that the regulators keep for fiction and examples, where libphonenumber does not know them:
# Ofcom, Telephone numbers for drama use; ARCEP, decision 2018-0881; ComReg, drama numbers.
_FICTION = {"44": "7700900[0-9]{3}|1632960[0-9]{3}", "33": "63998[0-9]{4}", "353": "2091[0-9]{5}"}
# Trunk prefixes of the plans that need no carrier code: what may stand in front of the number at home.
_PLAIN_TRUNKS = {"0": {"0", "(183[12])|0", "0|180020"}, "1": {"1"}}


@dataclass(frozen=True, slots=True)
class _Way:
    """How the digits of one calling code ("+61") or of one country's own writing ("AU") are read.

    ``valid`` accepts all digits of a number in use, ``drop`` is what stands before its significant
    part, ``doubtful`` is left to the library, ``lost`` accepts a number without its trunk zero, and
    ``settled`` says for which digits "not valid" is certain.
    """

    code: str
    valid: str
    drop: str
    doubtful: str
    lost: str
    settled: str


def _either(patterns: Iterable[str]) -> str:
    return "(?:" + ("|".join(dict.fromkeys(patterns)) or _NEVER) + ")"


@cache
def _in_use(code: str, types: tuple[str, ...] = _DIALLED) -> str:
    """The significant numbers in use under a calling code, as one expression."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[int(code)]
    plans = [PhoneMetadata.metadata_for_region(region, None) for region in regions]
    kinds = [getattr(plan, name) for plan in plans if plan for name in types]
    patterns = (kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern)
    plain = [pattern.replace(r"\d", "[0-9]") for pattern in patterns]  # made in a quarter of the time
    return _either([*plain, _FICTION.get(code, _NEVER)])


@cache
def _abroad(code: str) -> _Way:
    """Numbers written with ``+`` and the calling code."""
    plan = PhoneMetadata.metadata_for_region(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[int(code)][0], None)
    trunk = (plan and plan.national_prefix_for_parsing) or _NEVER
    return _Way(code, f"^{code}{_in_use(code)}$", f"^{code}", f"^{code}(?:{trunk})", _NEVER, "")


@cache
def _at_home(country: str) -> _Way | None:
    """Numbers written as in the country itself; None where only the library can tell."""
    plan = PhoneMetadata.metadata_for_region(country, None)
    if plan is None or plan.national_prefix_transform_rule:
        return None
    code, trunk, parsing = str(plan.country_code), plan.national_prefix, plan.national_prefix_for_parsing
    used, abroad = _in_use(code), plan.international_prefix or _NEVER
    if parsing is None:
        return _Way(code, f"^{used}$", "^", f"^(?:{abroad})|^{code}", _NEVER, "")
    if parsing not in _PLAIN_TRUNKS.get(trunk or "", ()):
        return None
    if trunk == code:
        return _Way(code, f"^{trunk}?{used}$", f"^{trunk}", f"^(?:{abroad})|^{code}{trunk}", _NEVER, "")
    doubtful, lost = f"^(?:{abroad})|^{code}(?:{parsing})|^{code}.{{0,7}}$", _NEVER
    if country in _TRUNK_ALWAYS:
        lost = f"^{_in_use(code, ('fixed_line', 'mobile'))}$"
    else:
        doubtful += f"|^{used}$"
    return _Way(code, f"^(?:{trunk}|{code}){used}$", f"^(?:{trunk}|{code})", doubtful, lost, f"^{trunk}")


def _trunk_is_optional(plan: Any) -> bool:
    """Whether people write numbers without the trunk prefix as well (India)."""
    ruled = [form for form in plan.number_format if form.national_prefix_formatting_rule]
    return all(form.national_prefix_optional_when_formatting for form in ruled)


def _way(key: str) -> _Way | None:
    return _abroad(key[1:]) if key.startswith("+") else _at_home(key)


def verify(numbers: pl.DataFrame) -> pl.DataFrame:
    """E.164 forms of numbers, each with the country that it would be dialled in.

    Args:
        numbers: number String (digits with usual punctuation, no extension), country String
            (ISO 3166-1 alpha-2 or null).

    Returns:
        The same rows: e164 (null where the number is in use nowhere, or its country is not known),
        suggestion (E.164, where one obvious slip explains it, such as a zero lost to a spreadsheet).

    Source: ITU-T E.164 (2010) 6.2; libphonenumber's metadata. Cost of what the library is asked: 24 us.
    """
    digits = pl.col("number").str.replace_all(r"[^0-9]", "")
    calling = pl.concat_str(pl.lit("+"), digits.str.extract(rf"^({'|'.join(_CODES)})", 1))
    abroad = pl.col("number").str.starts_with("+")
    rows = numbers.select(
        "number",
        "country",
        pl.int_range(pl.len()).alias("at"),
        digits.alias("digits"),
        pl.when(pl.col("number").str.contains(_PLAIN))
        .then(pl.when(abroad).then(calling).otherwise("country"))
        .alias("way"),
    )
    read = [_read(part, key) for (key,), part in rows.partition_by("way", as_dict=True).items()]
    if not read:
        return pl.DataFrame(schema={"e164": pl.String, "suggestion": pl.String})
    return _ask_the_rest(pl.concat(read)).sort("at").select("e164", "suggestion")


def _read(rows: pl.DataFrame, key: object) -> pl.DataFrame:
    """The rows that share a way of writing: e164 and suggestion, and ``ask`` where the library must tell."""
    way = _way(str(key)) if key is not None else None
    if way is None:
        nothing = pl.lit(None, dtype=pl.String)
        unplaced = pl.col("number").str.contains(r"^\(?(?:[1-9]|0[1-9])") | (
            pl.col("digits").str.len_chars() > 17
        )
        hopeless = pl.col("country").is_null() & unplaced
        return rows.with_columns(e164=nothing, suggestion=nothing, ask=~hopeless)
    digits = pl.col("digits")
    number = pl.concat_str(pl.lit(f"+{way.code}"), digits.str.replace(way.drop, ""))
    bare = pl.concat_str(pl.lit(f"+{way.code}"), digits)
    marks = rows.select(valid=digits.str.contains(way.valid), doubtful=digits.str.contains(way.doubtful))
    other = pl.lit(False) if marks["valid"].all() else digits.str.contains(way.lost)
    marks = marks.with_columns(rows.select(lost=other, settled=digits.str.contains(way.settled)))
    doubtful, valid, lost, settled = map(pl.col, ("doubtful", "valid", "lost", "settled"))
    read = rows.hstack(marks).with_columns(
        e164=pl.when(valid & ~doubtful).then(number),
        suggestion=pl.when(lost & ~doubtful & ~valid).then(bare),
        ask=doubtful | ~(valid | lost | settled),
    )
    return read.drop(marks.columns)


def _ask_the_rest(rows: pl.DataFrame) -> pl.DataFrame:
    asked = rows.filter("ask")
    if asked.is_empty():
        return rows
    answers = [_ask(number, country) for number, country in asked.select("number", "country").iter_rows()]
    told = pl.DataFrame(answers, schema={"e164": pl.String, "suggestion": pl.String}, orient="row")
    return pl.concat([rows.filter(~pl.col("ask")), asked.with_columns(told["e164"], told["suggestion"])])


def _ask(number: str, country: str | None) -> tuple[str | None, str | None]:
    """What libphonenumber says of one number: its E.164 form, or the one that was probably meant."""
    found = _parse(number, country)
    if found is None:
        return None, _written_with_zeros(number, country)
    form = phonenumbers.format_number(found, PhoneNumberFormat.E164)
    return (None, form) if _lost_its_zero(number, found, country) else (form, None)


def _parse(number: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        found = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    fiction = re.fullmatch(_FICTION.get(str(found.country_code), _NEVER), str(found.national_number))
    return found if fiction or phonenumbers.is_valid_number(found) else None


def _written_with_zeros(number: str, country: str | None) -> str | None:
    """00 33 1 ... without a known country: the zeros stand for + in most of the world."""
    digits = phonenumbers.normalize_digits_only(number)
    found = _parse(f"+{digits[2:]}", None) if country is None and digits.startswith("00") else None
    return phonenumbers.format_number(found, PhoneNumberFormat.E164) if found else None


def _lost_its_zero(number: str, found: phonenumbers.PhoneNumber, country: str | None) -> bool:
    plan = PhoneMetadata.metadata_for_region(country, None) if country else None
    if plan is None or plan.national_prefix != "0" or _trunk_is_optional(plan):
        return False
    at_home = phonenumbers.normalize_digits_only(
        phonenumbers.format_number(found, PhoneNumberFormat.NATIONAL)
    )
    return at_home == "0" + phonenumbers.normalize_digits_only(number)
