"""The files that an upload link brought: downloaded, imported, erased."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.drops.forms import Until
from carnet.doors.web.drops.links import shown
from carnet.doors.web.faults import message
from carnet.language import Text
from carnet.office.drops import files as office
from carnet.office.drops import links
from carnet.office.roles import Role

_ERASED = Text("“%(name)s” was erased.", "« %(name)s » a été effacé.")


@require_safe
@at_desk(Role.SPECIALIST)
def download(request: DeskRequest, key: str, file: str) -> HttpResponseBase:
    """A file in clear, in a stream."""
    found = office.found(links.found(request.desk.firm, key), file)
    pieces = office.take(found, request.desk.user)
    answer = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    answer["Content-Length"] = str(found.size)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@at_desk(Role.SPECIALIST)
def begin_import(request: DeskRequest, key: str) -> HttpResponseBase:
    """Begin an import with the chosen files."""
    drop = links.found(request.desk.firm, key)
    try:
        draft = office.begin_import(drop, request.POST.getlist("file"), request.desk.user)
    except CarnetError as error:
        return shown(request, drop, Until(), message(error, request.language))
    return redirect("importing:files", draft.key)


@require_POST
@at_desk(Role.SPECIALIST)
def erase(request: DeskRequest, key: str, file: str) -> HttpResponseBase:
    """Take a file's bytes away now."""
    found = office.found(links.found(request.desk.firm, key), file)
    office.erase(found, user=request.desk.user)
    messages.success(request, _ERASED(request.language, {"name": found.name}))
    return redirect("drops:drop", key)
