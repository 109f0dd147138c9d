"""What a link from an administrator opens: coming to a firm, or choosing a new password."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import login, password_validation
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from carnet.book.setup import open_book
from carnet.doors.web.desk import FIRM
from carnet.doors.web.people.welcome import ALLAUTH
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office import invitations
from carnet.office.models import Invitation, User

_NAME = Text("Your name", "Votre nom")
_PASSWORD = Text("A password, at least 10 characters", "Un mot de passe, au moins 10 caractères")
_RENEWED = Text(
    "Your new password is kept. Sign in.", "Votre nouveau mot de passe est enregistré. Connectez-vous."
)


class Comer(forms.Form):
    """Name and password of somebody new; without the name for a new password."""

    name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, request: HttpRequest, invitation: Invitation) -> None:
        super().__init__(request.POST or None)
        self._invitation = invitation
        self.fields["name"].label = _NAME(current())
        self.fields["password"].label = _PASSWORD(current())
        if invitation.user:
            del self.fields["name"]

    def clean_password(self) -> str:
        """A good password for this person."""
        password: str = self.cleaned_data["password"]
        someone = User(email=self._invitation.email, name=self.cleaned_data.get("name", ""))
        password_validation.validate_password(password, someone)
        return password


def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """The link's page; what is sent there uses it."""
    invitation = invitations.found(token)
    user = request.user if isinstance(request.user, User) else None
    if invitation.user is None:
        if user is not None:
            return _signed_in(request, invitation, token, user)
        if User.objects.filter(email=invitation.email).exists():
            return redirect_to_login(request.get_full_path())
    form = Comer(request, invitation)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        someone = invitations.accept(token, None, name=given.get("name", ""), password=given["password"])
        return _done(request, invitation, someone)
    return _shown(request, invitation, form=form)


def _signed_in(request: HttpRequest, invitation: Invitation, token: str, user: User) -> HttpResponseBase:
    """Somebody who has an account comes to one more firm."""
    if request.method == "POST":
        invitations.accept(token, user)
        if invitation.team:
            return redirect("team:dashboard")
        request.session[FIRM] = invitation.firm
        return redirect("home")
    return _shown(request, invitation)


def _done(request: HttpRequest, invitation: Invitation, someone: User) -> HttpResponseBase:
    if invitation.user is not None:  # a second factor still stands before the book
        messages.success(request, _RENEWED(current()))
        return redirect("account_login")
    login(request, someone, backend=ALLAUTH)
    return redirect("home")


def _shown(request: HttpRequest, invitation: Invitation, form: forms.Form | None = None) -> HttpResponse:
    name = "" if invitation.team else open_book(firm=invitation.firm, make=False).name
    answer = render(
        request, "carnet/people/join.html", {"invitation": invitation, "firm": name, "form": form}
    )
    answer["Cache-Control"] = "no-store"
    return answer
