"""Step 1: the files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, part, sentence, shown, wanted
from carnet.language import Language
from carnet.office.drafts import files as office
from carnet.office.drafts.choose import ask
from carnet.office.drafts.look import kept_look
from carnet.office.jobs import Job
from carnet.office.models import Draft, DraftFile
from carnet.pipeline.look import SeenSheet

_LIST = "carnet/importing/parts/files.html"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the draft, with the sentence that says why it cannot be read, or the sheets seen in it."""

    file: DraftFile
    why: str
    sheets: list[SeenSheet]

    @property
    def rows(self) -> int:
        """That may be contacts."""
        return sum(sheet.rows for sheet in self.sheets if sheet.taken and sheet.kind != "none")

    @property
    def providers(self) -> list[str]:
        """Who wrote it."""
        return list(dict.fromkeys(one.provider for one in self.sheets if one.taken and one.kind != "none"))


@at_draft
def files(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The draft's files; those that are sent are added."""
    if request.method == "POST":
        receive(request, draft)
        return HttpResponse(status=204) if request.htmx else redirect("importing:files", draft.key)
    if office.taken(draft):
        wanted(draft, Job.LOOK)
    return shown(request, draft, "files", files=listed(draft, request.language))


@require_POST
@at_draft
def remove(request: DeskRequest, draft: Draft, number: int) -> HttpResponseBase:
    """Take a file out."""
    office.remove(draft, number)
    if office.taken(draft):
        ask(draft, Job.LOOK)
    if request.htmx:
        return part(request, draft, "files", _LIST, files=listed(draft, request.language))
    return redirect("importing:files", draft.key)


def receive(request: DeskRequest, draft: Draft) -> None:
    """Take in the files that a request brings; ``more`` says that others follow at once."""
    for sent in request.FILES.getlist("file"):
        assert isinstance(sent, TemporaryUploadedFile)
        office.add(draft, sent.name or "", Path(sent.temporary_file_path()), sent.size or 0)
    if office.taken(draft) and "more" not in request.POST:
        ask(draft, Job.LOOK)


def listed(draft: Draft, language: Language) -> list[Listed]:
    """Each file with what is known of it."""
    look = kept_look(draft) if draft.seen else None
    places = {file.pk: place for place, file in enumerate(office.taken(draft))}
    seen: dict[int, list[SeenSheet]] = {}
    for file in look.files if look else ():
        seen.setdefault(file.position, []).extend(file.sheets)
    return [
        Listed(
            file, sentence(file.error, language) if file.error else "", seen.get(places.get(file.pk, -1), [])
        )
        for file in draft.files.all()
    ]
