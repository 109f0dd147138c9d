"""What a token of the API may be used for."""

from __future__ import annotations

from enum import StrEnum

from carnet.language import Text
from carnet.office.roles import Role


class Scope(StrEnum):
    """A part of the API that a token opens; never more than its user's role at the firm does."""

    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    IMPORTS_READ = "imports:read"
    IMPORTS_WRITE = "imports:write"
    WEBHOOKS = "webhooks"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _LABELS[self]

    @property
    def needs(self) -> Role:
        """What the token's user must at least be at the firm."""
        if self is Scope.WEBHOOKS:
            return Role.ADMINISTRATOR
        return Role.READER if self in _READING else Role.MEMBER


_READING = {Scope.CONTACTS_READ, Scope.IMPORTS_READ}
_LABELS = {
    Scope.CONTACTS_READ: Text("Read contacts", "Lire les contacts"),
    Scope.CONTACTS_WRITE: Text("Change contacts", "Modifier les contacts"),
    Scope.IMPORTS_READ: Text("Read imports and the history", "Lire les importations et l’historique"),
    Scope.IMPORTS_WRITE: Text("Import and undo", "Importer et annuler"),
    Scope.WEBHOOKS: Text("Manage webhooks", "Gérer les webhooks"),
}
