"""Where an import begins or is taken up again."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.importing.drafted import at_draft
from carnet.doors.web.importing.files import receive
from carnet.office.cases.drafted import may_discard
from carnet.office.drafts import keep
from carnet.office.models import Draft
from carnet.office.roles import Role


@at_desk(Role.MEMBER)
def start(request: DeskRequest) -> HttpResponseBase:
    """The imports in preparation, and a place to drop the files of a new one; a script begins without any."""
    if request.method == "POST":
        draft = keep.begin(request.desk.firm, request.desk.user)
        receive(request, draft)
        return redirect("importing:files", draft.key)
    drafts = keep.open_drafts(request.desk.firm)
    return render(request, "carnet/importing/start.html", {"drafts": drafts})


@at_draft
def resume(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The step at which a draft was left."""
    if draft.imported or draft.writes:
        return redirect("importing:result", draft.key)
    return redirect("importing:plan" if draft.planned else "importing:files", draft.key)


@require_POST
@at_draft
def discard(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Take a draft away."""
    if draft.writes:
        raise CarnetError("draft.locked")
    may_discard(draft)
    keep.discard(draft)
    return redirect("importing:start")
