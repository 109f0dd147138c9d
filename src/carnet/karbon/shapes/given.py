"""Records that somebody sends, as what the actions of the book take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from carnet.contract import Kind
from carnet.karbon.shapes.accounting import plain_number, salutation
from carnet.karbon.shapes.given_cards import GivenCard, given_card
from carnet.karbon.shapes.invalid import InvalidError, text_of
from carnet.karbon.shapes.names import (
    DETAILS,
    NOTES,
    PERSON_NAMES,
    REGISTRATIONS,
    RESTRICTIONS,
    SERVICE_LISTS,
    SHARED,
    SPELLINGS,
    Detail,
    Entity,
    Form,
    Limit,
)

# What a record that was read has besides, and may be sent back with.
_READ_ONLY = {
    "@odata.context", "@odata.type", "ContactKey", "OrganizationKey", "ClientGroupKey", "AvatarUrl",
    "LastModifiedDateTime", "ClientAccess", "AccountingDetails", "ClientTeam", "Contacts",
}  # fmt: skip
_KEPT = {*SERVICE_LISTS, "LegalFirm", "TaxProvider"}  # details that stay when they are left out


@dataclass(slots=True)
class Given:
    """A record that was sent.

    Attributes:
        values: record columns and "custom.<name>" -> the text, None to empty it.
        cards: all that the contact is to have; None leaves them alone.
        members: keys of a client group's members; None leaves them alone.
        restriction: the RestrictionLevel that is asked for.
    """

    values: dict[str, str | None] = field(default_factory=dict)
    cards: list[GivenCard] | None = None
    members: list[str] | None = None
    restriction: str = "Public"


def given(entity: Entity, body: Mapping[str, Any]) -> Given:
    """A whole record, as POST and PUT take it; what is left out is emptied, but cards and details stay.

    Raises:
        InvalidError: a property is unknown, of another form or too long, or a required one is missing.
    """
    names = PERSON_NAMES if entity.kind == Kind.PERSON else {"FullName": "name"}
    known = {*names, *SHARED, entity.cards, "RestrictionLevel", "EntityDescription", *_READ_ONLY}
    known |= {"PrimaryContact", "Members"} if entity.kind == Kind.CLIENT_GROUP else {"AccountingDetail"}
    for name in body:
        if name not in known:
            raise InvalidError(name, f"The property '{name}' does not exist on type 'KarbonService."
                               f"{entity.name}DTO'.")  # fmt: skip
    for name in ("FirstName", "LastName") if entity.kind == Kind.PERSON else ("FullName",):
        if not text_of(body, name):
            raise InvalidError(name, f"The {name} field is required.")
    found = Given({column: text_of(body, name) for name, column in (names | SHARED).items()})
    found.values["description"] = text_of(_object(body, "EntityDescription"), "Text")
    found.restriction = text_of(body, "RestrictionLevel") or "Public"
    if found.restriction not in RESTRICTIONS:
        raise InvalidError("RestrictionLevel", f"RestrictionLevel must be one of {', '.join(RESTRICTIONS)}")
    if entity.kind == Kind.CLIENT_GROUP:
        _group(found, body)
    elif body.get("AccountingDetail") is not None:
        found.values |= _details(_object(body, "AccountingDetail"), entity.kind)
    if body.get(entity.cards) is not None:
        cards = body[entity.cards]
        several = cards if isinstance(cards, list) else [cards]
        found.cards = [given_card(one, entity.kind) for one in several]
    return found


def patched(entity: Entity, body: Mapping[str, Any]) -> dict[str, str | None]:
    """The record columns of a PATCH.

    Raises:
        InvalidError: it names anything that PATCH does not take.
    """
    for name in body:
        if name not in {*entity.patched, "RestrictionLevel"}:
            allowed = ", ".join(entity.patched)
            raise InvalidError(name, f"Invalid property to update. Only {allowed} can be patched.", 4002)
    for name in ("FirstName", "LastName", "FullName"):
        if name in body and not text_of(body, name):
            raise InvalidError(name, f"The {name} field is required.")
    return {column: text_of(body, name) for name, column in entity.patched.items() if name in body}


def custom_values(body: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, list[str]]:
    """The values of custom fields that are sent, by name.

    Args:
        names: of the firm's custom fields, by key.

    Raises:
        InvalidError: a key is unknown, a value too long, or a text field has several.
    """
    found: dict[str, list[str]] = {}
    for one in _objects(body, "CustomFieldValues"):
        name = names.get(text_of(one, "Key") or "")
        if name is None:
            raise InvalidError("Key", f"No custom field found for key {one.get('Key')}", 4002)
        several = one.get("Value")
        texts = [str(text) for text in (several if isinstance(several, list) else [several]) if text]
        if any(len(text) > Limit.CUSTOM_VALUE for text in texts):
            longest = f"Value must be {Limit.CUSTOM_VALUE} characters or fewer."
            raise InvalidError("Value", longest, 4002)
        found[name] = texts
    return found


def _group(found: Given, body: Mapping[str, Any]) -> None:
    found.values["primary_contact"] = text_of(body, "PrimaryContact")
    if body.get("Members") is not None:
        members = _objects(body, "Members")
        keys = (text_of(one, name) for one in members for name in ("ContactKey", "OrganizationKey"))
        found.members = [key for key in keys if key]


def _details(body: Mapping[str, Any], kind: Kind) -> dict[str, str | None]:
    """Record columns and custom fields of AccountingDetail."""
    spelled = {SPELLINGS.get(name, name): value for name, value in body.items()}
    known = {one.name: one for one in DETAILS if not one.kinds or kind in one.kinds}
    further = {"RegistrationNumbers", "Notes", "Salutation", "ContactPermaKey", "OrganizationPermaKey"}
    values: dict[str, str | None] = {}
    for name in spelled:
        if name not in {*known, *further} and spelled[name] is not None:
            raise InvalidError(f"AccountingDetail.{name}", f"The property '{name}' does not exist.")
    for name, detail in known.items():
        if name not in spelled and name in _KEPT:
            continue
        text = _detail(detail, spelled.get(name))
        if text is not None or detail.column not in values:  # sales tax is also called GST
            values[detail.column] = text
    values |= _registrations(_objects(spelled, "RegistrationNumbers"))
    if spelled.get("Notes") is not None:
        values |= _notes(_objects(spelled, "Notes"))
    title = text_of(spelled, "Salutation")
    if title and not salutation(title):
        raise InvalidError("AccountingDetail.Salutation", f"'{title}' is not a Salutation.", 4002)
    return values


def _detail(detail: Detail, value: Any) -> str | None:
    """A property as the book writes it."""
    if value is None or value in ("", [], {}):
        return None
    wrong = InvalidError(f"AccountingDetail.{detail.name}", f"{detail.name} is not a {detail.form}.", 4002)
    match detail.form:
        case Form.INTEGER | Form.MONTH | Form.DECIMAL:
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise wrong
            if detail.form is Form.MONTH and value not in range(12):
                raise wrong
            return plain_number(value + 1 if detail.form is Form.MONTH else value)
        case Form.FLAG:
            if not isinstance(value, bool):
                raise wrong
            return str(value).lower()
        case Form.LIST:
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                raise wrong
            return "; ".join(value)
        case Form.NAMED:
            return text_of(_object({"": value}, ""), "Name")
    text = text_of({detail.name: value}, detail.name)
    if text and detail.choices and text not in detail.choices:
        raise InvalidError(wrong.target, f"'{text}' is not a valid {detail.name}.", 4002)
    return text.partition("T")[0] if text and detail.form is Form.DATE else text


def _registrations(numbers: Iterable[Mapping[str, Any]]) -> dict[str, str | None]:
    """A number sent empty takes the one of its type away; types left out stay."""
    values: dict[str, str | None] = {}
    for one in numbers:
        type_, number = text_of(one, "Type"), text_of(one, "RegistrationNumber")
        target = "AccountingDetail.RegistrationNumbers"
        if type_ is None or type_ not in REGISTRATIONS:
            raise InvalidError(target, f"'{type_}' is not a valid registration type.", 4002)
        if number and len(number) > Limit.REGISTRATION:
            raise InvalidError(
                target, f"RegistrationNumber must be {Limit.REGISTRATION} characters or fewer."
            )
        column = REGISTRATIONS[type_]
        if number and values.get(column, number) != number:
            raise InvalidError(target, f"Carnet keeps one number where '{type_}' is kept.", 4002)
        values[column] = number or values.get(column)
    return values


def _notes(notes: Iterable[Mapping[str, Any]]) -> dict[str, str | None]:
    values: dict[str, str | None] = dict.fromkeys(NOTES.values())
    for one in notes:
        type_, body = text_of(one, "Type"), text_of(one, "Body")
        if type_ not in NOTES:
            raise InvalidError("AccountingDetail.Notes", f"'{type_}' is not a valid note type.", 4002)
        column = NOTES[type_]
        values[column] = "\n".join(text for text in (values[column], body) if text) or None
    return values


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InvalidError(name, f"{name} is not an object.")
    return value


def _objects(body: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """A list of objects; the vendor's examples also show one object in the place of a list."""
    value = body.get(name)
    if value is None:
        return []
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(one, Mapping) for one in several):
        raise InvalidError(name, f"{name} is not a list of objects.")
    return several
