"""The history of the book: imports, merges, changes of many and deletions, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any

import polars as pl
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema

from carnet.book.history import Entry
from carnet.book.keys import KEY_FORM
from carnet.contract import CarnetError
from carnet.doors.api.auth import READS_IMPORTS, WRITES_IMPORTS, ApiRequest
from carnet.doors.api.documented import failing
from carnet.doors.api.v1.lists import Cursor, Limit, Listed, read, written
from carnet.doors.api.v1.work import Work, done
from carnet.findings import Severity, gist, rules
from carnet.language import Language
from carnet.office.errands.attend import ran
from carnet.office.errands.keep import begin
from carnet.office.jobs import ErrandJob

routes = Router(tags=["History"])


class EntryKind(StrEnum):
    """What an entry was."""

    IMPORT = "import"
    MERGE = "merge"
    EDIT = "edit"
    DELETE = "delete"


class EntryRecipe(Schema):
    """The recipe that an import followed; the id of one that was deleted meanwhile leads nowhere."""

    id: str
    name: str


class HistoryEntry(Schema):
    """One import, merge, change of many contacts, or deletion."""

    id: str
    kind: EntryKind
    mode: str | None = Field(description="Of an import.")
    by: str
    created: datetime
    files: list[str] = Field(description="The names of the files of an import.")
    contacts: list[str] = Field(
        description="Names: of a merge the one that went and the one it went into; of a deletion the first."
    )
    recipe: EntryRecipe | None
    counts: dict[str, int]
    records: dict[str, int]
    cells: dict[str, int] = Field(description="Where the cells of an import's files ended.")
    undone: datetime | None
    undone_by: str | None


class FindingsOfRule(Schema):
    """How many findings of a rule an import has."""

    code: str
    severity: Severity
    message: str
    count: int


class HistoryEntryInFull(HistoryEntry):
    """An entry with the findings of its import by rule; none once it was undone."""

    findings: list[FindingsOfRule]


class History(Listed):
    """Some of the entries, the newest first."""

    items: list[HistoryEntry]


class HistoryFilter(Schema):
    """Which entries."""

    kind: EntryKind | None = None
    by: str | None = None


@routes.get(
    "",
    auth=READS_IMPORTS,
    operation_id="list_history",
    summary="What was done to the book, the newest first",
    response={200: History},
    openapi_extra=failing(),
)
def list_history(
    request: ApiRequest, wanted: Query[HistoryFilter], limit: Limit = 50, cursor: Cursor = None
) -> History:
    """Imports, merges, changes of many contacts and deletions; each can be undone."""
    entries = request.auth.book.entries(wanted.kind or "", wanted.by or "")
    (after,) = read(cursor, str) or [""]
    if after and not re.fullmatch(KEY_FORM, after):
        raise CarnetError("api.cursor")
    found = entries.after(after, limit + 1)
    following = written(found[limit - 1].key) if len(found) > limit else None
    return History(
        items=[HistoryEntry(**_shown(entry)) for entry in found[:limit]],
        next=following, total=len(entries),
    )  # fmt: skip


@routes.get(
    "/{entry_id}",
    auth=READS_IMPORTS,
    operation_id="get_history_entry",
    summary="One entry in full",
    response={200: HistoryEntryInFull},
    openapi_extra=failing(404),
)
def get(request: ApiRequest, entry_id: str) -> HistoryEntryInFull:
    """With the findings of an import by rule."""
    book = request.auth.book
    (entry,) = book.history(entry_id)
    return HistoryEntryInFull(**_shown(entry), findings=_findings(book.findings(entry_id), request.language))


@routes.post(
    "/{entry_id}/undo",
    auth=WRITES_IMPORTS,
    operation_id="undo_history_entry",
    summary="Take an entry back",
    response={200: Work, 202: Work},
    openapi_extra=failing(404, 409),
)
def undo(request: ApiRequest, response: HttpResponse, entry_id: str) -> tuple[int, Work]:
    """What it made goes, what it changed is as before; what was edited since stays and is listed. What is
    small is done at once (200), what is not in the background (202): see Location."""
    caller = request.auth
    (entry,) = caller.book.history(entry_id)
    errand = begin(caller.firm, caller.user, ErrandJob.UNDO, {"entries": [entry.key]})
    ran(errand, sum(entry.counts.values()))
    return done(request, response, errand)


def _kind(entry: Entry) -> EntryKind:
    """An import has its mode."""
    return EntryKind(entry.mode) if entry.mode in set(EntryKind) else EntryKind.IMPORT


def _shown(entry: Entry) -> dict[str, Any]:
    kind = _kind(entry)
    names: Iterable[str] = entry.merged[::-1] if entry.merged else entry.deleted
    return {
        "id": entry.key, "kind": kind, "mode": entry.mode if kind is EntryKind.IMPORT else None,
        "by": entry.user, "created": entry.created,
        "files": [PurePath(path.replace("\\", "/")).name for path in entry.files],
        "contacts": list(names),
        "recipe": EntryRecipe(id=entry.recipe_key, name=entry.recipe) if entry.recipe else None,
        "counts": entry.counts, "records": entry.records, "cells": entry.balance,
        "undone": entry.undone, "undone_by": entry.undone_by or None,
    }  # fmt: skip


def _findings(found: pl.DataFrame, language: Language) -> list[FindingsOfRule]:
    counted = found.group_by("code").len().sort("len", "code", descending=[True, False])
    return [
        FindingsOfRule(code=code, severity=rules()[code].severity, message=gist(code, language), count=count)
        for code, count in counted.iter_rows()
    ]
