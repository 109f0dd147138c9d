"""Plans by which firms are brought in, and the templates from which they are made."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from carnet.language import Text
from carnet.office.cases.states import CaseStatus
from carnet.office.onboarding.states import Side, TaskKind


class Named(models.Model):
    """Something with a name in both languages."""

    name_en = models.CharField(max_length=200)
    name_fr = models.CharField(max_length=200)

    class Meta:
        abstract = True

    @property
    def name(self) -> Text:
        """As a person reads it."""
        return Text(self.name_en, self.name_fr)


class InOrder(Named):
    """A stage or a task; ``position`` says where it stands among its own."""

    position = models.IntegerField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position"]


class AnyTask(InOrder):
    """What a task of a template and one of a plan share: a TaskKind, and the Side that it is for."""

    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in TaskKind])
    side = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Side])

    class Meta(InOrder.Meta):
        abstract = True

    @property
    def kind_name(self) -> Text:
        """The kind as a person reads it."""
        return TaskKind(self.kind).label

    @property
    def side_name(self) -> Text:
        """The side as a person reads it."""
        return Side(self.side).label


class PlanTemplate(Named):
    """What plans are made from; a plan does not change with its template."""

    key = models.CharField(max_length=16, unique=True)


class TemplateStage(InOrder):
    """A stage of a template."""

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="stages")


class TemplateTask(AnyTask):
    """A task of a template; ``days``: after the plan's start, when it is due."""

    stage = models.ForeignKey(TemplateStage, models.CASCADE, related_name="tasks")
    days = models.IntegerField()


class Plan(Named):
    """How a firm is brought in; ``firm`` is the firm's key, ``key`` the plan's own.

    Attributes:
        tools: the names of the providers that hold the firm's data now.
        starts: the day from which its tasks are due.
    """

    key = models.CharField(max_length=16, unique=True)
    firm = models.CharField(max_length=12)
    tools = models.JSONField(default=list)
    starts = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=["firm"], name="office_plans_of_firm"),)


class PlanStage(InOrder):
    """A stage of a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="stages")


class PlanTask(AnyTask):
    """A task of a plan.

    Attributes:
        provider: whose guide helps with an export; "" for other tasks.
        case, imported: what an import is done by: a case, or the key of an import in the book's history.
        done, done_by: when it was done and by whom; null while it is open.
    """

    stage = models.ForeignKey(PlanStage, models.CASCADE, related_name="tasks")
    provider = models.CharField(max_length=40, blank=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    due = models.DateField(null=True)
    done = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    case = models.ForeignKey("office.Case", models.SET_NULL, null=True, related_name="+")
    imported = models.CharField(max_length=12, blank=True)

    @property
    def status(self) -> CaseStatus | None:
        """How the case stands that does it."""
        return CaseStatus(self.case.status) if self.case else None

    @property
    def late(self) -> bool:
        """Whether it is open after its day."""
        return self.done is None and self.due is not None and self.due < date.today()


class Training(models.Model):
    """When and where a training session of a plan takes place.

    Attributes:
        place: a room, or the address of a meeting.
        held: when attendance was marked; null before.
    """

    task = models.OneToOneField(PlanTask, models.CASCADE, related_name="training")
    starts = models.DateTimeField()
    minutes = models.IntegerField()
    place = models.CharField(max_length=500, blank=True)
    held = models.DateTimeField(null=True)


class Attendee(models.Model):
    """Somebody who is to come to a training session; ``came``: null while attendance is not marked."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendees")
    name = models.CharField(max_length=150)
    came = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
