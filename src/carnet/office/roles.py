"""What a member of a firm may do."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from carnet.language import Text


class _Ranked(StrEnum):
    """Roles in order, the weakest first."""

    def allows(self, needed: Self) -> bool:
        """Whether somebody with this role may do what needs the other."""
        ranks = list(type(self))
        return ranks.index(self) >= ranks.index(needed)


class Role(_Ranked):
    """A member's role, the weakest first. A specialist is of the onboarding team and was given the firm: the
    firm's administrators see who that is and may end it, but only the team gives it."""

    READER = "reader"
    MEMBER = "member"
    SPECIALIST = "specialist"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _LABELS[self]


OF_THE_FIRM = (Role.READER, Role.MEMBER, Role.ADMINISTRATOR)  # that a firm gives to its own people


class TeamRole(_Ranked):
    """What somebody is in the team that imports for firms; the weakest first. NONE: works for firms only."""

    NONE = ""
    SPECIALIST = "specialist"
    LEAD = "lead"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _TEAM_LABELS[self]


_LABELS = {
    Role.READER: Text("Read-only", "Lecture seule"),
    Role.MEMBER: Text("Member", "Membre"),
    Role.SPECIALIST: Text("Onboarding specialist", "Spécialiste de l’intégration"),
    Role.ADMINISTRATOR: Text("Administrator", "Administrateur"),
}
_TEAM_LABELS = {
    TeamRole.NONE: Text("Not in the team", "Hors de l’équipe"),
    TeamRole.SPECIALIST: Text("Specialist", "Spécialiste"),
    TeamRole.LEAD: Text("Lead", "Responsable"),
}
