"""Which firms a person works for, and as what."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.models import ApiToken, Case, Membership, User
from carnet.office.roles import Role

rule(
    "member.last_administrator",
    Severity.ERROR,
    en="A firm needs an administrator, and %(value)s is the only one. Make somebody else an administrator "
    "first. Nothing was changed.",
    fr="Un cabinet a besoin d'un administrateur, et %(value)s est le seul. Nommez d'abord un autre "
    "administrateur. Rien n'a été modifié.",
)
rule(
    "member.unknown",
    Severity.ERROR,
    en="This person is no longer a member of the firm.",
    fr="Cette personne n'est plus membre du cabinet.",
)


def places(user: User) -> list[Membership]:
    """The user's memberships, the oldest first."""
    return list(Membership.objects.filter(user=user).order_by("id"))


def of_firm(firm: str) -> QuerySet[Membership]:
    """The members of a firm, by name.

    Args:
        firm: the firm's key.
    """
    return Membership.objects.filter(firm=firm).select_related("user").order_by("user__name", "user__email")


def called(firm: str) -> list[str]:
    """The names and emails of a firm's members."""
    users = [place.user for place in of_firm(firm)]
    return [text for user in users for text in (user.name, user.email) if text]


def join(user: User, firm: str, role: Role) -> Membership:
    """Give a user a place in a firm, or another role there.

    Args:
        firm: the firm's key.
    """
    place, _ = Membership.objects.update_or_create(user=user, firm=firm, defaults={"role": role.value})
    return place


def found(firm: str, number: int) -> Membership:
    """A membership of the firm by its number.

    Raises:
        CarnetError: member.unknown.
    """
    place = of_firm(firm).filter(pk=number).first()
    if place is None:
        raise CarnetError("member.unknown")
    return place


def change_role(place: Membership, role: Role) -> None:
    """Let a member be something else.

    Raises:
        CarnetError: member.last_administrator.
    """
    with transaction.atomic():
        if role is not Role.ADMINISTRATOR:
            _not_the_last(place)
        Membership.objects.filter(pk=place.pk).update(role=role.value)


def leave(place: Membership) -> None:
    """Take a member's place away, with the tokens and the cases that they did there; the account stays, for
    other firms.

    Raises:
        CarnetError: member.last_administrator.
    """
    with transaction.atomic():
        _not_the_last(place)
        ApiToken.objects.filter(user=place.user_id, firm=place.firm).delete()
        Case.objects.filter(assignee=place.user_id, firm=place.firm).update(assignee=None)
        place.delete()


def _not_the_last(place: Membership) -> None:
    administrators = Membership.objects.select_for_update().filter(
        firm=place.firm, role=Role.ADMINISTRATOR.value
    )
    if [one.pk for one in administrators] == [place.pk]:
        raise CarnetError("member.last_administrator", value=str(place.user))
