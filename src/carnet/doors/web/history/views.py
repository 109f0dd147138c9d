"""The history of the book."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office.roles import Role


@at_desk(Role.READER)
def entries(request: DeskRequest) -> HttpResponseBase:
    """The area's first page."""
    return render(request, "carnet/history/entries.html")
