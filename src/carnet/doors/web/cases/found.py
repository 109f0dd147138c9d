"""Views of one case: found by its key among the firm's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect

from carnet.doors.web.desk import FIRM, DeskRequest, Guarded, at_desk
from carnet.office.cases import keep
from carnet.office.models import Case
from carnet.office.roles import Role

CaseView = Callable[Concatenate[DeskRequest, Case, ...], HttpResponseBase]


def at_case(needed: Role) -> Callable[[CaseView], Guarded]:
    """Let only members with that role (or a stronger one) reach a view, with the firm's case of the address's
    key; what needs a specialist needs the team. A case of another of the person's firms opens there: people
    come from messages, which name the case alone."""

    def guarded(view: CaseView) -> Guarded:
        @wraps(view)
        def answer(request: DeskRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            firms = [place.firm for place in request.desk.places if place.firm != request.desk.firm]
            elsewhere = Case.objects.filter(key=key, firm__in=firms).first() if firms else None
            if elsewhere and request.method == "GET":
                request.session[FIRM] = elsewhere.firm
                return redirect(request.get_full_path())
            case = keep.found(request.desk.firm, key)
            if needed is Role.SPECIALIST and not request.desk.helps:
                raise PermissionDenied
            return view(request, case, *args, **kwargs)

        return at_desk(needed)(answer)

    return guarded
