"""The page of one contact."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from carnet.book.actions.editing import Seen
from carnet.book.contact_view import ContactView, Told, deleted
from carnet.book.work_list import WorkQuery
from carnet.catalog import SECRET_COLUMNS
from carnet.contract import CarnetError
from carnet.doors.web.contacts.one import trails
from carnet.doors.web.contacts.one.values import blocks
from carnet.doors.web.contacts.one.words import named, said
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.findings import render as render_finding
from carnet.office.roles import Role
from carnet.stages.report.mask import veiled

GONE = 410  # status
_WORK = 5  # work items that the page names


@require_safe
@at_desk(Role.READER)
def contact(request: DeskRequest, key: str) -> HttpResponseBase:
    """A contact; of a deleted one who deleted it, and how it comes back.

    Raises:
        CarnetError: contact.unknown.
    """
    try:
        view = request.desk.book.contact(key)
    except CarnetError:
        with request.desk.book.cursor() as cursor:
            gone = deleted(request.desk.book, cursor, key)
        if gone is None:
            raise
        return render(request, "carnet/contacts/one/deleted.html", {"gone": gone, "key": key}, status=GONE)
    return shown(request, view)


def shown(request: DeskRequest, view: ContactView, status: int = 200, **more: Any) -> HttpResponse:
    """The whole page.

    Args:
        more: what the templates print besides the contact: ``form`` and ``editing``, the id of the part that
            is being edited.
    """
    response = render(request, "carnet/contacts/one.html", context(request, view) | more, status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def context(request: DeskRequest, view: ContactView) -> dict[str, Any]:
    """What the templates of a contact print."""
    language = request.language
    return {
        "view": view,
        "seen": Seen(view.revision, view.change),
        "blocks": blocks(view, language),
        "chapters": trails.chapters(view, language),
        "card_places": [trails.place_of(cell) for cell in trails.card_cells(view)],
        "sources": trails.rows_of(view.cells),
        "work": request.desk.book.work_page(WorkQuery(client=view.key, limit=_WORK), date.today()),
        "told": [(one, _sentence(request, one)) for one in view.told if one.open],
        "lost": [
            (named(column, view.kind, language), said(column, value, view.kind, language))
            for column, value in view.lost
            if (column, value) != ("name", view.name)
        ],
    }


def _sentence(request: DeskRequest, one: Told) -> str:
    """A finding as a person reads it; tax identifiers in it are masked."""
    texts = (one.value, one.suggestion, one.detail)
    value, suggestion, detail = map(veiled, texts) if one.field in SECRET_COLUMNS else texts
    told = render_finding(one.code, request.language, value=value, suggestion=suggestion, detail=detail)
    return told.message


def saved(
    request: DeskRequest,
    key: str,
    sentence: str,
    *,
    part: str = "",
    undo: str = "",
    since: Seen | None = None,
) -> HttpResponseBase:
    """Back to the contact after it was changed; for htmx the contact as it is now, in place.

    Args:
        part: the id of the part that was edited, where the reader goes on.
        undo: the key of the entry of the history that takes it back.
        since: the contact as it was before, where what was changed of it can be taken back together.
    """
    view = request.desk.book.contact(key)
    back = undo and reverse("errands:undo", args=[undo])
    if since and view.change > since.change:
        back = reverse("contacts:undo_changes", args=[key, since.change, view.change])
    messages.success(request, sentence, extra_tags=back)
    if not request.htmx:
        return redirect(reverse("contacts:contact", args=[key]) + (f"#{part}" if part else ""))
    response = render(request, "carnet/contacts/one/changed.html", context(request, view) | {"focus": part})
    response["HX-Retarget"], response["HX-Reswap"] = "#contact", "outerHTML show:none"
    return response
