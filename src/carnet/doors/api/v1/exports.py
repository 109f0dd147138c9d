"""The book, or some of it, as the file of another program."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, Literal

import polars as pl
from django.http import FileResponse
from ninja import Field, Router, Schema
from pydantic import ConfigDict

from carnet.book.bulk import ids_of
from carnet.book.exporting import to_export
from carnet.book.firm_book import FirmBook
from carnet.book.listing import listing_of
from carnet.book.listing.query import ListQuery
from carnet.contract import CarnetError, Kind
from carnet.doors.api.auth import READS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.writers import EXPORTS, UNKNOWN, export
from carnet.writers.notes import Note

routes = Router(tags=["Exports"])
NOTES = "Carnet-Notes"


class ExportKind(Schema):
    """A kind of file that the book can be written as."""

    id: str
    title: str
    suffix: str
    media_type: str


class ExportKinds(Schema):
    """All of them."""

    items: list[ExportKind]


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
    response={200: None},
    openapi_extra=failing(404, 422, file="application/octet-stream"),
)
def make(request: ApiRequest, asked: ExportAsked) -> FileResponse:
    """The answer is the file. What its format cannot hold stands in the header `Carnet-Notes`: a JSON list
    of `{code, value, count}`; docs/findings.md explains the codes. Headers and labels of the file are in the
    language that Accept-Language asks for."""
    if asked.to not in EXPORTS:
        raise CarnetError(UNKNOWN.code, value=asked.to, suggestion=", ".join(EXPORTS))
    book, kind = request.auth.book, EXPORTS[asked.to]
    contents = to_export(book, asked.to, _chosen(book, asked))
    with TemporaryDirectory(prefix="carnet-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"carnet{kind.suffix}"
        notes = export(asked.to, contents, path, request.language)
        held = TemporaryFile()  # noqa: SIM115  (the answer closes it)
        with path.open("rb") as written:
            shutil.copyfileobj(written, held)
    held.seek(0)
    answer = FileResponse(held, as_attachment=True, filename=path.name, content_type=kind.media_type)
    answer[NOTES] = _told(notes)
    return answer


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


def _told(notes: list[Note]) -> str:
    listed = [{"code": code, **values} for code, values in notes]
    return json.dumps(listed, separators=(",", ":"))
