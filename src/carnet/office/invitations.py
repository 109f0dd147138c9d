"""Links by which people come to a firm or to the team: made by an administrator or a lead, good once and for
some days."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.members import join
from carnet.office.models import Invitation, Membership, User
from carnet.office.roles import Role, TeamRole

DAYS = 7  # that a link is good
TEAM = ""  # in place of a firm's key

rule(
    "invitation.unknown",
    Severity.ERROR,
    en="This link does not work: it was used or taken back, or its time is over. Ask an administrator of the "
    "firm for a new one.",
    fr="Ce lien ne fonctionne pas : il a été utilisé ou retiré, ou son délai est passé. Demandez-en un "
    "nouveau à un administrateur du cabinet.",
)
rule(
    "invitation.member",
    Severity.ERROR,
    en="%(value)s is a member of this firm already. Nothing was changed.",
    fr="%(value)s est déjà membre de ce cabinet. Rien n'a été modifié.",
)
rule(
    "invitation.colleague",
    Severity.ERROR,
    en="%(value)s is in the team already. Nothing was changed.",
    fr="%(value)s fait déjà partie de l'équipe. Rien n'a été modifié.",
)
rule(
    "invitation.other_person",
    Severity.ERROR,
    en="This link is for %(value)s, and you are signed in as %(detail)s. Sign out, then open it again.",
    fr="Ce lien est destiné à %(value)s, et vous êtes connecté en tant que %(detail)s. Déconnectez-vous, "
    "puis ouvrez-le de nouveau.",
)
rule(
    "invitation.other_firms",
    Severity.ERROR,
    en="%(value)s also belongs to other firms, so their password cannot be renewed from here. They can "
    "change it themselves while they are signed in.",
    fr="%(value)s appartient aussi à d'autres cabinets : son mot de passe ne peut pas être renouvelé d'ici. "
    "Cette personne peut le changer elle-même une fois connectée.",
)
rule(
    "invitation.team",
    Severity.ERROR,
    en="%(value)s belongs to the onboarding team, so a firm cannot renew their password.",
    fr="%(value)s fait partie de l'équipe d'intégration : un cabinet ne peut pas renouveler "
    "son mot de passe.",
)


def invite(firm: str, email: str, role: Role, by: User) -> str:
    """A link's token for somebody who is to come; an open one for the same email works no more.

    Args:
        firm: the firm's key.

    Raises:
        CarnetError: invitation.member.
    """
    address = email.strip().lower()
    if Membership.objects.filter(firm=firm, user__email=address).exists():
        raise CarnetError("invitation.member", value=address)
    return _made(firm, address, by, role=role)


def invite_to_team(email: str, team: TeamRole, by: User) -> str:
    """A link's token for somebody who is to come to the team; as invite().

    Raises:
        CarnetError: invitation.colleague.
    """
    address = email.strip().lower()
    if User.objects.filter(email=address).exclude(team="").exists():
        raise CarnetError("invitation.colleague", value=address)
    return _made(TEAM, address, by, team=team)


def renew_password(place: Membership, by: User) -> str:
    """A link's token by which a member chooses a new password.

    Raises:
        CarnetError: invitation.other_firms, invitation.team: one firm's administrator does not open the door
            to another.
    """
    if place.user.team:
        raise CarnetError("invitation.team", value=place.user.email)
    if place.user.memberships.exclude(firm=place.firm).exists():
        raise CarnetError("invitation.other_firms", value=place.user.email)
    return _made(place.firm, place.user.email, by, role=Role(place.role), user=place.user)


def waiting(firm: str) -> QuerySet[Invitation]:
    """The open links of a firm, or of the TEAM; the newest first."""
    now = timezone.now()
    return Invitation.objects.filter(firm=firm, used=None, expires__gt=now).order_by("-id")


def take_back(firm: str, number: int) -> None:
    """Let an open link work no more.

    Raises:
        CarnetError: invitation.unknown.
    """
    if not waiting(firm).filter(pk=number).delete()[0]:
        raise CarnetError("invitation.unknown")


def found(token: str) -> Invitation:
    """The open link of a token.

    Raises:
        CarnetError: invitation.unknown.
    """
    open_ones = Invitation.objects.filter(digest=_digest(token), used=None, expires__gt=timezone.now())
    invitation = open_ones.select_related("user").first()
    if invitation is None:
        raise CarnetError("invitation.unknown")
    return invitation


def accept(token: str, user: User | None, *, name: str = "", password: str = "") -> User:
    """Use a link: somebody comes to the firm or to the team, or has a new password.

    Args:
        token: the link's.
        user: who is signed in, None where nobody is: then an account is made of name and password.
        name, password: of the new account; of a renewal the new password.

    Raises:
        CarnetError: invitation.unknown, invitation.other_person.
    """
    with transaction.atomic():
        held = Invitation.objects.select_for_update(of=("self",)).filter(pk=found(token).pk, used=None)
        invitation = held.select_related("user").first()
        if invitation is None:
            raise CarnetError("invitation.unknown")
        if invitation.user is not None:
            someone = invitation.user
            places = list(someone.memberships.values_list("firm", flat=True))
            if someone.team or places != [invitation.firm]:  # since the link was made
                raise CarnetError("invitation.unknown")
            someone.set_password(password)
            someone.save(update_fields=["password"])
        else:
            someone = _comer(invitation, user, name, password)
            if invitation.team:
                User.objects.filter(pk=someone.pk).update(team=invitation.team)
            else:
                join(someone, invitation.firm, Role(invitation.role))
        invitation.used = timezone.now()
        invitation.save(update_fields=["used"])
    return someone


def _comer(invitation: Invitation, user: User | None, name: str, password: str) -> User:
    """Who comes: the one who is signed in, or somebody new."""
    if user is None:
        if User.objects.filter(email=invitation.email).exists():  # they sign in first
            raise CarnetError("invitation.unknown")
        return User.objects.create_user(invitation.email, password, name=name)
    if user.email != invitation.email:
        raise CarnetError("invitation.other_person", value=invitation.email, detail=user.email)
    return user


def _made(
    firm: str,
    email: str,
    by: User,
    *,
    role: Role | None = None,
    team: TeamRole = TeamRole.NONE,
    user: User | None = None,
) -> str:
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        waiting(firm).filter(email=email).delete()
        Invitation.objects.create(
            firm=firm, email=email, role=role.value if role else "", team=team.value,
            digest=_digest(token), by=by, user=user, expires=timezone.now() + timedelta(days=DAYS),
        )  # fmt: skip
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
