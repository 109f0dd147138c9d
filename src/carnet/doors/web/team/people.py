"""Who is in the team: seen and changed by those who lead it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import DeskRequest, at_team
from carnet.doors.web.forms import Spoken
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office import invitations, team
from carnet.office.models import User
from carnet.office.roles import TeamRole

_LABELS = {
    "email": Text("Their email", "Son courriel"),
    "role": Text("What they are in the team", "Son rôle dans l’équipe"),
}
_ROLES = (TeamRole.SPECIALIST, TeamRole.LEAD)
_IS = Text("%(name)s: %(role)s.", "%(name)s : %(role)s.")
_GONE = Text(
    "%(name)s is no longer in the team and has lost access to the firms that it gave them.",
    "%(name)s ne fait plus partie de l’équipe et n’a plus accès aux cabinets qu’elle lui avait confiés.",
)


class Asked(Spoken):
    """Whom to invite, and as what."""

    labels = _LABELS

    email = forms.EmailField(max_length=254)
    role = forms.ChoiceField()

    def __init__(self, data: object = None) -> None:
        super().__init__(data)
        choices = [(role.value, role.label(current())) for role in _ROLES]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]


@at_team(TeamRole.LEAD)
def people(request: DeskRequest) -> HttpResponseBase:
    """The team and the open invitations; an email that is sent is invited."""
    form = Asked(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form)
    assert isinstance(request.user, User)
    email, role = form.cleaned_data["email"], TeamRole(form.cleaned_data["role"])
    return _shown(request, Asked(), invitations.invite_to_team(email, role, request.user), email)


def _shown(request: DeskRequest, form: Asked, token: str = "", whose: str = "") -> HttpResponse:
    """The page; a link that was just made is shown once."""
    everybody = team.people()
    counts = team.firms_of(everybody)
    values = {
        "form": form,
        "link": request.build_absolute_uri(reverse("people:join", args=[token])) if token else "",
        "whose": whose,
        "days": invitations.DAYS,
        "people": [(one, counts.get(one.pk, 0)) for one in everybody],
        "roles": _ROLES,
        "waiting": [
            (one, TeamRole(one.team)) for one in invitations.waiting(invitations.TEAM).select_related("by")
        ],
    }
    answer = render(request, "carnet/team/people.html", values)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@at_team(TeamRole.LEAD)
def change_role(request: DeskRequest, number: int) -> HttpResponseBase:
    """Let somebody lead the team, or no more."""
    one, role = team.found(number), request.POST.get("role", "")
    if role in set(_ROLES):
        team.change_role(one, TeamRole(role))
        said = {"name": str(one), "role": TeamRole(role).label(request.language)}
        messages.success(request, _IS(request.language, said))
    return redirect("team:people" if one != request.user or role == TeamRole.LEAD else "team:dashboard")


@require_POST
@at_team(TeamRole.LEAD)
def leave(request: DeskRequest, number: int) -> HttpResponseBase:
    """Let somebody go."""
    one = team.found(number)
    team.leave(one)
    messages.success(request, _GONE(request.language, {"name": str(one)}))
    return redirect("team:people" if one != request.user else "home")


@require_POST
@at_team(TeamRole.LEAD)
def take_back(request: DeskRequest, number: int) -> HttpResponseBase:
    """Let an open invitation work no more."""
    invitations.take_back(invitations.TEAM, number)
    return redirect("team:people")
