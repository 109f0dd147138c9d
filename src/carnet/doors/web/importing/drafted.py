"""Views of one import in preparation: found by its key among the firm's own, shown with its steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, Guarded, PageRequest, at_desk
from carnet.doors.web.faults import message
from carnet.doors.web.importing.steps import beside, steps_of
from carnet.doors.web.importing.versions import carried
from carnet.language import Language
from carnet.office.cases.drafted import case_of, may_apply
from carnet.office.drafts.attend import alone
from carnet.office.drafts.choose import ask
from carnet.office.drafts.keep import found
from carnet.office.jobs import Job, Stand
from carnet.office.models import Draft
from carnet.office.roles import Role

DraftView = Callable[Concatenate[DeskRequest, Draft, ...], HttpResponseBase]


def at_draft(view: DraftView) -> Guarded:
    """Let only members reach a view, with the firm's draft of the address's key."""

    @wraps(view)
    def answer(request: DeskRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, found(request.desk.firm, key), *args, **kwargs)

    return at_desk(Role.MEMBER)(answer)


def shown(request: DeskRequest, draft: Draft, step: str, **values: Any) -> HttpResponse:
    """A step's page."""
    before, after = beside(step)
    context = {
        "draft": draft, "step": step, "steps": steps_of(draft, step), "before": before, "after": after,
        **told(request, draft), **values,
    }  # fmt: skip
    return render(request, f"carnet/importing/{step}.html", context)


def part(request: PageRequest, draft: Draft, step: str, template: str, **values: Any) -> HttpResponse:
    """A part of a step's page after a choice, with the panel of the work and the steps to undo."""
    context = {"draft": draft, "step": step, "template": template, **told(request, draft), **values}
    return render(request, "carnet/importing/parts/part.html", context)


def told(request: PageRequest, draft: Draft) -> dict[str, Any]:
    """What the panel of the work says besides its stage, and what a version of a case took along."""
    return {
        "failure": draft.error and sentence(draft.error, request.language),
        "notice": draft.notice and message(CarnetError(draft.notice), request.language),
        "carried": carried(draft),
    }


def of_case(draft: Draft, language: Language) -> dict[str, Any]:
    """The case of a draft, and why it cannot be applied yet."""
    try:
        may_apply(draft)
    except CarnetError as error:
        return {"case": case_of(draft), "why": message(error, language)}
    return {"case": case_of(draft), "why": ""}


def sentence(error: dict[str, Any], language: Language) -> str:
    """An error that the office keeps, code and values, as a person reads it."""
    return message(CarnetError(error["code"], **error["values"]), language)


def wanted(draft: Draft, job: Job) -> None:
    """Have a page's work done where it is not up to date; what failed waits until the person asks again."""
    there = draft.seen if job is Job.LOOK else draft.ready
    if draft.works and draft.stand == Stand.RUNNING and alone(draft.key):
        ask(draft, Job(draft.job))
    elif not there and not draft.works and draft.stand != Stand.FAILED:
        ask(draft, job)
