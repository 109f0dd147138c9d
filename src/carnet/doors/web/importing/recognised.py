"""Step 2: what the files were taken for."""

from __future__ import annotations

from django.http import HttpResponseBase

from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, shown, wanted
from carnet.office.drafts.look import kept_look
from carnet.office.jobs import Job
from carnet.office.models import Draft


@at_draft
def recognised(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Each file and sheet with what it was taken for."""
    seen = kept_look(draft)
    wanted(draft, Job.LOOK)
    return shown(request, draft, "recognised", look=seen)
