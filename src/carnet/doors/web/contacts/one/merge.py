"""Merge two contacts: find the other, look at both side by side, choose what stands, merge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from carnet.book.actions.editing import Seen
from carnet.book.actions.merge_contacts import merge as merge_contacts
from carnet.book.actions.merge_contacts import preview
from carnet.book.actions.merge_values import GONE, KEEP, Chosen
from carnet.book.contact_view import ContactView
from carnet.book.values import CUSTOM_PREFIX
from carnet.catalog.sections import columns_of
from carnet.doors.web.contacts.one.page import saved
from carnet.doors.web.contacts.one.pick import search
from carnet.doors.web.contacts.one.words import named, said
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.language import Language, Text
from carnet.office.roles import Role
from carnet.stages.survivorship import REASONS

BOTH = "both"
_CHOICE = "stands."  # before the name of a field in the form
_MERGED = Text("“%(gone)s” goes on in “%(keep)s”.", "« %(gone)s » est réuni à « %(keep)s ».")


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the two contacts.

    Attributes:
        keep, gone: what each says, "" for nothing. stands: KEEP, GONE or BOTH, as the rules have it.
        reason: why. differs: there is something to choose. joins: both can stand, line by line.
    """

    field: str
    label: str
    keep: str
    gone: str
    stands: str
    reason: str
    differs: bool
    joins: bool


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Role.MEMBER)
def merge(request: DeskRequest, key: str) -> HttpResponseBase:
    """Merge the contact that ?with= names into this one; without it the search for the other.

    Raises:
        CarnetError: contact.unknown, contact.changed, merge.kinds, merge.same, book.locked.
    """
    book = request.desk.book
    other = (request.POST if request.method == "POST" else request.GET).get("with", "")
    if request.method == "POST":
        seen = Seen.read(request.POST.get("seen", "")), Seen.read(request.POST.get("seen_other", ""))
        names = {"keep": book.contact(key).name, "gone": book.contact(other).name}
        user = str(request.desk.user)
        done = merge_contacts(book, key, other, user=user, choices=_choices(request), seen=seen)
        return saved(request, key, _MERGED(request.language, names), undo=done.key)
    view = book.contact(key)
    if not other:
        return _search(request, view)
    beside = book.contact(other)
    rows = _rows(view, beside, preview(book, key, other), request.language)
    context = {
        "keep": view,
        "gone": beside,
        "seen": (Seen(view.revision, view.change), Seen(beside.revision, beside.change)),
        "choices": [row for row in rows if row.differs],
        "alike": [row for row in rows if not row.differs],
    }
    return render(request, "carnet/contacts/one/merge.html", context)


def _search(request: DeskRequest, view: ContactView) -> HttpResponseBase:
    """Find the other contact: those that are suspected, then a search among contacts of the same kind."""
    if chosen := request.GET.get("pick_key", ""):
        return redirect(reverse("contacts:merge", args=[view.key]) + f"?with={chosen}")
    text = request.GET.get("pick", "")
    found = [row for row in search(request.desk.book, text, [view.kind]) if row.key != view.key]
    others = [(pair.second if pair.first.key == view.key else pair.first, pair) for pair in view.pairs]
    context: dict[str, Any] = {"view": view, "found": found, "text": text, "others": others}
    return render(request, "carnet/contacts/one/merge_search.html", context)


def _choices(request: DeskRequest) -> dict[str, str | None]:
    """What the person chose otherwise than the rules."""
    return {
        name.removeprefix(_CHOICE): str(choice)
        for name, choice in request.POST.items()
        if name.startswith(_CHOICE) and choice in (KEEP, GONE) and choice != request.POST.get(f"rule.{name}")
    }


def _rows(view: ContactView, beside: ContactView, chosen: dict[str, Chosen], language: Language) -> list[Row]:
    """Every field that either has, in the order of the contact's page."""
    customs = {column for one in (view, beside) for column in one.values if column.startswith(CUSTOM_PREFIX)}
    columns = dict.fromkeys(["name", *columns_of(view.kind), *sorted(customs)])
    return [
        _row(view, beside, column, chosen.get(column), language)
        for column in columns
        if column in view.values or column in beside.values
    ]


def _row(view: ContactView, beside: ContactView, column: str, one: Chosen | None, language: Language) -> Row:
    keep, gone = view.values.get(column, ""), beside.values.get(column, "")
    joins = one is not None and one.reason == "joined"
    stands = BOTH if joins else GONE if one and one.value == gone and one.value != keep else KEEP
    return Row(
        field=column,
        label=named(column, view.kind, language),
        keep=said(column, keep, view.kind, language),
        gone=said(column, gone, view.kind, language),
        stands=stands,
        reason=REASONS[one.reason](language) if one and keep != gone else "",
        differs=bool(keep and gone and keep != gone),
        joins=joins,
    )
