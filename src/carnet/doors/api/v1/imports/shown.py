"""An import as programs read it: how it stands, its files, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from ninja import Field, Schema

from carnet.book.firm_book import FirmBook
from carnet.book.models import Import as Entry
from carnet.contract import CarnetError
from carnet.doors.api.documented import Problem
from carnet.doors.api.problems import described
from carnet.language import Language
from carnet.office.drafts import files
from carnet.office.drafts.choose import choices_of
from carnet.office.jobs import Job, Stand
from carnet.office.models import Draft
from carnet.stages.report import refusal_finding


class State(StrEnum):
    """How an import stands."""

    EMPTY = "empty"
    LOOKING = "looking"
    LOOKED = "looked"
    PLANNING = "planning"
    PLANNED = "planned"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


_WORKING = {
    Job.LOOK: State.LOOKING, Job.PLAN: State.PLANNING, Job.APPLY: State.APPLYING, Job.REPORT: State.APPLYING,
    Job.UNDO: State.UNDOING,
}  # fmt: skip


class ImportFile(Schema):
    """A file of an import."""

    number: int = Field(description="By which the file is taken out again.")
    position: int | None = Field(
        description="By which choices and sheets name the file; null where the file is left out."
    )
    name: str
    size: int = Field(description="In bytes.")
    problem: Problem | None = Field(description="Why the file cannot be read and is left out.")


class ImportNotice(Schema):
    """Something that the last work has to say although it was done."""

    code: str
    detail: str


class ImportRecipe(Schema):
    """The saved recipe that the choices come from."""

    id: str
    name: str


class Import(Schema):
    """An import, from its files to the book."""

    id: str
    state: State = Field(
        description="empty: without files; looking, planning, applying, undoing: the work goes on; looked: "
        "files are read and columns mapped; planned: the plan follows the newest choices; applied; undone; "
        "failed: see problem."
    )
    stage: str | None = Field(description="What is being done just now, of the work that goes on.")
    share: float | None = Field(description="How much of it is done, 0 to 1; null where nobody can tell.")
    problem: Problem | None = Field(description="Why the last work failed.")
    notice: ImportNotice | None
    version: int = Field(description="Of files and choices; what If-Match compares.")
    files: list[ImportFile]
    recipe: ImportRecipe | None
    corrections: int = Field(description="Cells and whole columns that were corrected.")
    decisions: int = Field(description="Pairs of contacts that were decided on.")
    entry: str | None = Field(description="The entry of the history, once it is applied.")
    by: str = Field(description="Who began it.")
    created: datetime
    modified: datetime


def shown(draft: Draft, book: FirmBook, language: Language) -> Import:
    """An import as the answer."""
    return listed([draft], book, language)[0]


def listed(drafts: Iterable[Draft], book: FirmBook, language: Language) -> list[Import]:
    """Several of one firm."""
    drafts = list(drafts)
    keys = [draft.imported for draft in drafts if draft.imported]
    entries = Entry.objects.using(book.using).filter(firm_id=book.firm, key__in=keys)
    undone = set(entries.exclude(undone=None).values_list("key", flat=True)) if keys else set()
    return [_shown(draft, draft.imported in undone, language) for draft in drafts]


def state_of(draft: Draft, undone: bool) -> State:
    """How a draft stands; ``undone``: its import was taken back."""
    if draft.works:
        return _WORKING[Job(draft.job)]
    if draft.stand == Stand.FAILED:
        return State.FAILED
    if draft.imported:
        return State.UNDONE if undone else State.APPLIED
    if not files.taken(draft):
        return State.EMPTY
    return State.PLANNED if draft.ready else State.LOOKED if draft.seen else State.LOOKING


def problem_of(error: dict[str, Any] | None, language: Language) -> Problem | None:
    """An error that the office keeps, code and values."""
    if error is None:
        return None
    return Problem(**described(CarnetError(error["code"], **error["values"]), language))


def _shown(draft: Draft, undone: bool, language: Language) -> Import:
    choices = choices_of(draft)
    notice = refusal_finding(CarnetError(draft.notice), language).message if draft.notice else ""
    return Import(
        id=draft.key,
        state=state_of(draft, undone),
        stage=draft.stage or None if draft.works else None,
        share=draft.share if draft.works else None,
        problem=problem_of(draft.error, language),
        notice=ImportNotice(code=draft.notice, detail=notice) if notice else None,
        version=draft.version,
        files=_files(draft, language),
        recipe=choices.recipe and ImportRecipe(id=choices.recipe.key, name=choices.recipe.name),
        corrections=len(choices.fixes) + len(choices.replacements),
        decisions=len(choices.decisions),
        entry=draft.imported or None,
        by=str(draft.user or ""),
        created=draft.created,
        modified=draft.modified,
    )


def _files(draft: Draft, language: Language) -> list[ImportFile]:
    places = {file.pk: place for place, file in enumerate(files.taken(draft))}
    return [
        ImportFile(
            number=file.number, position=places.get(file.pk), name=file.name, size=file.size,
            problem=problem_of(file.error, language),
        )
        for file in draft.files.all()
    ]  # fmt: skip
