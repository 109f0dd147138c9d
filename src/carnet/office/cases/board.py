"""What the team has in hand: firms, where their cases stand, and what was found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, F, Q, QuerySet

from carnet.book.setup import every_firm, firm_names
from carnet.language import Text
from carnet.office.cases.states import OPEN, CaseStatus
from carnet.office.models import Case, CaseVersion, Membership, User
from carnet.office.roles import Role, TeamRole

_ON_THE_FIRM = Q(status=CaseStatus.WAITING) | Q(status=CaseStatus.READY, signed_version=0)


class Only(StrEnum):
    """Which cases a person looks at."""

    ALL = ""
    MINE = "mine"
    FIRM = "firm"
    OVERDUE = "overdue"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _LABELS[self]


_LABELS = {
    Only.ALL: Text("All open cases", "Tous les dossiers ouverts"),
    Only.MINE: Text("Mine", "Les miens"),
    Only.FIRM: Text("Waiting for the firm", "En attente du cabinet"),
    Only.OVERDUE: Text("Overdue", "En retard"),
}


@dataclass(frozen=True, slots=True)
class FirmStanding:
    """A firm: its key, its name, how many cases stand how, in the order of the statuses, and who of the team
    was given it."""

    key: str
    name: str
    counts: list[int]
    people: list[str]


def firms_of(user: User) -> dict[str, str]:
    """The firms that somebody of the team sees, by name: who leads sees all, others those that they were
    given or administer."""
    if user.team == TeamRole.LEAD:
        return every_firm()
    given = user.memberships.filter(role__in=[Role.SPECIALIST, Role.ADMINISTRATOR])
    named = firm_names(list(given.values_list("firm", flat=True)))
    return dict(sorted(named.items(), key=lambda one: one[1]))


def waiting(user: User, firms: Collection[str], only: Only, today: date) -> QuerySet[Case]:
    """The open cases of some firms, those that wait longest first; waits_for_firm says whose step is next."""
    cases = Case.objects.filter(status__in=OPEN, firm__in=firms)
    narrowed = {
        Only.ALL: Q(),
        Only.MINE: Q(assignee=user),
        Only.FIRM: _ON_THE_FIRM,
        Only.OVERDUE: Q(due__lt=today),
    }
    return cases.filter(narrowed[only]).select_related("assignee").order_by("since", "id")


def waits_for_firm(case: Case) -> bool:
    """Whether the firm's step is next rather than the team's."""
    return case.status == CaseStatus.WAITING or (case.status == CaseStatus.READY and not case.signed_version)


def standings(firms: dict[str, str]) -> list[FirmStanding]:
    """Where some firms stand.

    Args:
        firms: names by keys.
    """
    cases: dict[str, dict[str, int]] = {key: {} for key in firms}
    counted = Case.objects.filter(firm__in=firms).values_list("firm", "status").annotate(Count("id"))
    for firm, status, count in counted.order_by():
        cases[firm][status] = count
    people: dict[str, list[str]] = {key: [] for key in firms}
    given = Membership.objects.filter(firm__in=firms, role=Role.SPECIALIST).select_related("user")
    for place in given.order_by("user__name"):
        people[place.firm].append(str(place.user))
    return [
        FirmStanding(key, name, [cases[key].get(status, 0) for status in CaseStatus], people[key])
        for key, name in firms.items()
    ]


def findings(firms: Collection[str]) -> list[tuple[str, str, int]]:
    """What was found in the newest versions of the open cases: provider, rule's code and how often, the most
    frequent first; nothing of a contact."""
    newest = CaseVersion.objects.filter(
        draft=F("case__draft"), case__firm__in=firms, case__status__in=OPEN, findings__isnull=False
    )
    counted: Counter[tuple[str, str]] = Counter()
    for provider, found in newest.order_by().values_list("provider", "findings"):
        for code, count in (found or {}).items():
            counted[provider, code] += count
    return [(provider, code, count) for (provider, code), count in counted.most_common()]
