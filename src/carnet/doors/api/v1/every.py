"""Contacts of all kinds."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from carnet.book.objects import object_of
from carnet.contract import Kind
from carnet.doors.api import shapes
from carnet.doors.api.auth import READS, asking
from carnet.doors.api.v1.contacts import Asked, Fields, chosen, known, listed, shown

routes = Router(tags=["Contacts"])
Shown = shapes.SHOWN[Kind.PERSON] | shapes.SHOWN[Kind.ORGANIZATION] | shapes.SHOWN[Kind.CLIENT_GROUP]


class AskedOfAll(Asked):
    """What the list of all kinds may be asked for."""

    kind: list[Literal["person", "organization", "client_group"]] = Field(
        [], max_length=3, description="Of any of these kinds."
    )


@routes.get("", auth=READS, operation_id="list_contacts", summary="List contacts of all kinds",
            response={200: shapes.Page})  # fmt: skip
def every(request: HttpRequest, asked: Query[AskedOfAll]) -> HttpResponse:
    """People, organizations and client groups in one list."""
    return listed(request, asked, tuple(map(Kind, asked.kind)))


@routes.get("/{key}", auth=READS, operation_id="get_contact", summary="One contact of any kind",
            response={200: Shown, 304: None})  # fmt: skip
def one(request: HttpRequest, key: str, fields: Fields = "") -> HttpResponse:
    """A person, an organization or a client group."""
    return shown(request, object_of(asking(request).book, known(key)), fields=chosen(fields))
