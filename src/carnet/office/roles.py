"""What a member of a firm may do."""

from __future__ import annotations

from enum import StrEnum

from carnet.language import Text


class Role(StrEnum):
    """A member's role, the weakest first."""

    READER = "reader"
    MEMBER = "member"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _LABELS[self]

    def allows(self, needed: Role) -> bool:
        """Whether somebody with this role may do what needs the other."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


_LABELS = {
    Role.READER: Text("Read-only", "Lecture seule"),
    Role.MEMBER: Text("Member", "Membre"),
    Role.ADMINISTRATOR: Text("Administrator", "Administrateur"),
}
