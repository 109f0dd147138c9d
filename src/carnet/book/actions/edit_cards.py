"""What a person changes on the cards of one contact."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from carnet.book import cards, queries, writing
from carnet.book.actions.editing import Editing, Seen, country_of, editing
from carnet.book.firm_book import FirmBook
from carnet.book.models import Contact
from carnet.book.typed.card import read_card
from carnet.book.typed.remarks import Remark, settle
from carnet.book.typed.values import Typed
from carnet.contract import CARD, CarnetError, Kind
from carnet.findings import Severity, rule
from carnet.stages.assemble.identity import name_key
from carnet.stages.match.own_keys import with_key_columns

rule(
    "card.unknown",
    Severity.ERROR,
    en="This contact card is not there any more. Look at the contact once more.",
    fr="Cette fiche de contact n'existe plus. Consultez de nouveau le contact.",
)
rule(
    "typed.organization",
    Severity.ERROR,
    en="No organization of the book is called “%(value)s”. Choose one from the list, or add the organization "
    "first.",
    fr="Aucune organisation du carnet ne s'appelle « %(value)s ». Choisissez-en une dans la liste, ou "
    "ajoutez d'abord l'organisation.",
)
rule(
    "typed.organizations",
    Severity.ERROR,
    en="%(detail)s organizations of the book are called “%(value)s”. Choose the right one from the list.",
    fr="%(detail)s organisations du carnet s'appellent « %(value)s ». Choisissez la bonne dans la liste.",
)


def save_card(
    book: FirmBook,
    key: str,
    typed: Mapping[str, Any],
    *,
    user: str,
    card: int | None = None,
    seen: Seen | None = None,
    accepted: Collection[str] = (),
) -> None:
    """Change a card of a contact to what a person typed, or add one.

    Args:
        key: the contact's.
        typed: columns of contract.CARD in their shapes, each entry as its text; those left out stay. A
            person's "organization" is the name of one of the book's, or "organization_key" its key.
        card: the card's id; None adds one.
        seen: the contact as the person saw it; None where nobody did.
        accepted: marks of the doubts that the person saw (typed.remarks).

    Raises:
        CarnetError: contact.unknown, contact.changed, contact.field, card.unknown, typed.refused,
            typed.doubtful, book.locked.
    """
    with editing(book, key, user=user, seen=seen) as work:
        if card is not None:
            _change(work, card, typed, accepted)
            return
        held = queries.contents(work.book, work.cursor, work.ids)
        fresh = read_fresh(work, typed, {}, country_of(work, held))
        settle(fresh.said.faults, fresh.said.doubts, accepted)
        insert_card(work, fresh)


def remove_card(book: FirmBook, key: str, card: int, *, user: str, seen: Seen | None = None) -> None:
    """Take a card away; where it was the primary one, the next is.

    Raises:
        CarnetError: contact.unknown, contact.changed, card.unknown, book.locked.
    """
    with editing(book, key, user=user, seen=seen) as work:
        held = held_cards(work)
        _of(held, card)
        rewrite(work, held.filter(pl.col("id") != card))


def make_primary(book: FirmBook, key: str, card: int, *, user: str, seen: Seen | None = None) -> None:
    """Let a card be the contact's first.

    Raises:
        CarnetError: contact.unknown, contact.changed, card.unknown, book.locked.
    """
    with editing(book, key, user=user, seen=seen) as work:
        held = held_cards(work)
        _of(held, card)
        rewrite(work, held.with_columns(primary=pl.col("id") == card))


def insert_card(work: Editing, fresh: Fresh) -> None:
    """A further card, inside an edit."""
    held = held_cards(work)
    number = work.book.engine.reserve(work.cursor, "book_card", 1).item()
    place = max(held["position"], default=-1) + 1
    row = writing.card_row(fresh.card, number, work.contact.pk, not held.height, place, fresh.employer)
    rewrite(work, pl.concat([held, row]))


def _change(work: Editing, card: int, typed: Mapping[str, Any], accepted: Collection[str]) -> None:
    held = held_cards(work)
    kept = _of(held, card)
    whole = queries.contents(work.book, work.cursor, work.ids)
    old = whole.cards.row(by_predicate=pl.col("id") == card, named=True)
    fresh = read_fresh(work, typed, old, country_of(work, whole))
    settle(fresh.said.faults, fresh.said.doubts, accepted)
    employer = fresh.employer
    if fresh.card["organization"].item() == old["organization"] and not typed.get("organization_key"):
        employer = kept["organization_id"]
    row = writing.card_row(fresh.card, card, work.contact.pk, kept["primary"], kept["position"], employer)
    rewrite(work, pl.concat([held.filter(pl.col("id") != card), row]))


@dataclass(frozen=True, slots=True)
class Fresh:
    """A typed card.

    Attributes:
        card: in contract.CARD's shape, one row. employer: the id of its organization.
        said: what was said of its entries.
    """

    card: pl.DataFrame
    employer: int | None
    said: Typed


def read_fresh(work: Editing, typed: Mapping[str, Any], old: Mapping[str, Any], country: str | None) -> Fresh:
    """A card as a person typed it, over what is there.

    Args:
        country: of the contact or of the firm (editing.country_of).

    Raises:
        CarnetError: contact.field.
    """
    placed = {"organization", "organization_key"} if work.contact.kind == Kind.PERSON else set()
    for name in typed:
        if name not in placed | (CARD.keys() - {"organization"}):
            raise CarnetError("contact.field", value=name)
    read, said = read_card(typed, old, country)
    employer: int | None = None
    if "organization" in typed or "organization_key" in typed:
        try:
            read["organization"], employer = _employer(work, typed, old)
        except CarnetError as error:
            told = {name: str(value) for name, value in error.values.items()}
            said.faults.append(Remark("organization", error.code, **told))
    whole = {name: read.get(name, old.get(name)) for name in CARD}
    return Fresh(pl.DataFrame([whole], schema=CARD), employer, said)


def _employer(
    work: Editing, typed: Mapping[str, Any], old: Mapping[str, Any]
) -> tuple[str | None, int | None]:
    """Name and id of the organization that a card is to be at.

    Raises:
        CarnetError: contact.unknown, typed.organization, typed.organizations.
    """
    name, key = (typed.get("organization") or "").strip(), typed.get("organization_key")
    there = Contact.objects.using(work.book.using).filter(firm_id=work.book.firm, kind=Kind.ORGANIZATION)
    if key:
        chosen = there.filter(key=key).first()
        if chosen is None:
            raise CarnetError("contact.unknown", value=key)
        return chosen.name, chosen.pk
    if not name or name == old.get("organization"):
        return name or None, None
    frame = with_key_columns(pl.DataFrame({"kind": [str(Kind.ORGANIZATION)], "name": [name]}))
    asked = frame.select(contact=pl.lit(0), kind=pl.lit("name"), value=name_key())
    found = queries.find(work.book, work.cursor, asked)["book_id"].unique()
    if len(found) != 1:
        code = "typed.organizations" if len(found) else "typed.organization"
        raise CarnetError(code, value=name, detail=str(len(found)))
    chosen = there.get(pk=found.item())
    return chosen.name, chosen.pk


def held_cards(work: Editing) -> pl.DataFrame:
    """The contact's cards, cards.ROW."""
    return cards.read(work.book, work.cursor, "contact_id", work.ids)


def _of(held: pl.DataFrame, card: int) -> dict[str, Any]:
    found = held.filter(pl.col("id") == card)
    if not found.height:
        raise CarnetError("card.unknown")
    return found.row(0, named=True)


def rewrite(work: Editing, wanted: pl.DataFrame) -> None:
    """Let the contact have those cards (cards.ROW), exactly one of them the primary one."""
    before, after = held_cards(work), _one_primary(wanted)
    engine = work.book.engine
    there = pl.col("id").is_in(before["id"].implode())
    changes = cards.journaled(before, after)
    touched = after.filter(pl.col("id").is_in(changes["card"].implode()))
    engine.update(work.cursor, "book_card", touched.filter(there))
    engine.insert(work.cursor, "book_card", touched.filter(~there))
    gone = before.filter(~pl.col("id").is_in(after["id"].implode()))
    cards.delete(work.book, work.cursor, gone["id"])
    work.keep(changes)
    work.keep(
        gone.select(
            contact="contact_id",
            field=pl.lit("card"),
            card="id",
            old=cards.as_json(),
            new=pl.lit(None, pl.String),
        )
    )


def _one_primary(wanted: pl.DataFrame) -> pl.DataFrame:
    """The first of those that are called so, else the first of all."""
    ordered = wanted.sort("primary", "position", "id", descending=[True, False, False])
    first = pl.int_range(pl.len()) == 0
    return ordered.with_columns(primary=first).sort("position", "id")
