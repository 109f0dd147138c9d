"""The page of an upload link: what is asked, a place to drop files, and the files of this visit."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from carnet.book.setup import firm_names
from carnet.contract import CarnetError
from carnet.doors.web import faults
from carnet.doors.web.dropping.visits import address_of, at_link, begin, refused, visit_of
from carnet.language import Language
from carnet.office.cases import remarks, returned, versions
from carnet.office.cases.drafted import signed
from carnet.office.cases.sign import to_sign
from carnet.office.cases.states import CaseHappening, CaseStatus
from carnet.office.drafts.plan import standing
from carnet.office.drops import links
from carnet.office.drops.receive import of_visit
from carnet.office.drops.sealed import PIECE
from carnet.office.drops.states import FileState, Happening
from carnet.office.drops.trail import note
from carnet.office.models import Case, Drop, DropFile


@dataclass(frozen=True, slots=True)
class Brought:
    """A file of this visit, with the sentence that says why it cannot be used."""

    file: DropFile
    why: str


@require_safe
@at_link
def page(request: HttpRequest, drop: Drop, token: str) -> HttpResponseBase:
    """The page; where a passphrase is asked, only its field until it is given."""
    visit = visit_of(request, drop)
    if not visit and drop.passphrase:
        return _asked(request, token)
    if not visit:
        answer = _shown(request, drop, token, "")
        begin(answer, drop, token)
        note(drop, Happening.OPENED, address=address_of(request))
        return answer
    return _shown(request, drop, token, visit)


@require_POST
@at_link
def enter(request: HttpRequest, drop: Drop, token: str) -> HttpResponseBase:
    """Let in whoever knows the passphrase."""
    try:
        links.admit(drop, request.POST.get("passphrase", ""), address_of(request))
    except CarnetError as error:
        return _asked(request, token, error)
    answer = redirect("drop:page", token)
    begin(answer, drop, token)
    note(drop, Happening.OPENED, address=address_of(request))
    return answer


@require_safe
@at_link
def arrived(request: HttpRequest, drop: Drop, token: str) -> HttpResponseBase:
    """The files of this visit, asked again while they are checked."""
    values = _brought(request, drop, token, visit_of(request, drop))
    return render(request, "carnet/dropping/arrived.html", values)


def _asked(request: HttpRequest, token: str, error: CarnetError | None = None) -> HttpResponse:
    why = faults.message(error, _language(request)) if error else ""
    status = 403 if error else 200
    return render(request, "carnet/dropping/enter.html", {"token": token, "why": why}, status=status)


def _shown(request: HttpRequest, drop: Drop, token: str, visit: str) -> HttpResponse:
    values = _brought(request, drop, token, visit)
    left = links.left(drop)
    if not left and not values["brought"]:
        return refused(request, CarnetError("drop.full"))
    firm = firm_names([drop.firm]).get(drop.firm, "")
    values |= {"drop": drop, "firm": firm, "left": left, "piece": PIECE}
    if drop.case:
        values |= _case(drop.case)
    return render(request, "carnet/dropping/page.html", values)


def _case(case: Case) -> dict[str, object]:
    """How the case of the link stands, for the firm's eyes."""
    draft = returned.shown(case)
    sent = case.events.filter(what=CaseHappening.CORRECTED).first()
    ready, version = to_sign(case), versions.newest(case)
    offered = ready is not None and version is not None and ready[0].version == version.shown_of
    return {
        "case": case, "plan": ready[0] if ready and offered else None,
        "signed": bool(ready and signed(case, ready[0])), "threads": remarks.threads(case),
        "status": case.status, "over": CaseStatus(case.status).over, "version": version,
        "shown": draft, "made": standing(draft) if draft and draft.ready else None,
        "corrected": sent.at if sent else None,
    }  # fmt: skip


def _brought(request: HttpRequest, drop: Drop, token: str, visit: str) -> dict[str, object]:
    """What the list of this visit's files is made of."""
    files = list(of_visit(drop, visit).exclude(state=FileState.ARRIVING)) if visit else []
    brought = [Brought(file, _why(file, _language(request))) for file in files]
    checking = any(file.state == FileState.CHECKING for file in files)
    return {"token": token, "brought": brought, "checking": checking}


def _why(file: DropFile, language: Language) -> str:
    error = file.error
    return faults.message(CarnetError(error["code"], **error["values"]), language) if error else ""


def _language(request: HttpRequest) -> Language:
    language: Language = request.language  # type: ignore[attr-defined]
    return language
