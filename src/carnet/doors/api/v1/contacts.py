"""People, organizations and client groups."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from carnet.book.objects import Object, object_of
from carnet.contract import Kind
from carnet.doors.api.auth import READS, asking
from carnet.doors.api.etags import etag, is_known


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of contact in the API: its path, and the names of one and of many."""

    kind: Kind
    path: str
    one: str
    many: str


RESOURCES = (
    Resource(Kind.PERSON, "/people", "person", "people"),
    Resource(Kind.ORGANIZATION, "/organizations", "organization", "organizations"),
    Resource(Kind.CLIENT_GROUP, "/client-groups", "client group", "client groups"),
)


def router(of: Resource) -> Router:
    """The addresses of a kind of contact."""
    routes = Router(tags=[of.many.capitalize()])

    @routes.get("/{key}", auth=READS, operation_id=f"get_{of.kind}", summary=f"One {of.one}")
    def one(request: HttpRequest, key: str) -> HttpResponse:
        return shown(request, object_of(asking(request).book, key, of.kind))

    return routes


def shown(request: HttpRequest, contact: Object, status: int = 200) -> HttpResponse:
    """A contact as the answer; 304 where the caller has it as it is."""
    if request.method in ("GET", "HEAD") and is_known(request, contact["etag"]):
        answer = HttpResponse(status=304)
    else:
        answer = JsonResponse(contact, status=status, json_dumps_params={"ensure_ascii": False})
    answer["ETag"] = etag(contact["etag"])
    return answer
