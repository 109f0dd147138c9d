"""One call of the API: who calls, what is asked, and what answers it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from carnet.contract import CarnetError
from carnet.doors.api.auth import Caller, caller
from carnet.doors.api.karbon.wrong import (
    FORBIDDEN,
    INTERNAL,
    MISSING_PAYLOAD,
    WrongError,
    bad,
    gateway,
    no_address,
    of_book,
    of_shape,
)
from carnet.doors.api.limits import Limit
from carnet.karbon.shapes.invalid import InvalidError
from carnet.office.scopes import Scope
from carnet.terms import place_of

_log = logging.getLogger("carnet.api")
_limit = Limit()
PLACE = "/v3/"


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose token was accepted."""

    request: HttpRequest
    caller: Caller

    @property
    def root(self) -> str:
        """The address under which the API is, as the caller writes it."""
        return self.request.build_absolute_uri(PLACE)

    def context(self, name: str) -> str:
        """What @odata.context says of an answer."""
        return f"{self.root}$metadata#{name}"

    def body(self, what: str) -> Mapping[str, Any]:
        """The JSON object that was sent.

        Args:
            what: it is to be, for the error.
        """
        try:
            sent = json.loads(self.request.body or b"null")
        except ValueError:
            raise bad("The request body is not valid JSON.") from None
        if not sent or not isinstance(sent, dict):
            raise WrongError(400, MISSING_PAYLOAD, f"Required payload data is missing: {what}")
        return sent

    def options(self, *allowed: str) -> dict[str, str]:
        """OData's options by their names, without the dollar; others are refused."""
        found = {}
        for name in self.request.GET:
            if name.startswith("$"):
                option = name[1:]
                if option not in {*allowed, "count"}:
                    raise bad(
                        f"Query option '{option.capitalize()}' is not allowed. To allow it, set the "
                        "'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings."
                    )
                found[option] = self.request.GET[name]
        return found

    def expanded(self, *allowed: str) -> set[str]:
        """What $expand names."""
        wanted = {
            name.strip() for name in self.options("expand").get("expand", "").split(",") if name.strip()
        }
        for name in sorted(wanted):
            if name not in allowed:
                raise bad(f"The property '{name}' cannot be used in the $expand query option.")
        return wanted


Handler = Callable[..., HttpResponseBase]


def endpoint(scope: Scope | None = None, **handlers: Handler) -> Callable[..., HttpResponseBase]:
    """A view that answers each method by its handler, which gets the call and the address's parts.

    Args:
        scope: what the token needs; None is reading contacts for GET, writing them for the rest.
    """

    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        handler = handlers.get(request.method or "")
        try:
            if handler is None:
                raise no_address(request)
            usual = Scope.CONTACTS_READ if request.method == "GET" else Scope.CONTACTS_WRITE
            who = _caller(request, scope or usual)
            request.auth = who  # type: ignore[attr-defined]
            if not _limit.allow_request(request):
                wait = _limit.wait()
                said = f"Rate limit is exceeded. Try again in {int(wait) + 1} seconds."
                return gateway(429, said, wait)
            return handler(Call(request, who), **parts)
        except WrongError as error:
            return error.answer()
        except InvalidError as error:
            return of_shape(error).answer()
        except CarnetError as error:
            return _refused(error)
        except Exception as error:  # a fault of ours is an answer of theirs
            _log.error("%s", place_of(error))
            return WrongError(500, INTERNAL, "Unexpected Internal Error.").answer()

    return csrf_exempt(view)


def _caller(request: HttpRequest, scope: Scope) -> Caller:
    """Whom AccessKey stands for; the application that Authorization names does not matter."""
    return caller(request.headers.get("AccessKey", "").strip(), scope)


def _refused(error: CarnetError) -> JsonResponse:
    if error.code == "token.invalid":
        return gateway(401, "AccessKey is missing or not valid.")
    if error.code == "api.scope":
        need = f"This API application does not have permission to do that: it needs {error.values['value']}."
        return WrongError(403, FORBIDDEN, need).answer()
    return of_book(error).answer()


def missing(request: HttpRequest, **_: Any) -> HttpResponse:
    """404 for whatever Carnet has no data for."""
    return no_address(request).answer()


def answered(call: Call, context: str, body: Mapping[str, Any], status: int = 200) -> JsonResponse:
    """A record as the answer."""
    return JsonResponse({"@odata.context": call.context(context), **body}, status=status)
