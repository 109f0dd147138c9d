"""Who may open the firm's book: seen and changed by its administrators."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office import invitations
from carnet.office import members as office
from carnet.office.roles import OF_THE_FIRM, Role

_EMAIL = Text("Their email", "Son courriel")
_ROLE = Text("What they may do", "Ce que cette personne peut faire")
_MAY = {
    Role.READER: Text("Read-only: look and search", "Lecture seule : consulter et chercher"),
    Role.MEMBER: Text("Member: also import and change contacts", "Membre : aussi importer et modifier"),
    Role.ADMINISTRATOR: Text(
        "Administrator: also decide who has access", "Administrateur : aussi décider qui a accès"
    ),
}


class Asked(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(max_length=254)
    role = forms.ChoiceField()


def _form(request: DeskRequest) -> Asked:
    form = Asked(request.POST if "email" in request.POST else None, initial={"role": Role.MEMBER.value})
    form.fields["email"].label = _EMAIL(current())
    form.fields["role"].label = _ROLE(current())
    choices = [(role.value, text(current())) for role, text in _MAY.items()]
    form.fields["role"].choices = choices  # type: ignore[attr-defined]
    return form


def _shown(request: DeskRequest, form: Asked, token: str = "", whose: str = "") -> HttpResponse:
    """The page; a link that was just made is shown once."""
    link = request.build_absolute_uri(reverse("people:join", args=[token])) if token else ""
    values = {
        "form": form,
        "link": link,
        "whose": whose,
        "days": invitations.DAYS,
        "places": office.of_firm(request.desk.firm),
        "roles": OF_THE_FIRM,
        "waiting": invitations.waiting(request.desk.firm).select_related("by"),
    }
    answer = render(request, "carnet/people/members.html", values)
    answer["Cache-Control"] = "no-store"
    return answer


@at_desk(Role.ADMINISTRATOR)
def members(request: DeskRequest) -> HttpResponseBase:
    """The members and the open invitations; an email that is sent is invited."""
    form = _form(request)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form)
    email = form.cleaned_data["email"]
    token = invitations.invite(request.desk.firm, email, Role(form.cleaned_data["role"]), request.desk.user)
    return _shown(request, Asked(), token, email)


@require_POST
@at_desk(Role.ADMINISTRATOR)
def renew(request: DeskRequest, number: int) -> HttpResponseBase:
    """A link by which a member chooses a new password."""
    place = office.found(request.desk.firm, number)
    token = invitations.renew_password(place, request.desk.user)
    return _shown(request, _form(request), token, place.user.email)


@require_POST
@at_desk(Role.ADMINISTRATOR)
def take_back(request: DeskRequest, number: int) -> HttpResponseBase:
    """Let an open invitation work no more."""
    invitations.take_back(request.desk.firm, number)
    return redirect("people:members")


@require_POST
@at_desk(Role.ADMINISTRATOR)
def change_role(request: DeskRequest, number: int) -> HttpResponseBase:
    """Let a member do more or less."""
    place = office.found(request.desk.firm, number)
    role = request.POST.get("role", "")
    if role in set(OF_THE_FIRM):
        office.change_role(place, Role(role))
        told = Text("%(name)s: %(role)s.", "%(name)s : %(role)s.")
        messages.success(
            request, told(current(), {"name": str(place.user), "role": Role(role).label(current())})
        )
    return redirect("people:members")


@require_POST
@at_desk(Role.ADMINISTRATOR)
def remove(request: DeskRequest, number: int) -> HttpResponseBase:
    """Take somebody's access to this firm away."""
    place = office.found(request.desk.firm, number)
    name = str(place.user)
    office.leave(place)
    told = Text("%(name)s has no access any more.", "%(name)s n\u2019a plus accès.")
    messages.success(request, told(current(), {"name": name}))
    return redirect("people:members" if place.user != request.desk.user else "home")
