"""The first run: the page that makes the firm and its first administrator."""

from __future__ import annotations

import hmac
from pathlib import Path

from django import forms
from django.contrib.auth import login, password_validation
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string

from carnet.book.settings import home_folder
from carnet.book.setup import OWN_FIRM, open_book
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office import members
from carnet.office.models import User
from carnet.office.roles import Role, TeamRole

CODE_FILE = "welcome.code"
CODE = 32  # characters
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"


def nobody_yet() -> bool:
    """Whether the installation has no user."""
    return not User.objects.exists()


def welcome_code() -> str:
    """What the address of the first page must carry, so that only who started the server becomes its first
    administrator. Kept in a file that its owner alone can read until it is used."""
    path = _code_file()
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_string(CODE), encoding="ascii")
    return path.read_text(encoding="ascii")


def _code_file() -> Path:
    return home_folder() / CODE_FILE


class FirstRun(forms.Form):
    """Firm, name, email and password of the first administrator."""

    firm = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, object]:
        """The password must be a good one for this person."""
        given: dict[str, object] = super().clean() or {}
        password = given.get("password")
        if password:
            someone = User(email=str(given.get("email", "")), name=str(given.get("name", "")))
            try:
                password_validation.validate_password(str(password), someone)
            except ValidationError as error:
                self.add_error("password", error)
        return given


_LABELS = {
    "firm": Text("Name of your firm", "Nom de votre cabinet"),
    "name": Text("Your name", "Votre nom"),
    "email": Text("Your email", "Votre courriel"),
    "password": Text("A password, at least 10 characters", "Un mot de passe, au moins 10 caractères"),
}


def welcome(request: HttpRequest) -> HttpResponseBase:
    """Make the firm and its first administrator, once."""
    if not nobody_yet():
        return redirect("home")
    code = request.POST.get("code") or request.GET.get("code") or ""
    if not hmac.compare_digest(code.encode(), welcome_code().encode()):
        return render(request, "carnet/people/locked.html", status=403)
    book = open_book()  # the firm that the command line made, or a fresh one
    initial = {"firm": "" if book.name == OWN_FIRM else book.name}
    form = FirstRun(request.POST or None, initial=initial)
    for name, label in _LABELS.items():
        form.fields[name].label = label(current())
    if request.method == "POST" and form.is_valid():
        return _begin(request, form)
    return render(request, "carnet/people/welcome.html", {"form": form, "code": code})


def _begin(request: HttpRequest, form: FirstRun) -> HttpResponseBase:
    from carnet.book.actions.make_firm import rename_firm

    given = form.cleaned_data
    book = open_book()
    if not nobody_yet():
        raise PermissionDenied
    rename_firm(book, given["firm"])
    user = User.objects.create_user(given["email"], given["password"], name=given["name"], team=TeamRole.LEAD)
    from carnet.book.models import Firm

    members.join(user, Firm.objects.using(book.using).get(pk=book.firm).key, Role.ADMINISTRATOR)
    _code_file().unlink(missing_ok=True)
    login(request, user, backend=ALLAUTH)
    return redirect("home")
