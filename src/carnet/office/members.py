"""Which firms a person works for, and as what."""

from __future__ import annotations

from carnet.office.models import Membership, User
from carnet.office.roles import Role


def places(user: User) -> list[Membership]:
    """The user's memberships, the oldest first."""
    return list(Membership.objects.filter(user=user).order_by("id"))


def join(user: User, firm: str, role: Role) -> Membership:
    """Give a user a place in a firm, or another role there.

    Args:
        firm: the firm's key.
    """
    place, _ = Membership.objects.update_or_create(user=user, firm=firm, defaults={"role": role.value})
    return place
