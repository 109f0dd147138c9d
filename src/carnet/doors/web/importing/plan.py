"""Step 6: what applying will do."""

from __future__ import annotations

from django.http import HttpResponseBase

from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, shown, wanted
from carnet.office.drafts.plan import shown as kept_plan
from carnet.office.jobs import Job
from carnet.office.models import Draft


@at_draft
def plan(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Counts and contacts of the plan."""
    made = kept_plan(draft)
    wanted(draft, Job.PLAN)
    return shown(request, draft, "plan", plan=made)
