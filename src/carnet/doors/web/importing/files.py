"""Step 1: the files."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, sentence, shown, wanted
from carnet.language import Language
from carnet.office.drafts import files as office
from carnet.office.drafts.choose import ask
from carnet.office.jobs import Job
from carnet.office.models import Draft, DraftFile


@at_draft
def files(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The draft's files; those that are sent are added."""
    if request.method == "POST":
        receive(request, draft)
        if request.htmx:
            return listed(request, draft.key)
        return redirect("importing:files", draft.key)
    if office.taken(draft):
        wanted(draft, Job.LOOK)
    return shown(request, draft, "files", files=named(draft, request.language))


@at_draft
def listed(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The list of the files, as a part of the page."""
    values = {"draft": draft, "files": named(draft, request.language)}
    return render(request, "carnet/importing/parts/files.html", values)


@require_POST
@at_draft
def remove(request: DeskRequest, draft: Draft, number: int) -> HttpResponseBase:
    """Take a file out."""
    office.remove(draft, number)
    if office.taken(draft):
        ask(draft, Job.LOOK)
    if request.htmx:
        return listed(request, draft.key)
    return redirect("importing:files", draft.key)


def receive(request: DeskRequest, draft: Draft) -> None:
    """Take in the files that a request brings; ``more`` says that others follow at once."""
    for sent in request.FILES.getlist("file"):
        assert isinstance(sent, TemporaryUploadedFile)
        office.add(draft, sent.name or "", Path(sent.temporary_file_path()), sent.size or 0)
    if office.taken(draft) and "more" not in request.POST:
        ask(draft, Job.LOOK)


def named(draft: Draft, language: Language) -> list[tuple[DraftFile, str]]:
    """Each file with the sentence that says why it cannot be read, or ""."""
    return [(file, sentence(file.error, language) if file.error else "") for file in draft.files.all()]
