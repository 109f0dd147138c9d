"""What a person changes on one contact: its values, its cards, whether it is archived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from carnet.book import cards, journal, writing
from carnet.book.actions.refresh_lookups import refresh_lookups
from carnet.book.actions.revise_contacts import write_values
from carnet.book.actions.stamp import stamp
from carnet.book.engines import Cursor
from carnet.book.firm_book import FirmBook
from carnet.book.keys import random_key
from carnet.book.models import Contact, Firm
from carnet.book.values import CUSTOM_PREFIX, VALUES
from carnet.catalog import RECORD_COLUMNS
from carnet.contract import CARD, CarnetError, Kind
from carnet.findings import Severity, rule

rule(
    "contact.field",
    Severity.ERROR,
    en="“%(value)s” is no field of a contact that can be changed here.",
    fr="« %(value)s » n'est pas un champ de contact modifiable ici.",
)


def edit(book: FirmBook, contact_key: str, values: Mapping[str, str | None], *, user: str) -> None:
    """Change single values of a contact.

    Args:
        values: record columns and "custom.<name>" -> the new value; None and "" empty the field.

    Raises:
        CarnetError: contact.unknown, contact.field.
    """
    for field in values:
        if field not in RECORD_COLUMNS and not field.startswith(CUSTOM_PREFIX):
            raise CarnetError("contact.field", value=field)
    now = datetime.now(UTC)
    with book.writing() as cursor:
        contact = _found(book, contact_key)
        rows = [(contact.pk, field, value or None) for field, value in values.items()]
        wanted = pl.DataFrame(rows, schema=VALUES, orient="row")
        changes = write_values(book, cursor, pl.Series([contact.pk]), wanted, now)
        _finish(book, cursor, contact, changes.with_columns(card=pl.lit(None, pl.Int64)), user, now)


def edit_card(
    book: FirmBook, contact_key: str, values: Mapping[str, Any], *, user: str, card: int = 0
) -> None:
    """Change a card of a contact.

    Args:
        values: columns of contract.CARD in their shapes; those left out stay.
        card: the card's place, the primary one is 0; the number of cards adds one.

    Raises:
        CarnetError: contact.unknown, contact.field.
    """
    for field in values:
        if field not in CARD:
            raise CarnetError("contact.field", value=field)
    now = datetime.now(UTC)
    with book.writing() as cursor:
        contact = _found(book, contact_key)
        changes = _write_card(book, cursor, contact.pk, values, card)
        _finish(book, cursor, contact, changes, user, now)


def _write_card(
    book: FirmBook, cursor: Cursor, contact: int, values: Mapping[str, Any], place: int
) -> pl.DataFrame:
    """What changed, as journal rows."""
    held = book.contents(pl.Series([contact])).cards
    old = held.row(place, named=True) if place < held.height else {}
    fresh = pl.DataFrame([{name: values.get(name, old.get(name)) for name in CARD}], schema=CARD)
    number = old.get("id")
    before = cards.read(book, cursor, "contact_id", pl.Series([contact]))
    if number is None:
        number = book.engine.reserve(cursor, "book_card", 1).item()
        row = card_row(fresh, number, contact, before.height == 0, before.height, None)
        book.engine.insert(cursor, "book_card", row)
    else:
        kept = before.filter(pl.col("id") == number).row(0, named=True)
        employer = kept["organization_id"] if fresh["organization"].item() == old["organization"] else None
        row = card_row(fresh, number, contact, kept["primary"], kept["position"], employer)
        book.engine.update(cursor, "book_card", row)
    texts = before.filter(pl.col("id") == number).select(cards.as_json()).to_series()
    return row.select(
        pl.lit(contact).alias("contact"),
        pl.lit("card").alias("field"),
        pl.lit(number).alias("card"),
        pl.lit(texts.item() if len(texts) else None, pl.String).alias("old"),
        cards.as_json().alias("new"),
    ).filter(pl.col("new").ne_missing(pl.col("old")))


def card_row(
    fresh: pl.DataFrame, number: int, contact: int, primary: bool, position: int, employer: int | None
) -> pl.DataFrame:
    """One card in contract.CARD's shape as cards.ROW."""
    return writing.card_rows(fresh).select(
        pl.lit(number, pl.Int64).alias("id"),
        pl.lit(contact, pl.Int64).alias("contact_id"),
        pl.lit(primary).alias("primary"),
        pl.lit(position, pl.Int64).alias("position"),
        pl.lit(employer, pl.Int64).alias("organization_id"),
        pl.all(),
    ).select(cards.ROW.names())  # fmt: skip


def create(
    book: FirmBook,
    kind: Kind,
    values: Mapping[str, str | None],
    *,
    user: str,
    card_values: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Add a contact; its key.

    Args:
        values: as for edit; "name" must be there.
        card_values: a card each, as for edit_card; the first is the primary one.
    """
    now = datetime.now(UTC)
    with book.writing():
        contact = Contact.objects.using(book.using).create(
            firm_id=book.firm,
            key=random_key(),
            kind=str(kind),
            name="",
            name_folded="",
            name_digest=0,
            modified=now,
        )
        edit(book, contact.key, values, user=user)
        for place, card in enumerate(card_values or ({},)):
            edit_card(book, contact.key, card, user=user, card=place)
    return contact.key


def archive(book: FirmBook, contact_key: str, *, user: str, archived: bool = True) -> None:
    """Put a contact away, or take it back; nothing is lost."""
    now = datetime.now(UTC)
    with book.writing() as cursor:
        contact = _found(book, contact_key)
        before, contact.archived = contact.archived, archived
        contact.save(using=book.using, update_fields=["archived"])
        row = (None, contact.pk, "archived", None, str(before), str(archived))
        changes = pl.DataFrame([row], schema=journal.CHANGE, orient="row")
        _finish(book, cursor, contact, changes.filter(pl.col("old") != pl.col("new")), user, now)


def _found(book: FirmBook, key: str) -> Contact:
    contact = Contact.objects.using(book.using).filter(firm_id=book.firm, key=key).first()
    if contact is None:
        raise CarnetError("contact.unknown", value=key)
    return contact


def _finish(
    book: FirmBook, cursor: Cursor, contact: Contact, changes: pl.DataFrame, user: str, now: datetime
) -> None:
    """The journal, the keys, the date and the book's revision, where something changed."""
    if not changes.height:
        return
    journal.write(book, cursor, changes, batch=None, user=user, now=now)
    refresh_lookups(book, cursor, pl.Series([contact.pk]))
    stamp(book, cursor, pl.Series([contact.pk]), now)
    _grow(book)


def _grow(book: FirmBook) -> None:
    Firm.objects.using(book.using).filter(pk=book.firm).update(revision=book.revision + 1)
