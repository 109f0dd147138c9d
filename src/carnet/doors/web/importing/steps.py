"""The steps of an import, as the person goes through them."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.language import Text
from carnet.office.models import Draft

STEPS = {
    "files": Text("Files", "Fichiers"),
    "recognised": Text("Recognised", "Reconnu"),
    "columns": Text("Columns", "Colonnes"),
    "check": Text("Check", "Vérifier"),
    "duplicates": Text("Duplicates", "Doublons"),
    "plan": Text("Plan", "Plan"),
    "result": Text("Result", "Résultat"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the list of steps; ``state`` is done, now, open or closed."""

    name: str
    number: int
    label: Text
    state: str


def steps_of(draft: Draft, current: str) -> list[Step]:
    """The steps with how each stands for the draft."""
    names = list(STEPS)
    return [
        Step(name, number, STEPS[name], _state(draft, name, current)) for number, name in enumerate(names, 1)
    ]


def beside(current: str) -> tuple[str, str]:
    """The steps before and after one, "" where there is none; the result is reached by applying only."""
    names = ["", *list(STEPS)[:-1], ""]
    at = names.index(current) if current in names else 0
    return (names[at - 1], names[at + 1]) if at else ("", "")


def _state(draft: Draft, name: str, current: str) -> str:
    if name == current:
        return "now"
    if not _opens(draft, name):
        return "closed"
    names = list(STEPS)
    return "done" if names.index(name) < names.index(current) else "open"


def _opens(draft: Draft, name: str) -> bool:
    if draft.imported:
        return name == "result"
    if name == "files":
        return True
    return name != "result" and draft.files.exists()
