"""The services, and how a firm's request for one stands."""

from __future__ import annotations

from enum import StrEnum

from carnet.language import Text
from carnet.office.cases.states import Way


class Service(StrEnum):
    """A way to import: one that the firm goes alone, and those of the team."""

    SELF = "self"
    LINK = "link"
    ASSISTED = "assisted"
    ONBOARDING = "onboarding"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _ALONE if self is Service.SELF else Way(self.value).label


class RequestState(StrEnum):
    """How a request stands: ASKED waits for the team; the others are the end of it."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _STATES[self]


_ALONE = Text("Self-service in the app", "Libre-service dans l’application")
_STATES = {
    RequestState.ASKED: Text("Waiting for the team", "En attente de l’équipe"),
    RequestState.ACCEPTED: Text("Accepted", "Acceptée"),
    RequestState.DECLINED: Text("Declined", "Refusée"),
    RequestState.WITHDRAWN: Text("Withdrawn", "Retirée"),
}
