"""What is written of a stage, a task or a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from carnet.doors.web.faults import WRONG
from carnet.doors.web.forms import Spoken
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office.onboarding.states import Side, TaskKind
from carnet.office.onboarding.templates import Written


class Naming(Spoken):
    """A name in both languages."""

    name_en = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"lang": "en"}))
    name_fr = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"lang": "fr"}))
    labels: ClassVar[Mapping[str, Text]] = {
        "name_en": Text("Name in English", "Nom en anglais"),
        "name_fr": Text("Name in French", "Nom en français"),
    }

    @property
    def name(self) -> Text:
        """The name that was given."""
        return Text(self.cleaned_data["name_en"], self.cleaned_data["name_fr"])


class TaskForm(Naming):
    """A task of a template."""

    kind = forms.ChoiceField()
    side = forms.ChoiceField()
    days = forms.IntegerField(min_value=0, max_value=730)
    labels: ClassVar[Mapping[str, Text]] = {
        **Naming.labels,
        "kind": Text("What it is", "Nature"),
        "side": Text("Who does it", "Qui s’en charge"),
        "days": Text("Days after the start when it is due", "Jours après le début où elle est due"),
    }
    helps: ClassVar[Mapping[str, Text]] = {
        "kind": Text(
            "A data export becomes one task for each program of the firm.",
            "Un export des données devient une tâche par logiciel du cabinet.",
        )
    }

    def __init__(self, data: object = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name, known in (("kind", TaskKind), ("side", Side)):
            choices = [(one.value, one.label(current())) for one in known]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def written(self) -> Written:
        """The task that was given."""
        given = self.cleaned_data
        return Written(self.name, TaskKind(given["kind"]), Side(given["side"]), given["days"])


def written(request: HttpRequest, form: forms.Form, title: Text, back: str) -> HttpResponse:
    """The page of a form.

    Args:
        title: what the form is about. back: the address from which one came.
    """
    values = {"form": form, "title": title, "back_to": back}
    return render(request, "carnet/onboarding/form.html", values, status=WRONG if form.errors else 200)
