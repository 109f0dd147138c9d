"""Whom a notice goes to; it is written down with what it tells of, and sent when that is kept for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.db import transaction

from carnet.office.models import Case, Membership, Notice, User
from carnet.office.notices.kinds import NoticeKind
from carnet.office.roles import Role, TeamRole


def tell_firm(case: Case, what: NoticeKind, by: User | None = None) -> None:
    """Tell the firm: whom it named for the case, else its administrators.

    Args:
        by: who did it, who need not be told.
    """
    if not case.contact:
        tell(case, what, _of_role(case, Role.ADMINISTRATOR), by)
        return
    user = User.objects.filter(email=case.contact.lower(), memberships__firm=case.firm).first()
    if user is not None:
        tell(case, what, [user], by)
    else:
        _write(case, what, case.contact, None)


def tell_team(case: Case, what: NoticeKind, by: User | None = None) -> None:
    """Tell the team: who does the case, else the firm's specialists, else those who lead the team.

    Args:
        by: as of tell_firm().
    """
    users = [case.assignee] if case.assignee else list(_of_role(case, Role.SPECIALIST))
    tell(case, what, users or User.objects.filter(team=TeamRole.LEAD), by)


def tell(
    case: Case,
    what: NoticeKind,
    users: Iterable[User],
    by: User | None = None,
    about: date | None = None,
) -> None:
    """Tell those of some people who want to be told.

    Args:
        by: as of tell_firm(). about: a day, of which everybody is told once.
    """
    for user in users:
        if user != by and user.mailed and user.is_active:
            _write(case, what, user.email, user, about.isoformat() if about else "")


def _of_role(case: Case, role: Role) -> list[User]:
    places = Membership.objects.filter(firm=case.firm, role=role).select_related("user")
    return [place.user for place in places.order_by("id")]


def _write(case: Case, what: NoticeKind, to: str, user: User | None, about: str = "") -> None:
    """Write a notice down; where the same waits still, that one tells it all."""
    same = {"case": case, "what": what.value, "to": to, "about": about}
    if about:  # of which two workers may think at once
        made, new = Notice.objects.get_or_create(**same, defaults={"user": user})
        if not new:
            return
    elif Notice.objects.filter(**same, sent=None, began=None).exists():
        return
    else:
        made = Notice.objects.create(**same, user=user)
    from carnet.office.tasks import send_notice

    transaction.on_commit(partial(send_notice.enqueue, made.pk))
