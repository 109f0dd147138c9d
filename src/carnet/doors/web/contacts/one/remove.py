"""Put a contact away, delete it, bring it back, and take single changes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from carnet.book.actions import edit_contact
from carnet.book.actions import undo_change as undoing
from carnet.book.actions.delete_contacts import delete as delete_contacts
from carnet.book.actions.editing import Seen
from carnet.book.actions.undo_import import undo as undo_entry
from carnet.book.contact_view import deleted
from carnet.contract import CarnetError
from carnet.doors.web.contacts.one.page import saved
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.language import Text
from carnet.office.roles import Role

_ARCHIVED = Text(
    "Archived. It stays in the book and is left out of the list.",
    "Archivé. Il reste dans le carnet et n’apparaît plus dans la liste.",
)
_BACK = Text("In use again.", "De nouveau actif.")
_DELETED = Text("“%(name)s” is deleted.", "« %(name)s » est supprimé.")
_RESTORED = Text("Restored.", "Rétabli.")
_TAKEN_BACK = Text("Taken back.", "Modification annulée.")


@require_POST
@at_desk(Role.MEMBER)
def archive(request: DeskRequest, key: str) -> HttpResponseBase:
    """Archive a contact, or with archived=no take it back.

    Raises:
        CarnetError: contact.unknown, contact.changed, book.locked.
    """
    away = request.POST.get("archived") != "no"
    seen = Seen.read(request.POST.get("seen", ""))
    edit_contact.archive(request.desk.book, key, user=str(request.desk.user), archived=away, seen=seen)
    return saved(request, key, (_ARCHIVED if away else _BACK)(request.language), since=seen)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Role.MEMBER)
def delete(request: DeskRequest, key: str) -> HttpResponseBase:
    """Ask, then delete; the list offers to undo it.

    Raises:
        CarnetError: contact.unknown, book.locked.
    """
    view = request.desk.book.contact(key)
    if request.method != "POST":
        return render(request, "carnet/contacts/one/delete.html", {"view": view})
    batch = delete_contacts(request.desk.book, [key], user=str(request.desk.user))
    messages.success(
        request,
        _DELETED(request.language, {"name": view.name}),
        extra_tags=reverse("errands:undo", args=[batch]),
    )
    return redirect("contacts:list")


@require_POST
@at_desk(Role.MEMBER)
def restore(request: DeskRequest, key: str) -> HttpResponseBase:
    """Bring a deleted contact back, with those that were deleted with it.

    Raises:
        CarnetError: contact.unknown, import.already_undone, book.locked.
    """
    book = request.desk.book
    with book.cursor() as cursor:
        gone = deleted(book, cursor, key)
    if gone is None:
        raise CarnetError("contact.unknown", value=key)
    undo_entry(book, gone.batch, user=str(request.desk.user))
    return saved(request, key, _RESTORED(request.language))


@require_POST
@at_desk(Role.MEMBER)
def undo_change(request: DeskRequest, key: str, change: int) -> HttpResponseBase:
    """Take one change back.

    Raises:
        CarnetError: contact.unknown, contact.changed, change.unknown, value.changed, typed.refused,
            book.locked.
    """
    seen = Seen.read(request.POST.get("seen", ""))
    undoing.undo_change(request.desk.book, key, change, user=str(request.desk.user), seen=seen)
    return saved(request, key, _TAKEN_BACK(request.language), part="history")


@require_POST
@at_desk(Role.MEMBER)
def undo_changes(request: DeskRequest, key: str, after: int, upto: int) -> HttpResponseBase:
    """Take back together what was saved together.

    Raises:
        CarnetError: see undo_change.
    """
    undoing.undo_changes(request.desk.book, key, after, upto, user=str(request.desk.user))
    return saved(request, key, _TAKEN_BACK(request.language))
