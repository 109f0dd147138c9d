"""What the team says of a case, and both sides to each other."""

from __future__ import annotations

from datetime import date

from django import forms

from carnet.doors.web.forms import LANGUAGES, Spoken
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office.cases.assign import assignees
from carnet.office.cases.states import Way
from carnet.office.models import Case, User

_LABELS = {
    "title": Text("What it is about", "De quoi il s’agit"),
    "way": Text("How the files come", "Comment les fichiers arrivent"),
    "contact": Text(
        "Email of the person to tell at the firm", "Courriel de la personne à prévenir au cabinet"
    ),
    "language": Text("Language of messages to the firm", "Langue des messages au cabinet"),
    "assignee": Text("Who does it", "Qui s’en charge"),
    "due": Text("Due on", "Échéance le"),
}
_HELP = {
    "title": Text("Both sides read this.", "Les deux parties lisent ce texte."),
    "contact": Text("If left empty: its administrators.", "Si vide : ses administrateurs."),
}
_NOBODY = Text("Nobody yet", "Personne pour l’instant")


class Plan(Spoken):
    """Who does a case, and until when."""

    labels = _LABELS
    helps = _HELP

    assignee = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    due = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, firm: str, data: object = None, **initial: object) -> None:
        super().__init__(data, initial=initial)
        people = [(str(one.pk), str(one)) for one in assignees(firm)]
        self.fields["assignee"].choices = [("", _NOBODY(current())), *people]  # type: ignore[attr-defined]

    @property
    def day(self) -> date | None:
        """Until when."""
        due: date | None = self.cleaned_data["due"]
        return due

    @property
    def number(self) -> int | None:
        """Who: the user's number."""
        number: int | None = self.cleaned_data["assignee"]
        return number


class Opened(Plan):
    """A new case."""

    title = forms.CharField(max_length=200)
    way = forms.ChoiceField()
    contact = forms.EmailField(required=False, max_length=254)
    language = forms.ChoiceField(choices=LANGUAGES)
    field_order = ("title", "way", "language", "contact", "assignee", "due")

    def __init__(self, firm: str, by: User, data: object = None) -> None:
        super().__init__(firm, data, assignee=by.pk, language=current().value, way=Way.ASSISTED.value)
        ways = [(way.value, way.label(current())) for way in (Way.ASSISTED, Way.LINK)]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]


def plan_of(case: Case, data: object = None) -> Plan:
    """The form of a case as it stands."""
    return Plan(case.firm, data, assignee=case.assignee_id, due=case.due)
