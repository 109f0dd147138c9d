"""Put a contact into a client group or take it out, from the page of either."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.views.decorators.http import require_POST

from carnet.book.actions import edit_groups
from carnet.contract import Kind
from carnet.doors.web.contacts.one.page import saved
from carnet.doors.web.contacts.one.pick import picked
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.language import Text
from carnet.office.roles import Role

_JOINED = Text("Added to the group.", "Ajouté au groupe.")
_LEFT = Text("Removed from the group.", "Retiré du groupe.")
_MEMBERS = [Kind.PERSON.value, Kind.ORGANIZATION.value]


@require_POST
@at_desk(Role.MEMBER)
def join(request: DeskRequest, key: str) -> HttpResponseBase:
    """Put the contact of the page into the picked group, or the picked contact into the group of the page.

    Raises:
        CarnetError: contact.unknown, group.unknown, group.in_group, pick.unknown, book.locked.
    """
    book = request.desk.book
    if request.POST.get("page") == "group":
        member, group = picked(request, book, _MEMBERS), key
    else:
        member, group = key, picked(request, book, [Kind.CLIENT_GROUP.value])
    edit_groups.join(book, member, group, user=str(request.desk.user))
    return saved(request, key, _JOINED(request.language), part="relations")


@require_POST
@at_desk(Role.MEMBER)
def leave(request: DeskRequest, key: str) -> HttpResponseBase:
    """Take a contact out of a group; ``other`` is the key of the one that the page is not about.

    Raises:
        CarnetError: contact.unknown, group.unknown, book.locked.
    """
    pair = (key, request.POST.get("other", ""))
    member, group = pair[::-1] if request.POST.get("page") == "group" else pair
    edit_groups.leave(request.desk.book, member, group, user=str(request.desk.user))
    return saved(request, key, _LEFT(request.language), part="relations")
