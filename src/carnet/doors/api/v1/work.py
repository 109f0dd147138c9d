"""Work on the book that is too long for a request: how it stands, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from ninja import Field, Router, Schema

from carnet.doors.api.auth import READS_IMPORTS, ApiRequest
from carnet.doors.api.documented import Problem, failing
from carnet.doors.api.v1.imports.shown import problem_of
from carnet.language import Language
from carnet.office.errands.keep import found
from carnet.office.jobs import Stand
from carnet.office.models import Errand

routes = Router(tags=["Work"])


class KeptValue(Schema):
    """A value that an undo left as it is, because somebody changed it since; tax identifiers are masked."""

    name: str
    kind: str
    field: str
    value: str
    who: str
    when: datetime | None


class Work(Schema):
    """A piece of work on the book."""

    id: str
    job: str = Field(description="change, delete, merge or undo.")
    done: bool
    share: float | None = Field(description="How much of it is done, 0 to 1; null where nobody can tell.")
    problem: Problem | None = Field(description="Why it could not be done; nothing was changed.")
    entries: list[str] = Field(description="The entries of the history that take it back.")
    counts: dict[str, int] = Field(description="What was changed, by kind.")
    kept: list[KeptValue] = Field(description="What an undo left as it is, the first of them.")
    kept_more: int = Field(description="How many others it left.")


@routes.get(
    "/{work_id}",
    auth=READS_IMPORTS,
    operation_id="get_work",
    url_name="get_work",
    summary="How a piece of work stands",
    response={200: Work},
    openapi_extra=failing(404),
)
def get(request: ApiRequest, work_id: str) -> Work:
    """Ask about once a second until it is done. It is kept for a week."""
    return _shown(found(request.auth.firm, work_id), request.language)


def done(request: ApiRequest, response: HttpResponse, errand: Errand) -> tuple[int, Work]:
    """The answer to a request that wanted an errand: it is done, or a worker is at it."""
    errand.refresh_from_db()
    response["Location"] = reverse("api:get_work", kwargs={"work_id": errand.key})
    if errand.works:
        response["Retry-After"] = "1"
    return 202 if errand.works else 200, _shown(errand, request.language)


def _shown(errand: Errand, language: Language) -> Work:
    outcome: dict[str, Any] = errand.outcome
    counts = outcome.get("counts") or ({"contacts": outcome["count"]} if "count" in outcome else {})
    entries = outcome.get("entries") or ([outcome["entry"]] if "entry" in outcome else [])
    return Work(
        id=errand.key, job=errand.job, done=not errand.works and errand.stand != Stand.FAILED,
        share=errand.share, problem=problem_of(errand.error, language), entries=entries, counts=counts,
        kept=[KeptValue(**one) for one in outcome.get("kept", ())], kept_more=outcome.get("more", 0),
    )  # fmt: skip
