"""A firm's upload links, and one of them with its files and its trail."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.drops.forms import Asked, Until
from carnet.doors.web.faults import WRONG, message
from carnet.doors.web.templatetags.words import day
from carnet.language import Language, Text
from carnet.office.cases import keep as cases
from carnet.office.drops import links
from carnet.office.drops.links import LinkState
from carnet.office.drops.states import FileState, Happening
from carnet.office.models import Drop, DropFile
from carnet.office.roles import Role

PAGE = 50  # links, or lines of a trail
_EXTENDED = Text("The link works until %(day)s.", "Le lien fonctionne jusqu’au %(day)s.")
_REVOKED = Text(
    "The link works no more; the files that came by it stay until they are due.",
    "Le lien ne fonctionne plus ; les fichiers reçus restent jusqu’à leur échéance.",
)
_UNLOCKED = Text("The passphrase may be tried again.", "La phrase de passe peut de nouveau être essayée.")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of a link, with the sentence that says why it cannot be imported."""

    file: DropFile
    why: str

    @property
    def there(self) -> bool:
        """Whether it can be downloaded and erased."""
        return self.file.arrived is not None and self.file.state != FileState.ERASED

    @property
    def ready(self) -> bool:
        """Whether it can be imported."""
        return self.file.state == FileState.READY


@at_desk(Role.SPECIALIST)
def drops(request: DeskRequest) -> HttpResponseBase:
    """The links, and a form for a new one, which is shown this once; for a case, where one is asked for."""
    firm, user = request.desk.firm, request.desk.user
    asked = request.GET.get("case")
    case = cases.found(firm, asked) if asked else None
    form = Asked(request.POST or None, case, team=request.desk.helps)
    link = ""
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            _, token = links.make(firm, user, form.terms, case or form.begun(firm, user))
        link = request.build_absolute_uri(reverse("drop:page", args=[token]))
        form = Asked(None, case, team=request.desk.helps)
    page = Paginator(links.of_firm(firm), PAGE).get_page(request.GET.get("page"))
    listed = [(one, links.state_of(one), one.files.exclude(arrived=None).count()) for one in page]
    values = {"form": form, "link": link, "page": page, "listed": listed, "case": case}
    answer = render(request, "carnet/drops/drops.html", values, status=WRONG if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@at_desk(Role.SPECIALIST)
def drop(request: DeskRequest, key: str) -> HttpResponseBase:
    """One link."""
    return shown(request, links.found(request.desk.firm, key), Until())


@require_POST
@at_desk(Role.SPECIALIST)
def extend(request: DeskRequest, key: str) -> HttpResponseBase:
    """Let a link end on another day."""
    one, form = links.found(request.desk.firm, key), Until(request.POST)
    if not form.is_valid():
        return shown(request, one, form)
    links.extend(one, form.moment, request.desk.user)
    messages.success(request, _EXTENDED(request.language, {"day": day(form.cleaned_data["until"])}))
    return redirect("drops:drop", key)


@require_POST
@at_desk(Role.SPECIALIST)
def revoke(request: DeskRequest, key: str) -> HttpResponseBase:
    """Let a link work no more."""
    links.revoke(links.found(request.desk.firm, key), request.desk.user)
    messages.success(request, _REVOKED(request.language))
    return redirect("drops:drop", key)


@require_POST
@at_desk(Role.SPECIALIST)
def unlock(request: DeskRequest, key: str) -> HttpResponseBase:
    """Let the passphrase be tried again."""
    links.unlock(links.found(request.desk.firm, key), request.desk.user)
    messages.success(request, _UNLOCKED(request.language))
    return redirect("drops:drop", key)


def shown(request: DeskRequest, one: Drop, form: Until, fault: str = "") -> HttpResponse:
    """A link's page."""
    files = [Listed(file, _why(file, request.language)) for file in one.files.select_related("drop")]
    state = links.state_of(one)
    trail = Paginator(one.events.select_related("user"), PAGE).get_page(request.GET.get("page"))
    values = {
        "one": one, "state": state, "files": files, "form": form, "fault": fault, "page": trail,
        "trail": [(event, Happening(event.what).label(request.language)) for event in trail],
        "locked": state is LinkState.LOCKED, "revoked": state is LinkState.REVOKED,
        "importable": any(file.ready for file in files),
        "moving": any(file.file.state in {FileState.ARRIVING, FileState.CHECKING} for file in files),
    }  # fmt: skip
    wrong = bool(fault or form.errors)
    return render(request, "carnet/drops/drop.html", values, status=WRONG if wrong else 200)


def _why(file: DropFile, language: Language) -> str:
    error = file.error
    return message(CarnetError(error["code"], **error["values"]), language) if error else ""
