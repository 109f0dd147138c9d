"""The members of a firm."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office.roles import Role


@at_desk(Role.READER)
def members(request: DeskRequest) -> HttpResponseBase:
    """Who works here."""
    return render(request, "carnet/people/members.html")
