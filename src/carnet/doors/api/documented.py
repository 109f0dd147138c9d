"""What the OpenAPI document says of an operation besides its own answer: problems, files, entity tags."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from ninja import Field, Schema

from carnet.doors.api.problems import JSON

ALWAYS = (400, 401, 403, 422, 429, 503)
_PROBLEM = {"schema": {"$ref": "#/components/schemas/Problem"}}
WHEN = {
    400: "The request cannot be read.",
    401: "No token, or one that does not work.",
    403: "The token may not be used for that.",
    404: "Not there, or of another firm.",
    409: "In the way of something else.",
    412: "Changed since the version that If-Match names; nothing was changed.",
    413: "Too large.",
    422: "Cannot be done as it was asked.",
    429: "Too many requests; Retry-After says when to go on.",
    503: "Not now: the book is being written; Retry-After says when to go on.",
}  # fmt: skip
IF_MATCH = {
    "in": "header", "name": "If-Match", "required": False, "schema": {"type": "string"},
    "description": "The ETag of what is changed, as you know it; where it is another by now, nothing is "
    "changed (412). Without it the change is made whatever happened meanwhile.",
}  # fmt: skip


class Wrong(Schema):
    """One thing that is wrong with a request."""

    pointer: str | None = Field(None, description="Where in the body, as a JSON pointer.")
    parameter: str | None = None
    code: str
    detail: str
    suggestion: str | None = None


class Problem(Schema):
    """Why something could not be done, as problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = Field(description="A sentence in the language of Accept-Language.")
    code: str = Field(description="Of the rule; docs/findings.md explains each.")
    errors: list[Wrong] | None = None


def problem(status: int) -> dict[str, Any]:
    """An answer that is a problem."""
    described = WHEN.get(status, HTTPStatus(status).phrase)
    return {"description": described, "content": {JSON: _PROBLEM}}


def failing(*statuses: int, file: str = "", versioned: bool = False) -> dict[str, Any]:
    """For openapi_extra: the problems that an operation may answer with besides those that any may.

    Args:
        statuses: of the problems.
        file: the media type where the answer is a file.
        versioned: whether it takes If-Match.
    """
    wanted = {*ALWAYS, *statuses, *([412] if versioned else [])}
    answers: dict[int, Any] = {status: problem(status) for status in sorted(wanted)}
    if file:
        answers[200] = {"content": {file: {"schema": {"type": "string", "format": "binary"}}}}
    return {"responses": answers, **({"parameters": [IF_MATCH]} if versioned else {})}
