"""The list of contacts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office.roles import Role


def home(_: HttpRequest) -> HttpResponseBase:
    """Where somebody without an address begins."""
    return redirect("contacts")


@at_desk(Role.READER)
def contacts(request: DeskRequest) -> HttpResponseBase:
    """The list."""
    return render(request, "carnet/contacts/list.html")
