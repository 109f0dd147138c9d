"""Plans: those of a firm, a new one, and one with its tasks for both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from carnet.book.setup import firm_names
from carnet.doors.web.desk import FIRM, DeskRequest, at_desk, at_team
from carnet.doors.web.forms import Spoken
from carnet.doors.web.onboarding.forms import written
from carnet.doors.web.templatetags.guides import guided
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office.models import Plan, PlanStage, PlanTask
from carnet.office.onboarding import plans as office
from carnet.office.onboarding import templates
from carnet.office.onboarding.plans import Progress
from carnet.office.onboarding.states import Side
from carnet.office.roles import Role, TeamRole
from carnet.providers.layout import providers

PAGE = 50  # plans of other firms
_DELETED = Text("The plan was deleted.", "Le plan a été supprimé.")


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan with the name of its firm, and how far both sides are."""

    plan: Plan
    firm: str
    sides: list[Progress]

    @property
    def done(self) -> int:
        """Tasks that are done."""
        return sum(side.done for side in self.sides)

    @property
    def total(self) -> int:
        """All tasks."""
        return sum(side.total for side in self.sides)

    @property
    def late(self) -> int:
        """Open tasks after their day."""
        return sum(side.late for side in self.sides)


@dataclass(frozen=True, slots=True)
class Shown:
    """A task of a plan; ``may_tick``: whether who looks may say that it is done."""

    task: PlanTask
    may_tick: bool


class Asked(Spoken):
    """A new plan."""

    template = forms.ChoiceField()
    tools = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    starts = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    labels: ClassVar[Mapping[str, Text]] = {
        "template": Text("Made from", "D’après le modèle"),
        "tools": Text("Programs that hold the firm’s data now", "Logiciels où se trouvent les données"),
        "starts": Text("First day", "Premier jour"),
    }

    def __init__(self, data: object = None) -> None:
        super().__init__(data, initial={"starts": date.today()})
        known = [(one.key, one.name(current())) for one in templates.known()]
        tools = [(one.name, one.title(current())) for one in guided()]
        self.fields["template"].choices = known  # type: ignore[attr-defined]
        self.fields["tools"].choices = tools  # type: ignore[attr-defined]


@require_safe
@at_desk(Role.READER)
def plans(request: DeskRequest) -> HttpResponseBase:
    """The firm's plans; for the team those of its other firms besides."""
    desk = request.desk
    others = [place.firm for place in desk.places if place.firm != desk.firm] if desk.helps else []
    page = Paginator(office.of_firms(others), PAGE).get_page(request.GET.get("page"))
    here, elsewhere = _listed(office.of_firm(desk.firm)), _listed(page)
    return render(
        request, "carnet/onboarding/plans.html", {"here": here, "elsewhere": elsewhere, "page": page}
    )


def _listed(plans: Iterable[Plan]) -> list[Listed]:
    found = list(plans)
    tasks: dict[int, list[PlanTask]] = {one.pk: [] for one in found}
    for task in office.tasks_of(*found):
        tasks[task.stage.plan_id].append(task)
    names = firm_names([one.firm for one in found])
    return [
        Listed(one, names.get(one.firm, ""), list(office.progress(tasks[one.pk]).values())) for one in found
    ]


@at_team(TeamRole.SPECIALIST)
@at_desk(Role.SPECIALIST)
def new(request: DeskRequest) -> HttpResponseBase:
    """A plan for the firm, from a template and the programs that it uses now."""
    desk, form = request.desk, Asked(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        template = templates.found(given["template"])
        plan = office.make(desk.firm, template, given["tools"], given["starts"], desk.user)
        return redirect("onboarding:plan", plan.key)
    title = Text(f"New plan: {desk.book.name}", f"Nouveau plan\u00a0: {desk.book.name}")
    return written(request, form, title, reverse("onboarding:plans"))


@require_safe
@at_desk(Role.READER)
def plan(request: DeskRequest, key: str) -> HttpResponseBase:
    """A plan: what is the reader's to do, how far both sides are, and every stage."""
    return shown(request, office.found(request.desk.firm, key))


def shown(request: DeskRequest, one: Plan) -> HttpResponseBase:
    """The plan's page."""
    desk = request.desk
    tasks = list(office.tasks_of(one))
    sides = office.progress(tasks)
    own = sides[Side.TEAM if desk.helps else Side.FIRM]
    stages: dict[PlanStage, list[Shown]] = {stage: [] for stage in one.stages.all()}
    for task in tasks:
        stages[task.stage].append(Shown(task, may_tick(request, task)))
    values = {
        "plan": one, "all": Listed(one, desk.book.name, list(sides.values())), "stages": list(stages.items()),
        "tools": [providers()[name].title for name in one.tools if name in providers()],
        "ticked": request.POST.get("place") == "own",  # the button is gone, so the focus goes to its list
        "own": [Shown(task, may_tick(request, task)) for task in own.waiting],
    }  # fmt: skip
    return render(request, "carnet/onboarding/plan.html", values)


def may_tick(request: DeskRequest, task: PlanTask) -> bool:
    """Whether who asks may say that a task is done: the team of all, the firm's members of the firm's."""
    desk = request.desk
    return desk.helps or (desk.edits and task.side == Side.FIRM)


@require_POST
@at_team(TeamRole.SPECIALIST)
@at_desk(Role.READER)
def enter(request: DeskRequest, key: str) -> HttpResponseBase:
    """Go to the firm of a plan, among those given to who asks, and to the plan."""
    found = office.of_firms(place.firm for place in request.desk.places).filter(key=key).first()
    if found is None:
        raise Http404
    request.session[FIRM] = found.firm
    return redirect("onboarding:plan", key)


@require_POST
@at_team(TeamRole.SPECIALIST)
@at_desk(Role.SPECIALIST)
def delete(request: DeskRequest, key: str) -> HttpResponseBase:
    """Take a plan away with its tasks; what was imported stays in the book."""
    office.found(request.desk.firm, key).delete()
    messages.success(request, _DELETED(current()))
    return redirect("onboarding:plans")
