"""A person's tokens; an administrator sees and revokes everybody's at the firm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import Desk, DeskRequest, at_desk
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office import tokens as office
from carnet.office.models import ApiToken
from carnet.office.roles import Role
from carnet.office.scopes import Scope

_NAME = Text("What it is for", "À quoi il sert")
_SCOPES = Text("What it may do", "Ce qu’il permet")
_LASTING = Text("How long it works", "Combien de temps il fonctionne")
_NONE = Text("Choose at least one.", "Choisissez-en au moins une.")
_LASTS = {
    "30": Text("30 days", "30 jours"),
    "90": Text("90 days", "90 jours"),
    "365": Text("One year", "Un an"),
    "": Text("Until it is revoked", "Jusqu’à sa révocation"),
}
_REVOKED = Text("%(name)s works no more.", "%(name)s ne fonctionne plus.")
_USUAL = "90"


class Asked(forms.Form):
    """A token to make; readers are offered nothing that changes the book."""

    name = forms.CharField(max_length=100)
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    lasting = forms.ChoiceField(required=False)

    def __init__(self, request: DeskRequest, *, fresh: bool = False) -> None:
        super().__init__(None if fresh else request.POST or None, initial={"lasting": _USUAL})
        language = current()
        for name, text in (("name", _NAME), ("scopes", _SCOPES), ("lasting", _LASTING)):
            self.fields[name].label = text(language)
        self.fields["scopes"].error_messages["required"] = _NONE(language)
        allowed = [scope for scope in Scope if request.desk.role.allows(scope.needs)]
        scopes = [(scope.value, scope.label(language)) for scope in allowed]
        lasts = [(days, text(language)) for days, text in _LASTS.items()]
        self.fields["scopes"].choices = scopes  # type: ignore[attr-defined]
        self.fields["lasting"].choices = lasts  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Shown:
    """A token in the list; ``over``: its time is."""

    token: ApiToken
    scopes: list[Scope]
    over: bool


@at_desk(Role.READER)
def tokens(request: DeskRequest) -> HttpResponseBase:
    """The tokens; one that is asked for is made, and its secret shown this once."""
    form = Asked(request)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form)
    given, desk = form.cleaned_data, request.desk
    lasting = timedelta(days=int(given["lasting"])) if given["lasting"] else None
    scopes = [Scope(value) for value in given["scopes"]]
    token, secret = office.make(desk.user, desk.firm, given["name"], scopes, lasting)
    return _shown(request, Asked(request, fresh=True), token, secret)


@require_POST
@at_desk(Role.READER)
def revoke(request: DeskRequest, number: int) -> HttpResponseBase:
    """Let a token work no more."""
    theirs = _theirs(request.desk)
    token = theirs.filter(pk=number).first()
    office.revoke(theirs, number)
    messages.success(request, _REVOKED(current(), {"name": token.name if token else ""}))
    return redirect("tokens:tokens")


def _theirs(desk: Desk) -> QuerySet[ApiToken]:
    """Those that the person sees and may take back."""
    return office.of_firm(desk.firm) if desk.administers else office.of_user(desk.user, desk.firm)


def _shown(
    request: DeskRequest, form: Asked, token: ApiToken | None = None, secret: str = ""
) -> HttpResponse:
    now = timezone.now()
    listed = [
        Shown(one, office.scopes_of(one), one.expires is not None and one.expires <= now)
        for one in _theirs(request.desk)
    ]
    values = {"form": form, "made": token, "secret": secret, "tokens": listed}
    answer = render(request, "carnet/tokens/tokens.html", values)
    answer["Cache-Control"] = "no-store"
    return answer
