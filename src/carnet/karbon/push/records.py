"""Records of the account beside those of the book: found, compared, and put together for PUT."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from carnet.contract import Kind
from carnet.karbon.push.account import Account
from carnet.karbon.shapes.names import DETAILS, REGISTRATIONS, Entity

# What tells nothing about what somebody wrote: keys, dates and pictures that the account makes.
_OWN = {
    "LastModifiedDateTime", "AvatarUrl", "ClientAccess", "ClientTeam", "ContactPermaKey",
    "OrganizationPermaKey", "AddressKey", "PhoneNumberKey", "RestrictionLevel",
}  # fmt: skip

# Details that the book has fields for, and those that are no details to be written.
_HELD = {one.name for one in DETAILS if not one.column.startswith("custom.")} | {
    "Salutation", "ContactPermaKey", "OrganizationPermaKey",
}  # fmt: skip


class UnclearError(Exception):
    """Several records of the account may be the one that was being sent."""


def digest(value: Any) -> str:
    """Equal for records that say the same."""
    text = json.dumps(_told(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _told(value: Any) -> Any:
    """What a record says: without what the account makes by itself and what is empty."""
    if isinstance(value, Mapping):
        return {
            name: told
            for name, part in value.items()
            if name not in _OWN
            and not name.startswith("@odata.")
            and (told := _told(part)) not in (None, "", {}, [])
        }
    if isinstance(value, list):
        return [_told(part) for part in value]
    return value


def says(record: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether a record of the account says all that it is to say, and nothing where it is to say nothing."""
    there = _told(record)
    for name, part in _told(wanted).items():
        if name == "BusinessCards":
            mine = [digest(_unkeyed(card)) for card in part]
            if mine != [digest(_unkeyed(card)) for card in there.get(name, ())]:
                return False
        elif name in {"AccountingDetail", "BusinessCard"}:
            if any(there.get(name, {}).get(key) != value for key, value in part.items()):
                return False
        elif there.get(name) != part:
            return False
    return _no_more(record, wanted)


def _no_more(record: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether the record has nothing that is to be emptied."""
    there, mine = _told(record), _told(wanted)
    details = (_told(one.get("AccountingDetail") or {}) for one in (record, wanted))
    before, after = (set(detail) for detail in details)
    return before <= after and not any(name in there and name not in mine for name in wanted)


def read(account: Account, entity: Entity, key: str) -> dict[str, Any] | None:
    """The whole record of a key, with its cards."""
    return account.read(f"/v3/{entity.path}/{quote(key)}", expand=entity.cards)


def find(
    account: Account, entity: Entity, wanted: Mapping[str, Any], known: Collection[str]
) -> dict[str, Any] | None:
    """The record that a broken-off attempt may have made: by its identifier, else by name and email.

    Args:
        known: keys of records that are other contacts.

    Raises:
        UnclearError: several records may be it.
    """
    if identifier := wanted.get("UserDefinedIdentifier"):
        said = quote(identifier.replace("'", "''"))
        path = f"Get{entity.name}ByUserDefinedIdentifier(UserDefinedIdentifier='{said}')"
        found = account.read(f"/v3/{entity.path}/{path}", expand=entity.cards)
        if found is None or found[entity.key] in known:
            return None
        if mark(called(entity, found), None) != mark(called(entity, wanted), None):
            raise UnclearError  # somebody else's, with the identifier of ours
        return found
    keys = [key for key in _alike(account, entity, wanted) if key not in known]
    if len(keys) > 1:
        raise UnclearError
    return read(account, entity, keys[0]) if keys else None


def _alike(account: Account, entity: Entity, wanted: Mapping[str, Any]) -> Iterator[str]:
    name, email = called(entity, wanted), first_email(entity, wanted)
    if entity.kind == Kind.PERSON:
        clue = (
            f"EmailAddress eq '{_text(email)}'"
            if email
            else f"contains(FullName, '{_text(wanted['LastName'])}')"
        )
    else:
        clue = f"FullName eq '{_text(name)}'"
    for row in account.every(f"/v3/{entity.path}", filter=clue, top="100"):
        if mark(row.get("FullName"), row.get("EmailAddress")) in marks(entity, wanted, email):
            yield str(row[entity.key])


def called(entity: Entity, wanted: Mapping[str, Any]) -> str:
    """A record's whole name."""
    if entity.kind == Kind.PERSON:
        parts = (wanted.get(name) for name in ("FirstName", "MiddleName", "LastName"))
        return " ".join(part for part in parts if part)
    return str(wanted.get("FullName") or "")


def marks(entity: Entity, wanted: Mapping[str, Any], email: str | None) -> set[tuple[str, str]]:
    """What a record is told by in lists: whole names, with and without a middle name, and the first email."""
    if entity.kind == Kind.CLIENT_GROUP:
        email = None  # their rows have none
    names = {called(entity, wanted)}
    if entity.kind == Kind.PERSON:
        names.add(f"{wanted['FirstName']} {wanted['LastName']}")
    return {mark(name, email) for name in names}


def mark(name: str | None, email: str | None) -> tuple[str, str]:
    """Name and email as they are compared."""
    return " ".join((name or "").split()).casefold(), (email or "").strip().casefold()


def first_email(entity: Entity, wanted: Mapping[str, Any]) -> str | None:
    """The one that lists show: the first of the first card."""
    cards = wanted[entity.cards]
    several = cards if isinstance(cards, list) else [cards]
    return next((email for card in several if card for email in card["EmailAddresses"][:1]), None)


def _text(value: str | None) -> str:
    """A text in a filter."""
    return (value or "").replace("'", "''")


def merged(entity: Entity, record: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What PUT takes: the record as it was read, with all that the book holds in its place."""
    kept = {
        name: value
        for name, value in record.items()
        if not name.startswith("@odata.")
        and name not in {"LastModifiedDateTime", "AvatarUrl", "ClientAccess", "AccountingDetails", "Contacts"}
    }
    body = kept | dict(wanted)
    if entity.kind != Kind.CLIENT_GROUP:
        body["AccountingDetail"] = _detail(record.get("AccountingDetail") or {}, wanted["AccountingDetail"])
        body["BusinessCards"] = _cards(record, wanted["BusinessCards"], entity)
    elif wanted["BusinessCard"] and record.get("BusinessCard"):
        body["BusinessCard"] = _keys(record["BusinessCard"], record, entity) | wanted["BusinessCard"]
    return body


def _detail(record: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What the book has no field for stays as it is there; numbers of types that the book holds no more are
    sent empty, which takes them away."""
    kept = {name: value for name, value in record.items() if name not in _HELD}
    numbers = list(wanted.get("RegistrationNumbers") or ())
    types = {one["Type"] for one in numbers}
    there = (one["Type"] for one in record.get("RegistrationNumbers") or ())
    gone = [type_ for type_ in there if type_ in REGISTRATIONS and type_ not in types]
    numbers += [{"RegistrationNumber": "", "Type": type_} for type_ in gone]
    return kept | dict(wanted) | {"RegistrationNumbers": numbers, "Notes": wanted.get("Notes", [])}


def _cards(record: Mapping[str, Any], wanted: list[dict[str, Any]], entity: Entity) -> list[dict[str, Any]]:
    """The wanted cards, each with the keys of the card of the record that it is: one that says the same, else
    one of the same organization, else the next; cards that nothing is left of lose their place."""
    left = list(record.get("BusinessCards") or ())
    chosen: list[dict[str, Any] | None] = [None] * len(wanted)
    tests = (
        lambda mine, card: digest(_unkeyed(card)) == digest(mine),
        lambda mine, card: card.get("OrganizationKey") == mine["OrganizationKey"],
        lambda mine, card: True,
    )
    for test in tests:
        for place, mine in enumerate(wanted):
            if chosen[place] is None and (card := next((c for c in left if test(mine, c)), None)):
                chosen[place] = card
                left.remove(card)
    return [
        _keys(card, record, entity) | mine if card else mine
        for mine, card in zip(wanted, chosen, strict=True)
    ]


def _keys(card: Mapping[str, Any], record: Mapping[str, Any], entity: Entity) -> dict[str, Any]:
    return {
        "BusinessCardKey": card["BusinessCardKey"],
        "EntityType": entity.name,
        "EntityKey": record[entity.key],
    }


def _unkeyed(card: Mapping[str, Any]) -> dict[str, Any]:
    own = {"BusinessCardKey", "EntityType", "EntityKey"}
    return {name: value for name, value in card.items() if name not in own}


def patch(entity: Entity, record: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any] | None:
    """The few properties that PATCH takes, where nothing else differs; None where PUT is needed."""
    different = {
        name: value
        for name, value in wanted.items()
        if name in entity.patched and (value or None) != (record.get(name) or None)
    }
    rest = {name: value for name, value in wanted.items() if name not in entity.patched}
    return different if different and says(record, rest) else None
