"""What an account knows by itself: contact types, colleagues, custom fields; and records made to fit it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from carnet.karbon import losses
from carnet.karbon.losses import Loss
from carnet.karbon.push.account import Account
from carnet.karbon.shapes.written import Written

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Definition:
    """A custom field of the account."""

    key: str
    name: str
    type: str
    options: tuple[str, ...]


@dataclass(slots=True)
class Tenant:
    """An account's own lists.

    Attributes:
        key: of the account, None where it does not tell. types: its contact types.
        colleagues: keys of users by their names and emails, casefolded. emails: by the users' keys.
        fields: custom fields by name.
    """

    key: str | None
    types: dict[str, str]
    colleagues: dict[str, str]
    emails: dict[str, str]
    fields: dict[str, Definition]

    def fit(self, written: Written) -> None:
        """Take out of a record what the account would not take, and say so."""
        body, lost = written.body, written.lost
        said = body["ContactType"]
        body["ContactType"] = self.types.get((said or "").casefold())
        if said and not body["ContactType"]:
            known = ", ".join(self.types.values())
            lost.append(Loss(losses.NO_CHOICE.code, "ContactType", said, known, lasting=False))
        for name in ("ClientOwner", "ClientManager"):
            if body[name] and (key := self.colleagues.get(body[name].casefold())) is not None:
                body[name] = self.emails[key]
            elif body[name]:
                lost.append(Loss(losses.NO_COLLEAGUE.code, name, body[name], lasting=False))
                body[name] = None
        for name, text in list(written.custom.items()):
            definition = self.fields.get(name)
            if definition is not None and self.values(definition, text) is None:
                expected = ", ".join(definition.options) or definition.type
                lost.append(Loss(losses.NO_VALUE.code, name, text, expected, lasting=False))
                del written.custom[name]

    def values(self, definition: Definition, text: str) -> list[str] | None:
        """A text as the values of a custom field; None where it is not of the field's type."""
        match definition.type:
            case "ListMultipleSelect":
                several = [part.strip() for part in text.split(";")]
                return several if set(several) <= set(definition.options) else None
            case "Colleague":
                key = self.colleagues.get(text.casefold())
                return [key] if key else None
            case type_:
                return [text] if _FITS.get(type_, _any)(text, definition) else None


def _any(text: str, definition: Definition) -> bool:
    return True


def _is_date(text: str, definition: Definition) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_FITS: Mapping[str, Callable[[str, Definition], bool]] = {
    "Number": lambda text, definition: bool(_NUMBER.fullmatch(text)),
    "Boolean": lambda text, definition: text in {"true", "false"},
    "Date": _is_date,
    "ListSingleSelect": lambda text, definition: text in definition.options,
}


def tenant(account: Account) -> Tenant:
    """Read the account's lists.

    Raises:
        CarnetError: karbon.no_access, karbon.no_answer.
    """
    settings = account.read("/v3/TenantSettings") or {}
    types = [str(one["Name"]) for one in settings.get("ContactTypes") or ()]
    colleagues: dict[str, str] = {}
    emails: dict[str, str] = {}
    for user in account.every("/v3/Users"):
        key, email = str(user.get("Id") or user.get("UserKey") or ""), str(user.get("EmailAddress") or "")
        emails[key] = email
        for known in (user.get("Name"), email):
            if known:
                colleagues.setdefault(str(known).casefold(), key)
    return Tenant(
        settings.get("TenantKey"), {name.casefold(): name for name in types}, colleagues, emails,
        {one.name: one for one in definitions(account)},
    )  # fmt: skip


def definitions(account: Account) -> Iterator[Definition]:
    """The account's custom fields."""
    for one in account.every("/v3/CustomFields"):
        yield definition(one)


def definition(one: Mapping[str, Any]) -> Definition:
    """A custom field as the API has it; its options go by two names there."""
    options = one.get("ListOptions") or one.get("Options") or ()
    return Definition(str(one["Key"]), str(one["Name"]), str(one["Type"]), tuple(map(str, options)))
