"""Plans of firms: made from a template, done step by step, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from carnet.book.keys import random_key
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Text
from carnet.office.cases.states import Way
from carnet.office.models import Case, Plan, PlanStage, PlanTask, PlanTemplate, TemplateTask, User
from carnet.office.onboarding.states import Side, TaskKind
from carnet.office.onboarding.templates import KEY
from carnet.providers.layout import providers

rule(
    "plan.unknown",
    Severity.ERROR,
    en="There is no such plan at this firm, or no such task in it.",
    fr="Ce plan n'existe pas dans ce cabinet, ou cette tâche n'y figure pas.",
)


@dataclass(slots=True)
class Progress:
    """How far a side is with its tasks.

    Attributes:
        waiting: its open tasks, what is due first in front.
    """

    side: Side
    done: int = 0
    waiting: list[PlanTask] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All its tasks."""
        return self.done + len(self.waiting)

    @property
    def late(self) -> int:
        """How many of the open ones are late."""
        return sum(task.late for task in self.waiting)


def make(firm: str, template: PlanTemplate, tools: Sequence[str], starts: date, by: User) -> Plan:
    """A plan for a firm, with an export task for each tool; its import of contacts is done by the firm's
    case of full onboarding, where one is open.

    Args:
        firm: the firm's key.
        tools: names of providers.
    """
    with transaction.atomic():
        plan = Plan.objects.create(
            key=random_key(KEY), firm=firm, name_en=template.name_en, name_fr=template.name_fr,
            tools=list(tools), starts=starts, by=by,
        )  # fmt: skip
        for written in template.stages.prefetch_related("tasks"):
            stage = PlanStage.objects.create(
                plan=plan, position=written.position, name_en=written.name_en, name_fr=written.name_fr
            )
            tasks = [task for one in written.tasks.all() for task in _tasks(one, tools)]
            add_tasks(stage, tasks, starts)
        case = Case.objects.filter(firm=firm, way=Way.ONBOARDING.value).order_by("-id").first()
        tasks_of(plan).filter(kind=TaskKind.CONTACTS.value).update(case=case)
    return plan


def _tasks(written: TemplateTask, tools: Sequence[str]) -> Iterable[tuple[PlanTask, int]]:
    """The tasks of a plan that come of one of a template, and the days until they are due."""
    plain = {"kind": written.kind, "side": written.side}
    if written.kind != TaskKind.EXPORT:
        yield PlanTask(name_en=written.name_en, name_fr=written.name_fr, **plain), written.days
        return
    for tool in tools:
        title = providers()[tool].title
        name = Text(f"{written.name_en}: {title.en}", f"{written.name_fr}\u00a0: {title.fr}")
        yield PlanTask(name_en=name.en[:200], name_fr=name.fr[:200], provider=tool, **plain), written.days


def add_tasks(stage: PlanStage, tasks: Iterable[tuple[PlanTask, int]], starts: date) -> None:
    """Put tasks behind those of a stage.

    Args:
        tasks: each with the days after the start when it is due.
    """
    first = stage.tasks.count()
    for place, (task, days) in enumerate(tasks, first):
        task.stage, task.position, task.due = stage, place, starts + timedelta(days=days)
        task.save()


def of_firm(firm: str) -> QuerySet[Plan]:
    """The firm's plans, the newest first."""
    return Plan.objects.filter(firm=firm).order_by("-id")


def of_firms(firms: Iterable[str]) -> QuerySet[Plan]:
    """The plans of several firms, the newest first."""
    return Plan.objects.filter(firm__in=list(firms)).order_by("-id")


def planned(firm: str) -> bool:
    """Whether the firm has a plan."""
    return of_firm(firm).exists()


def found(firm: str, key: str) -> Plan:
    """The firm's plan of that key.

    Raises:
        CarnetError: plan.unknown, also where it is another firm's.
    """
    plan = of_firm(firm).filter(key=key).first()
    if plan is None:
        raise CarnetError("plan.unknown")
    return plan


def tasks_of(*plans: Plan) -> QuerySet[PlanTask]:
    """All tasks of plans, in their order."""
    tasks = PlanTask.objects.filter(stage__plan__in=plans)
    found = tasks.select_related("stage__plan", "assignee", "done_by", "case", "training")
    return found.order_by("stage__position", "position")


def task_of(plan: Plan, number: int) -> PlanTask:
    """A task of the plan by its number.

    Raises:
        CarnetError: plan.unknown.
    """
    task = tasks_of(plan).filter(pk=number).first()
    if task is None:
        raise CarnetError("plan.unknown")
    return task


def stage_of(plan: Plan, number: int) -> PlanStage:
    """A stage of the plan by its number.

    Raises:
        CarnetError: plan.unknown.
    """
    stage = plan.stages.filter(pk=number).first()
    if stage is None:
        raise CarnetError("plan.unknown")
    return stage


def tick(task: PlanTask, by: User, done: bool) -> None:
    """Say that a task is done, or that it is not; one that is done already keeps who did it and when."""
    if done is (task.done is not None):
        return
    task.done, task.done_by = (timezone.now(), by) if done else (None, None)
    task.save(update_fields=["done", "done_by"])


def progress(tasks: Iterable[PlanTask]) -> dict[Side, Progress]:
    """How far each side is."""
    found = {side: Progress(side) for side in Side}
    for task in tasks:
        own = found[Side(task.side)]
        if task.done:
            own.done += 1
        else:
            own.waiting.append(task)
    for own in found.values():
        own.waiting.sort(key=lambda task: task.due or date.max)
    return found
