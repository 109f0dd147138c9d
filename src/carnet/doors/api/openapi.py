"""The OpenAPI document: what ninja derives from the views, and what holds for all of them."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from carnet.doors.api import idempotency
from carnet.doors.api.documented import ALWAYS, IF_MATCH, Problem, problem

_OF_CONTACTS = ("/people/", "/organizations/", "/client-groups/", "/contacts/")  # what has a version
_WRITES = {"post", "put", "patch", "delete"}
_KEY = {
    "in": "header", "name": idempotency.HEADER, "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": idempotency.LONGEST},
    "description": "Sent again with the same key within a day, the request is not done again; the answer is "
    "the first one's.",
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}  # fmt: skip
_NONE_MATCH = {
    "in": "header", "name": "If-None-Match", "required": False, "schema": {"type": "string"},
    "description": "The ETag that you know; where it is the same still, the answer is 304 without a body.",
}  # fmt: skip
_LANGUAGE = {
    "in": "header", "name": "Accept-Language", "required": False,
    "schema": {"type": "string", "examples": ["en", "fr"]},
    "description": "The language of the sentences in problems: en or fr.",
}  # fmt: skip
_LIMIT = {"RateLimit": {"description": "What is left to the token.", "schema": {"type": "string"}}}
_AFTER = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
_TAG = {"ETag": {"description": "The version of the contact.", "schema": {"type": "string"}}}


class CarnetApi(NinjaAPI):
    """An API whose document tells all that may be sent and answered."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """See NinjaAPI."""
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        document["components"]["schemas"] |= _problem()
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                _complete(path, method, operation)
        return document


def _problem() -> dict[str, Any]:
    own = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**own.pop("$defs"), "Problem": own}


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """What each operation may be sent and answers, beyond what its view says."""
    writes, one = method in _WRITES, "{" in path
    contact = one and any(place in path for place in _OF_CONTACTS)
    further = [_LANGUAGE]
    further += [_KEY] if writes else []
    further += [IF_MATCH] if writes and contact and "/members/" not in path else []
    further += [_NONE_MATCH] if not writes and contact else []
    there = {given["name"] for given in operation["parameters"]}
    operation["parameters"] += [given for given in further if given["name"] not in there]
    answers = operation["responses"]
    for status, answer in answers.items():
        tagged = _TAG if contact and int(status) < 400 and int(status) != 204 else {}
        answer["headers"] = {**_LIMIT, **tagged, **answer.get("headers", {})}
    wanted = set(ALWAYS) | ({404} if one else set())
    wanted |= {404, 409} if writes else set()
    wanted |= {412} if writes and contact else set()
    for status in sorted(wanted - set(map(int, answers))):
        answers[status] = {**problem(status), "headers": _AFTER if status in (429, 503) else {}}
