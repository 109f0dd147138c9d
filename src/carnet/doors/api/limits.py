"""How many requests a minute a token may make."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from threading import Lock

from django.http import HttpRequest, HttpResponseBase
from ninja.throttling import BaseThrottle

USUAL = 600  # requests a window
WINDOW = 60  # seconds


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left to a token: requests, and seconds until there are all again."""

    quota: int
    left: int
    seconds: int


class Limit(BaseThrottle):
    """Counts a token's requests in windows of a minute; kept by this process alone."""

    def __init__(self) -> None:
        self._counts: dict[int, tuple[int, int]] = {}  # token -> window, requests in it
        self._lock = Lock()

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether the token may go on; notes on the request how it stands."""
        now, quota = time.time(), int(os.environ.get("CARNET_API_LIMIT", USUAL))
        window = int(now // WINDOW)
        with self._lock:
            last, count = self._counts.get(request.auth.token, (window, 0))  # type: ignore[attr-defined]
            count = count + 1 if last == window else 1
            self._counts[request.auth.token] = window, count  # type: ignore[attr-defined]
        seconds = int((window + 1) * WINDOW - now) + 1
        request.standing = Standing(quota, max(quota - count, 0), seconds)  # type: ignore[attr-defined]
        return count <= quota

    def wait(self) -> float:
        """Seconds until the next window."""
        return WINDOW - time.time() % WINDOW


def said(request: HttpRequest, answer: HttpResponseBase) -> None:
    """How the token stands, as headers of the answer (draft-ietf-httpapi-ratelimit-headers)."""
    standing: Standing | None = getattr(request, "standing", None)
    if standing is not None:
        answer["RateLimit-Policy"] = f'"token";q={standing.quota};w={WINDOW}'
        answer["RateLimit"] = f'"token";r={standing.left};t={standing.seconds}'
