"""Guides to each provider's export, and the import files to fill in."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.catalog import Level
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.templatetags.guides import guided
from carnet.language import Language, Text
from carnet.office.roles import Role
from carnet.pipeline.scratch import scratch
from carnet.writers.template import write_template

_FILES = {
    Level.BASIC: Text("carnet-import-basic.xlsx", "carnet-importation-base.xlsx"),
    Level.ASSISTED: Text("carnet-import-assisted.xlsx", "carnet-importation-assistee.xlsx"),
}


@require_safe
@at_desk(Role.READER)
def guides(request: DeskRequest) -> HttpResponseBase:
    """Every provider, and the import files."""
    return render(request, "carnet/guides/guides.html", {"providers": guided()})


@require_safe
@at_desk(Role.READER)
def guide(request: DeskRequest, provider: str) -> HttpResponseBase:
    """How to export from one provider; for htmx as a part of another page."""
    chosen = next((one for one in guided() if one.name == provider), None)
    if chosen is None:
        raise Http404
    if request.htmx:
        return render(request, "carnet/guides/titled.html", {"chosen": chosen})
    return render(request, "carnet/guides/guide.html", {"providers": guided(), "chosen": chosen})


@require_safe
@at_desk(Role.READER)
def import_file(request: DeskRequest, level: str, language: str) -> HttpResponseBase:
    """An import file to fill in."""
    names = {known.value: known for known in _FILES}
    if level not in names or language not in {known.value for known in Language}:
        raise Http404
    written, speech = names[level], Language(language)
    with scratch() as folder:
        path = folder / "import.xlsx"
        write_template(path, written, speech)
        content = BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=_FILES[written](speech))
