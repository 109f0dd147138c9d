"""Steps 7 and 8: applying, and what came of it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, shown
from carnet.office.drafts.choose import ask
from carnet.office.drafts.report import workbook_of
from carnet.office.jobs import Job
from carnet.office.models import Draft


@require_POST
@at_draft
def apply(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Begin to change the book as the plan says."""
    if not draft.imported:
        ask(draft, Job.APPLY)
    return redirect("importing:result", draft.key)


@at_draft
def result(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The import while it is applied, and after it was."""
    if not draft.imported and not draft.writes and draft.notice:
        return redirect("importing:plan", draft.key)
    entry = request.desk.book.history(draft.imported)[0] if draft.imported else None
    book_there = workbook_of(draft, request.language).exists()
    return shown(request, draft, "result", entry=entry, workbook=book_there)


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
        ask(draft, Job.UNDO)
    return redirect("importing:result", draft.key)
