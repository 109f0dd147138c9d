"""The templates of plans, edited by the team: stages and tasks, moved by buttons."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import at_team
from carnet.doors.web.faults import WRONG
from carnet.doors.web.onboarding.forms import Naming, TaskForm, written
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office.models import PlanTemplate, TemplateStage
from carnet.office.onboarding import templates as office
from carnet.office.onboarding.states import Side, TaskKind
from carnet.office.roles import TeamRole

_STEPS = {"up": -1, "down": 1}
_COPY = Text("Copy of %(name)s", "Copie de %(name)s")
_DELETED = Text(
    "“%(name)s” was deleted; plans that were made from it stay.",
    "« %(name)s » a été supprimé ; les plans déjà établis restent.",
)
_MOVED = Text("“%(name)s” was moved.", "« %(name)s » a changé de place.")


@at_team(TeamRole.SPECIALIST)
def templates(request: HttpRequest) -> HttpResponseBase:
    """All templates, and a place for a new one."""
    form = Naming(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("onboarding:template", office.make(form.name).key)
    values = {"templates": office.known(), "form": form}
    return render(request, "carnet/onboarding/templates.html", values, status=WRONG if form.errors else 200)


@at_team(TeamRole.SPECIALIST)
def template(request: HttpRequest, key: str) -> HttpResponseBase:
    """A template with its stages and tasks; a stage that is sent is added."""
    one = office.found(key)
    form = Naming(request.POST or None)
    if request.method == "POST" and form.is_valid():
        office.add_stage(one, form.name)
        return redirect("onboarding:template", key)
    values = {"template": one, "form": form}
    return render(request, "carnet/onboarding/template.html", values, status=WRONG if form.errors else 200)


@at_team(TeamRole.SPECIALIST)
def copy(request: HttpRequest, key: str) -> HttpResponseBase:
    """Another template with the same stages and tasks."""
    one = office.found(key)
    names = {"name_en": _COPY.en % {"name": one.name_en}, "name_fr": _COPY.fr % {"name": one.name_fr}}
    form = Naming(request.POST or None, initial=names)
    if request.method == "POST" and form.is_valid():
        return redirect("onboarding:template", office.copy(one, form.name).key)
    return written(request, form, one.name, reverse("onboarding:templates"))


@at_team(TeamRole.SPECIALIST)
def rename(request: HttpRequest, key: str) -> HttpResponseBase:
    """Another name for a template."""
    return _renamed(request, office.found(key), key)


@at_team(TeamRole.SPECIALIST)
def stage(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Another name for a stage."""
    return _renamed(request, office.stage_of(key, number), key)


def _renamed(request: HttpRequest, one: PlanTemplate | TemplateStage, key: str) -> HttpResponseBase:
    form = Naming(request.POST or None, initial={"name_en": one.name_en, "name_fr": one.name_fr})
    if request.method == "POST" and form.is_valid():
        office.rename(one, form.name)
        return redirect("onboarding:template", key)
    return written(request, form, one.name, reverse("onboarding:template", args=[key]))


@require_POST
@at_team(TeamRole.SPECIALIST)
def delete(request: HttpRequest, key: str) -> HttpResponseBase:
    """Take a template away."""
    one = office.found(key)
    one.delete()
    messages.success(request, _DELETED(current(), {"name": one.name(current())}))
    return redirect("onboarding:templates")


@at_team(TeamRole.SPECIALIST)
def add_task(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """A new task in a stage."""
    one = office.stage_of(key, number)
    usual = {"kind": TaskKind.OTHER.value, "side": Side.TEAM.value, "days": 0}
    form = TaskForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        office.add_task(one, form.written)
        return redirect("onboarding:template", key)
    return written(request, form, one.name, reverse("onboarding:template", args=[key]))


@at_team(TeamRole.SPECIALIST)
def task(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """A task of a template."""
    one = office.task_of(key, number)
    now = {name: getattr(one, name) for name in ("name_en", "name_fr", "kind", "side", "days")}
    form = TaskForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        office.change_task(one, form.written)
        return redirect("onboarding:template", key)
    return written(request, form, one.name, reverse("onboarding:template", args=[key]))


@require_POST
@at_team(TeamRole.SPECIALIST)
def move_stage(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Move a stage up or down."""
    one = office.stage_of(key, number)
    office.move_stage(one, _STEPS.get(request.POST.get("to", ""), 0))
    return _outline(request, office.found(key), one.name)


@require_POST
@at_team(TeamRole.SPECIALIST)
def move_task(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Move a task up or down, over the border of its stage too."""
    one = office.task_of(key, number)
    office.move_task(one, _STEPS.get(request.POST.get("to", ""), 0))
    return _outline(request, office.found(key), one.name)


@require_POST
@at_team(TeamRole.SPECIALIST)
def delete_stage(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Take a stage away with its tasks."""
    office.stage_of(key, number).delete()
    return redirect("onboarding:template", key)


@require_POST
@at_team(TeamRole.SPECIALIST)
def delete_task(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Take a task away."""
    office.task_of(key, number).delete()
    return redirect("onboarding:template", key)


def _outline(request: HttpRequest, one: PlanTemplate, moved: Text) -> HttpResponse:
    """The stages and tasks as they stand now; the button that was used keeps the focus by its id."""
    values = {"template": one, "moved": _MOVED(current(), {"name": moved(current())})}
    return render(request, "carnet/onboarding/parts/moved.html", values)
