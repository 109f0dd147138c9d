"""Contact cards by their keys."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from django.http import HttpResponse, HttpResponseBase

from carnet.book.models import Card
from carnet.contract import Kind
from carnet.doors.api.karbon.calls import Call, answered
from carnet.doors.api.karbon.contacts import save_card
from carnet.doors.api.karbon.wrong import unknown
from carnet.karbon.held import Held, held
from carnet.karbon.shapes.cards import card_number
from carnet.karbon.shapes.given_cards import given_card
from carnet.karbon.shapes.shown import shown_card


def read(call: Call, key: str) -> HttpResponseBase:
    """One card."""
    one, number = _found(call, key)
    return answered(call, "BusinessCards/$entity", shown_card(one, number) or {})


def put(call: Call, key: str) -> HttpResponseBase:
    """A card in place of what is there."""
    with call.caller.book.writing():
        one, number = _found(call, key)
        sent = given_card(call.body("update"), Kind(one.kind))
        save_card(call, one, replace(sent, card=number))
    return HttpResponse(status=204)


def _found(call: Call, key: str) -> tuple[Held, int]:
    """The owner of a card, and the card's number.

    Raises:
        WrongError.
    """
    book, number = call.caller.book, card_number(key)
    if number is not None:
        cards = Card.objects.using(book.using).filter(pk=number)
        for one in held(book, pl.Series(list(cards.values_list("contact_id", flat=True)), dtype=pl.Int64)):
            return one, number
    raise unknown(f"Invalid businessCardPermaKey {key}")
