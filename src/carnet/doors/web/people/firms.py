"""Going from one firm to another, for those who belong to several."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import FIRM, DeskRequest, at_desk
from carnet.office.roles import Role


@require_POST
@at_desk(Role.READER)
def choose(request: DeskRequest) -> HttpResponseBase:
    """Look at another of the person's firms from now on."""
    wanted = request.POST.get("firm", "")
    if wanted not in {place.firm for place in request.desk.places}:
        raise Http404
    request.session[FIRM] = wanted
    return redirect("home")
