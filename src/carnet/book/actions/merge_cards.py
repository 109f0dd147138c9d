"""The cards of two contacts that become one: further entries of a card, or further cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from carnet.book import cards, queries, writing
from carnet.contract import CARD
from carnet.stages.assemble.items import LISTS, item_key
from carnet.stages.normalise.comparable import exact_text

if TYPE_CHECKING:
    from carnet.book.actions.merge_contacts import Merging

_Card = dict[str, Any]


def merge_cards(work: Merging) -> int:
    """Give the kept contact what is on the other's cards; how many cards that changed or added.

    A card of an organization that the kept contact has no card of, or of another role there, becomes a
    further card as it is. Otherwise what the kept contact has on none of its cards becomes further entries
    of the card of the same organization; where there is none, of a further card.
    """
    every = queries.contents(work.book, work.cursor, work.both).cards.to_dicts()
    mine = [card for card in every if card["contact"] == work.kept.pk]
    theirs = [card for card in every if card["contact"] == work.gone.pk]
    have = {key for card in mine for key in _keys(card)}
    touched: dict[int, None] = {}
    for card in theirs:
        place = next((n for n, own in enumerate(mine) if _same_place(own, card)), None)
        fresh = card if place is None and _is_placed(card) else _without(card, have)
        if place is not None and _extend(mine[place], fresh):
            touched[place] = None
        elif place is None and any(fresh[name] for name in ("organization", "role", *LISTS)):
            mine.append({**fresh, "id": None})
            touched[len(mine) - 1] = None
        have.update(_keys(card))
    return _write(work, mine, list(touched))


def _same_place(one: _Card, other: _Card) -> bool:
    """Cards of one organization (or of none) that do not differ in the role."""
    places = [_place(card) for card in (one, other)]
    roles = [exact_text(card["role"]) for card in (one, other) if card["role"]]
    return places[0] == places[1] and len(set(roles)) < 2


def _place(card: _Card) -> object:
    return card["organization_contact"] or exact_text(card["organization"] or "")


def _is_placed(card: _Card) -> bool:
    return bool(card["organization"] or card["role"])


def _keys(card: _Card) -> list[tuple[str, int]]:
    """What makes the card's entries the same as others."""
    return [(family, key) for family in LISTS for key in _item_keys(family, card[family])]


def _item_keys(family: str, items: Sequence[Any] | None) -> list[int]:
    if not items:
        return []
    frame = pl.DataFrame({"item": [items]}, schema={"item": CARD[family]}).explode("item")
    return frame.select(item_key(family, pl.col("item"))).to_series().to_list()


def _without(card: _Card, have: set[tuple[str, int]]) -> _Card:
    """A card without the entries that are there already."""
    lists = {
        family: [
            item
            for item, key in zip(card[family] or (), _item_keys(family, card[family]), strict=True)
            if (family, key) not in have
        ]
        for family in LISTS
    }
    return {**card, **{family: items or None for family, items in lists.items()}}


def _extend(own: _Card, fresh: _Card) -> bool:
    """Put further entries onto a card; whether there were any."""
    added = [family for family in LISTS if fresh[family]]
    for family in added:
        own[family] = [*(own[family] or ()), *fresh[family]]
    filled = not own["role"] and bool(fresh["role"])
    own["role"] = own["role"] or fresh["role"]
    return filled or bool(added)


def _write(work: Merging, mine: list[_Card], touched: list[int]) -> int:
    before = cards.read(work.book, work.cursor, "contact_id", pl.Series([work.kept.pk], dtype=pl.Int64))
    places = {row["id"]: row["position"] for row in before.iter_rows(named=True)}
    last = max(places.values(), default=-1)
    added = [n for n in touched if mine[n]["id"] is None]
    numbers = dict(zip(added, work.book.engine.reserve(work.cursor, "book_card", len(added)), strict=True))
    rows = [pl.DataFrame(schema=cards.ROW)]
    for place in touched:
        card = mine[place]
        if card["id"] is None:
            last += 1
        rows.append(
            writing.card_row(
                pl.DataFrame([{name: card[name] for name in CARD}], schema=CARD),
                card["id"] or numbers[place],
                work.kept.pk,
                card["primary"] if card["id"] else place == 0,
                places.get(card["id"], last),
                card["organization_contact"],
            )
        )
    after = pl.concat(rows)
    known = pl.col("id").is_in(before["id"].implode())
    work.book.engine.update(work.cursor, "book_card", after.filter(known).drop("contact_id"))
    work.book.engine.insert(work.cursor, "book_card", after.filter(~known))
    return work.write(cards.journaled(before, after))
