"""BusinessCard as somebody sends it, for the actions that write cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from carnet.contract import Kind
from carnet.karbon.shapes.cards import card_number
from carnet.karbon.shapes.invalid import BAD_VALUE, InvalidError, text_of
from carnet.karbon.shapes.names import ADDRESS_LABELS, ADDRESS_PARTS, LINKS, PHONE_LABELS, Limit

_KNOWN = {
    "BusinessCardKey", "EntityType", "EntityKey", "IsPrimaryCard", "OrganizationKey", "RoleOrTitle",
    "WebSites", "EmailAddresses", *LINKS.values(), "Addresses", "PhoneNumbers",
}  # fmt: skip


@dataclass(slots=True)
class GivenCard:
    """A card that was sent.

    Attributes:
        card: the book's number of it; None for a new one. owner: the key that it says to belong to.
        typed: columns of contract.CARD, without the organization. organization: its key.
    """

    card: int | None
    owner: str | None
    primary: bool
    typed: dict[str, Any]
    organization: str | None


def given_card(body: Any, kind: Kind) -> GivenCard:
    """A whole card; what is left out is empty.

    Raises:
        InvalidError: a property is unknown, of another form or too long.
    """
    if not isinstance(body, Mapping):
        raise InvalidError("BusinessCards", "A business card is not an object.")
    for name in body:
        if name not in _KNOWN and not name.startswith("@odata."):
            raise InvalidError(f"BusinessCards.{name}", f"The property '{name}' does not exist.")
    key = text_of(body, "BusinessCardKey")
    number = card_number(key) if key else None
    if key and number is None:
        raise InvalidError("BusinessCardKey", f"Invalid businessCardPermaKey {key}", BAD_VALUE)
    organization = text_of(body, "OrganizationKey")
    if organization and kind != Kind.PERSON:
        raise InvalidError("OrganizationKey", "Only the card of a Contact belongs to an Organization.")
    typed = {
        "role": text_of(body, "RoleOrTitle") or "",
        "emails": _texts(body, "EmailAddresses"),
        "websites": _texts(body, "WebSites"),
        "social": [
            {"network": network, "value": text}
            for network, name in LINKS.items()
            if (text := text_of(body, name))
        ],
        "addresses": [_address(one) for one in _parts(body, "Addresses")],
        "phones": [_phone(one) for one in _parts(body, "PhoneNumbers")],
    }
    primary = body.get("IsPrimaryCard") is True
    return GivenCard(number, text_of(body, "EntityKey"), primary, typed, organization)


def _texts(body: Mapping[str, Any], name: str) -> list[str]:
    several = body.get(name) or []
    if not isinstance(several, list) or not all(isinstance(one, str) for one in several):
        raise InvalidError(name, f"{name} is not a list of strings.")
    return several


def _parts(body: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = body.get(name) or []
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(one, Mapping) for one in several):
        raise InvalidError(name, f"{name} is not a list of objects.")
    return several


def _address(body: Mapping[str, Any]) -> dict[str, str | None]:
    found: dict[str, str | None] = {"label": _label(body, ADDRESS_LABELS, "Physical")}
    for part, (name, limit) in ADDRESS_PARTS.items():
        found[part] = text_of(body, name)
        if len(found[part] or "") > limit:
            raise InvalidError(f"Addresses.{name}", f"{name} must be {limit} characters or fewer.")
    found["country"] = text_of(body, "CountryCode")
    return found


def _phone(body: Mapping[str, Any]) -> dict[str, str | None]:
    value = body.get("Number")
    text = str(value) if isinstance(value, int) else text_of(body, "Number")
    if len(text or "") > Limit.PHONE:
        raise InvalidError("PhoneNumbers.Number", f"Number must be {Limit.PHONE} characters or fewer.")
    return {
        "label": _label(body, PHONE_LABELS, "Other"),
        "number": _international(text, body),
        "extension": None,
    }


def _international(text: str | None, body: Mapping[str, Any]) -> str | None:
    """A national number with the country that stands beside it; others stay as they are."""
    country = body.get("CountryCode")
    if not text or text.startswith("+") or not country:
        return text
    if str(country).lstrip("+").isdigit():  # some send the calling code
        country = COUNTRY_CODE_TO_REGION_CODE.get(int(str(country).lstrip("+")), (None,))[0]
    try:
        number = phonenumbers.parse(text, str(country))
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(number):
        return text
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{form} x{number.extension}" if number.extension else form


def _label(body: Mapping[str, Any], labels: Mapping[str, str], usual: str) -> str:
    said = text_of(body, "Label") or usual
    for label, name in labels.items():
        if said == name:
            return label
    raise InvalidError(
        "Label", f"'{said}' is not a valid Label. Use one of {', '.join(labels.values())}.", BAD_VALUE
    )
