"""The server's half of tus 1.0 (creation, expiration, checksum, termination) for the files of an upload link.

It is our own, and small: the libraries for Django keep what arrives in clear, in a folder or a storage of
theirs, and bring a framework along. Here each request holds one piece, which is sealed before it is written.
The protocol: https://tus.io/protocols/resumable-upload
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import http_date

from carnet.contract import CarnetError
from carnet.doors.web.dropping.visits import address_of, at_link, visit_of
from carnet.office.cases.receive import check_open
from carnet.office.drafts.files import MOST_BYTES
from carnet.office.drops import receive
from carnet.office.drops.sealed import PIECE
from carnet.office.drops.states import FileState
from carnet.office.models import Drop, DropFile

VERSION = "1.0.0"
_CONTENT = "application/offset+octet-stream"
_ALGORITHMS = ("sha1", "sha256")
_LONGEST_NAME = 2000  # characters of a file's name as it is sent
_MISMATCH = 460  # the protocol's own status for a piece that is not what its checksum says


@at_link
def files(request: HttpRequest, drop: Drop, token: str) -> HttpResponseBase:
    """What the server can do, and the beginning of a file."""
    method = _method(request)
    if method == "OPTIONS":
        return _able()
    if method != "POST":
        return _plain(405)
    visit = _known(request, drop)
    if isinstance(visit, HttpResponse):
        return visit
    size, name = _number(request.headers.get("Upload-Length")), _name(request)
    if size is None or name is None:
        return _plain(400)
    if drop.case:
        check_open(drop.case)
    file = receive.begin(drop, visit, name, size, address_of(request))
    answer = _told(file, 201)
    answer["Location"] = reverse("drop:file", args=[token, file.key])
    return answer


@at_link
def file(request: HttpRequest, drop: Drop, token: str, file: str) -> HttpResponseBase:
    """How far a file is, its next piece, or its end."""
    method = _method(request)
    if method not in {"HEAD", "PATCH", "DELETE"}:
        return _plain(405)
    visit = _known(request, drop)
    if isinstance(visit, HttpResponse):
        return visit
    found = receive.found(drop, visit, file)
    if method == "HEAD":
        answer = _told(found, 200)
        answer["Upload-Length"] = str(found.size)
        return answer
    if method == "DELETE":
        receive.take_back(found, address_of(request))
        return _plain(204)
    return _piece(request, found)


def _piece(request: HttpRequest, file: DropFile) -> HttpResponse:
    if request.headers.get("Content-Type") != _CONTENT:
        return _plain(415)
    offset = _number(request.headers.get("Upload-Offset"))
    if offset is None:
        return _plain(400)
    piece = request.read(PIECE + 1)
    if len(piece) > PIECE:
        return _plain(413)
    wrong = _checked(request.headers.get("Upload-Checksum"), piece)
    if wrong:
        return _plain(wrong)
    try:
        return _told(receive.append(file, offset, piece, address_of(request)), 204)
    except receive.OutOfStep:
        return _plain(409)
    except receive.Busy:
        return _plain(423)


def _method(request: HttpRequest) -> str:
    return request.headers.get("X-HTTP-Method-Override", request.method or "")


def _known(request: HttpRequest, drop: Drop) -> str | HttpResponse:
    """The visit that sends, or why it may not."""
    if request.headers.get("Tus-Resumable") != VERSION:
        answer = _plain(412)
        answer["Tus-Version"] = VERSION
        return answer
    visit = visit_of(request, drop)
    if not visit:
        raise CarnetError("drop.visit")
    return visit


def _able() -> HttpResponse:
    answer = _plain(204)
    answer["Tus-Version"] = VERSION
    answer["Tus-Extension"] = "creation,expiration,checksum,termination"
    answer["Tus-Checksum-Algorithm"] = ",".join(_ALGORITHMS)
    answer["Tus-Max-Size"] = str(MOST_BYTES)
    return answer


def _told(file: DropFile, status: int) -> HttpResponse:
    answer = _plain(status)
    answer["Upload-Offset"] = str(file.received)
    if file.state == FileState.ARRIVING:
        answer["Upload-Expires"] = http_date(file.expires.timestamp())
    return answer


def _plain(status: int) -> HttpResponse:
    answer = HttpResponse(status=status)
    answer["Tus-Resumable"] = VERSION
    return answer


def _number(text: str | None) -> int | None:
    """A count of bytes, written as the protocol has it."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else None


def _name(request: HttpRequest) -> str | None:
    """The file's name in Upload-Metadata; None where it cannot be read."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename" and len(value) <= _LONGEST_NAME:
            try:
                return base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeError):
                return None
    return None


def _checked(given: str | None, piece: bytes) -> int:
    """0 where a piece is what its checksum says, or has none; else the status that says what is wrong."""
    if given is None:
        return 0
    algorithm, _, sum_ = given.partition(" ")
    if algorithm not in _ALGORITHMS:
        return 400
    try:
        wanted = base64.b64decode(sum_, validate=True)
    except binascii.Error:
        return 400
    return 0 if hmac.compare_digest(hashlib.new(algorithm, piece).digest(), wanted) else _MISMATCH
