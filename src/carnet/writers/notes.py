"""What a written file could not hold: codes with counts, for the person who asked for it."""

from __future__ import annotations

from carnet.findings import Severity, rule, rules
from carnet.language import Language

Note = tuple[str, dict[str, str | int]]  # a declared rule's code, and its placeholders' values

LEFT_OUT = rule(
    "export.left_out",
    Severity.INFO,
    en="“%(value)s” has no place in this kind of file. Values left out: %(count)s.",
    fr="« %(value)s » n'a pas de place dans ce type de fichier. Valeurs omises : %(count)s.",
)
MOVED = rule(
    "export.moved",
    Severity.INFO,
    en="“%(value)s” has no column of its own in this kind of file. Values written in the notes: %(count)s.",
    fr="« %(value)s » n'a pas de colonne dans ce type de fichier. Valeurs écrites dans les notes : "
    "%(count)s.",
)
SECRET = rule(
    "export.secret_left_out",
    Severity.INFO,
    en="“%(value)s” is a tax identifier and is not written to an address book. Values left out: %(count)s.",
    fr="« %(value)s » est un identifiant fiscal et n'est pas écrit dans un carnet d'adresses. "
    "Valeurs omises : %(count)s.",
)


def note(code: str, value: str, count: int) -> list[Note]:
    """One note, or none where nothing is concerned."""
    return [(code, {"value": value, "count": count})] if count else []


def sentence(written: Note, language: Language) -> str:
    """A note as the person reads it."""
    code, values = written
    return rules()[code].text(language, values)
