"""The Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header) of every write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from carnet.contract import CarnetError
from carnet.doors.api.auth import Caller, caller
from carnet.doors.api.problems import UNREADABLE, told
from carnet.findings import Severity, rule
from carnet.office import answers

HEADER = "Idempotency-Key"
LONGEST = 255
_WRITES = {"POST", "PUT", "PATCH", "DELETE"}
_KEPT = ("Content-Type", "ETag", "Location")
_DONE_NOTHING = {401, 403, 409, 429}
Run = Callable[..., HttpResponseBase]

rule(
    "api.key",
    Severity.ERROR,
    en="An idempotency key is a text of 1 to 255 characters, such as a UUID.",
    fr="Une clé d'idempotence est un texte de 1 à 255 caractères, par exemple un UUID.",
)


def once(run: Run) -> Run:
    """Do a write with a key once; who sends it again gets the same answer."""

    @wraps(run)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        given = request.headers.get(HEADER)
        if given is None or request.method not in _WRITES:
            return run(request, *args, **kwargs)
        key, secret = given.strip('"'), request.headers.get("Authorization", "").partition(" ")[2]
        try:
            if not key.strip() or len(given) > LONGEST:  # as sent: the document says no more than that
                raise CarnetError("api.key")
            who = caller(secret)
            digest = hashlib.sha256(f"{who.firm}/{who.token}/{key}".encode()).hexdigest()
            whole = f"{request.method} {request.get_full_path()}".encode()
            kept = answers.begin(digest, whole, *_sent(request))
        except CarnetError as error:
            return told(request, error)
        except tuple(UNREADABLE) as error:
            return told(request, CarnetError(UNREADABLE[type(error)]))
        if kept is not None:
            return _again(who, digest, kept.status or 0, kept.headers, bytes(kept.body))
        return _kept(who, digest, lambda: run(request, *args, **kwargs))

    return answer


def _sent(request: HttpRequest) -> Iterator[bytes]:
    """What makes the request what it is; files are read as they lie on disk."""
    if request.content_type != "multipart/form-data":
        yield request.body
        return
    for name, values in sorted(request.POST.lists()):
        yield json.dumps([name, values]).encode()
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
            yield f"{name}/{file.name}/{digest.hexdigest()}".encode()


def _kept(who: Caller, digest: str, do: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Do it and keep the answer; where nothing was done, the key is free again."""
    keep = False
    try:
        given = do()
        keep = given.status_code < 500 and given.status_code not in _DONE_NOTHING and not given.streaming
        if keep and isinstance(given, HttpResponse):
            headers = {name: given[name] for name in _KEPT if name in given}
            sealed = who.book.keys.seal(given.content, _place(digest))
            answers.finish(digest, given.status_code, json.dumps(headers), sealed)
        return given
    finally:
        if not keep:
            answers.forget(digest)


def _again(who: Caller, digest: str, status: int, headers: str, body: bytes) -> HttpResponse:
    given = HttpResponse(who.book.keys.open(body, _place(digest)), status=status)
    del given["Content-Type"]
    for name, value in json.loads(headers).items():
        given[name] = value
    given["Idempotency-Replayed"] = "true"
    return given


def _place(digest: str) -> str:
    return f"api/answer/{digest}"
