"""Undo and redo: the last choice taken back, whichever page it was made on, or made again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, part
from carnet.doors.web.importing.steps import STEPS
from carnet.doors.web.templatetags.importing import deed
from carnet.language import Text
from carnet.office.drafts import choose
from carnet.office.models import Draft

_UNDONE = Text("Undone: %(what)s.", "Annulé : %(what)s.")
_REDONE = Text("Made again: %(what)s.", "Rétabli : %(what)s.")
_NOTHING = Text("There is nothing more to undo.", "Il n’y a plus rien à annuler.")


@require_POST
@at_draft
def undo(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Take the last choice back."""
    return _answer(request, draft, choose.undo, _UNDONE)


@require_POST
@at_draft
def redo(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Make again what was taken back last."""
    return _answer(request, draft, choose.redo, _REDONE)


def _answer(
    request: DeskRequest, draft: Draft, act: Callable[[Draft], str | None], wording: Text
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
    target = redirect(f"importing:{step if step in STEPS else 'resume'}", draft.key)
    if query:
        target["Location"] += f"?{query}"
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": target["Location"]})
    return target
