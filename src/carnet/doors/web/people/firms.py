"""The firms of an installation: going from one to another, a new one, another name."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from carnet.book.actions.make_firm import new_firm, rename_firm
from carnet.doors.web.desk import FIRM, DeskRequest, at_desk
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office import members
from carnet.office.roles import Role

LONGEST = 200  # characters of a firm's name


@require_POST
@at_desk(Role.READER)
def choose(request: DeskRequest) -> HttpResponseBase:
    """Look at another of the person's firms from now on."""
    wanted = request.POST.get("firm", "")
    if wanted not in {place.firm for place in request.desk.places}:
        raise Http404
    request.session[FIRM] = wanted
    return redirect("home")


@at_desk(Role.ADMINISTRATOR)
def firm(request: DeskRequest) -> HttpResponseBase:
    """The firm's name, and a place to add another firm."""
    return render(request, "carnet/people/firm.html", {"longest": LONGEST})


@require_POST
@at_desk(Role.ADMINISTRATOR)
def rename(request: DeskRequest) -> HttpResponseBase:
    """Give the firm another name."""
    if name := request.POST.get("name", "").strip()[:LONGEST]:
        rename_firm(request.desk.book, name)
        told = Text("The firm is called %(name)s now.", "Le cabinet s’appelle désormais %(name)s.")
        messages.success(request, told(current(), {"name": name}))
    return redirect("people:firm")


@require_POST
@at_desk(Role.ADMINISTRATOR)
def add(request: DeskRequest) -> HttpResponseBase:
    """Add a firm with a book of its own; who adds it is its administrator."""
    name = request.POST.get("name", "").strip()[:LONGEST]
    if not name:
        return redirect("people:firm")
    key = new_firm(request.desk.book.using, name)
    members.join(request.desk.user, key, Role.ADMINISTRATOR)
    request.session[FIRM] = key
    return redirect("home")
