"""The firm's members as Karbon's users, and the account's own lists."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpResponseBase

from carnet.book.listing import ListQuery, listing_of
from carnet.book.models import Contact
from carnet.doors.api.karbon.calls import Call, answered
from carnet.doors.api.karbon.odata import Condition, conditions, page, window
from carnet.doors.api.karbon.wrong import bad, unknown
from carnet.office import members
from carnet.office.models import User

_USUAL_TYPES = ("Client", "Prospect", "Supplier")  # those of a new account
_FILTERS = {"Name": True, "EmailAddress": True}


def users(call: Call) -> HttpResponseBase:
    """The firm's members."""
    options = call.options("filter", "top", "skip")
    asked = conditions(options["filter"], "User", _FILTERS) if options.get("filter") else []
    found = [body for body in map(_user, _members(call)) if all(_is(body, one) for one in asked)]
    part = window(options)
    return page(call, "Users", part, len(found), found[part.skip : part.skip + part.top])


def user(call: Call, key: str) -> HttpResponseBase:
    """One member."""
    for one in _members(call):
        if _key(one) == key:
            return answered(call, "Users/$entity", _user(one))
    raise unknown("No User found for provided key")


def _is(body: dict[str, str], asked: Condition) -> bool:
    mine, theirs = body[asked.name].lower(), asked.value.lower()
    return theirs in mine if asked.contains else theirs == mine


def _members(call: Call) -> list[User]:
    return [place.user for place in members.of_firm(call.caller.firm)]


def _user(one: User) -> dict[str, str]:
    return {"Id": _key(one), "Name": str(one), "EmailAddress": one.email}


def _key(one: User) -> str:
    return stable_key(f"user/{one.pk}")


def stable_key(said: str) -> str:
    """A key of the form of all others, always the same for the same thing."""
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def colleagues(call: Call) -> dict[str, tuple[str, str]]:
    """Key and email of each member, by name."""
    return {str(one): (_key(one), one.email) for one in _members(call)}


def named(call: Call, said: str | None) -> str | None:
    """The member's name for a key or an email; other texts stay as they are."""
    for one in _members(call):
        if said and said.casefold() in {_key(one), one.email.casefold()}:
            return str(one)
    return said


def settings(call: Call) -> HttpResponseBase:
    """The account's own lists; of work Carnet has none."""
    return answered(
        call,
        "TenantSettings/$entity",
        {
            "TenantKey": call.caller.firm,
            "ClientAccessActivated": False,
            "ContactTypes": [
                {"Name": name, "ContactTypeKey": stable_key(f"type/{name}")} for name in _types(call)
            ],
            "WorkTypes": [],
            "WorkStatuses": [],
            "ServiceTypes": [],
        },
    )


def _types(call: Call) -> list[str]:
    counted = listing_of(call.caller.book).facets(ListQuery(archived="all")).types
    return list(dict.fromkeys([*_USUAL_TYPES, *sorted(name for name, _ in counted if name)]))


def check_type(call: Call, values: dict[str, Any]) -> None:
    """Refuse a contact type that the firm has none of.

    Raises:
        WrongError.
    """
    said = values.get("contact_type")
    if not said or said in _USUAL_TYPES:
        return
    book = call.caller.book
    if not Contact.objects.using(book.using).filter(firm_id=book.firm, contact_type=said).exists():
        raise bad(f"ContactType '{said}' does not exist.")


def nothing(call: Call, name: str) -> HttpResponseBase:
    """The list of what Carnet has none of."""
    return page(call, name, window(call.options("filter", "orderby", "top", "skip")), 0, [])
