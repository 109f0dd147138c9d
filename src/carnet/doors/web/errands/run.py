"""Running an errand for a page: at once where it is small, else in a worker while a page tells."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.errands.words import entries, sentence
from carnet.office.errands import attend
from carnet.office.models import Errand


def ran(request: DeskRequest, errand: Errand, size: int) -> HttpResponseBase:
    """Where the person goes next: back with a message, or to the errand's page.

    Args:
        size: how many contacts or values it is about.

    Raises:
        CarnetError: why it could not be done.
    """
    if not attend.ran(errand, size):
        return redirect("errands:errand", errand.key)
    undone_by = entries(errand)
    if errand.outcome.get("kept") or errand.outcome.get("file") or len(undone_by) > 1:
        return redirect("errands:errand", errand.key)
    back = reverse("errands:undo", args=undone_by) if undone_by else ""
    messages.success(request, sentence(errand, request.language), extra_tags=back)
    return redirect(errand.back or "home")


def safe(request: DeskRequest, address: str) -> str:
    """An address of this site, as it is; "" for any other."""
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own else ""
