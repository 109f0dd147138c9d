"""What a token may be used for."""

from __future__ import annotations

from enum import StrEnum

from carnet.language import Text
from carnet.office.roles import Role


class Scope(StrEnum):
    """A part of what its user may do."""

    READ = "read"
    WRITE = "write"
    IMPORT = "import"
    ADMINISTER = "administer"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _LABELS[self]

    @property
    def role(self) -> Role:
        """The weakest role that may do it."""
        return _ROLES[self]


_LABELS = {
    Scope.READ: Text("Read contacts, history and exports", "Lire les contacts, l’historique et les exports"),
    Scope.WRITE: Text("Change contacts, merge duplicates", "Modifier les contacts, fusionner les doublons"),
    Scope.IMPORT: Text("Import files and undo imports", "Importer des fichiers et annuler des importations"),
    Scope.ADMINISTER: Text(
        "See tax numbers, delete contacts for good",
        "Voir les numéros fiscaux, supprimer définitivement des contacts",
    ),
}
_ROLES = {
    Scope.READ: Role.READER,
    Scope.WRITE: Role.MEMBER,
    Scope.IMPORT: Role.MEMBER,
    Scope.ADMINISTER: Role.ADMINISTRATOR,
}
