"""A task of a plan: its guide, what stands behind it, and what both sides may change of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from carnet.book.history import Entry
from carnet.contract import CarnetError
from carnet.doors.web.desk import Desk, DeskRequest, at_desk, at_team
from carnet.doors.web.faults import WRONG
from carnet.doors.web.forms import Spoken
from carnet.doors.web.history.views import titled
from carnet.doors.web.onboarding import trainings
from carnet.doors.web.onboarding.forms import Naming, TaskForm, written
from carnet.doors.web.onboarding.plans import may_tick, shown
from carnet.doors.web.onboarding.trainings import SessionForm, attended, planned_session
from carnet.doors.web.templatetags.words import day
from carnet.language import Language, Text
from carnet.office import members
from carnet.office.cases import keep
from carnet.office.models import PlanTask
from carnet.office.onboarding import plans as office
from carnet.office.onboarding import trainings as office_trainings
from carnet.office.onboarding.states import Side, TaskKind
from carnet.office.roles import Role, TeamRole

_CASE, _IMPORT = "case:", "import:"  # in front of a key that an import task is linked to
_ARRANGED = Text("The session is saved.", "La séance est enregistrée.")
_SAVED = Text("Saved.", "Enregistré.")
_NOBODY = Text("Nobody yet", "Personne pour l’instant")
_NOTHING = Text("Nothing yet", "Rien pour l’instant")


class Noted(Spoken):
    """What whoever does a task may write."""

    note = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    labels: ClassVar[Mapping[str, Text]] = {
        "note": Text("Note, read by both sides", "Note, lue par les deux parties")
    }


class Edited(Naming, Noted):
    """What the team may change of a task."""

    side = forms.ChoiceField()
    assignee = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    due = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    link = forms.ChoiceField(required=False)
    labels: ClassVar[Mapping[str, Text]] = {
        **Naming.labels,
        **Noted.labels,
        "side": Text("Who does it", "Qui s’en charge"),
        "assignee": Text("Given to", "Confiée à"),
        "due": Text("Due", "Échéance"),
        "link": Text("Case or import that does this", "Dossier ou importation qui s’en charge"),
    }
    field_order = ("name_en", "name_fr", "side", "assignee", "due", "link", "note")


def _edited(request: DeskRequest, task: PlanTask, data: object = None) -> Noted:
    """The form of a task for who asks."""
    language, desk = request.language, request.desk
    if not desk.helps:
        return Noted(data, initial={"note": task.note})
    link = f"{_CASE}{task.case.key}" if task.case else f"{_IMPORT}{task.imported}" if task.imported else ""
    now = {name: getattr(task, name) for name in ("name_en", "name_fr", "side", "due", "note")}
    form = Edited(data, initial=now | {"assignee": task.assignee_id, "link": link})
    sides = [(one.value, one.label(language)) for one in Side]
    people = [(place.user_id, str(place.user)) for place in members.of_firm(desk.firm)]
    form.fields["side"].choices = sides  # type: ignore[attr-defined]
    form.fields["assignee"].choices = [("", _NOBODY(language)), *people]  # type: ignore[attr-defined]
    if TaskKind(task.kind).imports:
        form.fields["link"].choices = _links(desk, language)  # type: ignore[attr-defined]
    else:
        del form.fields["link"]
    return form


def _links(desk: Desk, language: Language) -> list[tuple[str, str]]:
    """What an import task may be done by: the firm's cases, and the imports of its book."""
    cases = [(f"{_CASE}{one.key}", f"{one.title} · {day(one.opened)}") for one in keep.of_firm(desk.firm)]
    imports = [
        (f"{_IMPORT}{one.key}", f"{titled(one, language)} · {day(one.created)}")
        for one in desk.book.history()
        if one.balance
    ]
    return [("", _NOTHING(language)), *cases, *imports]


def _save(request: DeskRequest, task: PlanTask, form: Noted) -> None:
    given = form.cleaned_data
    task.note = given["note"].strip()
    if isinstance(form, Edited):
        task.name_en, task.name_fr, task.side = given["name_en"], given["name_fr"], given["side"]
        task.due, task.assignee_id = given["due"], given["assignee"]
        link = given.get("link", "")
        task.imported = link.removeprefix(_IMPORT) if link.startswith(_IMPORT) else ""
        is_case = link.startswith(_CASE)
        task.case = keep.found(request.desk.firm, link.removeprefix(_CASE)) if is_case else None
    task.save()
    messages.success(request, _SAVED(request.language))


@require_safe
@at_desk(Role.READER)
def task(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """A task, with what who asks may change of it."""
    one = _found(request, key, number)
    return _page(request, one, _edited(request, one) if may_tick(request, one) else None)


@require_POST
@at_desk(Role.MEMBER)
def edit(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """Keep what is written of a task."""
    one = _found(request, key, number)
    _allowed(request, one)
    form = _edited(request, one, request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    _save(request, one, form)
    return redirect("onboarding:task", key, number)


@require_POST
@at_team(TeamRole.SPECIALIST)
@at_desk(Role.SPECIALIST)
def arrange(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """Fix the session of a training task, or change it."""
    one = trainings.found(request, key, number)
    session = planned_session(one, request.POST)
    if not session.is_valid():
        return _page(request, one, _edited(request, one), session)
    office_trainings.arrange(one, session.session)
    messages.success(request, _ARRANGED(request.language))
    return redirect("onboarding:task", key, number)


def _page(
    request: DeskRequest, one: PlanTask, form: Noted | None, session: SessionForm | None = None
) -> HttpResponse:
    if session is None and request.desk.helps and one.kind == TaskKind.TRAINING:
        session = planned_session(one)
    values = {
        "task": one, "plan": one.stage.plan, "form": form, "session": session, "attendees": attended(one),
        "entry": _entry(request, one),
    }  # fmt: skip
    wrong = any(each is not None and each.errors for each in (form, session))
    return render(request, "carnet/onboarding/task.html", values, status=WRONG if wrong else 200)


def _entry(request: DeskRequest, task: PlanTask) -> Entry | None:
    """The import in the book's history by which a task is done."""
    if not task.imported:
        return None
    try:
        return request.desk.book.history(task.imported)[0]
    except CarnetError:
        return None


@require_POST
@at_desk(Role.MEMBER)
def tick(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """Say that a task is done, or take that back; the plan as it stands then."""
    one = _found(request, key, number)
    _allowed(request, one)
    office.tick(one, request.desk.user, request.POST.get("done") == "yes")
    if request.htmx:
        return shown(request, one.stage.plan)
    return redirect("onboarding:plan", key)


@at_team(TeamRole.SPECIALIST)
@at_desk(Role.SPECIALIST)
def add(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """A further task in a stage of the plan."""
    plan = office.found(request.desk.firm, key)
    stage = office.stage_of(plan, number)
    usual = {
        "kind": TaskKind.OTHER.value,
        "side": Side.TEAM.value,
        "days": max((date.today() - plan.starts).days, 0),
    }
    form = TaskForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        given = form.written
        made = PlanTask(
            name_en=given.name.en, name_fr=given.name.fr, kind=given.kind.value, side=given.side.value
        )
        office.add_tasks(stage, [(made, given.days)], plan.starts)
        return redirect("onboarding:plan", key)
    return written(request, form, stage.name, reverse("onboarding:plan", args=[key]))


@require_POST
@at_team(TeamRole.SPECIALIST)
@at_desk(Role.SPECIALIST)
def delete(request: DeskRequest, key: str, number: int) -> HttpResponseBase:
    """Take a task out of the plan."""
    _found(request, key, number).delete()
    return redirect("onboarding:plan", key)


def _found(request: DeskRequest, key: str, number: int) -> PlanTask:
    return office.task_of(office.found(request.desk.firm, key), number)


def _allowed(request: DeskRequest, task: PlanTask) -> None:
    if not may_tick(request, task):
        raise PermissionDenied
