"""A person's own page: name and language, and the ways to password, second factor and sessions."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.templatetags.words import current
from carnet.language import Language, Text
from carnet.office.roles import Role

_NAME = Text("Your name", "Votre nom")
_LANGUAGE = Text("Language", "Langue")
_AS_BROWSER = Text("As the browser asks", "Celle du navigateur")
_KEPT = Text("Kept.", "Enregistré.")


class Own(forms.Form):
    """What a person says of themselves."""

    name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(required=False)


@at_desk(Role.READER)
def own(request: DeskRequest) -> HttpResponseBase:
    """The page; name and language that are sent are kept."""
    user = request.desk.user
    form = Own(request.POST or None, initial={"name": user.name, "language": user.language})
    form.fields["name"].label = _NAME(current())
    form.fields["language"].label = _LANGUAGE(current())
    languages = [
        ("", _AS_BROWSER(current())),
        (Language.EN.value, "English"),
        (Language.FR.value, "Français"),
    ]
    form.fields["language"].choices = languages  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        user.name, user.language = form.cleaned_data["name"].strip(), form.cleaned_data["language"]
        user.save(update_fields=["name", "language"])
        spoken = Language(user.language) if user.language else current()
        messages.success(request, _KEPT(spoken))
        return redirect("people:own")
    return render(request, "carnet/people/own.html", {"form": form})
