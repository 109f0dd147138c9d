"""Training sessions: a list by date, when and where one is, who came, and a file for calendars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from carnet.book.setup import firm_names
from carnet.doors.web.desk import DeskRequest, at_desk, at_team
from carnet.doors.web.forms import Spoken
from carnet.doors.web.templatetags.words import current, lines
from carnet.language import Text
from carnet.office.models import Attendee, PlanTask, Training
from carnet.office.onboarding import plans
from carnet.office.onboarding import trainings as office
from carnet.office.onboarding.invitation import invitation
from carnet.office.onboarding.states import TaskKind
from carnet.office.onboarding.trainings import Session
from carnet.office.roles import Role, TeamRole

_OVER = 50  # sessions that are over, of the newest
_MARKED = Text("Attendance was saved.", "Les présences sont enregistrées.")
_CLOCK = Text("In the server’s time zone (%(zone)s).", "À l’heure du serveur (%(zone)s).")


class SessionForm(Spoken):
    """When and where a session is, and who is to come."""

    starts = forms.DateTimeField(
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    minutes = forms.IntegerField(min_value=5, max_value=24 * 60)
    place = forms.CharField(required=False, max_length=500)
    names = forms.CharField(required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))
    labels: ClassVar[Mapping[str, Text]] = {
        "starts": Text("Date and time", "Date et heure"),
        "minutes": Text("Length in minutes", "Durée en minutes"),
        "place": Text("Place, or address of the meeting", "Lieu, ou adresse de la réunion"),
        "names": Text("Who is to come", "Qui doit venir"),
    }
    helps: ClassVar[Mapping[str, Text]] = {"names": Text("One name per line.", "Un nom par ligne.")}

    def __init__(self, data: object = None, **options: object) -> None:
        super().__init__(data, **options)
        zone = datetime.now().astimezone().tzname()
        self.fields["starts"].help_text = _CLOCK(current(), {"zone": zone})

    @property
    def session(self) -> Session:
        """The session that was given."""
        given = self.cleaned_data
        starts = given["starts"].replace(tzinfo=None).astimezone()  # as the clock of this machine shows it
        names = tuple(name[:150] for name in lines(given["names"]))
        return Session(starts, given["minutes"], given["place"].strip(), names)


def planned_session(task: PlanTask, data: object = None) -> SessionForm:
    """The form of a task's session, as it stands."""
    training = getattr(task, "training", None)
    if training is None:
        return SessionForm(data, initial={"minutes": 60})
    names = "\n".join(one.name for one in training.attendees.all())
    starts = training.starts.astimezone().replace(tzinfo=None)
    now = {"starts": starts, "minutes": training.minutes, "place": training.place, "names": names}
    return SessionForm(data, initial=now)


def attended(task: PlanTask) -> list[Attendee]:
    """Who is to come to a task's session, with who came."""
    training = getattr(task, "training", None)
    return list(training.attendees.all()) if training else []


@require_safe
@at_desk(Role.READER)
def trainings(request: DeskRequest) -> HttpResponseBase:
    """The sessions of the firm by date; for the team those of all its firms."""
    desk = request.desk
    firms = [place.firm for place in desk.places] if desk.helps else [desk.firm]
    names, now = firm_names(firms), timezone.now()
    sessions = [(one, names.get(one.task.stage.plan.firm, "")) for one in office.of_firms(firms)]
    values = {
        "coming": [one for one in sessions if one[0].starts >= now],
        "over": [one for one in reversed(sessions) if one[0].starts < now][:_OVER],
    }
    return render(request, "carnet/onboarding/trainings.html", values)


@require_POST
@at_team(TeamRole.SPECIALIST)
@at_desk(Role.SPECIALIST)
def attendance(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """Keep who came."""
    came = {int(one) for one in request.POST.getlist("came") if one.isdecimal() and len(one) < 19}
    office.mark(_training(request, key, number), came)
    messages.success(request, _MARKED(request.language))
    return redirect("onboarding:task", key, number)


@require_safe
@at_desk(Role.READER)
def calendar(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """The session as an iCalendar file."""
    training = _training(request, key, number)
    content = invitation(training, request.desk.book.name, request.language)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, "carnet.ics") or "attachment"
    return answer


def found(request: DeskRequest, key: str, number: int) -> PlanTask:
    """A training task of the firm's plan.

    Raises:
        CarnetError: plan.unknown.
        Http404: the task is another one.
    """
    task = plans.task_of(plans.found(request.desk.firm, key), number)
    if task.kind != TaskKind.TRAINING:
        raise Http404
    return task


def _training(request: DeskRequest, key: str, number: int) -> Training:
    training: Training | None = getattr(found(request, key, number), "training", None)
    if training is None:
        raise Http404
    return training
