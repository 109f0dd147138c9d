"""The list of contacts."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office.roles import Role


@at_desk(Role.READER)
def contacts(request: DeskRequest) -> HttpResponseBase:
    """The list."""
    return render(request, "carnet/contacts/list.html")
