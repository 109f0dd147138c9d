"""What both sides do to a case."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from carnet.contract import CarnetError
from carnet.doors.web.cases.asking import WRITTEN
from carnet.doors.web.cases.forms import plan_of
from carnet.doors.web.cases.found import at_case
from carnet.doors.web.cases.page import shown
from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.faults import message
from carnet.language import Text
from carnet.office.cases import remarks, returned
from carnet.office.cases.assign import assign, set_due
from carnet.office.cases.receive import check_open, receive
from carnet.office.cases.sign import sign as signed
from carnet.office.cases.states import CaseStatus
from carnet.office.drafts import files as drafted
from carnet.office.drafts import keep
from carnet.office.drafts.choose import ask
from carnet.office.jobs import Job
from carnet.office.models import Case
from carnet.office.roles import Role

_STANDS = Text("The case is now: %(status)s.", "Le dossier est désormais : %(status)s.")
_KEPT = Text("Saved.", "Enregistré.")
_SENT = Text(
    "Your files arrived; the team has been told.", "Vos fichiers sont arrivés ; l’équipe en est informée."
)
_NO_FILE = Text("Choose at least one file.", "Choisissez au moins un fichier.")
_SIGNED = Text(
    "You signed the plan off; the team may apply it now.",
    "Vous avez approuvé le plan ; l’équipe peut maintenant l’appliquer.",
)


@require_POST
@at_case(Role.SPECIALIST)
def move(request: DeskRequest, case: Case) -> HttpResponseBase:
    """Let the case stand otherwise."""
    wanted = request.POST.get("status", "")
    if wanted not in set(CaseStatus) or wanted == CaseStatus.IMPORTED:
        raise CarnetError("case.not_next")
    returned.stand(case, CaseStatus(wanted), request.desk.user)
    label = CaseStatus(case.status).label(request.language)
    messages.success(request, _STANDS(request.language, {"status": label}))
    return redirect("cases:case", case.key)


@require_POST
@at_case(Role.SPECIALIST)
def plan(request: DeskRequest, case: Case) -> HttpResponseBase:
    """Say who does the case, and until when."""
    form = plan_of(case, request.POST)
    if not form.is_valid():
        return shown(request, case, form)
    assign(case, form.number, request.desk.user)
    set_due(case, form.day, request.desk.user)
    messages.success(request, _KEPT(request.language))
    return redirect("cases:case", case.key)


@require_POST
@at_case(Role.MEMBER)
def send(request: DeskRequest, case: Case) -> HttpResponseBase:
    """Take files in as the case's newest version."""
    check_open(case)
    sent = request.FILES.getlist("file")
    if not sent:
        return shown(request, case, plan_of(case), _NO_FILE(request.language))
    draft = keep.begin(case.firm, request.desk.user)
    try:
        for file in sent:
            assert isinstance(file, TemporaryUploadedFile)
            drafted.add(draft, file.name or "", Path(file.temporary_file_path()), file.size or 0)
        receive(case, draft, request.desk.user)
    except CarnetError as error:
        keep.discard(draft)
        return shown(request, case, plan_of(case), message(error, request.language))
    ask(draft, Job.PLAN)
    messages.success(request, _SENT(request.language))
    return redirect("cases:case", case.key)


@require_POST
@at_case(Role.MEMBER)
def sign(request: DeskRequest, case: Case) -> HttpResponseBase:
    """Sign the plan off, as it was looked at."""
    if not request.desk.signs:
        raise PermissionDenied
    version = request.POST.get("version", "")
    looked = int(version) if version.isdecimal() and len(version) < 10 else 0
    signed(case, looked, str(request.desk.user), request.desk.user)
    messages.success(request, _SIGNED(request.language))
    return redirect("cases:case", case.key)


@require_POST
@at_case(Role.MEMBER)
def write(request: DeskRequest, case: Case) -> HttpResponseBase:
    """Write a note or ask a question on the whole case."""
    remarks.remark(
        case, request.POST.get("text", ""), request.desk.user, of_firm=not request.desk.helps,
        question="question" in request.POST,
    )  # fmt: skip
    return _written(request, case)


@require_POST
@at_case(Role.MEMBER)
def answer(request: DeskRequest, case: Case, number: int) -> HttpResponseBase:
    """Answer a remark."""
    asked = remarks.found(case, number)
    remarks.answer(asked, request.POST.get("text", ""), request.desk.user, of_firm=not request.desk.helps)
    return _written(request, case)


@require_POST
@at_case(Role.MEMBER)
def settle(request: DeskRequest, case: Case, number: int) -> HttpResponseBase:
    """Wait for no answer any more."""
    remarks.settle(remarks.found(case, number), request.desk.user)
    return redirect(reverse("cases:case", args=[case.key]) + "#remarks")


def _written(request: DeskRequest, case: Case) -> HttpResponse:
    messages.success(request, WRITTEN(request.language))
    return redirect(reverse("cases:case", args=[case.key]) + "#remarks")
