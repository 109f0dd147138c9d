"""The addresses of the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from carnet.contract import CarnetError
from carnet.doors.api.problems import told
from carnet.doors.api.v1 import api


@csrf_exempt
def missing(request: HttpRequest) -> HttpResponse:
    """404."""
    return told(request, CarnetError("api.unknown"))


urlpatterns = [path("v1/", api.urls), re_path("", missing)]
