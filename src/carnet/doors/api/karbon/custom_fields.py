"""Custom fields: what they are, and the values of one contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from django.http import HttpResponse, HttpResponseBase

from carnet.book.actions import declare_field, edit_contact
from carnet.book.custom_fields import Declared, custom_fields, declared
from carnet.book.firm_book import FirmBook
from carnet.book.rows import rows
from carnet.book.values import CUSTOM_PREFIX, JOINT
from carnet.contract import Kind
from carnet.doors.api.karbon.calls import Call, answered
from carnet.doors.api.karbon.colleagues import stable_key
from carnet.doors.api.karbon.contacts import SEEN
from carnet.doors.api.karbon.odata import page, window
from carnet.doors.api.karbon.wrong import bad, unknown
from carnet.karbon.held import Held, held, ids_of
from carnet.karbon.shapes.given import custom_values
from carnet.karbon.shapes.invalid import text_of
from carnet.karbon.shapes.names import BEYOND, CUSTOM_TYPES, Limit

_ID = pl.Schema({"id": pl.Int64})
_LOOKED_AT = 500  # the latest contacts, for fields that nobody declared


def listed(call: Call) -> HttpResponseBase:
    """All custom fields."""
    part = window(call.options("top", "skip"))
    found = [_field(call, one) for one in _fields(call.caller.book)]
    return page(call, "CustomFields", part, len(found), found[part.skip : part.skip + part.top])


def make(call: Call) -> HttpResponseBase:
    """A further custom field."""
    body = call.body("customField")
    name, type_ = text_of(body, "Name"), text_of(body, "Type")
    if not name or len(name) > Limit.CUSTOM_NAME:
        raise bad(f"Name is required and must be {Limit.CUSTOM_NAME} characters or fewer.")
    if type_ not in CUSTOM_TYPES:
        raise bad(f"Type must be one of {', '.join(CUSTOM_TYPES)}.")
    if any(one.name.casefold() == name.casefold() for one in _fields(call.caller.book)):
        raise bad(f"A custom field named '{name}' already exists.")
    options = body.get("ListOptions") or body.get("Options") or []
    texts = isinstance(options, list) and all(isinstance(one, str) for one in options)
    if not texts or any(len(one) > Limit.CUSTOM_VALUE for one in options):
        raise bad(f"ListOptions must be texts of {Limit.CUSTOM_VALUE} characters or fewer.")
    shown = (body.get(f"IsVisibleTo{who}") is not False for who in ("Contacts", "Organizations"))
    field = Declared(name, type_, tuple(options), *shown)
    declare_field.declare(call.caller.book, field)
    answer = answered(call, "CustomFields/$entity", _field(call, field), 201)
    answer["Location"] = f"{call.root}CustomFields('{_key(call, name)}')"
    return answer


def take_away(call: Call, key: str) -> HttpResponseBase:
    """A custom field less, and all its values."""
    name = _named(call, _fields(call.caller.book)).get(key)
    if name is None:
        raise unknown("No custom field found for provided key")
    declare_field.take_away(call.caller.book, name, user=call.caller.name)
    return HttpResponse(status=204)


def values(call: Call, key: str) -> HttpResponseBase:
    """The values of one contact."""
    one = _owner(call, key)
    types = {field.name: field.type for field in _fields(call.caller.book)}
    said = [
        {"Key": _key(call, name), "Name": name, "Type": types.get(name, "Text"), "Value": several}
        for name, several in one.custom.items()
        if name not in BEYOND
    ]
    return answered(call, "CustomFieldValues/$entity", {"EntityKey": key, "CustomFieldValues": said})


def put_values(call: Call, key: str) -> HttpResponseBase:
    """All values of one contact, in place of what is there."""
    book = call.caller.book
    with book.writing():
        one = _owner(call, key)
        fields = _fields(book) + [Declared(name) for name in one.custom]
        sent = custom_values(call.body("customFieldValues"), _named(call, fields))
        _check(sent, fields)
        gone = {name: "" for name in one.custom if name not in BEYOND and name not in sent}
        typed = {f"{CUSTOM_PREFIX}{name}": JOINT.join(several) for name, several in sent.items()}
        typed |= {f"{CUSTOM_PREFIX}{name}": text for name, text in gone.items()}
        edit_contact.edit(book, key, typed, user=call.caller.name, accepted=SEEN)
    return HttpResponse(status=204)


def _check(sent: Mapping[str, list[str]], fields: list[Declared]) -> None:
    """Refuse several values of a field that has one, and values that are none of a list's.

    Raises:
        WrongError.
    """
    for field in fields:
        several = sent.get(field.name, [])
        if len(several) > 1 and field.type != "ListMultipleSelect":
            raise bad(f"Custom field '{field.name}' of type {field.type} takes one value.")
        if field.options and not set(several) <= set(field.options):
            raise bad(f"A value of custom field '{field.name}' is not one of its options.")


def _fields(book: FirmBook) -> list[Declared]:
    """Those that were declared, and those that contacts have."""
    found = {one.name: one for one in declared(book)}
    sql = "SELECT id FROM book_contact WHERE +firm_id = %s ORDER BY id DESC LIMIT %s"
    with book.cursor() as cursor:
        latest = rows(cursor, sql, [book.firm, _LOOKED_AT], _ID)["id"]
    names = [name for name in custom_fields(book, latest) if name not in BEYOND]
    return [*found.values(), *(Declared(name) for name in names if name not in found)]


def _field(call: Call, one: Declared) -> dict[str, Any]:
    return {
        "Key": _key(call, one.name),
        "Name": one.name,
        "Type": one.type,
        "IsVisibleToContacts": one.on_people,
        "IsVisibleToOrganizations": one.on_organizations,
        "ListOptions": list(one.options),
    }


def _named(call: Call, fields: list[Declared]) -> dict[str, str]:
    return {_key(call, one.name): one.name for one in fields}


def _key(call: Call, name: str) -> str:
    return stable_key(f"{call.caller.firm}/field/{name}")


def _owner(call: Call, key: str) -> Held:
    """A person or an organization.

    Raises:
        WrongError.
    """
    for one in held(call.caller.book, ids_of(call.caller.book, [key])):
        if one.kind != Kind.CLIENT_GROUP:
            return one
    raise unknown("No entity found for provided key")
