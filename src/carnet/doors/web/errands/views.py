"""How an errand stands, what came of it, and undoing an entry of the history."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.errands.run import ran, safe
from carnet.doors.web.errands.words import entries, sentence
from carnet.doors.web.faults import message
from carnet.language import Text
from carnet.office.errands.attend import SMALL
from carnet.office.errands.keep import begin, found, made_file
from carnet.office.jobs import ErrandJob
from carnet.office.models import Errand
from carnet.office.roles import Role
from carnet.pipeline.pages.shown import label

_FILE = "carnet-contacts.xlsx"
_LOOKED_AT = 20  # entries that are undone while a person waits
_OTHERS = {
    "card": Text("Contact card", "Fiche"),
    "group": Text("Client group", "Groupe de clients"),
    "members": Text("Members", "Membres"),
    "archived": Text("Archived", "Archivé"),
}


@require_safe
@at_desk(Role.MEMBER)
def errand(request: DeskRequest, key: str) -> HttpResponseBase:
    """Its progress, or its outcome."""
    return render(request, "carnet/errands/errand.html", _shown(request, found(request.desk.firm, key)))


@require_safe
@at_desk(Role.MEMBER)
def progress(request: DeskRequest, key: str) -> HttpResponseBase:
    """The panel alone, asked once a second; the whole page when the work is done."""
    one = found(request.desk.firm, key)
    answer = render(request, "carnet/errands/parts/panel.html", _shown(request, one))
    if not one.works:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
@at_desk(Role.MEMBER)
def file(request: DeskRequest, key: str) -> HttpResponseBase:
    """The file that it made."""
    path = made_file(found(request.desk.firm, key).key)
    if not path.is_file():
        raise CarnetError("errand.unknown")
    return FileResponse(path.open("rb"), as_attachment=True, filename=_FILE)


@require_POST
@at_desk(Role.MEMBER)
def undo(request: DeskRequest, entry: str) -> HttpResponseBase:
    """Take an entry of the history back."""
    (standing,) = request.desk.book.history(entry)
    back = safe(request, request.POST.get("back", ""))
    one = begin(request.desk.firm, request.desk.user, ErrandJob.UNDO, {"entries": [standing.key]}, back=back)
    return ran(request, one, sum(standing.counts.values()))


@require_POST
@at_desk(Role.MEMBER)
def take_back(request: DeskRequest, key: str) -> HttpResponseBase:
    """Undo all that an errand did."""
    done = found(request.desk.firm, key)
    keys = entries(done)
    book = request.desk.book
    few = [book.history(each)[0] for each in keys[:_LOOKED_AT]]
    size = sum(sum(entry.counts.values()) for entry in few) if len(keys) <= _LOOKED_AT else SMALL + 1
    one = begin(request.desk.firm, request.desk.user, ErrandJob.UNDO, {"entries": keys}, back=done.back)
    return ran(request, one, size)


def _shown(request: DeskRequest, one: Errand) -> dict[str, Any]:
    language = request.language
    fault = message(CarnetError(one.error["code"], **one.error["values"]), language) if one.error else ""
    kept = [
        {**each, "label": _label(each["field"])(language) if each["field"] in _OTHERS
            else label(each["field"], each["kind"], language)}
        for each in one.outcome.get("kept", ())
    ]  # fmt: skip
    return {
        "errand": one,
        "fault": fault,
        "sentence": "" if one.works or fault else sentence(one, language),
        "undoes": bool(entries(one)),
        "file": one.outcome.get("file", False),
        "kept": kept,
        "more": one.outcome.get("more", 0),
    }


def _label(field: str) -> Text:
    return _OTHERS[field]
