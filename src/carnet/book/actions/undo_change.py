"""Take one change of a contact back: it is as before, and the journal says who did that."""

from __future__ import annotations

import json

import polars as pl

from carnet.book import cards, journal, queries
from carnet.book.actions.edit_cards import held_cards, rewrite
from carnet.book.actions.edit_contact import identifier_faults, present_values, set_archived, write_single
from carnet.book.actions.edit_groups import put_in, take_out
from carnet.book.actions.editing import Editing, Seen, editing
from carnet.book.actions.revert_changes import linked
from carnet.book.firm_book import FirmBook
from carnet.book.models import Contact, Import
from carnet.book.typed.remarks import settle
from carnet.book.typed.values import NAME_PARTS, called
from carnet.contract import CarnetError, Kind
from carnet.findings import Severity, rule

rule(
    "change.unknown",
    Severity.ERROR,
    en="This change cannot be taken back by itself. Undo the import, merge or deletion that it belongs to.",
    fr="Cette modification ne peut pas être annulée seule. Annulez l'importation, la fusion ou la "
    "suppression dont elle fait partie.",
)
rule(
    "value.changed",
    Severity.ERROR,
    en="What this change wrote was changed again since. Nothing was changed. Take the later change back "
    "first.",
    fr="Ce que cette modification a écrit a encore été modifié depuis. Rien n'a été modifié. Annulez d'abord "
    "la modification plus récente.",
)


def undo_change(book: FirmBook, key: str, change: int, *, user: str, seen: Seen | None = None) -> None:
    """Give a value, card, group or place in the archive back what a change took from it.

    Args:
        key: the contact's. change: the number of the change (trail.Step).
        seen: the contact as the person saw it; None where nobody did.

    Raises:
        CarnetError: contact.unknown, contact.changed, change.unknown, value.changed, typed.refused (the
            client identifier is another contact's by now), group.unknown, book.locked.
    """
    with editing(book, key, user=user, seen=seen) as work:
        _undo(work, change - 1, change)


def undo_changes(book: FirmBook, key: str, after: int, upto: int, *, user: str) -> None:
    """Take back together what was saved together.

    Args:
        key: the contact's. after, upto: the numbers of its latest change before and after it was saved.

    Raises:
        CarnetError: see undo_change.
    """
    with editing(book, key, user=user) as work:
        _undo(work, after, upto)


def _undo(work: Editing, after: int, upto: int) -> None:
    where = "j.id > %s AND j.id <= %s AND j.contact_id = %s AND NOT j.undone"
    found = journal.read(work.book, work.cursor, where, [after, upto, work.contact.pk])
    if not found.height or not found.filter(pl.col("field").is_in(["merged", "deleted"])).is_empty():
        raise CarnetError("change.unknown")
    single = ~pl.col("field").is_in(list(_UNDO))
    if not (values := found.filter(single)).is_empty():
        _values(work, values)
    for change in found.filter(~single).reverse().iter_slices(1):
        _UNDO[change["field"].item()](work, change)


def _values(work: Editing, changes: pl.DataFrame) -> None:
    present = present_values(queries.contents(work.book, work.cursor, work.ids))
    fields = changes.group_by("field", maintain_order=True).agg(pl.col("old").first(), pl.col("new").last())
    if any(present.get(field) != new for field, _, new in fields.iter_rows()):
        raise CarnetError("value.changed")
    wanted: dict[str, str | None] = {field: old for field, old, _ in fields.iter_rows()}
    if (
        work.contact.kind == Kind.PERSON
        and "name" not in wanted
        and any(part in wanted for part in NAME_PARTS)
    ):
        wanted["name"] = called({**present, **wanted})
    if not wanted.get("name", "kept"):
        raise CarnetError("change.unknown")
    settle(identifier_faults(work, wanted), (), ())
    write_single(work, wanted)


def _card(work: Editing, change: pl.DataFrame) -> None:
    number, old, new = change.select("card", "old", "new").row(0)
    held = held_cards(work)
    present = held.filter(pl.col("id") == number).select(value=cards.as_json())["value"].to_list()
    if present != ([new] if new else []):
        raise CarnetError("value.changed")
    rest = held.filter(pl.col("id") != number)
    if old is None:
        rewrite(work, rest)
        return
    opened = change.select(id="card", contact_id="contact", old=cards.from_json("old")).unnest("old")
    back = linked(work.book, work.cursor, opened).select(cards.ROW.names())
    alone = not rest["primary"].any()
    rewrite(work, pl.concat([rest, back.with_columns(primary=pl.lit(alone) & pl.col("primary"))]))


def _archived(work: Editing, change: pl.DataFrame) -> None:
    old, new = change.select("old", "new").row(0)
    if str(work.contact.archived) != new:
        raise CarnetError("value.changed")
    set_archived(work, old == "True")


def _group(work: Editing, change: pl.DataFrame) -> None:
    old, new = change.select("old", "new").row(0)
    told = json.loads(old or new)
    groups = Contact.objects.using(work.book.using).filter(firm_id=work.book.firm, kind=Kind.CLIENT_GROUP)
    group = groups.filter(pk=told["group"]).first()
    if group is None:
        raise CarnetError("group.unknown", value=told["name"])
    if old is None:
        take_out(work, group.pk, group.name)
    else:
        standing = Import.objects.using(work.book.using).filter(pk=told["origin"], undone=None).exists()
        put_in(work, group.pk, group.name, told["origin"] if standing else None)


_UNDO = {"card": _card, "archived": _archived, "group": _group}
