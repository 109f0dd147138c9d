"""Beginning imports, their files, and the work on them: look, plan, apply, undo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from ninja import Field, File, Form, Schema
from ninja.files import UploadedFile

from carnet.contract import CarnetError
from carnet.doors.api.auth import READS_IMPORTS, WRITES_IMPORTS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.doors.api.v1.imports.routes import routes
from carnet.doors.api.v1.imports.shown import Import, listed, shown
from carnet.doors.api.v1.lists import Cursor, Limit, Listed, read, written
from carnet.findings import Severity, rule
from carnet.office.cases.drafted import may_discard
from carnet.office.drafts import choose, files, keep
from carnet.office.drafts.report import workbook_of
from carnet.office.jobs import Job
from carnet.office.models import Draft

rule(
    "upload.unknown",
    Severity.ERROR,
    en="This import has no file with the number %(value)s.",
    fr="Cette importation n'a pas de fichier numéro %(value)s.",
)
rule(
    "draft.not_applied",
    Severity.ERROR,
    en="This import was not applied yet, so there is nothing to undo.",
    fr="Cette importation n'a pas encore été appliquée : il n'y a rien à annuler.",
)

Files = Annotated[list[UploadedFile], File(description="One or more files, each as a part named `file`.")]
_SOON = "1"  # seconds after which it is worth asking again


class Imports(Listed):
    """Some of the firm's imports, the newest first."""

    items: list[Import]


class RecipeAsked(Schema):
    """A recipe that is to be followed."""

    recipe: str = Field(description="Its id.")


@routes.get(
    "",
    auth=READS_IMPORTS,
    operation_id="list_imports",
    summary="The firm's imports, the newest first",
    response={200: Imports},
    openapi_extra=failing(),
)
def list_imports(request: ApiRequest, limit: Limit = 50, cursor: Cursor = None) -> Imports:
    """Those in preparation and those that were applied, begun in the browser or here. Imports by the command
    line are in the history."""
    drafts = Draft.objects.filter(firm=request.auth.firm, apart=False)
    after = read(cursor, int)
    found = drafts if after is None else drafts.filter(pk__lt=after[0])
    rows = list(
        found.select_related("user")
        .prefetch_related("files")
        .defer("past", "future")
        .order_by("-pk")[: limit + 1]
    )
    shown_ = listed(rows[:limit], request.auth.book, request.language)
    following = written(rows[limit - 1].pk) if len(rows) > limit else None
    return Imports(items=shown_, next=following, total=drafts.count())


@routes.post(
    "",
    auth=WRITES_IMPORTS,
    operation_id="begin_import",
    summary="Begin an import with files",
    response={201: Import},
    openapi_extra=failing(404, 413),
)
def begin(
    request: ApiRequest,
    response: HttpResponse,
    file: Files,
    recipe: Annotated[str, Form(description="The id of a saved recipe that is to be followed.")] = "",
) -> tuple[int, Import]:
    """The files are read and their columns mapped at once: wait until `state` is `looked`. The import is the
    same in the browser, where somebody may go on with it."""
    caller = request.auth
    if recipe:
        recipe = caller.book.recipe_of_key(recipe).key
    draft = keep.begin(caller.firm, caller.user)
    try:
        _take(draft, file)
    except CarnetError:
        keep.discard(draft)
        raise
    if recipe:
        choose.follow(draft, recipe)
    response["Location"] = _address(draft)
    return 201, shown(draft, caller.book, request.language)


@routes.get(
    "/{import_id}",
    auth=READS_IMPORTS,
    operation_id="get_import",
    url_name="get_import",
    summary="How an import stands",
    response={200: Import},
    openapi_extra=failing(404),
)
def get(request: ApiRequest, import_id: str) -> Import:
    """Ask about once a second while the work goes on."""
    return shown(keep.found(request.auth.firm, import_id), request.auth.book, request.language)


@routes.delete(
    "/{import_id}",
    auth=WRITES_IMPORTS,
    operation_id="discard_import",
    summary="Take an import in preparation away",
    response={204: None},
    openapi_extra=failing(404, 409),
)
def discard(request: ApiRequest, import_id: str) -> tuple[int, None]:
    """Its files and choices go; what was applied stays in the book, and in the history."""
    draft = keep.found(request.auth.firm, import_id)
    if draft.writes:
        raise CarnetError("draft.locked")
    may_discard(draft)
    keep.discard(draft)
    return 204, None


@routes.post(
    "/{import_id}/files",
    auth=WRITES_IMPORTS,
    operation_id="add_import_files",
    summary="Add files",
    response={202: Import},
    openapi_extra=failing(404, 409, 413),
)
def add_files(request: ApiRequest, response: HttpResponse, import_id: str, file: Files) -> tuple[int, Import]:
    """They are looked at at once."""
    draft = keep.found(request.auth.firm, import_id)
    _take(draft, file)
    return _working(request, response, draft)


@routes.delete(
    "/{import_id}/files/{number}",
    auth=WRITES_IMPORTS,
    operation_id="remove_import_file",
    summary="Take a file out",
    response={202: Import},
    openapi_extra=failing(404, 409),
)
def remove_file(
    request: ApiRequest, response: HttpResponse, import_id: str, number: int
) -> tuple[int, Import]:
    """What was chosen for it goes with it; the positions of later files move up."""
    draft = keep.found(request.auth.firm, import_id)
    if not draft.files.filter(number=number).exists():
        raise CarnetError("upload.unknown", value=number)
    files.remove(draft, number)
    if files.taken(draft):
        choose.ask(draft, Job.LOOK)
    return _working(request, response, draft)


@routes.post(
    "/{import_id}/recipe",
    auth=WRITES_IMPORTS,
    operation_id="follow_recipe",
    summary="Follow a saved recipe",
    response={202: Import},
    openapi_extra=failing(404, 409),
)
def follow(
    request: ApiRequest, response: HttpResponse, import_id: str, asked: RecipeAsked
) -> tuple[int, Import]:
    """Its choices join those that were made; the files are looked at as it says."""
    draft = keep.found(request.auth.firm, import_id)
    choose.follow(draft, request.auth.book.recipe_of_key(asked.recipe).key)
    return _working(request, response, draft)


@routes.post(
    "/{import_id}/plan",
    auth=WRITES_IMPORTS,
    operation_id="make_plan",
    summary="Have the plan made",
    response={202: Import},
    openapi_extra=failing(404, 409),
)
def plan(request: ApiRequest, response: HttpResponse, import_id: str) -> tuple[int, Import]:
    """Of the newest choices; wait until `state` is `planned`. Nothing is changed in the book."""
    draft = keep.found(request.auth.firm, import_id)
    if not draft.ready or draft.imported:
        choose.ask(draft, Job.PLAN)
    return _working(request, response, draft)


@routes.post(
    "/{import_id}/apply",
    auth=WRITES_IMPORTS,
    operation_id="apply_import",
    summary="Apply the plan to the book",
    response={202: Import},
    openapi_extra=failing(404, 409),
)
def apply(request: ApiRequest, response: HttpResponse, import_id: str) -> tuple[int, Import]:
    """All of it or nothing; wait until `state` is `applied`. Where the book has moved on since the plan was
    made, it is made again, `state` is `planned` with the notice `draft.replanned`, and nothing is applied."""
    draft = keep.found(request.auth.firm, import_id)
    if not draft.imported:
        if not draft.ready:
            raise CarnetError("draft.no_plan")
        choose.ask(draft, Job.APPLY, request.auth.user)
    return _working(request, response, draft)


@routes.post(
    "/{import_id}/undo",
    auth=WRITES_IMPORTS,
    operation_id="undo_import",
    summary="Take an applied import back",
    response={202: Import},
    openapi_extra=failing(404, 409),
)
def undo(request: ApiRequest, response: HttpResponse, import_id: str) -> tuple[int, Import]:
    """Wait until `state` is `undone`. What was edited since stays; the history's undo lists it."""
    draft = keep.found(request.auth.firm, import_id)
    if not draft.imported:
        raise CarnetError("draft.not_applied")
    choose.ask(draft, Job.UNDO, request.auth.user)
    return _working(request, response, draft)


@routes.get(
    "/{import_id}/workbook",
    auth=READS_IMPORTS,
    operation_id="get_workbook",
    summary="The workbook of what to correct",
    response={200: None},
    openapi_extra=failing(404, file="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
def workbook(request: ApiRequest, import_id: str) -> HttpResponseBase:
    """Of an applied import; it can be filled in and imported in its turn."""
    draft = keep.found(request.auth.firm, import_id)
    path = workbook_of(draft, request.language)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"carnet-{draft.imported}.xlsx")


def _take(draft: Draft, sent: list[UploadedFile]) -> None:
    for one in sent:
        assert isinstance(one, TemporaryUploadedFile)
        files.add(draft, one.name or "", Path(one.temporary_file_path()), one.size or 0)
    choose.ask(draft, Job.LOOK)


def _working(request: ApiRequest, response: HttpResponse, draft: Draft) -> tuple[int, Import]:
    """The import whose work was begun, with where and when to ask again."""
    response["Location"] = _address(draft)
    response["Retry-After"] = _SOON
    return 202, shown(draft, request.auth.book, request.language)


def _address(draft: Draft) -> str:
    return reverse("api:get_import", kwargs={"import_id": draft.key})
