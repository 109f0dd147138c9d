"""Tokens: made, recognised, revoked. A token never does more than its user's role now allows."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.models import Membership, Token, User
from carnet.office.roles import Role
from carnet.office.scopes import Scope

PREFIX = "carnet_"  # so that people and scanners for leaked secrets know what they see
_RANDOM = 32  # bytes
_START = 6  # letters behind the prefix that stay readable
DAYS = (30, 90, 365)  # for which a token may be made
_MINUTE = timedelta(minutes=1)

rule(
    "token.missing",
    Severity.ERROR,
    en="This address needs a token. Make one in Carnet under your name, “Access for programs”, and send it "
    "as “Authorization: Bearer <token>”.",
    fr="Cette adresse exige un jeton. Créez-en un dans Carnet sous votre nom, « Accès pour les programmes », "
    "et envoyez-le ainsi : « Authorization: Bearer <jeton> ».",
)
rule(
    "token.unusable",
    Severity.ERROR,
    en="This token opens nothing: it is mistyped, was revoked, has expired, or its user no longer works for "
    "the firm. Make a new one in Carnet under your name, “Access for programs”.",
    fr="Ce jeton n'ouvre rien : il est mal saisi, révoqué ou expiré, ou son utilisateur ne travaille plus "
    "pour le cabinet. Créez-en un autre dans Carnet sous votre nom, « Accès pour les programmes ».",
)
rule(
    "token.scope",
    Severity.ERROR,
    en="This token may not do that: it needs the scope “%(value)s”, and a user whose role allows it.",
    fr="Ce jeton ne le permet pas : il faut la portée « %(value)s », et un utilisateur dont le rôle "
    "l'autorise.",
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who asks by a token, and what they may do now."""

    token: Token
    role: Role

    @property
    def user(self) -> User:
        """The person that the program acts for."""
        return self.token.user

    @property
    def firm(self) -> str:
        """The firm's key."""
        return self.token.firm

    def may(self, scope: Scope) -> bool:
        """Whether the token has the scope and its user's role allows it."""
        return scope in self.token.scopes and self.role.allows(scope.role)

    def require(self, scope: Scope) -> None:
        """Stop what the token may not do.

        Raises:
            CarnetError: token.scope.
        """
        if not self.may(scope):
            raise CarnetError("token.scope", value=scope.value)


def make(
    user: User, firm: str, role: Role, name: str, scopes: Sequence[Scope], days: int
) -> tuple[Token, str]:
    """A new token and its secret, which nobody can show again.

    Args:
        firm: the firm's key. role: the user's there; scopes beyond it are left out.
        days: until it expires.
    """
    secret = PREFIX + secrets.token_urlsafe(_RANDOM)
    allowed = [scope.value for scope in Scope if scope in scopes and role.allows(scope.role)]
    token = Token.objects.create(
        user=user, firm=firm, name=name, start=secret[: len(PREFIX) + _START], digest=_digest(secret),
        scopes=allowed, expires=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    return token, secret


def holder(secret: str) -> Holder:
    """Who a secret belongs to; notes that it was used.

    Raises:
        CarnetError: token.unusable.
    """
    token = Token.objects.filter(digest=_digest(secret)).select_related("user").first()
    if token is None or not token.stands or not token.user.is_active:
        raise CarnetError("token.unusable")
    place = Membership.objects.filter(user=token.user, firm=token.firm).first()
    if place is None:
        raise CarnetError("token.unusable")
    now = timezone.now()
    if token.used is None or now - token.used > _MINUTE:
        Token.objects.filter(pk=token.pk).update(used=now)
    return Holder(token, Role(place.role))


def listed(user: User, firm: str, *, everybody: bool) -> QuerySet[Token]:
    """A person's tokens at a firm, or with everybody those of all its members; the newest first."""
    whose = Q() if everybody else Q(user=user)
    return Token.objects.filter(whose, firm=firm).select_related("user").order_by("-made", "-id")


def revoke(user: User, firm: str, number: int, *, everybody: bool) -> Token | None:
    """End a token for good, one's own or with everybody anybody's of the firm; None where there is none."""
    token = listed(user, firm, everybody=everybody).filter(pk=number).first()
    if token is not None and token.revoked is None:
        token.revoked = timezone.now()
        token.save(update_fields=["revoked"])
    return token


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
