"""Which client groups a contact is in."""

from __future__ import annotations

import polars as pl

from carnet.book.actions.editing import Editing, editing
from carnet.book.actions.stamp import stamp
from carnet.book.bulk import group_of
from carnet.book.firm_book import FirmBook
from carnet.book.models import Member
from carnet.book.texts import compact
from carnet.contract import CarnetError, Kind
from carnet.findings import Severity, rule

rule(
    "group.in_group",
    Severity.ERROR,
    en="“%(value)s” is itself a client group. A group has people and organizations as members.",
    fr="« %(value)s » est lui-même un groupe de clients. Un groupe a pour membres des personnes et des "
    "organisations.",
)


def join(book: FirmBook, key: str, group: str, *, user: str) -> None:
    """Put a contact into a client group; where it is in it already, nothing changes.

    Args:
        key: the contact's. group: the group's key.

    Raises:
        CarnetError: contact.unknown, group.unknown, group.in_group, book.locked.
    """
    with editing(book, key, user=user) as work:
        found = group_of(book, group)
        if work.contact.kind == Kind.CLIENT_GROUP:
            raise CarnetError("group.in_group", value=work.contact.name)
        put_in(work, *found, None)


def leave(book: FirmBook, key: str, group: str, *, user: str) -> None:
    """Take a contact out of a client group; where it is in none such, nothing changes.

    Raises:
        CarnetError: contact.unknown, group.unknown, book.locked.
    """
    with editing(book, key, user=user) as work:
        take_out(work, *group_of(book, group))


def put_in(work: Editing, group: int, name: str, origin: int | None) -> None:
    """Inside an edit; origin is the import that the membership comes from."""
    members = Member.objects.using(work.book.using)
    if not members.filter(group=group, member=work.contact).exists():
        members.create(group_id=group, member=work.contact, origin_id=origin)
        _mark(work, group, None, _said(group, name, origin))


def take_out(work: Editing, group: int, name: str) -> None:
    """Inside an edit."""
    held = Member.objects.using(work.book.using).filter(group=group, member=work.contact)
    for origin in held.values_list("origin_id", flat=True):
        _mark(work, group, _said(group, name, origin), None)
    held.delete()


def _said(group: int, name: str, origin: int | None) -> str:
    return compact({"group": group, "name": name, "origin": origin})


def _mark(work: Editing, group: int, old: str | None, new: str | None) -> None:
    """In the member's journal; the group changes too."""
    work.mark("group", old, new)
    stamp(work.book, work.cursor, pl.Series([group], dtype=pl.Int64), work.now)
