"""The book at a glance."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office.roles import Role


@at_desk(Role.READER)
def glance(request: DeskRequest) -> HttpResponseBase:
    """The area's first page."""
    return render(request, "carnet/overview/glance.html")
