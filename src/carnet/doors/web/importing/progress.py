"""How the work on a draft stands, asked once a second while there is some."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from carnet.doors.web.desk import PageRequest
from carnet.doors.web.importing.drafted import told
from carnet.office.drafts.choose import ask
from carnet.office.jobs import Job
from carnet.office.models import Draft


def progress(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """The panel of the work; tells the page when it is done."""
    answer = render(request, "carnet/importing/parts/work.html", {"draft": draft, **told(request, draft)})
    if not draft.works:
        answer["HX-Trigger"] = "worked"
    return answer


@require_POST
def again(request: PageRequest, draft: Draft) -> HttpResponseBase:
    """Try once more what failed."""
    if draft.job and not draft.works:
        ask(draft, Job(draft.job))
    return redirect("../")
