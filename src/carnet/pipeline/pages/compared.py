"""Contacts side by side, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from carnet.catalog import RECORD_COLUMNS
from carnet.contract import CARD
from carnet.pipeline.kept.differences import place_of
from carnet.pipeline.kept.items import items
from carnet.pipeline.pages.rows import grouped, values_of

Texts = Mapping[str, tuple[str, ...]]  # field -> what a contact says there


@dataclass(frozen=True, slots=True)
class Compared:
    """One field with the texts of each side; same: all sides have the same."""

    field: str
    values: tuple[tuple[str, ...], ...]
    same: bool


def compared(sides: Sequence[Texts]) -> tuple[Compared, ...]:
    """The fields that any of the sides has, in the order of a contact's page."""
    fields = sorted({field for side in sides for field in side}, key=lambda one: (place_of(one), one))
    rows = [(field, tuple(side.get(field, ()) for side in sides)) for field in fields]
    return tuple(Compared(field, values, len(set(values)) == 1) for field, values in rows)


def texts_of(contacts: pl.DataFrame, by: str, cards: pl.DataFrame) -> dict[int, Texts]:
    """What each contact says, field by field; tax identifiers masked.

    Args:
        contacts: the record columns that occur, and custom. by: their column that cards name as "contact".
    """
    told = items(cards.select("contact", *CARD.names()), ["contact"])
    of_cards = grouped(told, "contact", lambda row: (row["field"], row["text"]))
    found: dict[int, Texts] = {}
    for number, values in zip(contacts[by].to_list(), values_of(contacts, RECORD_COLUMNS), strict=True):
        texts: dict[str, list[str]] = {field: [text] for field, text in values.items()}
        for field, text in of_cards.get(number, []):
            if text not in texts.setdefault(field, []):
                texts[field].append(text)
        found[number] = {field: tuple(several) for field, several in texts.items()}
    return found
