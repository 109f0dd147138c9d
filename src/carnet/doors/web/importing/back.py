"""Undo and redo: the last choice taken back, whichever page it was made on, or made again."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import PageRequest
from carnet.doors.web.importing.drafted import part
from carnet.doors.web.importing.steps import STEPS
from carnet.doors.web.templatetags.importing import deed
from carnet.language import Text
from carnet.office.drafts import choose
from carnet.office.models import Draft

_UNDONE = Text("Undone: %(what)s.", "Annulé : %(what)s.")
_REDONE = Text("Made again: %(what)s.", "Rétabli : %(what)s.")
_NOTHING = Text("There is nothing more to undo.", "Il n’y a plus rien à annuler.")


@require_POST
def undo(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Take the last choice back."""
    return _answer(request, draft, choose.undo, _UNDONE)


@require_POST
def redo(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Make again what was taken back last."""
    return _answer(request, draft, choose.redo, _REDONE)


def _answer(
    request: PageRequest, draft: Draft, act: Callable[[Draft], str | None], wording: Text
) -> HttpResponseBase:
    reading = draft.reading
    what = act(draft)
    if request.htmx and draft.reading == reading:
        answer = part(request, draft, request.POST.get("step", ""), "carnet/importing/parts/nothing.html")
        answer["HX-Trigger"] = "corrected"
        return answer
    said = wording(request.language, {"what": deed(what)}) if what is not None else _NOTHING(request.language)
    messages.success(request, said)
    step = request.POST.get("step", "")
    query = request.POST.get("query", "")
    target = urljoin(request.path, f"../{step}/" if step in STEPS else "../")
    if query:
        target += f"?{query}"
    return HttpResponse(headers={"HX-Redirect": target}) if request.htmx else redirect(target)
