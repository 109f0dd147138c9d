"""What every answer of the API has, whatever gave it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from carnet.contract import CarnetError
from carnet.doors.api import limits
from carnet.doors.api.problems import told

PLACE = "/api/"


class OfTheApi:
    """Middleware: headers of the API's answers, and problems where Django itself refuses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self._get_response(request)
        if not request.path.startswith(PLACE):
            return answer
        if answer.status_code == 405:
            allowed = ", ".join(sorted(answer["Allow"].split(", ")))
            answer = told(request, CarnetError("api.method", value=allowed))
            answer["Allow"] = allowed
        limits.said(request, answer)
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(answer, ("Authorization", "Accept-Language"))
        return answer
