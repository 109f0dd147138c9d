"""Many contacts in one request."""

from __future__ import annotations

from typing import Any, Literal

import polars as pl
import pydantic
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from carnet.book.actions.editing import Seen
from carnet.book.actions.write_many import Operation, Outcome, write_many
from carnet.book.objects import versions
from carnet.book.typed.remarks import DoubtfulError, RefusedError
from carnet.contract import CarnetError, Kind
from carnet.doors.api import shapes
from carnet.doors.api.auth import WRITES, asking
from carnet.doors.api.documented import Problem
from carnet.doors.api.problems import (
    Wrong,
    WrongValuesError,
    answered,
    described,
    pointer,
    spoken,
    understood,
)
from carnet.doors.api.v1.contacts import of_contact, primary_first
from carnet.findings import Severity, rule
from carnet.language import Language

MOST = 10_000  # operations
routes = Router(tags=["Contacts"])

rule(
    "bulk.refused",
    Severity.ERROR,
    en="%(value)s of the operations cannot be done; errors says which and why. Nothing was changed.",
    fr="%(value)s des opérations ne peuvent pas être effectuées ; errors dit lesquelles et pourquoi. "
    "Rien n'a été modifié.",
)
rule("bulk.kind", Severity.ERROR, en="Say the kind of a contact that is to be added.",
     fr="Indiquez le genre d'un contact à ajouter.")  # fmt: skip


class Wanted(BaseModel):
    """One operation."""

    model_config = ConfigDict(extra="forbid")

    op: Literal["create", "update", "delete"]
    kind: Literal["person", "organization", "client_group"] | None = Field(
        None, description="Of a contact that is to be added."
    )
    id: str = Field("", max_length=20, description="Of a contact that is to be changed or deleted.")
    etag: str = Field("", max_length=60, description="Its version as you know it; another one is refused.")
    contact: dict[str, Any] = Field(
        default_factory=dict,
        description="As PersonNew, OrganizationNew or ClientGroupNew; of an update as PersonChange and so "
        "on, without `archived`.",
        examples=[{"first_name": "Amélie", "last_name": "Tremblay"}],
    )


class Bulk(BaseModel):
    """Operations to be done together."""

    model_config = ConfigDict(extra="forbid")

    operations: list[Wanted] = Field(min_length=1, max_length=MOST)
    atomic: StrictBool = Field(False, description="All of them or none; else those that can be done.")
    accept_doubtful: StrictBool = Field(False, description="Take values that look mistyped all the same.")


class Done(Schema):
    """What came of one operation."""

    status: int = Field(
        description="As it would be of a request of its own: 201, 200, 204, 404, 412, 422 ..."
    )
    id: str | None = None
    etag: str | None = None
    problem: Problem | None = None


class Answer(Schema):
    """What came of the operations, in their order."""

    done: int
    failed: int
    entry: str | None = Field(
        description="The entry of the history, whose undo takes all back; null for none."
    )
    items: list[Done]


@routes.post("/bulk", auth=WRITES, operation_id="bulk_contacts",
             summary="Add, change and delete many contacts", response={200: Answer})  # fmt: skip
def bulk(request: HttpRequest, body: Bulk) -> HttpResponse:
    """Up to 10,000 operations in one request, done in one transaction and as one entry of the history.

    Each operation meets the book as it was before the request; each has an answer of its own.
    """
    caller, language = asking(request), spoken(request)
    operations, problems = _read(body.operations, language)
    if body.atomic and problems:
        return _refused(problems, language)
    ready = [op for op in range(len(operations)) if op not in problems]
    outcome = Outcome([], {})
    if ready:
        outcome = write_many(
            caller.book, [operations[op] for op in ready], user=caller.name,
            doubtful=body.accept_doubtful, atomic=body.atomic,
        )  # fmt: skip
    problems |= {ready[place]: _told(error, language) for place, error in outcome.errors.items()}
    if body.atomic and problems:
        return _refused(problems, language)
    keys = dict(zip(ready, outcome.keys, strict=True))
    tags = versions(caller.book, pl.Series(list(keys.values()), dtype=pl.String))
    items = []
    for op, wanted in enumerate(body.operations):
        if op in problems:
            items.append({"status": problems[op]["status"], "problem": problems[op]})
        elif wanted.op == "delete":
            items.append({"status": 204, "id": keys[op]})
        else:
            status = 201 if wanted.op == "create" else 200
            items.append({"status": status, "id": keys[op], "etag": tags.get(keys[op])})
    whole = {"done": len(items) - len(problems), "failed": len(problems), "entry": outcome.entry or None}
    return JsonResponse(whole | {"items": items}, json_dumps_params={"ensure_ascii": False})


Problems = dict[int, dict[str, Any]]


def _read(wanted: list[Wanted], language: Language) -> tuple[list[Operation], Problems]:
    """The operations; those whose shape is wrong with their problems."""
    read: list[Operation] = []
    problems: Problems = {}
    for op, one in enumerate(wanted):
        seen = Seen.read(one.etag.strip('"')) if one.etag else None
        if one.op == "delete":
            read.append(Operation(key=one.id, seen=seen, delete=True))
            continue
        read.append(Operation())
        if one.op == "create" and one.kind is None:
            problems[op] = described(CarnetError("bulk.kind"), language)
            continue
        try:
            read[op] = _write(one, seen)
        except pydantic.ValidationError as error:
            wrong = [
                understood(("body", "contact", *found["loc"]), found, language)
                for found in error.errors(include_url=False)
            ]
            problems[op] = described(CarnetError("api.invalid"), language, wrong)
    return read, problems


def _write(one: Wanted, seen: Seen | None) -> Operation:
    if one.kind is not None and one.op == "create":
        made: Any = shapes.NEW[Kind(one.kind)].model_validate(one.contact)
        cards = [shapes.typed_card(card) for card in primary_first(made.cards)]
        return Operation(kind=Kind(one.kind), typed=shapes.typed(made), cards=cards)
    changed = _ANY_CHANGE.model_validate(one.contact)
    return Operation(key=one.id, seen=seen, typed=shapes.typed(changed))


_ANY_CHANGE = shapes.any_change()


def _told(error: CarnetError, language: Language) -> dict[str, Any]:
    """Why an operation was not done."""
    if isinstance(error, (RefusedError, DoubtfulError)):
        return described(error, language, WrongValuesError(error, of_contact).wrong(language))
    return described(error, language)


def _refused(problems: Problems, language: Language) -> HttpResponse:
    """All of them, for one that cannot be done; with places in the request."""
    wrong = []
    for op, problem in sorted(problems.items()):
        inner = problem.get("errors") or [{"code": problem["code"], "detail": problem["detail"]}]
        for one in inner:
            place = one.get("pointer", "#").removeprefix("#")
            at = pointer("operations", op, *(["contact"] if place else [])) + place
            wrong.append(Wrong(at, one["code"], one["detail"], one.get("suggestion", "")))
    return answered(described(CarnetError("bulk.refused", value=str(len(problems))), language, wrong))
