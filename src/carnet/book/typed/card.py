"""A contact card as a person types it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from carnet.book.typed.remarks import Remark
from carnet.book.typed.values import Typed
from carnet.catalog import FIELDS, FieldType
from carnet.contract import ADDRESS
from carnet.findings import Severity, rules
from carnet.stages.normalise.countries import normalise_countries
from carnet.stages.normalise.emails import normalise_emails
from carnet.stages.normalise.phones import LONGEST_NUMBER, normalise_phones
from carnet.stages.normalise.text import normalise_text
from carnet.stages.normalise.websites import normalise_social, normalise_websites

Card = dict[str, Any]
Fresh = Mapping[int, Any]  # entries of a list of a card, by their places in it
Found = Mapping[int, list[Any]]  # what was read of each; nothing of those that are left out
PHONE_LABELS = tuple(id_.removeprefix("phone.") for id_, one in FIELDS.items() if one.type is FieldType.PHONE)
ADDRESS_LABELS = tuple(
    id_.removeprefix("address.") for id_, one in FIELDS.items() if one.type is FieldType.ADDRESS
)
NETWORKS = tuple(id_.removeprefix("social.") for id_, one in FIELDS.items() if one.type is FieldType.SOCIAL)
ADDRESS_PARTS = tuple(part.name for part in ADDRESS.fields if part.name != "label")


def read_card(
    typed: Mapping[str, Any], present: Mapping[str, Any], country: str | None
) -> tuple[Card, Typed]:
    """A card in contract.CARD's shape, without its organization.

    Args:
        typed: of CARD's columns those that were typed, in their shapes, each entry as its text. Entries
            without any text are left out.
        present: the card by now; an entry that is on it is not judged again.
        country: ISO 3166-1 alpha-2 for numbers that do not say theirs, where the card has no address.

    Returns:
        The columns that were typed, and what was said of their entries ("emails.0" is the first).
    """
    card: Card = {}
    said = Typed()
    if "role" in typed:
        card["role"] = _one(normalise_text, typed["role"])
    if "addresses" in typed:
        card["addresses"] = _addresses(typed["addresses"], said)
    home = country_of(card.get("addresses") or present.get("addresses")) or country
    readers: dict[str, Callable[[Fresh], Found]] = {
        "emails": lambda fresh: _emails(fresh, said),
        "phones": lambda fresh: _phones(fresh, home, said),
        "websites": lambda fresh: _websites(fresh, said),
        "social": lambda fresh: {place: _social(place, one, said) for place, one in fresh.items()},
    }
    for family, read in readers.items():
        if family in typed:
            held, entries = present.get(family) or [], dict(enumerate(typed[family] or ()))
            found = read({place: one for place, one in entries.items() if one not in held})
            card[family] = [
                item for place, one in entries.items() for item in ([one] if one in held else found[place])
            ]
    return {name: value or None for name, value in card.items()}, said


def _one(normalise: Callable[[pl.Series], pl.DataFrame], text: str | None) -> str | None:
    value: str | None = normalise(pl.Series([text], dtype=pl.String))["value"].item()
    return value


def _emails(fresh: Fresh, said: Typed) -> Found:
    told = {place: text for place, text in fresh.items() if text.strip()}
    found = defaultdict[int, list[Any]](list)
    for place, result in _read(normalise_emails, told):
        if not result["values"] or result["code"] == "email.extra_text":
            said.faults.append(Remark(f"emails.{place}", "typed.email", told[place].strip()))
        else:
            _doubt(said, f"emails.{place}", told[place], result)
        found[place] = list(result["values"])
    return found


def _phones(fresh: Fresh, country: str | None, said: Typed) -> Found:
    told = {place: whole for place, phone in fresh.items() if (whole := _dialled(phone))}
    labels = pl.Series([fresh[place].get("label") or "other" for place in told], dtype=pl.String)
    countries = pl.Series([country] * len(told), dtype=pl.String)
    found = defaultdict[int, list[Any]](list)
    for place, result in _read(lambda texts: normalise_phones(texts, countries, labels), told):
        long = any(len(one["number"]) > LONGEST_NUMBER for one in result["values"])
        if not result["values"] or result["rest"] or long:
            said.faults.append(Remark(f"phones.{place}", "typed.phone", told[place]))
        else:
            _doubt(said, f"phones.{place}", told[place], result)
        found[place] = list(result["values"])
    return found


def _dialled(phone: Mapping[str, str | None]) -> str:
    text, extension = (phone.get("number") or "").strip(), (phone.get("extension") or "").strip()
    return f"{text} ext. {extension}" if extension else text


def _read(
    normalise: Callable[[pl.Series], pl.DataFrame], told: Mapping[int, str]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """What a normaliser says of each text; nothing is asked where there is none."""
    if told:
        texts = pl.Series(list(told.values()), dtype=pl.String)
        yield from zip(told, normalise(texts).iter_rows(named=True), strict=True)


def _addresses(typed: Sequence[Mapping[str, str | None]] | None, said: Typed) -> list[Card]:
    found = []
    for place, address in enumerate(typed or ()):
        texts = pl.Series([address.get(name) for name in ADDRESS_PARTS], dtype=pl.String)
        parts: dict[str, str | None] = dict(zip(ADDRESS_PARTS, normalise_text(texts)["value"], strict=True))
        if not any(parts.values()):
            continue
        written = parts["country"]
        parts["country"] = _one(normalise_countries, written)
        if written and not parts["country"]:
            said.faults.append(Remark(f"addresses.{place}", "typed.country", written))
        found.append({"label": address.get("label") or "physical", **parts})
    return found


def country_of(addresses: Sequence[Mapping[str, str | None]] | None) -> str | None:
    """The country of the first address that tells one."""
    return next((one["country"] for one in addresses or () if one.get("country")), None)


def _websites(fresh: Fresh, said: Typed) -> Found:
    told = {place: text for place, text in fresh.items() if text.strip()}
    found = defaultdict[int, list[Any]](list)
    for place, result in _read(normalise_websites, told):
        if not result["values"] or result["rest"]:
            said.faults.append(Remark(f"websites.{place}", "typed.website", told[place].strip()))
        found[place] = list(result["values"])
    return found


def _social(place: int, profile: Mapping[str, str], said: Typed) -> list[Card]:
    text, network = (profile.get("value") or "").strip(), profile["network"]
    if not text:
        return []
    value = normalise_social(pl.Series([text]), network)["value"].item()
    if value is None:
        name = FIELDS[f"social.{network}"].label.en
        said.faults.append(Remark(f"social.{place}", "typed.social", text, detail=name))
        return []
    return [{"network": network, "value": value}]


def _doubt(said: Typed, field: str, text: str, result: Mapping[str, str | None]) -> None:
    code = result["code"]
    if code and rules()[code].severity is not Severity.INFO:
        told = {name: result[name] or "" for name in ("suggestion", "detail")}
        said.doubts.append(Remark(field, code, text.strip(), **told))
