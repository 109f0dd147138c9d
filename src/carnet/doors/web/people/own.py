"""A person's own page: name and language, and the ways to password, second factor and sessions."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from carnet.doors.web.desk import DeskRequest, signed_in
from carnet.doors.web.forms import LANGUAGES
from carnet.doors.web.templatetags.words import current
from carnet.language import Language, Text
from carnet.office.models import User

_NAME = Text("Your name", "Votre nom")
_LANGUAGE = Text("Language", "Langue")
_AS_BROWSER = Text("As the browser asks", "Celle du navigateur")
_MAILED = Text("Email me about cases that concern me", "M’écrire au sujet des dossiers qui me concernent")
_KEPT = Text("Saved.", "Enregistré.")


class Own(forms.Form):
    """What a person says of themselves."""

    name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(required=False)
    mailed = forms.BooleanField(required=False)


@signed_in
def own(request: DeskRequest) -> HttpResponseBase:
    """The page; name and language that are sent are kept."""
    user = request.user
    assert isinstance(user, User)
    initial = {"name": user.name, "language": user.language, "mailed": user.mailed}
    form = Own(request.POST or None, initial=initial)
    form.fields["name"].label = _NAME(current())
    form.fields["language"].label = _LANGUAGE(current())
    form.fields["mailed"].label = _MAILED(current())
    languages = [("", _AS_BROWSER(current())), *LANGUAGES]
    form.fields["language"].choices = languages  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        user.name, user.language = form.cleaned_data["name"].strip(), form.cleaned_data["language"]
        user.mailed = form.cleaned_data["mailed"]
        user.save(update_fields=["name", "language", "mailed"])
        spoken = Language(user.language) if user.language else current()
        messages.success(request, _KEPT(spoken))
        return redirect("people:own")
    return render(request, "carnet/people/own.html", {"form": form})
