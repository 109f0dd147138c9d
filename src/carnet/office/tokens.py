"""Tokens of the API: made by a person, shown once, found by their digest, taken back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.models import ApiToken, Membership, User
from carnet.office.roles import Role
from carnet.office.scopes import Scope

PREFIX = "carnet_"
_SELDOM = timedelta(minutes=1)  # between two notes of the last use

rule(
    "token.invalid",
    Severity.ERROR,
    en="This token does not work: it is wrong, expired or taken back, or its owner left the firm. Make a new "
    "one in Carnet.",
    fr="Ce jeton ne fonctionne pas : il est erroné, expiré ou révoqué, ou son propriétaire a quitté le "
    "cabinet. Créez-en un nouveau dans Carnet.",
)
rule(
    "token.unknown",
    Severity.ERROR,
    en="This token is not there any more.",
    fr="Ce jeton n'existe plus.",
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a token stands for.

    Attributes:
        token: its number. user: its owner. firm: the firm's key. role: of the owner there, now.
        scopes: what it may be used for; those that the role does not allow are left out.
    """

    token: int
    user: User
    firm: str
    role: Role
    scopes: frozenset[Scope]


def make(
    user: User, firm: str, name: str, scopes: Collection[Scope], lasting: timedelta | None = None
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is told this once.

    Args:
        firm: the firm's key. name: what the person calls it.
        lasting: how long it works; None is for ever.
    """
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, firm=firm, name=name.strip(), digest=_digest(secret), hint=secret[-4:],
        scopes=" ".join(scope.value for scope in Scope if scope in scopes),
        expires=timezone.now() + lasting if lasting else None,
    )  # fmt: skip
    return token, secret


def holder(secret: str) -> Holder:
    """Whom a secret stands for; its use is noted, once a minute at most.

    Raises:
        CarnetError: token.invalid.
    """
    token = _working().filter(digest=_digest(secret)).select_related("user").first()
    if token is None or not token.user.is_active:
        raise CarnetError("token.invalid")
    place = Membership.objects.filter(user=token.user, firm=token.firm).first()
    if place is None:
        raise CarnetError("token.invalid")
    now = timezone.now()
    if token.used is None or token.used < now - _SELDOM:
        ApiToken.objects.filter(pk=token.pk).update(used=now)
    role = Role(place.role)
    allowed = frozenset(scope for scope in scopes_of(token) if role.allows(scope.needs))
    return Holder(token.pk, token.user, token.firm, role, allowed)


def scopes_of(token: ApiToken) -> list[Scope]:
    """What a token was made for."""
    given = token.scopes.split()
    return [scope for scope in Scope if scope.value in given]


def of_user(user: User, firm: str) -> QuerySet[ApiToken]:
    """A person's tokens at a firm that were not taken back, the newest first."""
    return ApiToken.objects.filter(user=user, firm=firm, revoked=None).order_by("-id")


def of_firm(firm: str) -> QuerySet[ApiToken]:
    """Everybody's at a firm, for its administrators."""
    return ApiToken.objects.filter(firm=firm, revoked=None).select_related("user").order_by("-id")


def revoke(tokens: QuerySet[ApiToken], number: int) -> None:
    """Let one of these tokens work no more.

    Args:
        tokens: those that the person may take back.

    Raises:
        CarnetError: token.unknown.
    """
    if not tokens.filter(pk=number).update(revoked=timezone.now()):
        raise CarnetError("token.unknown")


def _working() -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(Q(expires=None) | Q(expires__gt=timezone.now()), revoked=None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
