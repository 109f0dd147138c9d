"""Contacts, organizations and client groups: listed, read, made, changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
from django.http import HttpResponse, HttpResponseBase

from carnet.book import queries
from carnet.book.actions import edit_cards, edit_contact, edit_groups
from carnet.book.firm_book import FirmBook
from carnet.book.listing import ListQuery, listing_of
from carnet.book.models import Card
from carnet.contract import Kind
from carnet.doors.api.karbon import odata
from carnet.doors.api.karbon.calls import Call, answered
from carnet.doors.api.karbon.colleagues import check_type, colleagues, named
from carnet.doors.api.karbon.wrong import FORBIDDEN, WrongError, bad, not_yet, unknown
from carnet.karbon.held import Held, held, ids_of
from carnet.karbon.shapes.cards import unseen
from carnet.karbon.shapes.given import Given, given, patched
from carnet.karbon.shapes.given_cards import GivenCard
from carnet.karbon.shapes.names import PERSON, Entity
from carnet.karbon.shapes.shown import row, shown
from carnet.stages.match.own_keys import identifier_key

_FILTERS = {
    "Contact": {"FullName": True, "EmailAddress": True, "PhoneNumber": True, "ContactType": True,
                "ExternalKey": False},
    "Organization": {"FullName": True, "EmailAddress": True, "ContactType": True, "ExternalKey": False},
    "ClientGroup": {"FullName": False},
}  # fmt: skip
_EXPANDED = {
    "Contact": ("BusinessCards", "ClientTeam", "ClientAccess"),
    "Organization": ("BusinessCards", "ClientTeam", "Contacts"),
    "ClientGroup": ("BusinessCard", "ClientTeam"),
}


class Everything:
    """What API callers have seen of doubts: they are not asked, as Karbon does not ask."""

    def __contains__(self, mark: object) -> bool:
        return True

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0


SEEN = Everything()


def listed(call: Call, entity: Entity) -> HttpResponseBase:
    """A page of a kind's contacts that are not archived."""
    options = call.options("filter", "orderby", "top", "skip")
    asked = options.get("filter", "").strip()
    where = odata.conditions(asked, entity.name, _FILTERS[entity.name]) if asked else []
    orders = {"FullName": "name"} | (
        {} if entity.kind == Kind.CLIENT_GROUP else {"LastModifiedDateTime": "modified"}
    )
    sort, descending = odata.order(options, orders, "name")
    part = odata.window(options)
    query = ListQuery(
        kinds=(str(entity.kind),), sort=sort, descending=descending, offset=part.skip, limit=part.top
    )
    found = listing_of(call.caller.book).page(query, odata.chosen(where))
    if not found.ready:
        return not_yet()
    book = call.caller.book
    records = held(book, ids_of(book, [one.key for one in found.rows]))
    return odata.page(call, entity.path, part, found.total, [row(one) for one in records])


def read(call: Call, entity: Entity, key: str) -> HttpResponseBase:
    """One record by its key."""
    expand = call.expanded(*_EXPANDED[entity.name])
    return _record(call, entity, found(call.caller.book, entity, key), expand)


def read_by_identifier(call: Call, entity: Entity, identifier: str) -> HttpResponseBase:
    """One record by its client identifier, in any case."""
    expand = call.expanded(entity.cards)
    said = identifier.replace("''", "'").strip()
    if not said:
        raise bad("UserDefinedIdentifier is missing or empty")
    book = call.caller.book
    frame = pl.DataFrame({"client_identifier": [said]})
    asked = frame.select(contact=pl.lit(0), kind=pl.lit("identifier"), value=identifier_key())
    with book.cursor() as cursor:
        ids = queries.find(book, cursor, asked)["book_id"].unique()
    for one in held(book, ids):
        same = one.values.get("client_identifier", "").casefold() == said.casefold()
        if same and one.kind == entity.kind:
            return _record(call, entity, one, expand)
    raise unknown(f"No {_said(entity)} found for provided UserDefinedIdentifer")


def make(call: Call, entity: Entity) -> HttpResponseBase:
    """A new record."""
    expand = call.expanded(entity.cards)
    sent = _given(call, entity, call.body(entity.name))
    book, user = call.caller.book, call.caller.name
    cards = [_typed(one) for one in sorted(sent.cards or (), key=lambda one: not one.primary)]
    values = {name: text for name, text in sent.values.items() if text}
    with book.writing():
        key = edit_contact.create(book, entity.kind, values, user=user, cards=cards, accepted=SEEN)
        _join(book, key, sent.members, user)
    one = found(book, entity, key)
    answer = _record(call, entity, one, expand, 201)
    answer["Location"] = f"{call.root}{entity.path}('{key}')/KarbonService.{entity.name}DTO"
    return answer


def put(call: Call, entity: Entity, key: str) -> HttpResponseBase:
    """A record in place of what is there."""
    call.options("expand")
    book, user = call.caller.book, call.caller.name
    with book.writing():
        one = found(book, entity, key)
        sent = _given(call, entity, call.body("update"))
        edit_contact.edit(book, key, sent.values, user=user, accepted=SEEN)
        if sent.cards is not None:
            _put_cards(call, one, sent.cards)
        _join(book, key, sent.members, user)
    return HttpResponse(status=204)


def patch(call: Call, entity: Entity, key: str) -> HttpResponseBase:
    """A few properties of a record."""
    book = call.caller.book
    found(book, entity, key)
    body = call.body("update")
    values = patched(entity, body)
    _restricted(str(body.get("RestrictionLevel") or "Public"))
    edit_contact.edit(book, key, values, user=call.caller.name, accepted=SEEN)
    return _record(call, entity, found(book, entity, key), set())


def found(book: FirmBook, entity: Entity, key: str) -> Held:
    """The contact of a key, where it is of that kind.

    Raises:
        WrongError.
    """
    for one in held(book, ids_of(book, [key])):
        if one.kind == entity.kind:
            return one
    raise unknown(f"No {_said(entity)} found for provided key")


def save_card(call: Call, one: Held, sent: GivenCard) -> None:
    """A card in place of what is there; what the API cannot show of it stays."""
    old = next(card for card in one.cards if card.id == sent.card)
    typed = _typed(sent) | {
        name: [*_typed(sent)[name], *kept] for name, kept in unseen(old.said).items() if kept
    }
    if not sent.organization and old.organization is None:
        typed.pop("organization", None)
    edit_cards.save_card(
        call.caller.book, one.key, typed, user=call.caller.name, card=sent.card, accepted=SEEN
    )


def _given(call: Call, entity: Entity, body: Mapping[str, Any]) -> Given:
    sent = given(entity, body)
    _restricted(sent.restriction)
    check_type(call, sent.values)
    for name in ("client_owner", "client_manager"):
        sent.values[name] = named(call, sent.values.get(name))
    return sent


def _restricted(level: str) -> None:
    """Carnet shows every contact to all of a firm's members."""
    if level != "Public":
        said = f"This API application does not have permission to set RestrictionLevel to {level}."
        raise WrongError(403, FORBIDDEN, said)


def _typed(sent: GivenCard) -> dict[str, Any]:
    if sent.organization:
        return sent.typed | {"organization_key": sent.organization}
    return sent.typed | ({"organization": ""} if sent.card is not None else {})


def _put_cards(call: Call, one: Held, cards: list[GivenCard]) -> None:
    """Let a contact have those cards; a group's one card is its first."""
    book, user = call.caller.book, call.caller.name
    held_ids = [card.id for card in one.cards]
    if one.kind == Kind.CLIENT_GROUP:
        cards = [replace(cards[0], card=held_ids[0] if held_ids else None)] if cards else []
    for sent in cards:
        if sent.card is not None and sent.card not in held_ids:
            raise bad("Invalid businessCardPermaKey")
        if sent.card is not None:
            save_card(call, one, sent)
        else:
            edit_cards.save_card(book, one.key, _typed(sent), user=user, accepted=SEEN)
    named_ids = {sent.card for sent in cards}
    for number in held_ids if one.kind != Kind.CLIENT_GROUP else ():
        if number not in named_ids:
            edit_cards.remove_card(book, one.key, number, user=user)
    _put_first(call, one, cards, held_ids)


def _put_first(call: Call, one: Held, cards: list[GivenCard], before: list[int]) -> None:
    """Let the card that is called so be the primary one."""
    now = list(Card.objects.using(call.caller.book.using).filter(contact_id=one.id).order_by("pk"))
    fresh = [card.pk for card in now if card.pk not in before]
    primary = next((sent for sent in cards if sent.primary), None)
    if primary is None:
        return
    number = primary.card
    if number is None:
        number = fresh[[sent for sent in cards if sent.card is None].index(primary)]
    if not next(card.primary for card in now if card.pk == number):
        edit_cards.make_primary(call.caller.book, one.key, number, user=call.caller.name)


def _join(book: FirmBook, key: str, members: list[str] | None, user: str) -> None:
    """Let a client group have those members."""
    if members is None:
        return
    before = {member for member, *_ in next(iter(held(book, ids_of(book, [key])))).members}
    for member in members:
        if member not in before:
            edit_groups.join(book, member, key, user=user)
    for member in before - set(members):
        edit_groups.leave(book, member, key, user=user)


def _record(call: Call, entity: Entity, one: Held, expand: set[str], status: int = 200) -> HttpResponseBase:
    people = _people(call.caller.book, one) if "Contacts" in expand else []
    body = shown(one, colleagues(call), expand, people)
    return answered(call, f"{entity.path}/KarbonService.{entity.name}DTO/$entity", body, status)


def _people(book: FirmBook, one: Held) -> list[Held]:
    """The people whose cards point at an organization."""
    cards = Card.objects.using(book.using).filter(organization_id=one.id).order_by("contact_id")
    ids = pl.Series(list(cards.values_list("contact_id", flat=True).distinct()), dtype=pl.Int64)
    return [person for person in held(book, ids) if person.kind == PERSON.kind]


def _said(entity: Entity) -> str:
    return "Client Group" if entity.kind == Kind.CLIENT_GROUP else entity.name
