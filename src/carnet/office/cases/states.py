"""How a case comes, how it stands, and what its trail may say."""

from __future__ import annotations

from enum import StrEnum

from carnet.language import Text


class Way(StrEnum):
    """How a firm's data comes to the team."""

    LINK = "link"
    ASSISTED = "assisted"
    ONBOARDING = "onboarding"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _WAYS[self]


class CaseStatus(StrEnum):
    """How a case stands. RECEIVED: the team has files to look at, or waits for the first; CHECKING: somebody
    of the team is at it; WAITING: the firm has something to correct or to answer; READY: the plan waits to be
    signed off or applied; IMPORTED: it is in the book; CLOSED: it ended without that."""

    RECEIVED = "received"
    CHECKING = "checking"
    WAITING = "waiting"
    READY = "ready"
    IMPORTED = "imported"
    CLOSED = "closed"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _STATUSES[self]

    @property
    def over(self) -> bool:
        """Whether nothing is waited for any more."""
        return self in {CaseStatus.IMPORTED, CaseStatus.CLOSED}


OPEN = [status.value for status in CaseStatus if not status.over]
OVER = [status.value for status in CaseStatus if status.over]

NEXT = {
    CaseStatus.RECEIVED: {CaseStatus.CHECKING, CaseStatus.WAITING, CaseStatus.CLOSED},
    CaseStatus.CHECKING: {CaseStatus.RECEIVED, CaseStatus.WAITING, CaseStatus.READY, CaseStatus.CLOSED},
    CaseStatus.WAITING: {CaseStatus.RECEIVED, CaseStatus.CHECKING, CaseStatus.CLOSED},
    CaseStatus.READY: {
        CaseStatus.RECEIVED, CaseStatus.CHECKING, CaseStatus.WAITING, CaseStatus.IMPORTED, CaseStatus.CLOSED,
    },
    CaseStatus.IMPORTED: {CaseStatus.CHECKING},  # it was undone
    CaseStatus.CLOSED: {CaseStatus.RECEIVED},
}  # fmt: skip


class CaseHappening(StrEnum):
    """What happened to a case; its detail in parentheses."""

    OPENED = "opened"
    MOVED = "moved"  # (the status)
    ASSIGNED = "assigned"  # (who does it now)
    DUE = "due"  # (the day, ISO)
    SENT = "sent"  # (the version's number)
    RETURNED = "returned"  # (how many findings)
    CORRECTED = "corrected"  # (how many cells)
    REMARKED = "remarked"
    SETTLED = "settled"
    SIGNED = "signed"  # (by whom)
    UNSIGNED = "unsigned"
    NOTIFIED = "notified"  # (to whom)

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _HAPPENINGS[self]


_WAYS = {
    Way.LINK: Text("Secure upload link", "Lien de dépôt sécurisé"),
    Way.ASSISTED: Text("Assisted import", "Importation assistée"),
    Way.ONBOARDING: Text("Full onboarding", "Intégration complète"),
}
_STATUSES = {
    CaseStatus.RECEIVED: Text("Received", "Reçu"),
    CaseStatus.CHECKING: Text("Being checked", "En vérification"),
    CaseStatus.WAITING: Text("Waiting for the firm", "En attente du cabinet"),
    CaseStatus.READY: Text("Ready", "Prêt"),
    CaseStatus.IMPORTED: Text("Imported", "Importé"),
    CaseStatus.CLOSED: Text("Closed", "Clos"),
}
_HAPPENINGS = {
    CaseHappening.OPENED: Text("Opened", "Ouvert"),
    CaseHappening.MOVED: Text("Status", "Statut"),
    CaseHappening.ASSIGNED: Text("Given to", "Confié à"),
    CaseHappening.DUE: Text("Due date", "Échéance"),
    CaseHappening.SENT: Text("Version sent", "Version envoyée"),
    CaseHappening.RETURNED: Text("Findings returned", "Constats renvoyés"),
    CaseHappening.CORRECTED: Text("Cells corrected", "Cellules corrigées"),
    CaseHappening.REMARKED: Text("Remark", "Remarque"),
    CaseHappening.SETTLED: Text("Question settled", "Question réglée"),
    CaseHappening.SIGNED: Text("Signed off by", "Approuvé par"),
    CaseHappening.UNSIGNED: Text("Changed since it was signed off", "Modifié depuis l’approbation"),
    CaseHappening.NOTIFIED: Text("Message sent to", "Message envoyé à"),
}
