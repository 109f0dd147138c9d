"""Merge any two contacts: find the other, look at both side by side, choose what stands, merge."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from carnet.book import duplicates
from carnet.book.actions.editing import Seen, found, seen_now
from carnet.book.actions.merge_contacts import merge as merge_contacts
from carnet.book.actions.merge_contacts import mergeable
from carnet.book.contact_view import ContactView
from carnet.book.side_by_side import SideBySide, side_by_side
from carnet.doors.web.contacts.one.page import saved
from carnet.doors.web.contacts.one.pick import search
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.duplicates.sides import chosen, origins, rows
from carnet.language import Text
from carnet.office.roles import Role
from carnet.stages.report.evidence import evidence_line

_MERGED = Text("“%(gone)s” was merged into “%(keep)s”.", "« %(gone)s » a été fusionné avec « %(keep)s ».")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Role.MEMBER)
def merge(request: DeskRequest, key: str) -> HttpResponseBase:
    """Merge the contact that ?with= names into this one; without it the search for the other.

    Raises:
        CarnetError: contact.unknown, contact.changed, merge.kinds, merge.same, book.locked.
    """
    book = request.desk.book
    other = (request.POST if request.method == "POST" else request.GET).get("with", "")
    if not other and request.method != "POST":
        return _search(request, book.contact(key))
    seen = side_by_side(book, key, other)
    mergeable(seen.kept, seen.gone)
    if request.method != "POST":
        return _compared(request, seen)
    states = Seen.read(request.POST.get("seen", "")), Seen.read(request.POST.get("seen_other", ""))
    choices = chosen(request.POST.dict(), seen)
    done = merge_contacts(book, key, other, user=str(request.desk.user), choices=choices, seen=states)
    names = {"keep": seen.kept.name, "gone": seen.gone.name}
    return saved(request, key, _MERGED(request.language, names), undo=done.key)


def _compared(request: DeskRequest, seen: SideBySide) -> HttpResponseBase:
    """Both side by side; what speaks for their being one, where that was compared."""
    book, language = request.desk.book, request.language
    with book.cursor() as cursor:
        pairs = duplicates.of_contact(book, cursor, seen.kept.id)
    pair = next((one for one in pairs if seen.gone.id in {one.first.id, one.second.id}), None)
    context = {
        "seen": seen,
        "rows": rows(seen, language),
        "origins": origins(book, seen, language),
        "evidence": evidence_line(pair.evidence, language) if pair else "",
        "swap": reverse("contacts:merge", args=[seen.gone.key]) + f"?with={seen.kept.key}",
        "states": [seen_now(book, found(book, side.key)) for side in (seen.kept, seen.gone)],
    }
    return render(request, "carnet/contacts/one/merge.html", context)


def _search(request: DeskRequest, view: ContactView) -> HttpResponseBase:
    """Find the other contact: those that are suspected, then a search among contacts of the same kind."""
    if picked := request.GET.get("pick_key", ""):
        return redirect(reverse("contacts:merge", args=[view.key]) + f"?with={picked}")
    text = request.GET.get("pick", "")
    hits = [row for row in search(request.desk.book, text, [view.kind]) if row.key != view.key]
    others = [(pair.second if pair.first.key == view.key else pair.first, pair) for pair in view.pairs]
    context: dict[str, Any] = {"view": view, "found": hits, "text": text, "others": others}
    return render(request, "carnet/contacts/one/merge_search.html", context)
