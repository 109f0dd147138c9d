"""The contacts that a search box offers while somebody types."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.book.firm_book import FirmBook
from carnet.book.listing import ListQuery, ListRow, listing_of
from carnet.contract import CarnetError, Kind
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.findings import Severity, rule
from carnet.office.roles import Role
from carnet.stages.normalise.searched import searched_text

rule(
    "pick.unknown",
    Severity.ERROR,
    en="No contact is called “%(value)s” exactly. Choose one from the list that appears while you type.",
    fr="Aucun contact ne s'appelle exactement « %(value)s ». Choisissez-en un dans la liste qui apparaît "
    "pendant la saisie.",
)
_MOST = 8
_LONGEST = 200  # characters of a search


@require_safe
@at_desk(Role.READER)
def pick(request: DeskRequest) -> HttpResponseBase:
    """The best hits of ?q= among contacts of ?kind=, without ?not=."""
    found = search(request.desk.book, request.GET.get("q", ""), request.GET.getlist("kind"))
    without = request.GET.getlist("not")
    rows = [row for row in found if row.key not in without][:_MOST]
    return render(request, "carnet/contacts/one/picks.html", {"rows": rows})


def picked(request: HttpRequest, book: FirmBook, kinds: Sequence[str]) -> str:
    """The key of the contact that a form with a search box names: the chosen one, else the one of that name.

    Raises:
        CarnetError: pick.unknown.
    """
    chosen, name = request.POST.get("pick_key", ""), request.POST.get("pick", "").strip()
    if chosen:
        return chosen
    same = [row.key for row in search(book, name, kinds) if searched_text(row.name) == searched_text(name)]
    if not name or len(same) != 1:
        raise CarnetError("pick.unknown", value=name)
    return same[0]


def search(book: FirmBook, text: str, kinds: Sequence[str]) -> tuple[ListRow, ...]:
    """The best hits of a text among contacts of those kinds, archived ones too."""
    wanted = tuple(kind for kind in kinds if kind in set(Kind))
    if not text.strip():
        return ()
    return (
        listing_of(book).page(ListQuery(text=text[:200], kinds=wanted, archived="all", limit=_MOST + 2)).rows
    )
