"""Steps 7 and 8: applying, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.book.history import Entry
from carnet.book.traces import Kept
from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, shown
from carnet.doors.web.importing.recipes import keeping
from carnet.language import Text
from carnet.office.cases.drafted import case_of
from carnet.office.drafts.choose import ask, choices_of
from carnet.office.drafts.report import workbook_of
from carnet.office.jobs import Job
from carnet.office.models import Draft

ENDS = {
    "stored": (Text("stored", "enregistrées"), "good"),
    "merged": (Text("merged into an equal value", "fusionnées avec une valeur égale"), "info"),
    "set_aside": (Text("set aside with their contact", "mises de côté avec leur contact"), "soft"),
    "refused": (Text("refused, with the reason", "refusées, avec la raison"), "warning"),
}
SHOWN = 100  # values that stay after undo


@dataclass(frozen=True, slots=True)
class End:
    """Where cells of the files ended: how many, and their part of the bar, from and how wide, of 100."""

    label: Text
    look: str
    cells: int
    start: float
    width: float


@require_POST
@at_draft
def apply(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Begin to change the book as the plan says."""
    if not draft.imported:
        ask(draft, Job.APPLY, request.desk.user)
    return redirect("importing:result", draft.key)


@at_draft
def result(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The import while it is applied, and after it was."""
    if not draft.imported and not draft.writes:
        return redirect("importing:plan", draft.key)
    entry = request.desk.book.history(draft.imported)[0] if draft.imported else None
    return shown(request, draft, "result", **(_told(request, draft, entry) if entry else {}))


@at_draft
def workbook(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The workbook of what to correct."""
    path = workbook_of(draft, request.language)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"carnet-{draft.imported}.xlsx")


@require_POST
@at_draft
def undo(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Begin to take the import back."""
    if draft.imported:
        ask(draft, Job.UNDO, request.desk.user)
    return redirect("importing:result", draft.key)


def _told(request: DeskRequest, draft: Draft, entry: Entry) -> dict[str, Any]:
    kept = draft.outcome.get("kept", [])
    return {
        "entry": entry,
        "ends": _ends(entry.balance),
        "workbook": workbook_of(draft, request.language).exists(),
        "kept": [Kept(**one | {"when": _moment(one["when"])}) for one in kept[:SHOWN]],
        "kept_more": max(len(kept) - SHOWN, 0),
        "case": case_of(draft),
        "undone": draft.outcome.get("counts", {}),
        **keeping(draft, choices_of(draft)),
    }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _ends(balance: dict[str, int]) -> list[End]:
    found, start = [], 0.0
    for name, (label, look) in ENDS.items():
        width = 100 * balance[name] / balance["read"] if balance["read"] else 0.0
        found.append(End(label, look, balance[name], start, width))
        start += width
    return found
