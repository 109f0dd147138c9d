"""The catalogue as a firm sees it: what each way includes and costs, and what the firm asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.faults import WRONG, message
from carnet.language import Text
from carnet.office.roles import Role
from carnet.office.services import requests
from carnet.office.services.catalogue import offer, offers
from carnet.office.services.states import RequestState, Service

LONGEST = 2000  # characters of a message
_ASKED = Text(
    "Request sent. The team answers here; until then you may withdraw it.",
    "Demande envoyée. L’équipe répond ici ; d’ici là, vous pouvez la retirer.",
)
_WITHDRAWN = Text("The request was withdrawn.", "La demande a été retirée.")


def known(name: str) -> Service:
    """The service of that name.

    Raises:
        Http404: there is none.
    """
    if name not in set(Service):
        raise Http404
    return Service(name)


@require_safe
@at_desk(Role.READER)
def services(request: DeskRequest) -> HttpResponseBase:
    """The four ways, and the firm's requests."""
    asked = [
        (one, Service(one.service).label, RequestState(one.state))
        for one in requests.of_firm(request.desk.firm)
    ]
    open_ones = {one.service for one, _, state in asked if state is RequestState.ASKED}
    return render(
        request, "carnet/services/services.html", {"offers": offers(), "asked": asked, "open": open_ones}
    )


@at_desk(Role.ADMINISTRATOR)
def ask(request: DeskRequest, service: str) -> HttpResponseBase:
    """Choose a way; the one that a firm goes alone leads to the import, the others ask the team."""
    chosen = known(service)
    if chosen is Service.SELF:
        return redirect("importing:start")
    fault = ""
    if request.method == "POST":
        words = request.POST.get("message", "").replace("\0", "")[:LONGEST]
        try:
            requests.ask(request.desk.firm, request.desk.user, chosen, request.language, words)
            messages.success(request, _ASKED(request.language))
            return redirect("services:services")
        except CarnetError as error:
            fault = message(error, request.language)
    values = {"offer": offer(chosen), "longest": LONGEST, "fault": fault}
    return render(request, "carnet/services/ask.html", values, status=WRONG if fault else 200)


@require_POST
@at_desk(Role.ADMINISTRATOR)
def withdraw(request: DeskRequest, key: str) -> HttpResponseBase:
    """Take a request back."""
    requests.withdraw(request.desk.firm, key)
    messages.success(request, _WITHDRAWN(request.language))
    return redirect("services:services")
