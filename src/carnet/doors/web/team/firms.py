"""A firm as the team sees it: whom it was given to, and where its cases stand; and a new firm."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from carnet.book.actions.make_firm import new_firm
from carnet.book.setup import database
from carnet.doors.web.desk import DeskRequest, at_team
from carnet.doors.web.faults import WRONG
from carnet.doors.web.forms import Spoken
from carnet.doors.web.people.firms import LONGEST
from carnet.language import Text
from carnet.office import invitations, members, team
from carnet.office.cases import board, keep
from carnet.office.cases.states import CaseStatus
from carnet.office.models import User
from carnet.office.roles import Role, TeamRole

_LABELS = {
    "name": Text("Name of the firm", "Nom du cabinet"),
    "email": Text("Email of its administrator", "Courriel de son administrateur"),
}
_GIVEN = Text("%(name)s was given this firm.", "Ce cabinet est confié à %(name)s.")
_TAKEN = Text("This firm is no longer given to %(name)s.", "Ce cabinet n’est plus confié à %(name)s.")


class Added(Spoken):
    """A new firm and its administrator."""

    labels = _LABELS

    name = forms.CharField(max_length=LONGEST)
    email = forms.EmailField(max_length=254)


@at_team(TeamRole.LEAD)
def add(request: DeskRequest) -> HttpResponseBase:
    """Add a firm; the link by which its administrator comes is shown this once."""
    form = Added(request.POST or None)
    values: dict[str, object] = {"form": form, "days": invitations.DAYS}
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        given = form.cleaned_data
        key = new_firm(database()[0], given["name"])
        token = invitations.invite(key, given["email"], Role.ADMINISTRATOR, request.user)
        link = request.build_absolute_uri(reverse("people:join", args=[token]))
        values |= {"form": Added(), "link": link, "whose": given["email"], "key": key, "name": given["name"]}
    answer = render(request, "carnet/team/add.html", values, status=WRONG if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@at_team(TeamRole.SPECIALIST)
def firm(request: DeskRequest, key: str) -> HttpResponseBase:
    """A firm that the person sees."""
    user, name = request.user, _name(request, key)
    assert isinstance(user, User)
    places = list(members.of_firm(key))
    here = {place.user_id for place in places}
    values = {
        "key": key, "name": name, "today": date.today(), "leads": user.team == TeamRole.LEAD,
        "belongs": user.pk in here,
        "specialists": [place for place in places if place.role == Role.SPECIALIST],
        "administrators": [place for place in places if place.role == Role.ADMINISTRATOR],
        "others": team.people().exclude(pk__in=here),
        "cases": [(case, CaseStatus(case.status)) for case in keep.of_firm(key)[:100]],
    }  # fmt: skip
    return render(request, "carnet/team/firm.html", values)


@require_POST
@at_team(TeamRole.LEAD)
def give(request: DeskRequest, key: str) -> HttpResponseBase:
    """Give the firm to somebody of the team."""
    _name(request, key)
    one = _somebody(request)
    team.give(key, one)
    messages.success(request, _GIVEN(request.language, {"name": str(one)}))
    return redirect("team:firm", key)


@require_POST
@at_team(TeamRole.LEAD)
def take(request: DeskRequest, key: str) -> HttpResponseBase:
    """Take the firm from somebody of the team."""
    _name(request, key)
    one = _somebody(request)
    team.take(key, one)
    messages.success(request, _TAKEN(request.language, {"name": str(one)}))
    return redirect("team:firm", key)


def _somebody(request: DeskRequest) -> User:
    number = request.POST.get("user", "")
    return team.found(int(number) if number.isdecimal() and len(number) < 10 else 0)


def _name(request: DeskRequest, key: str) -> str:
    """The firm's name; another firm than those that the person sees is not there."""
    assert isinstance(request.user, User)
    name = board.firms_of(request.user).get(key)
    if name is None:
        raise Http404
    return name
