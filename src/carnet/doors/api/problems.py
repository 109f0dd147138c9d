"""What went wrong, as a program and a person read it: problem details (RFC 9457), in English or French."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from carnet.book.typed.remarks import DoubtfulError, RefusedError
from carnet.contract import CarnetError
from carnet.findings import Severity, render, rule
from carnet.language import Language, Text
from carnet.stages.report import refusal_finding
from carnet.terms import place_of

_log = logging.getLogger("carnet.api")
JSON = "application/problem+json"
TYPE = "urn:carnet:problem:"

rule(
    "api.token_missing",
    Severity.ERROR,
    en="Send a token with the request, the header “Authorization” with “Bearer carnet_...”. You make one "
    "in Carnet.",
    fr="Envoyez un jeton avec la requête, l’en-tête « Authorization » avec « Bearer carnet_... ». "
    "Vous en créez un dans Carnet.",
)
rule(
    "api.unknown",
    Severity.ERROR,
    en="There is nothing at this address. All addresses are at /api/v1/docs.",
    fr="Il n'y a rien à cette adresse. Toutes les adresses figurent à /api/v1/docs.",
)
rule(
    "api.method",
    Severity.ERROR,
    en="This address does not take that method. It takes: %(value)s.",
    fr="Cette adresse n'accepte pas cette méthode. Elle accepte : %(value)s.",
)
rule(
    "api.body",
    Severity.ERROR,
    en="The body of the request is not JSON.",
    fr="Le corps de la requête n'est pas du JSON.",
)
rule(
    "api.form",
    Severity.ERROR,
    en="The body of the request is not a form that can be read. Send files as multipart/form-data, with its "
    "boundary.",
    fr="Le corps de la requête n'est pas un formulaire lisible. Envoyez les fichiers en multipart/form-data, "
    "avec son délimiteur (boundary).",
)
rule(
    "api.limit",
    Severity.ERROR,
    en="Too many requests with this token. Go on after %(value)s seconds.",
    fr="Trop de requêtes avec ce jeton. Reprenez après %(value)s secondes.",
)
rule(
    "api.broken",
    Severity.ERROR,
    en="Something went wrong on our side. Try again; if it stays, tell whoever looks after Carnet the time "
    "at which it happened.",
    fr="Un problème est survenu de notre côté. Réessayez ; si cela persiste, indiquez l'heure à la personne "
    "qui s'occupe de Carnet.",
)
rule(
    "api.invalid",
    Severity.ERROR,
    en="The request cannot be understood; each entry of errors says why. Nothing was changed.",
    fr="La requête ne peut pas être comprise ; chaque entrée de errors dit pourquoi. Rien n'a été modifié.",
)
rule("api.missing", Severity.ERROR, en="This is needed.", fr="Ceci est obligatoire.")
rule(
    "api.extra",
    Severity.ERROR,
    en="There is no such field here, or it cannot be set.",
    fr="Ce champ n'existe pas ici, ou ne peut pas être défini.",
)
rule("api.text", Severity.ERROR, en="This must be a text.", fr="Ceci doit être un texte.")
rule("api.number", Severity.ERROR, en="This must be a whole number.", fr="Ceci doit être un nombre entier.")
rule("api.truth", Severity.ERROR, en="This must be true or false.", fr="Ceci doit être true ou false.")
rule("api.list", Severity.ERROR, en="This must be a list.", fr="Ceci doit être une liste.")
rule("api.object", Severity.ERROR, en="This must be an object.", fr="Ceci doit être un objet.")
rule(
    "api.choice",
    Severity.ERROR,
    en="This must be one of: %(detail)s.",
    fr="Ceci doit être l'une de ces valeurs : %(detail)s.",
)
rule(
    "api.size",
    Severity.ERROR,
    en="This is too long, too short, too large or too small; the bound is %(detail)s.",
    fr="Ceci est trop long, trop court, trop grand ou trop petit ; la limite est %(detail)s.",
)
rule(
    "api.moment",
    Severity.ERROR,
    en="This must be a moment such as 2026-05-01T09:30:00Z.",
    fr="Ceci doit être un instant, par exemple 2026-05-01T09:30:00Z.",
)
rule(
    "api.value",
    Severity.ERROR,
    en="This is not what is expected here; see /api/v1/docs.",
    fr="Ce n'est pas ce qui est attendu ici ; voir /api/v1/docs.",
)

rule(
    "api.reading",
    Severity.ERROR,
    en="The book was changed a lot and is being read anew. Try again in some seconds.",
    fr="Le carnet a beaucoup changé et est relu. Réessayez dans quelques secondes.",
)
rule(
    "api.large",
    Severity.ERROR,
    en="The request is too large. Send it in several parts.",
    fr="La requête est trop volumineuse. Envoyez-la en plusieurs parties.",
)

_STATUSES = {
    "api.reading": 503, "api.large": 413, "api.cursor": 400, "api.key_running": 409, "api.key": 400,
    "token.invalid": 401, "api.token_missing": 401, "api.scope": 403, "api.method": 405, "api.body": 400,
    "api.form": 400, "api.limit": 429, "api.broken": 500, "contact.changed": 412, "book.locked": 503,
    "book.unreachable": 503, "book.unreadable": 503, "draft.changed": 412, "draft.too_much": 413,
    "draft.no_look": 409, "draft.no_plan": 409, "draft.not_applied": 409, "export.unknown": 422,
    "export.unready": 409, "import.already_undone": 409, "case.older_version": 409, "case.unsigned": 409,
}  # fmt: skip
# What Django makes of bodies that cannot be read.
UNREADABLE: Mapping[type[Exception], str] = {
    MultiPartParserError: "api.form", RequestDataTooBig: "api.large", TooManyFieldsSent: "api.large",
    TooManyFilesSent: "api.large",
}  # fmt: skip
_RETRY = 2  # seconds after which a book that is being written may be free
_TITLES = {
    400: Text("The request cannot be read", "Requête illisible"),
    401: Text("No valid token", "Aucun jeton valide"),
    403: Text("Not allowed", "Non autorisé"),
    404: Text("Not there", "Introuvable"),
    405: Text("Not this method", "Méthode non acceptée"),
    409: Text("In the way of something else", "Conflit"),
    412: Text("Changed meanwhile", "Modifié entre-temps"),
    413: Text("Too large", "Trop volumineux"),
    422: Text("Cannot be kept as it is", "Impossible à conserver tel quel"),
    429: Text("Too many requests", "Trop de requêtes"),
    500: Text("Our fault", "Erreur de notre côté"),
    503: Text("Not now", "Pas maintenant"),
}  # fmt: skip
_KINDS = (
    (("missing",), "api.missing"),
    (("extra_forbidden",), "api.extra"),
    (("string_type",), "api.text"),
    (("int_", "float_"), "api.number"),
    (("bool_",), "api.truth"),
    (("list_type", "tuple_type"), "api.list"),
    (("dict_type", "model_", "mapping_type"), "api.object"),
    (("literal_error", "enum"), "api.choice"),
    (("too_", "string_too_", "greater_", "less_"), "api.size"),
    (("datetime_", "date_"), "api.moment"),
)
_BOUNDS = ("expected", "max_length", "min_length", "ge", "le", "gt", "lt")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a request.

    Attributes:
        at: where in the body, as a JSON pointer ("#/cards/0/emails/0"); else the parameter's name.
        code: of the rule. detail: its sentence. suggestion: what would be right, "" where nobody knows.
    """

    at: str
    code: str
    detail: str
    suggestion: str = ""

    def plain(self) -> dict[str, str]:
        """As the problem's entry of ``errors``."""
        place = "pointer" if self.at.startswith("#") else "parameter"
        values = {name: value for name, value in asdict(self).items() if name != "at" and value}
        return {place: self.at, **values}


class WrongValuesError(Exception):
    """Values of a request that the book does not take, and where in the body each stands.

    Args:
        error: what the book said.
        place: the parts of a pointer to the field of a remark.
    """

    def __init__(self, error: RefusedError | DoubtfulError, place: Callable[[str], Sequence[object]]) -> None:
        super().__init__(error.code)
        self.error, self.place = error, place

    def wrong(self, language: Language) -> list[Wrong]:
        """One entry a value."""
        return [
            Wrong(
                pointer(*self.place(one.field)), one.code, one.sentence(language), one.key or one.suggestion
            )
            for one in self.error.remarks
        ]


def pointer(*parts: object) -> str:
    """A place in a body, as a JSON pointer (RFC 6901) in a fragment."""
    return "#" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def status(error: CarnetError) -> int:
    """The HTTP status that an error answers with."""
    if error.code in _STATUSES:
        return _STATUSES[error.code]
    if error.code.endswith((".unknown", ".gone")):
        return 404
    return 409 if error.code.endswith((".changed", ".locked", ".settled")) else 422


def described(error: CarnetError, language: Language, wrong: Sequence[Wrong] = ()) -> dict[str, Any]:
    """An error as a problem's JSON."""
    number = status(error)
    title = _TITLES.get(number)
    problem: dict[str, Any] = {
        "type": TYPE + error.code,
        "title": title(language) if title else HTTPStatus(number).phrase,
        "status": number,
        "detail": refusal_finding(error, language).message,
        "code": error.code,
    }
    if wrong:
        problem["errors"] = [one.plain() for one in wrong]
    return problem


def answered(problem: Mapping[str, Any]) -> HttpResponse:
    """A problem's JSON as the answer."""
    answer = HttpResponse(
        json.dumps(problem, ensure_ascii=False), status=problem["status"], content_type=JSON
    )
    if problem["status"] == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="Carnet"'
    if problem["status"] == 503:
        answer["Retry-After"] = str(_RETRY)
    return answer


def told(request: HttpRequest, error: CarnetError) -> HttpResponse:
    """What an error answers."""
    return answered(described(error, spoken(request)))


def spoken(request: HttpRequest) -> Language:
    """The language that the caller asks for."""
    language: Language = getattr(request, "language", Language.EN)
    return language


def register(api: NinjaAPI) -> None:
    """Let every error of an API be a problem."""
    api.add_exception_handler(CarnetError, _carnet)  # type: ignore[arg-type]
    api.add_exception_handler(WrongValuesError, _wrong_values)  # type: ignore[arg-type]
    api.add_exception_handler(ValidationError, _invalid)  # type: ignore[arg-type]
    api.add_exception_handler(AuthenticationError, _nobody)  # type: ignore[arg-type]
    api.add_exception_handler(Throttled, _throttled)  # type: ignore[arg-type]
    api.add_exception_handler(HttpError, _unreadable)  # type: ignore[arg-type]
    for kind in UNREADABLE:
        api.add_exception_handler(kind, _unread)  # type: ignore[arg-type]
    api.add_exception_handler(Http404, _missing)  # type: ignore[arg-type]
    api.add_exception_handler(Exception, _broken)  # type: ignore[arg-type]


def _carnet(request: HttpRequest, error: CarnetError) -> HttpResponse:
    return told(request, error)


def _wrong_values(request: HttpRequest, error: WrongValuesError) -> HttpResponse:
    language = spoken(request)
    return answered(described(error.error, language, error.wrong(language)))


def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return told(request, CarnetError("api.token_missing"))


def _throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
    return told(request, CarnetError("api.limit", value=str(error.wait or 1)))


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return told(request, CarnetError("api.body"))


def _unread(request: HttpRequest, error: Exception) -> HttpResponse:
    return told(request, CarnetError(UNREADABLE[type(error)]))


def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return told(request, CarnetError("api.unknown"))


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("%s", place_of(error))
    return told(request, CarnetError("api.broken"))


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    language = spoken(request)
    wrong = [understood(one["loc"], one, language) for one in error.errors]
    return answered(described(CarnetError("api.invalid"), language, wrong))


def understood(loc: Sequence[Any], found: Mapping[str, Any], language: Language) -> Wrong:
    """What pydantic found, in our words; its own would repeat what was sent.

    Args:
        loc: where: "body" and the parameter's name, or another source, then the place in it.
    """
    source, _, *place = loc if len(loc) > 1 else (*loc, "")
    code = next((code for starts, code in _KINDS if found["type"].startswith(starts)), "api.value")
    context = found.get("ctx") or {}
    detail = next((str(context[name]) for name in _BOUNDS if name in context), "")
    at = pointer(*place) if source == "body" else str(loc[-1])
    return Wrong(at, code, render(code, language, detail=detail).message)
