"""Records as somebody reads them: with keys, dates and all properties, also those that hold nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from carnet.contract import Kind
from carnet.karbon.held import Held
from carnet.karbon.shapes.cards import card, keyed
from carnet.karbon.shapes.names import DETAILS, ENTITIES, ORGANIZATION, PERSON
from carnet.karbon.shapes.written import written

_ROLES = {"ClientOwner": "ClientOwner", "ClientManager": "ClientManager"}


def shown(
    held: Held,
    colleagues: Mapping[str, tuple[str, str]],
    expand: Collection[str] = (),
    contacts: Collection[Held] = (),
) -> dict[str, Any]:
    """A whole record.

    Args:
        colleagues: key and email of each, by name. expand: what is shown besides.
        contacts: the people of an organization.
    """
    entity = ENTITIES[held.kind]
    body = written(held, lambda key: key).body
    team = [_colleague(body, name, colleagues) for name in _ROLES]
    record = {
        "@odata.type": f"#KarbonService.{entity.name}DTO",
        entity.key: held.key,
        **body,
        "RestrictionLevel": "Public",
        "LastModifiedDateTime": moment(held.modified),
    }
    if entity is PERSON:
        record["AvatarUrl"] = None
    if held.kind == Kind.CLIENT_GROUP:
        record["AccountingDetails"] = None
    else:
        record["AccountingDetail"] = _detail(held, body["AccountingDetail"])
    cards = [keyed(card(one, lambda key: key, []), one, held, entity.name) for one in held.cards]
    record[entity.cards] = (cards[0] if cards else None) if held.kind == Kind.CLIENT_GROUP else cards
    if entity.cards not in expand:
        del record[entity.cards]
    if "ClientTeam" in expand:
        record["ClientTeam"] = [one for one in team if one]
    if "ClientAccess" in expand:
        record["ClientAccess"] = []
    if "Contacts" in expand:
        record["Contacts"] = [shown(one, colleagues) for one in contacts]
    return record


def _colleague(
    body: dict[str, Any], name: str, colleagues: Mapping[str, tuple[str, str]]
) -> dict[str, str] | None:
    """The member of the team that a record names, whose email takes the name's place in it."""
    if body[name] not in colleagues:
        return None
    key, body[name] = colleagues[body[name]]
    return {"MemberKey": key, "MemberType": "User", "RoleType": _ROLES[name]}


def _detail(held: Held, found: Mapping[str, Any]) -> dict[str, Any]:
    own = {"ContactPermaKey": held.key if held.kind == Kind.PERSON else None}
    own["OrganizationPermaKey"] = held.key if held.kind == Kind.ORGANIZATION else None
    nothing = dict.fromkeys(one.name for one in DETAILS)
    return {**own, **nothing, "Salutation": None, "RegistrationNumbers": [], "Notes": [], **found}


def shown_card(held: Held, number: int) -> dict[str, Any] | None:
    """One card of a contact; None where it has none such."""
    entity = ENTITIES[held.kind]
    found = (one for one in held.cards if one.id == number)
    return next((keyed(card(one, lambda key: key, []), one, held, entity.name) for one in found), None)


def row(held: Held) -> dict[str, Any]:
    """A record as lists show it."""
    entity = ENTITIES[held.kind]
    cards = [card(one, lambda key: key, []) for one in held.cards]
    summary: dict[str, Any] = {entity.key: held.key, "FullName": held.values.get("name")}
    reached = {
        "EmailAddress": _first(cards, "EmailAddresses"),
        "PhoneNumber": (_first(cards, "PhoneNumbers") or {}).get("Number"),
        "Website": _first(cards, "WebSites"),
    }
    summary |= {name: reached[name] for name in _ROWS[entity.name]}
    if entity is PERSON:
        summary["Address"] = _line(_first(cards, "Addresses"))
        summary["RoleOrTitle"] = cards[0]["RoleOrTitle"] if cards else None
    if entity in (PERSON, ORGANIZATION):
        summary["ContactType"] = held.values.get("contact_type")
        summary["UserDefinedIdentifier"] = held.values.get("client_identifier")
    return summary | {"LastModifiedDateTime": moment(held.modified)}


_ROWS = {
    "Organization": ("PhoneNumber", "EmailAddress", "Website"),
    "Contact": ("EmailAddress", "PhoneNumber"),
    "ClientGroup": ("PhoneNumber", "Website"),
}


def _first(cards: list[dict[str, Any]], name: str) -> Any:
    return next((item for one in cards for item in one[name]), None)


def _line(address: Mapping[str, str | None] | None) -> str | None:
    parts = ("AddressLines", "City", "StateProvinceCounty", "ZipCode", "CountryCode")
    return ", ".join(text for part in parts if (text := (address or {}).get(part))) or None


def moment(at: datetime) -> str:
    """A date with its time, in UTC."""
    return f"{at:%Y-%m-%dT%H:%M:%S.%f}0Z"
