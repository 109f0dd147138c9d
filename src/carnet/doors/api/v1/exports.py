"""The book, or some of it, as the file of another program; a large one is written in the background."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any, Literal

import polars as pl
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from carnet.book.bulk import ids_of
from carnet.book.exporting import to_export
from carnet.book.firm_book import FirmBook
from carnet.book.listing import listing_of
from carnet.book.listing.query import ListQuery
from carnet.contract import CarnetError, Kind
from carnet.doors.api.auth import READS, ApiRequest
from carnet.doors.api.documented import Problem, failing
from carnet.doors.api.v1.imports.shown import problem_of
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.office.errands.attend import later
from carnet.office.errands.keep import begin, found, made_file
from carnet.office.jobs import ErrandJob, Stand
from carnet.office.models import Errand
from carnet.pipeline.scratch import scratch
from carnet.writers import EXPORTS, UNKNOWN, Export, export

routes = Router(tags=["Exports"])
NOTES = "Carnet-Notes"
AT_ONCE = 10_000  # contacts that are written while a program waits, about a second

rule(
    "export.unready",
    Severity.ERROR,
    en="The file is not there: ask for the export until it is done.",
    fr="Le fichier n'est pas encore là : demandez l'exportation jusqu'à ce qu'elle soit terminée.",
)


class ExportKind(Schema):
    """A kind of file that the book can be written as."""

    id: str
    title: str
    suffix: str
    media_type: str


class ExportKinds(Schema):
    """All of them."""

    items: list[ExportKind]


class ExportNote(Schema):
    """What the format cannot hold, and of how many values."""

    code: str = Field(description="Of the rule; docs/findings.md explains each.")
    value: str
    count: int


class LargeExport(Schema):
    """A file that is written in the background."""

    id: str
    to: str
    done: bool
    share: float | None = Field(description="How much of it is done, 0 to 1; null where nobody can tell.")
    problem: Problem | None = Field(description="Why it could not be written.")
    file: str | None = Field(description="The address of the file; null until it is there.")
    count: int | None = Field(description="Contacts in the file.")
    notes: list[ExportNote] = Field(description="What the format cannot hold.")


class Selection(Schema):
    """Contacts by what they have; values of one list are alternatives, "" is none."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", max_length=200, description="Words that must all be found.")
    types: list[str] = Field(default_factory=list)
    owners: list[str] = Field(default_factory=list)
    managers: list[str] = Field(default_factory=list)
    countries: list[str] = Field(default_factory=list)
    imports: list[str] = Field(default_factory=list, description="Entries of the history that made them.")
    missing: list[Literal["email", "phone", "address"]] = Field(default_factory=list)
    archived: Literal["no", "yes", "all"] = "no"
    since: datetime | None = Field(None, description="Changed at that moment or after.")


class ExportAsked(Schema):
    """What is to be written, and as what. Without kinds, ids and filter it is the whole book."""

    model_config = ConfigDict(extra="forbid")

    to: str = Field(description="The id of a kind of file.")
    kinds: list[Kind] = Field(default_factory=list, description="Only contacts of these.")
    ids: list[str] | None = Field(None, max_length=10_000, description="Only these contacts.")
    filter: Selection | None = Field(None, description="Only contacts that it finds.")


@routes.get(
    "",
    auth=READS,
    operation_id="list_export_kinds",
    summary="The kinds of file that can be written",
    response={200: ExportKinds},
    openapi_extra=failing(),
)
def kinds(request: ApiRequest) -> ExportKinds:
    """The same as of `carnet export`."""
    return ExportKinds(
        items=[
            ExportKind(
                id=name, title=one.title(request.language), suffix=one.suffix, media_type=one.media_type
            )
            for name, one in EXPORTS.items()
        ]
    )


@routes.post(
    "",
    auth=READS,
    operation_id="export_contacts",
    summary="Write contacts as a file",
    response={200: None, 202: LargeExport},
    openapi_extra=failing(404, 422, file="application/octet-stream"),
)
def make(
    request: ApiRequest, response: HttpResponse, asked: ExportAsked
) -> FileResponse | Status[LargeExport]:
    """The answer is the file. What its format cannot hold stands in the header `Carnet-Notes`: a JSON list
    of `{code, value, count}`; docs/findings.md explains the codes. Headers and labels of the file are in the
    language that Accept-Language asks for. More than 10,000 contacts are written in the background (202): see
    Location."""
    if asked.to not in EXPORTS:
        raise CarnetError(UNKNOWN.code, value=asked.to, suggestion=", ".join(EXPORTS))
    caller, ids = request.auth, _chosen(request.auth.book, asked)
    if (caller.book.size if ids is None else len(ids)) <= AT_ONCE:
        return _at_once(caller.book, asked.to, ids, request.language)
    wanted = {"to": asked.to, "language": request.language.value, "whole": ids is None}
    errand = begin(caller.firm, caller.user, ErrandJob.EXPORT, wanted, contacts=ids)
    later(errand)
    response["Location"] = reverse("api:get_export", kwargs={"export_id": errand.key})
    response["Retry-After"] = "1"
    return Status(202, _shown(errand, request.language))


@routes.get(
    "/{export_id}",
    auth=READS,
    operation_id="get_export",
    url_name="get_export",
    summary="How a large export stands",
    response={200: LargeExport},
    openapi_extra=failing(404),
)
def get(request: ApiRequest, export_id: str) -> LargeExport:
    """Ask about once a second until it is done. It is kept for a week."""
    return _shown(_export(request, export_id), request.language)


@routes.get(
    "/{export_id}/file",
    auth=READS,
    operation_id="get_export_file",
    url_name="get_export_file",
    summary="The file of a large export",
    response={200: None},
    openapi_extra=failing(404, 409, file="application/octet-stream"),
)
def get_file(request: ApiRequest, export_id: str) -> FileResponse:
    """As often as you like, for a week."""
    errand = _export(request, export_id)
    kind = EXPORTS[errand.asked["to"]]
    path = made_file(errand.key, kind.suffix)
    if not path.is_file():
        raise CarnetError("export.unready")
    return _answer(path.open("rb"), kind)


def _export(request: ApiRequest, key: str) -> Errand:
    """The firm's export of that key.

    Raises:
        CarnetError: errand.unknown.
    """
    errand = found(request.auth.firm, key)
    if errand.job != ErrandJob.EXPORT:
        raise CarnetError("errand.unknown")
    return errand


def _shown(errand: Errand, language: Language) -> LargeExport:
    done = not errand.works and errand.stand != Stand.FAILED
    outcome: dict[str, Any] = errand.outcome
    return LargeExport(
        id=errand.key, to=errand.asked["to"], done=done, share=errand.share if errand.works else None,
        problem=problem_of(errand.error, language),
        file=reverse("api:get_export_file", kwargs={"export_id": errand.key}) if done else None,
        count=outcome.get("count"), notes=[ExportNote(**one) for one in outcome.get("notes", ())],
    )  # fmt: skip


def _at_once(book: FirmBook, to: str, ids: pl.Series | None, language: Language) -> FileResponse:
    kind, contents = EXPORTS[to], to_export(book, ids)
    with scratch() as folder:
        path = folder / f"carnet{kind.suffix}"
        notes = export(to, contents, path, language)
        held = TemporaryFile()  # noqa: SIM115  (the answer closes it)
        with path.open("rb") as written:
            shutil.copyfileobj(written, held)
    held.seek(0)
    answer = _answer(held, kind)
    answer[NOTES] = json.dumps([{"code": code, **values} for code, values in notes], separators=(",", ":"))
    return answer


def _answer(file: IO[bytes], kind: Export) -> FileResponse:
    return FileResponse(
        file, as_attachment=True, filename=f"carnet{kind.suffix}", content_type=kind.media_type
    )


def _chosen(book: FirmBook, asked: ExportAsked) -> pl.Series | None:
    """The ids of the contacts that are to be written; None is all.

    Raises:
        CarnetError: contact.unknown.
    """
    if asked.filter is None and asked.ids is None and not asked.kinds:
        return None
    given = asked.filter.model_dump() if asked.filter else {"archived": "all"}
    text = given.pop("q", "")
    chosen: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in given.items()
    }
    found = _found(book, ListQuery(text, tuple(kind.value for kind in asked.kinds), **chosen))
    if asked.ids is None:
        return found["id"]
    wanted = ids_of(book, asked.ids)
    if missing := set(asked.ids) - set(wanted["key"]):
        raise CarnetError("contact.unknown", value=min(missing))
    return wanted.join(found, on="id", how="semi", maintain_order="left")["id"]


def _found(book: FirmBook, query: ListQuery) -> pl.DataFrame:
    """What a query finds in the book as it is now, however long it takes to catch up with it."""
    listing = listing_of(book)
    revision, found = listing.every(query)
    if revision != book.revision:
        listing.wait()
        _, found = listing.every(query)
    return found
