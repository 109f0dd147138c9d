"""Who calls: a program with a token, for one firm, in a person's name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from ninja.security import HttpBearer

from carnet.book.firm_book import FirmBook
from carnet.book.setup import open_book
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.office import tokens
from carnet.office.models import User
from carnet.office.roles import Role
from carnet.office.scopes import Scope

rule(
    "api.scope",
    Severity.ERROR,
    en="This token may not be used for that: it needs the scope %(value)s, and its owner the right to it.",
    fr="Ce jeton ne le permet pas : il lui faut la portée %(value)s, et ce droit à son propriétaire.",
)


@dataclass(frozen=True)
class Caller:
    """Whom a request comes from.

    Attributes:
        token: the token's number. user: its owner. firm: the firm's key. role: of the owner there.
        scopes: what the request may do.
    """

    token: int
    user: User
    firm: str
    role: Role
    scopes: frozenset[Scope]

    @cached_property
    def book(self) -> FirmBook:
        """The firm's book."""
        return open_book(firm=self.firm, make=False)

    @property
    def name(self) -> str:
        """As the history names whoever did it."""
        return str(self.user)


def caller(secret: str, *needed: Scope) -> Caller:
    """Whom a token stands for, where it may be used for that.

    Raises:
        CarnetError: token.invalid, api.scope.
    """
    held = tokens.holder(secret)
    for scope in needed:
        if scope not in held.scopes:
            raise CarnetError("api.scope", value=scope.value)
    return Caller(held.token, held.user, held.firm, held.role, held.scopes)


class ApiRequest(HttpRequest):
    """A request whose token was accepted."""

    auth: Caller
    language: Language


def asking(request: HttpRequest) -> Caller:
    """Who sent a request whose token was accepted."""
    held: Caller = request.auth  # type: ignore[attr-defined]
    return held


class Token(HttpBearer):
    """Authorization: Bearer <token>, of a token that has some scopes."""

    openapi_description = "A token that was made in Carnet, sent as `Authorization: Bearer carnet_...`."

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """See caller."""
        return caller(token, *self.scopes)


READS = Token(Scope.CONTACTS_READ)
WRITES = Token(Scope.CONTACTS_WRITE)
READS_IMPORTS = Token(Scope.IMPORTS_READ)
WRITES_IMPORTS = Token(Scope.IMPORTS_WRITE)
ANYBODY = Token()
