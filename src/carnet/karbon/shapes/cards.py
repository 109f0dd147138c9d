"""BusinessCard, written from a contact card."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import phonenumbers

from carnet.karbon import losses
from carnet.karbon.held import Held, HeldCard
from carnet.karbon.losses import Loss
from carnet.karbon.shapes.names import ADDRESS_LABELS, ADDRESS_PARTS, LINKS, PHONE_LABELS, Limit

Keys = Callable[[str], str | None]  # the other side's key of an organization or a member, by the book's
_GUIDS = uuid.UUID("6f1c9f0c-3f0e-4c43-9a5b-6b0d5a1c7e21")  # the space in which parts of cards have GUIDs


def card(one: HeldCard, keys: Keys, lost: list[Loss]) -> dict[str, Any]:
    """A card without its own key and its owner's; what does not fit is added to what is lost."""
    said = one.said
    organization = keys(one.organization) if one.organization else None
    if said["organization"] and not one.organization:
        lost.append(Loss(losses.NOT_LINKED.code, "OrganizationKey", said["organization"]))
    elif one.organization and not organization:
        name = said["organization"] or one.organization
        lost.append(Loss(losses.NOT_THERE.code, "OrganizationKey", name, lasting=False))
    return {
        "IsPrimaryCard": one.primary,
        "OrganizationKey": organization,
        "RoleOrTitle": said["role"],
        "WebSites": list(said["websites"] or ()),
        "EmailAddresses": list(said["emails"] or ()),
        **_links(said["social"] or (), lost),
        "Addresses": [_address(address, lost) for address in said["addresses"] or ()],
        "PhoneNumbers": [
            number for phone in said["phones"] or () if (number := _phone(phone, lost)) is not None
        ],
    }


def keyed(written: dict[str, Any], one: HeldCard, owner: Held, entity: str) -> dict[str, Any]:
    """The card as a record of the book: with its key, its owner and the keys of its parts."""
    for name, part in (("AddressKey", "Addresses"), ("PhoneNumberKey", "PhoneNumbers")):
        for place, item in enumerate(written[part]):
            item[name] = str(uuid.uuid5(_GUIDS, f"{part}/{one.id}/{place}"))
    mine = {"BusinessCardKey": card_key(one.id), "EntityType": entity, "EntityKey": owner.key}
    return {**mine, **written}


def unseen(said: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What of a card (contract.CARD) its record does not show, so that nobody can send it back."""
    shown: set[str] = set()
    profiles = []
    for profile in said["social"] or ():
        network = profile["network"]
        if network not in LINKS or network in shown:
            profiles.append(profile)
        shown.add(network)
    long = [phone for phone in said["phones"] or () if len(phone["number"] or "") > Limit.PHONE]
    return {"social": profiles, "phones": long}


def card_key(number: int) -> str:
    """The key of the book's card."""
    return f"bc{number:010d}"


def card_number(key: str) -> int | None:
    """What card_key made; None for anything else."""
    digits = key.removeprefix("bc")
    return int(digits) if len(key) >= 12 and digits.isascii() and digits.isdigit() else None


def _links(profiles: Any, lost: list[Loss]) -> dict[str, str | None]:
    found: dict[str, str | None] = dict.fromkeys(LINKS.values())
    for profile in profiles:
        name = LINKS.get(profile["network"])
        if name is None or found[name]:
            lost.append(Loss(losses.NO_PLACE.code, profile["network"], profile["value"]))
        else:
            found[name] = profile["value"]
    return found


def _address(address: Mapping[str, str | None], lost: list[Loss]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for part, (name, limit) in ADDRESS_PARTS.items():
        text = address[part]
        if text and len(text) > limit:
            lost.append(Loss(losses.TOO_LONG.code, name, text, str(limit)))
            text = None
        found[name] = text
    label = ADDRESS_LABELS.get(address["label"] or "", "Physical")
    return {**found, "CountryCode": address["country"], "Label": label}


def _phone(phone: Mapping[str, str | None], lost: list[Loss]) -> dict[str, str | None] | None:
    number, extension = phone["number"] or "", phone["extension"]
    whole = f"{number} x{extension}" if extension else number
    if len(whole) > Limit.PHONE:
        lost.append(Loss(losses.TOO_LONG.code, "Number", whole, str(Limit.PHONE)))
        whole = number
        if len(whole) > Limit.PHONE:
            return None
    label = PHONE_LABELS.get(phone["label"] or "", "Other")
    return {"Number": whole, "CountryCode": _country(number), "Label": label}


def _country(number: str) -> str | None:
    if not number.startswith("+"):
        return None
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
