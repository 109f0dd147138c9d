"""Kinds of tasks, and whose they are."""

from __future__ import annotations

from enum import StrEnum

from carnet.language import Text


class Side(StrEnum):
    """Who does a task."""

    FIRM = "firm"
    TEAM = "team"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _SIDES[self]


class TaskKind(StrEnum):
    """What a task is. EXPORT: of a template, becomes one task for each tool of the firm."""

    EXPORT = "export"
    CONTACTS = "contacts"
    REVIEW = "review"
    WORK = "work"
    TRAINING = "training"
    OTHER = "other"

    @property
    def label(self) -> Text:
        """As a person reads it."""
        return _KINDS[self]

    @property
    def imports(self) -> bool:
        """Whether a case or an import stands behind it."""
        return self in {TaskKind.CONTACTS, TaskKind.WORK}


_SIDES = {Side.FIRM: Text("The firm", "Le cabinet"), Side.TEAM: Text("The team", "L’équipe")}
_KINDS = {
    TaskKind.EXPORT: Text("Data export", "Export des données"),
    TaskKind.CONTACTS: Text("Import of contacts", "Importation des contacts"),
    TaskKind.REVIEW: Text("Process review", "Examen des processus"),
    TaskKind.WORK: Text("Import of work", "Importation des travaux"),
    TaskKind.TRAINING: Text("Training session", "Séance de formation"),
    TaskKind.OTHER: Text("Other", "Autre"),
}
