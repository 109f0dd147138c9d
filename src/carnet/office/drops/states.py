"""How a file that was brought stands, and what the trail of a link may say."""

from __future__ import annotations

from enum import StrEnum

from carnet.language import Text


class FileState(StrEnum):
    """ARRIVING: in pieces; CHECKING: a worker looks whether it can be imported; READY: it can; REFUSED: it
    cannot, and says why; TAKEN: it is a workbook of what to correct, and its corrections were taken over;
    ERASED: its bytes are gone."""

    ARRIVING = "arriving"
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"
    TAKEN = "taken"
    ERASED = "erased"


class Happening(StrEnum):
    """What happened to a link or to one of its files."""

    MADE = "made"
    EXTENDED = "extended"
    REVOKED = "revoked"
    UNLOCKED = "unlocked"
    OPENED = "opened"
    WRONG = "wrong"
    LATE = "late"
    BEGUN = "begun"
    ARRIVED = "arrived"
    REFUSED = "refused"
    REMOVED = "removed"
    TAKEN = "taken"
    IMPORTED = "imported"
    ERASED = "erased"
    READ = "read"
    CORRECTED = "corrected"
    SENT = "sent"
    SIGNED = "signed"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _LABELS[self]


_LABELS = {
    Happening.MADE: Text("Link made", "Lien créé"),
    Happening.EXTENDED: Text("Link extended", "Lien prolongé"),
    Happening.REVOKED: Text("Link revoked", "Lien révoqué"),
    Happening.UNLOCKED: Text("Passphrase may be tried again", "Phrase de passe de nouveau acceptée"),
    Happening.OPENED: Text("Opened", "Ouvert"),
    Happening.WRONG: Text("Wrong passphrase", "Phrase de passe erronée"),
    Happening.LATE: Text("Tried after its time", "Essayé après son échéance"),
    Happening.BEGUN: Text("File begun", "Envoi commencé"),
    Happening.ARRIVED: Text("File arrived", "Fichier arrivé"),
    Happening.REFUSED: Text("File refused", "Fichier refusé"),
    Happening.REMOVED: Text("Taken back by its sender", "Retiré par l’expéditeur"),
    Happening.TAKEN: Text("Downloaded", "Téléchargé"),
    Happening.IMPORTED: Text("Import begun", "Importation commencée"),
    Happening.ERASED: Text("File erased", "Fichier effacé"),
    Happening.READ: Text("Findings looked at", "Constats consultés"),
    Happening.CORRECTED: Text("Cells corrected", "Cellules corrigées"),
    Happening.SENT: Text("Corrections sent back", "Corrections renvoyées"),
    Happening.SIGNED: Text("Plan signed off", "Plan approuvé"),
}
