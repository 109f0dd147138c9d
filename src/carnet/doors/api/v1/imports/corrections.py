"""Correcting the rows of an import's files: cell by cell, by what findings suggest, by find and replace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from ninja import Field, Schema
from pydantic import ConfigDict

from carnet.choices import Choices, Fix
from carnet.doors.api.auth import WRITES_IMPORTS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.doors.api.etags import etag
from carnet.doors.api.v1.imports.routes import routes
from carnet.doors.api.v1.imports.versions import version
from carnet.office.drafts.correct import correct
from carnet.office.drafts.keep import found
from carnet.pipeline.fixes import Corrections, accepted, corrected, edited, found_and_replaced
from carnet.pipeline.pages import PlanReader

Made = Callable[[PlanReader, Choices], Corrections]


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class Suggestions(_Strict):
    """Which suggestions are accepted: those of findings that have all of these; what is not named is any."""

    code: str | None = None
    sheet: int | None = Field(None, ge=0, le=65_535, description="The sheet's number.")
    row: int | None = Field(None, ge=0, le=4_294_967_295)
    column: int | None = Field(None, ge=0, le=65_535, description="The column's position.")
    value: str | None = None
    suggestion: str | None = None


class Cell(_Strict):
    """A cell with the text that is to stand there; the empty text is no value."""

    sheet: int = Field(ge=0, le=65_535, description="The sheet's number.")
    row: int = Field(ge=0, le=4_294_967_295, description="As the spreadsheet counts it.")
    column: int = Field(ge=0, le=65_535, description="The column's position, from 0.")
    text: str


class EditedCells(_Strict):
    """Cells to correct."""

    cells: list[Cell] = Field(max_length=200)


class FindAndReplace(_Strict):
    """A text that is to be replaced."""

    find: str = Field(min_length=1, description="As it stands, no pattern.")
    put: str
    sheet: int | None = Field(None, ge=0, le=65_535, description="The sheet's number; null is every sheet.")
    column: int | None = Field(
        None, ge=0, le=65_535, description="The column's position; null is every column but tax identifiers."
    )
    whole: bool = Field(False, description="The cell holds nothing else.")
    match_case: bool = Field(False, description="Capitals count.")


class Corrected(Schema):
    """How many cells are corrected, and the version of files and choices from now on."""

    cells: int
    version: int


@routes.post(
    "/{import_id}/findings/accept",
    auth=WRITES_IMPORTS,
    operation_id="accept_suggestions",
    summary="Accept what findings suggest",
    response={200: Corrected},
    openapi_extra=failing(404, 409, versioned=True),
)
def accept(request: ApiRequest, response: HttpResponse, import_id: str, asked: Suggestions) -> Corrected:
    """Of one cell, of all with the same text, of a column, or of all of a rule."""
    which = asked.model_dump(exclude_none=True)
    what = "cell" if asked.row is not None else "cells"
    return _corrected(
        request, response, import_id, lambda plan, choices: accepted(plan, choices, **which), what
    )


@routes.post(
    "/{import_id}/cells",
    auth=WRITES_IMPORTS,
    operation_id="edit_cells",
    summary="Correct cells",
    response={200: Corrected},
    openapi_extra=failing(404, 409, versioned=True),
)
def edit(request: ApiRequest, response: HttpResponse, import_id: str, asked: EditedCells) -> Corrected:
    """All of them or none; of two on one cell the later one stands."""

    def made(plan: PlanReader, choices: Choices) -> Corrections:
        fixes: tuple[Fix, ...] = ()
        for one in asked.cells:
            so_far = corrected(choices, Corrections(fixes))
            fixes += edited(plan, so_far, one.sheet, one.row, one.column, one.text).fixes
        return Corrections(fixes, cells=len(fixes))

    return _corrected(request, response, import_id, made, "cell" if len(asked.cells) == 1 else "cells")


@routes.post(
    "/{import_id}/replace",
    auth=WRITES_IMPORTS,
    operation_id="replace_text",
    summary="Find and replace",
    response={200: Corrected},
    openapi_extra=failing(404, 409, versioned=True),
)
def replace(request: ApiRequest, response: HttpResponse, import_id: str, asked: FindAndReplace) -> Corrected:
    """In one column, one sheet or all of them."""

    def made(plan: PlanReader, choices: Choices) -> Corrections:
        return found_and_replaced(
            plan, choices, asked.sheet, asked.column, asked.find, asked.put,
            whole=asked.whole, match_case=asked.match_case,
        )  # fmt: skip

    return _corrected(request, response, import_id, made, "replace")


def _corrected(
    request: ApiRequest, response: HttpResponse, import_id: str, made: Made, what: str
) -> Corrected:
    draft = found(request.auth.firm, import_id)
    cells = correct(draft, made, what, expected=version(request))
    response["ETag"] = etag(str(draft.version))
    return Corrected(cells=cells, version=draft.version)
