"""Contact, Organization and ClientGroup, written from a contact of the book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from carnet.catalog import SECRET_COLUMNS
from carnet.contract import Kind
from carnet.karbon import losses
from carnet.karbon.held import Held
from carnet.karbon.losses import Loss
from carnet.karbon.shapes.accounting import accounting
from carnet.karbon.shapes.cards import Keys, card
from carnet.karbon.shapes.names import ACCOUNTING, BEYOND, PERSON_NAMES, SHARED, Limit


@dataclass(slots=True)
class Written:
    """A record without its own key.

    Attributes:
        body: the properties that can be sent, also those that hold nothing.
        custom: values of custom fields by name.
        lost: what does not reach Karbon as it is.
    """

    body: dict[str, Any]
    custom: dict[str, str] = field(default_factory=dict)
    lost: list[Loss] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether Karbon would not take the record at all."""
        return any(loss.code == losses.BOTH_NAMES.code for loss in self.lost)


def written(held: Held, keys: Keys) -> Written:
    """A contact as the API has it, without its key.

    Args:
        keys: the other side's keys of organizations and members.
    """
    lost: list[Loss] = []
    values = held.values
    body: dict[str, Any] = _WRITERS[held.kind](held, keys, lost)
    body |= {name: values.get(column) for name, column in SHARED.items()}
    body["EntityDescription"] = {"Text": values.get("description")}
    return Written(body, _custom(held, lost), lost)


def _person(held: Held, keys: Keys, lost: list[Loss]) -> dict[str, Any]:
    body: dict[str, Any] = {name: held.values.get(column) for name, column in PERSON_NAMES.items()}
    if not (body["FirstName"] and body["LastName"]):
        lost.append(Loss(losses.BOTH_NAMES.code, "LastName", held.values.get("name", "")))
    body["BusinessCards"] = [card(one, keys, lost) for one in held.cards]
    return body | {"AccountingDetail": accounting(held, lost)}


def _organization(held: Held, keys: Keys, lost: list[Loss]) -> dict[str, Any]:
    cards = [card(one, keys, lost) for one in held.cards]
    return {
        "FullName": held.values.get("name"),
        "BusinessCards": cards,
        "AccountingDetail": accounting(held, lost),
    }


def _group(held: Held, keys: Keys, lost: list[Loss]) -> dict[str, Any]:
    cards = [card(one, keys, lost) for one in held.cards]
    lost += [
        Loss(losses.NO_PLACE.code, "BusinessCard", text)
        for further in held.cards[1:]
        for text in (
            *(further.said["emails"] or ()),
            *(one["number"] for one in further.said["phones"] or ()),
        )
    ]
    lost += [
        Loss(losses.NO_PLACE.code, name, "" if name in SECRET_COLUMNS else held.values[name])
        for name in ACCOUNTING
        if name in held.values
    ]
    members = []
    for key, kind, name in held.members:
        if other := keys(key):
            members.append({"OrganizationKey" if kind == Kind.ORGANIZATION else "ContactKey": other})
        else:
            lost.append(Loss(losses.NOT_THERE.code, "Members", name, lasting=False))
    return {
        "FullName": held.values.get("name"),
        "PrimaryContact": held.values.get("primary_contact"),
        "Members": members,
        "BusinessCard": cards[0] if cards else None,
    }


_WRITERS: dict[str, Callable[[Held, Keys, list[Loss]], dict[str, Any]]] = {
    Kind.PERSON: _person, Kind.ORGANIZATION: _organization, Kind.CLIENT_GROUP: _group,
}  # fmt: skip


def _custom(held: Held, lost: list[Loss]) -> dict[str, str]:
    """The custom fields that go into CustomFieldValues, each one text."""
    found = {}
    for name, several in held.custom.items():
        if name in BEYOND and held.kind != Kind.CLIENT_GROUP:
            continue
        text = "; ".join(several)
        if held.kind == Kind.CLIENT_GROUP:
            lost.append(Loss(losses.NO_PLACE.code, name, text))
        elif len(name) > Limit.CUSTOM_NAME:
            lost.append(Loss(losses.TOO_LONG.code, name[:40] + "…", name, str(Limit.CUSTOM_NAME)))
        elif len(text) > Limit.CUSTOM_VALUE:
            lost.append(Loss(losses.TOO_LONG.code, name, text, str(Limit.CUSTOM_VALUE)))
        else:
            found[name] = text
            if len(several) > 1:
                lost.append(Loss(losses.JOINED.code, name, text))
    return found
