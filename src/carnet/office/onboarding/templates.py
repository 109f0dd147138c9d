"""The templates of plans, as the team edits them; plans that were made do not change with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from carnet.book.keys import random_key
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Text
from carnet.office.models import PlanTemplate, TemplateStage, TemplateTask
from carnet.office.models.onboarding import InOrder
from carnet.office.onboarding.states import Side, TaskKind

Kept = TypeVar("Kept", PlanTemplate, TemplateStage, TemplateTask)
KEY = 16  # letters

rule(
    "plan_template.unknown",
    Severity.ERROR,
    en="There is no such template, or this part of it is gone; somebody may have deleted it meanwhile.",
    fr="Ce modèle n'existe pas, ou cette partie du modèle a disparu ; quelqu'un l'a peut-être supprimée "
    "entre-temps.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes of a task; ``days``: after the plan's start, when it is due."""

    name: Text
    kind: TaskKind
    side: Side
    days: int


def known() -> QuerySet[PlanTemplate]:
    """All templates, the oldest first."""
    return PlanTemplate.objects.order_by("id")


def found(key: str) -> PlanTemplate:
    """A template by its key.

    Raises:
        CarnetError: plan_template.unknown.
    """
    return _there(known().filter(key=key).prefetch_related("stages__tasks").first())


def stage_of(key: str, number: int) -> TemplateStage:
    """A stage of a template by its number.

    Raises:
        CarnetError: plan_template.unknown.
    """
    return _there(TemplateStage.objects.filter(template__key=key, pk=number).first())


def task_of(key: str, number: int) -> TemplateTask:
    """A task of a template by its number.

    Raises:
        CarnetError: plan_template.unknown.
    """
    tasks = TemplateTask.objects.filter(stage__template__key=key, pk=number).select_related("stage")
    return _there(tasks.first())


def make(name: Text) -> PlanTemplate:
    """A template without stages."""
    return PlanTemplate.objects.create(key=random_key(KEY), name_en=name.en, name_fr=name.fr)


def copy(template: PlanTemplate, name: Text) -> PlanTemplate:
    """Another template with the same stages and tasks."""
    with transaction.atomic():
        made = make(name)
        for stage in template.stages.all():
            own = add_stage(made, stage.name)
            for task in stage.tasks.all():
                add_task(own, Written(task.name, TaskKind(task.kind), Side(task.side), task.days))
    return made


def rename(one: PlanTemplate | TemplateStage, name: Text) -> None:
    """Call a template or a stage something else."""
    one.name_en, one.name_fr = name.en, name.fr
    one.save(update_fields=["name_en", "name_fr"])


def add_stage(template: PlanTemplate, name: Text) -> TemplateStage:
    """A stage after the others."""
    place = template.stages.count()
    return TemplateStage.objects.create(template=template, position=place, name_en=name.en, name_fr=name.fr)


def add_task(stage: TemplateStage, given: Written) -> TemplateTask:
    """A task after the others of its stage."""
    task = TemplateTask(stage=stage, position=stage.tasks.count())
    change_task(task, given)
    return task


def change_task(task: TemplateTask, given: Written) -> None:
    """Let a task be what is written."""
    task.name_en, task.name_fr = given.name.en, given.name.fr
    task.kind, task.side, task.days = given.kind.value, given.side.value, given.days
    task.save()


def move_stage(stage: TemplateStage, step: int) -> None:
    """Let a stage change places with its neighbour; at the end it stays.

    Args:
        step: -1 is up, 1 is down.
    """
    _move(list(stage.template.stages.all()), stage, step)


def move_task(task: TemplateTask, step: int) -> None:
    """The same for a task, which goes on into the next stage where there is one."""
    tasks = list(task.stage.tasks.all())
    if 0 <= tasks.index(task) + step < len(tasks):
        _move(tasks, task, step)
        return
    stages = list(task.stage.template.stages.all())
    there = stages.index(task.stage) + step
    if not 0 <= there < len(stages):
        return
    others = list(stages[there].tasks.all())
    task.stage = stages[there]
    _number([*others, task] if step < 0 else [task, *others])


def _move(items: Sequence[InOrder], item: InOrder, step: int) -> None:
    place, others = items.index(item), [one for one in items if one != item]
    others.insert(max(place + step, 0), item)
    _number(others)


def _number(items: Sequence[InOrder]) -> None:
    with transaction.atomic():
        for place, item in enumerate(items):
            item.position = place
            item.save()


def _there(one: Kept | None) -> Kept:
    if one is None:
        raise CarnetError("plan_template.unknown")
    return one
