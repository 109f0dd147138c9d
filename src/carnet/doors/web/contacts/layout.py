"""What a person keeps of the list: saved views, columns."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from carnet.doors.web.contacts import columns
from carnet.doors.web.contacts.asked import Asked, as_query, asked
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office import lists
from carnet.office.roles import Role

_NAME = 80  # characters


def given(request: DeskRequest) -> Asked:
    """The list that a form was sent from."""
    return asked(as_query(request.POST.get("query", "").removeprefix("?")))


def back(wanted: Asked) -> HttpResponseBase:
    """To the list."""
    return redirect(reverse("contacts:list") + wanted.search)


@require_POST
@at_desk(Role.READER)
def save_view(request: DeskRequest) -> HttpResponseBase:
    """Keep the list as it stands under a name; for the whole firm only by those who may change the book."""
    desk, wanted = request.desk, given(request).at(1)
    name = " ".join(request.POST.get("name", "").split())[:_NAME]
    if not name:
        return back(wanted)
    shared = desk.edits and request.POST.get("shared") == "yes"
    ids = [column.id for column in columns.of(desk.user, desk.firm, wanted.view)]
    query = Asked(wanted.query, 0, wanted.sized).search
    view = lists.save_view(desk.user, desk.firm, name, query, ids, shared=shared)
    return back(Asked(wanted.query, view.pk, wanted.sized))


@require_POST
@at_desk(Role.READER)
def forget_view(request: DeskRequest, number: int) -> HttpResponseBase:
    """Delete a view: one's own, or as an administrator one of the firm's."""
    desk = request.desk
    if not lists.forget_view(desk.user, desk.firm, number, any_shared=desk.administers):
        raise Http404
    return redirect("contacts:list")


@require_POST
@at_desk(Role.READER)
def keep_columns(request: DeskRequest) -> HttpResponseBase:
    """Remember which columns the person wants to see."""
    ids = [column.id for column in columns.chosen(request.POST.getlist("column"))]
    lists.keep_layout(request.desk.user, request.desk.firm, columns=ids)
    wanted = given(request)
    return back(Asked(wanted.query, 0, wanted.sized))
