"""What a call gets that cannot be answered, as Karbon says it; in English, as the whole of that API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse

from carnet.book.typed.remarks import RefusedError
from carnet.contract import CarnetError
from carnet.karbon.shapes.invalid import BAD_VALUE, INVALID_MODEL, InvalidError
from carnet.language import Language
from carnet.stages.report import refusal_finding

NOT_FOUND, MISSING_PAYLOAD, CONFLICT, FORBIDDEN, INTERNAL = 4004, 4005, 4020, 4021, 5001
_LATER = 2  # seconds after which a book that is being read or written may be asked again


class WrongError(Exception):
    """A call that cannot be answered.

    Attributes:
        status: of HTTP. code: Karbon's, None for an address that is none.
        details: what is wrong with which property: code, target, message.
    """

    def __init__(
        self, status: int, code: int | None, message: str, details: Sequence[dict[str, str]] = ()
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.details = status, code, message, tuple(details)

    def answer(self) -> JsonResponse:
        """As Karbon's body of an error."""
        error: dict[str, Any] = {"code": self.code and str(self.code), "message": self.message}
        if self.details:
            error["details"] = list(self.details)
        return JsonResponse({"error": error}, status=self.status)


def bad(message: str) -> WrongError:
    """A value, a property or an option that is not taken."""
    return WrongError(400, BAD_VALUE, message)


def unknown(message: str) -> WrongError:
    """A record that is not there."""
    return WrongError(404, NOT_FOUND, message)


def no_address(request: HttpRequest) -> WrongError:
    """An address, or a method of one, that is none."""
    place = request.build_absolute_uri(request.path)
    return WrongError(404, None, f"No HTTP resource was found that matches the request URI '{place}'.")


def of_shape(error: InvalidError) -> WrongError:
    """A record that is not of the shape."""
    if error.code != INVALID_MODEL:
        return WrongError(400, error.code, error.message)
    return _model([(error.target, error.message)])


def of_book(error: CarnetError) -> WrongError:
    """What the book would not do."""
    sentence = refusal_finding(error, Language.EN).message
    if isinstance(error, RefusedError):
        if any(remark.code == "typed.identifier" for remark in error.remarks):
            return WrongError(500, INTERNAL, "User defined identifier already in use")
        return _model([(remark.field, remark.sentence(Language.EN)) for remark in error.remarks])
    if error.code in {"contact.unknown", "card.unknown", "group.unknown"}:
        return unknown(sentence)
    if error.code in {"contact.changed", "book.locked"}:
        changed = "The resource was modified by another request. Refetch the latest version and retry."
        return WrongError(409, CONFLICT, changed)
    if error.code.startswith("book."):
        return WrongError(500, INTERNAL, sentence)
    return bad(sentence)


def _model(parts: Sequence[tuple[str, str]]) -> WrongError:
    details = [{"code": "InvalidProperty", "target": target, "message": message} for target, message in parts]
    return WrongError(400, INVALID_MODEL, "Invalid Model.", details)


def gateway(status: int, message: str, wait: float | None = None) -> JsonResponse:
    """What Karbon's gateway says before the API is reached."""
    answer = JsonResponse({"statusCode": str(status), "message": message}, status=status)
    if wait is not None:
        answer["Retry-After"] = str(int(wait) + 1)
    return answer


def not_yet() -> JsonResponse:
    """The book is being read for the first time."""
    return gateway(503, "The book is being read. Try again in a moment.", _LATER)
