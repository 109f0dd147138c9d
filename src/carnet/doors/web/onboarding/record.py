"""What was delivered to a firm: its tasks with dates, imports with counts, trainings and who came."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import polars as pl
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.book.history import Entry
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.history.views import CELLS, counted, titled
from carnet.doors.web.templatetags.words import moment
from carnet.language import Language, Text
from carnet.office.models import Attendee, Plan, PlanTask, Training
from carnet.office.onboarding import plans, trainings
from carnet.office.roles import Role
from carnet.pipeline.scratch import scratch
from carnet.writers.text_workbook import write_text_workbook

_FILE = Text("carnet-delivered.xlsx", "carnet-releve.xlsx")
_TASKS, _IMPORTS, _TRAININGS = (
    Text("Tasks", "Tâches"), Text("Imports", "Importations"), Text("Training", "Formation"),
)  # fmt: skip
_STAGE, _TASK, _SIDE = Text("Stage", "Étape"), Text("Task", "Tâche"), Text("By", "Par")
_DUE, _DONE, _BY, _NOTE = (
    Text("Due", "Échéance"), Text("Done", "Faite le"), Text("Done by", "Faite par"), Text("Note", "Note"),
)  # fmt: skip
_IMPORT, _WHEN, _UNDONE = Text("Import", "Importation"), Text("When", "Quand"), Text("Undone", "Annulée")
_SESSION, _MINUTES, _PLACE = Text("Session", "Séance"), Text("Minutes", "Minutes"), Text("Place", "Lieu")
_WHO, _CAME = Text("Who", "Qui"), Text("Came", "Présence")
_YES, _NO = Text("yes", "oui"), Text("no", "non")


@dataclass(frozen=True, slots=True)
class Imported:
    """An import with its title, what it did to contacts, and where its cells went; both in words."""

    entry: Entry
    title: str
    counts: list[tuple[str, int]]
    cells: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Delivered:
    """All of it."""

    plan: Plan
    tasks: list[PlanTask]
    imports: list[Imported]
    trainings: list[Training]


def delivered(request: DeskRequest, plan: Plan) -> Delivered:
    """What was delivered: of imports those since the plan was made, and those that its tasks name."""
    tasks, language = list(plans.tasks_of(plan)), request.language
    named = {task.imported for task in tasks}
    imports = [
        Imported(
            one, titled(one, language), counted(one, language),
            [(text(language), one.balance[name]) for name, text in CELLS.items() if name in one.balance],
        )
        for one in reversed(request.desk.book.history())
        if one.balance and (one.created >= plan.made or one.key in named)
    ]  # fmt: skip
    sessions = trainings.of_firms([plan.firm]).filter(task__stage__plan=plan)
    return Delivered(plan, tasks, imports, list(sessions))


@require_safe
@at_desk(Role.READER)
def record(request: DeskRequest, key: str) -> HttpResponseBase:
    """The record as a page that is fit to print."""
    found = delivered(request, plans.found(request.desk.firm, key))
    return render(request, "carnet/onboarding/record.html", {"delivered": found, "plan": found.plan})


@require_safe
@at_desk(Role.READER)
def workbook(request: DeskRequest, key: str) -> HttpResponseBase:
    """The record as a workbook."""
    found, language = delivered(request, plans.found(request.desk.firm, key)), request.language
    tabs = [(title(language), _table(rows)) for title, rows in _tabs(found, language)]
    with scratch() as folder:
        path = folder / "record.xlsx"
        write_text_workbook(path, tabs)
        content = BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=_FILE(language))


def _table(rows: list[list[str]]) -> pl.DataFrame:
    """Rows, the header first, as text columns."""
    header, *rest = rows
    return pl.DataFrame(rest, schema=dict.fromkeys(header, pl.String), orient="row")


def _tabs(found: Delivered, language: Language) -> list[tuple[Text, list[list[str]]]]:
    def heads(*texts: Text) -> list[str]:
        return [text(language) for text in texts]

    tasks = [heads(_STAGE, _TASK, _SIDE, _DUE, _DONE, _BY, _NOTE)] + [
        [
            one.stage.name(language), one.name(language), one.side_name(language),
            one.due.isoformat() if one.due else "", moment(one.done), str(one.done_by or ""), one.note,
        ]
        for one in found.tasks
    ]  # fmt: skip
    imports = [heads(_IMPORT, _WHEN, _UNDONE, *CELLS.values())] + [
        [
            one.title, moment(one.entry.created), moment(one.entry.undone),
            *(str(one.entry.balance.get(name, "")) for name in CELLS),
        ]
        for one in found.imports
    ]  # fmt: skip
    sessions = [heads(_SESSION, _WHEN, _MINUTES, _PLACE, _WHO, _CAME)] + [
        [
            one.task.name(language), moment(one.starts), str(one.minutes), one.place, who.name,
            "" if who.came is None else (_YES if who.came else _NO)(language),
        ]
        for one in found.trainings
        for who in one.attendees.all() or [Attendee()]
    ]  # fmt: skip
    return [(_TASKS, tasks), (_IMPORTS, imports), (_TRAININGS, sessions)]
