"""A contact card as a person types it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    readers: dict[str, Callable[[int, Any], list[Any]]] = {
        "emails": lambda place, text: _emails(place, text, said),
        "phones": lambda place, phone: _phones(place, phone, home, said),
        "websites": lambda place, text: _websites(place, text, said),
        "social": lambda place, profile: _social(place, profile, said),
    }
    for family, read in readers.items():
        if family in typed:
            held = present.get(family) or []
            pairs = enumerate(typed[family] or ())
            card[family] = [
                item for place, one in pairs for item in ([one] if one in held else read(place, one))
            ]
    return {name: value or None for name, value in card.items()}, said


def _one(normalise: Callable[[pl.Series], pl.DataFrame], text: str | None) -> str | None:
    value: str | None = normalise(pl.Series([text], dtype=pl.String))["value"].item()
    return value


def _emails(place: int, text: str, said: Typed) -> list[str]:
    if not text.strip():
        return []
    result = normalise_emails(pl.Series([text])).row(0, named=True)
    if not result["values"] or result["code"] == "email.extra_text":
        said.faults.append(Remark(f"emails.{place}", "typed.email", text.strip()))
    else:
        _doubt(said, f"emails.{place}", text, result)
    return list(result["values"])


def _phones(place: int, phone: Mapping[str, str | None], country: str | None, said: Typed) -> list[Card]:
    text, extension = (phone.get("number") or "").strip(), (phone.get("extension") or "").strip()
    if not text and not extension:
        return []
    whole = f"{text} ext. {extension}" if extension else text
    countries = pl.Series([country], dtype=pl.String)
    result = normalise_phones(pl.Series([whole]), countries, phone.get("label") or "other").row(0, named=True)
    long = any(len(one["number"]) > LONGEST_NUMBER for one in result["values"])
    if not result["values"] or result["rest"] or long:
        said.faults.append(Remark(f"phones.{place}", "typed.phone", whole))
    else:
        _doubt(said, f"phones.{place}", whole, result)
    return list(result["values"])


def _addresses(typed: Sequence[Mapping[str, str | None]] | None, said: Typed) -> list[Card]:
    found = []
    for place, address in enumerate(typed or ()):
        parts = {name: _one(normalise_text, address.get(name)) for name in ADDRESS_PARTS}
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


def _websites(place: int, text: str, said: Typed) -> list[str]:
    if not text.strip():
        return []
    result = normalise_websites(pl.Series([text])).row(0, named=True)
    if not result["values"] or result["rest"]:
        said.faults.append(Remark(f"websites.{place}", "typed.website", text.strip()))
    return list(result["values"])


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
