"""What a person changes on one contact: its values, whether it is archived; and contacts added by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import polars as pl

from carnet import catalog
from carnet.book import queries
from carnet.book.actions import outbox
from carnet.book.actions.edit_cards import insert_card, read_fresh
from carnet.book.actions.editing import Editing, Seen, country_of, editing, finish
from carnet.book.actions.rename import rename
from carnet.book.actions.revise_contacts import write_values
from carnet.book.actions.twins import twins
from carnet.book.firm_book import FirmBook
from carnet.book.keys import random_key
from carnet.book.models import Contact
from carnet.book.typed.remarks import Remark, settle
from carnet.book.typed.values import Typed, read_values
from carnet.book.values import VALUES, custom_values, values_of
from carnet.contract import Contents, Kind
from carnet.findings import Severity, rule
from carnet.stages.match.own_keys import identifier_key

rule(
    "contact.field",
    Severity.ERROR,
    en="“%(value)s” is no field of a contact that can be changed here.",
    fr="« %(value)s » n'est pas un champ de contact modifiable ici.",
)
rule(
    "typed.identifier",
    Severity.ERROR,
    en="“%(value)s” is already the client identifier of “%(detail)s”. Each client needs its own.",
    fr="« %(value)s » est déjà l'identifiant du client de « %(detail)s ». Chaque client doit avoir le sien.",
)


def edit(
    book: FirmBook,
    key: str,
    typed: Mapping[str, str | None],
    *,
    user: str,
    seen: Seen | None = None,
    accepted: Collection[str] = (),
    archived: bool | None = None,
) -> None:
    """Change single values of a contact to what a person typed.

    Where the name changes, cards and groups that call the contact by it follow.

    Args:
        key: the contact's.
        typed: record columns and "custom.<name>" -> the text; None and "" empty the field.
        seen: the contact as the person saw it; None where nobody did.
        accepted: marks of the doubts that the person saw (typed.remarks).
        archived: put it away too, or take it back; None leaves it.

    Raises:
        CarnetError: contact.unknown, contact.changed, contact.field, typed.refused, typed.doubtful,
            book.locked.
    """
    with editing(book, key, user=user, seen=seen) as work:
        _write(work, typed, accepted)
        if archived is not None:
            set_archived(work, archived)


def create(
    book: FirmBook,
    kind: Kind,
    typed: Mapping[str, str | None],
    *,
    user: str,
    cards: Sequence[Mapping[str, Any]] = (),
    accepted: Collection[str] = (),
) -> str:
    """Add a contact with at least one card; its key.

    Args:
        kind: of the contact; it never changes.
        typed: as for edit; there must be a name.
        cards: as edit_cards.save_card takes them; the first is the primary one.
        accepted: see edit.

    Raises:
        CarnetError: contact.field, typed.refused, typed.doubtful, book.locked.
    """
    now = datetime.now(UTC)
    with book.writing() as cursor:
        contact = Contact.objects.using(book.using).create(
            firm_id=book.firm,
            key=random_key(),
            kind=str(kind),
            name="",
            name_folded="",
            name_digest=0,
            modified=now,
        )
        work = Editing(book, cursor, contact, user, now)
        home = country_of(work, Contents.none())
        read = _read(work, {"name": "", **typed}, {}, home)
        fresh = [read_fresh(work, card, {}, home) for card in cards or ({},)]
        for place, card in enumerate(fresh):
            read.faults += _placed(card.said.faults, place)
            read.doubts += _placed(card.said.doubts, place)
        read.doubts += twins(work, read.values, fresh)
        settle(read.faults, read.doubts, accepted)
        write_single(work, read.values)
        for card in fresh:
            insert_card(work, card)
        outbox.came(book, cursor, work.ids, now)
        finish(work)
    return contact.key


def _placed(said: Sequence[Remark], card: int) -> list[Remark]:
    """Remarks on a card; of a further one its number stands before the field."""
    return [replace(one, field=f"cards.{card}.{one.field}") if card else one for one in said]


def archive(book: FirmBook, key: str, *, user: str, archived: bool = True, seen: Seen | None = None) -> None:
    """Put a contact away, or take it back; nothing is lost.

    Raises:
        CarnetError: contact.unknown, contact.changed, book.locked.
    """
    with editing(book, key, user=user, seen=seen) as work:
        set_archived(work, archived)


def set_archived(work: Editing, archived: bool) -> None:
    """Inside an edit."""
    before, work.contact.archived = work.contact.archived, archived
    if before is not archived:
        work.contact.save(using=work.book.using, update_fields=["archived"])
        work.mark("archived", str(before), str(archived))


def _write(work: Editing, typed: Mapping[str, str | None], accepted: Collection[str]) -> None:
    held = queries.contents(work.book, work.cursor, work.ids)
    read = _read(work, typed, present_values(held), country_of(work, held))
    settle(read.faults, read.doubts, accepted)
    write_single(work, read.values)


def _read(
    work: Editing, typed: Mapping[str, str | None], present: Mapping[str, str], country: str | None
) -> Typed:
    read = read_values(typed, present, work.contact.kind, country)
    read.faults += identifier_faults(work, read.values)
    return read


def write_single(work: Editing, wanted: Mapping[str, str | None]) -> None:
    """Write values in the form that the book keeps."""
    rows = [(work.contact.pk, column, value) for column, value in wanted.items()]
    frame = pl.DataFrame(rows, schema=VALUES, orient="row")
    changes = write_values(work.book, work.cursor, work.ids, frame, work.now)
    work.keep(changes)
    for old, new in changes.filter(pl.col("field") == "name").select("old", "new").iter_rows():
        if old:
            rename(work, old, new or "")


def present_values(held: Contents) -> dict[str, str]:
    """The single values of one contact."""
    fields = [*catalog.RECORD_COLUMNS, *custom_values(held.contacts)["field"].unique(maintain_order=True)]
    return dict(values_of(held.contacts, fields).select("field", "value").iter_rows())


def identifier_faults(work: Editing, wanted: Mapping[str, str | None]) -> list[Remark]:
    """What is wrong with a client identifier that another contact has."""
    identifier = wanted.get("client_identifier")
    if not identifier or identifier == work.contact.client_identifier:
        return []
    frame = pl.DataFrame({"client_identifier": [identifier]})
    asked = frame.select(contact=pl.lit(0), kind=pl.lit("identifier"), value=identifier_key())
    others = set(queries.find(work.book, work.cursor, asked)["book_id"]) - {work.contact.pk}
    if not others:
        return []
    other = Contact.objects.using(work.book.using).get(pk=min(others))
    return [Remark("client_identifier", "typed.identifier", identifier, detail=other.name, key=other.key)]
