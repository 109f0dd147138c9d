"""The team that imports for firms: who is in it, and which firms each was given."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, QuerySet

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.members import leave as leave_firm
from carnet.office.models import Membership, User
from carnet.office.roles import Role, TeamRole

rule(
    "team.last_lead",
    Severity.ERROR,
    en="The team needs a lead, and %(value)s is the only one. Make somebody else a lead first. Nothing was "
    "changed.",
    fr="L'équipe a besoin d'un responsable, et %(value)s est la seule personne dans ce rôle. "
    "Confiez d'abord ce rôle à quelqu'un d'autre. Rien n'a été modifié.",
)
rule(
    "team.unknown",
    Severity.ERROR,
    en="This person is not in the team, or no longer is.",
    fr="Cette personne ne fait pas partie de l'équipe, ou n'en fait plus partie.",
)
rule(
    "team.member_already",
    Severity.ERROR,
    en="%(value)s has a place at this firm already. Nothing was changed.",
    fr="%(value)s a déjà une place dans ce cabinet. Rien n'a été modifié.",
)


def people() -> QuerySet[User]:
    """The people of the team, by name."""
    return User.objects.exclude(team="").order_by("name", "email")


def firms_of(users: QuerySet[User]) -> dict[int, int]:
    """How many firms each of some people was given, by their number."""
    given = Membership.objects.filter(user__in=users, role=Role.SPECIALIST)
    return dict(given.order_by().values_list("user").annotate(Count("id")))


def found(number: int) -> User:
    """Somebody of the team.

    Raises:
        CarnetError: team.unknown.
    """
    one = people().filter(pk=number).first()
    if one is None:
        raise CarnetError("team.unknown")
    return one


def change_role(user: User, role: TeamRole) -> None:
    """Let somebody lead the team, or no more.

    Raises:
        CarnetError: team.last_lead.
    """
    with transaction.atomic():
        if role is not TeamRole.LEAD:
            _not_the_last(user)
        User.objects.filter(pk=user.pk).update(team=role.value)


def leave(user: User) -> None:
    """Let somebody go: from the team, and from the firms that it gave them.

    Raises:
        CarnetError: team.last_lead.
    """
    with transaction.atomic():
        _not_the_last(user)
        for place in Membership.objects.filter(user=user, role=Role.SPECIALIST).select_related("user"):
            leave_firm(place)
        User.objects.filter(pk=user.pk).update(team=TeamRole.NONE.value)


def give(firm: str, user: User) -> None:
    """Give a firm to somebody of the team.

    Args:
        firm: the firm's key.

    Raises:
        CarnetError: team.unknown, team.member_already.
    """
    if not user.team:
        raise CarnetError("team.unknown")
    _, made = Membership.objects.get_or_create(user=user, firm=firm, defaults={"role": Role.SPECIALIST.value})
    if not made:
        raise CarnetError("team.member_already", value=str(user))


def take(firm: str, user: User) -> None:
    """Take a firm from somebody of the team.

    Raises:
        CarnetError: team.unknown.
    """
    place = Membership.objects.filter(firm=firm, user=user, role=Role.SPECIALIST).first()
    if place is None:
        raise CarnetError("team.unknown")
    leave_firm(place)


def _not_the_last(user: User) -> None:
    leads = User.objects.select_for_update().filter(team=TeamRole.LEAD)
    if [one.pk for one in leads] == [user.pk]:
        raise CarnetError("team.last_lead", value=str(user))
