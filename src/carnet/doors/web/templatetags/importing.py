"""Words of the import flow."""

from __future__ import annotations

from django import template

from carnet.doors.web.templatetags.words import current
from carnet.language import Text

register = template.Library()

_WAITING = Text("Waiting to begin", "En attente")
_STAGES = {
    "read": Text("Reading the files", "Lecture des fichiers"),
    "recognise": Text("Recognising who wrote them", "Reconnaissance de leur origine"),
    "map": Text("Giving each column its field", "Attribution d’un champ à chaque colonne"),
    "normalise": Text("Bringing values into standard form", "Mise des valeurs en forme standard"),
    "assemble": Text("Making contacts of the rows", "Formation des contacts"),
    "validate": Text("Checking the rules", "Vérification des règles"),
    "match": Text("Comparing with the book", "Comparaison avec le carnet"),
    "plan": Text("Planning the changes", "Préparation du plan"),
    "keep": Text("Putting the plan down", "Mise au net du plan"),
    "apply": Text("Writing the book", "Écriture du carnet"),
    "report": Text("Writing the workbook of what to correct", "Écriture du classeur des corrections"),
    "undo": Text("Taking the import back", "Annulation de l’importation"),
}


@register.filter
def stage(name: str) -> str:
    """A stage of the work, in words."""
    return _STAGES.get(name, _WAITING)(current())


@register.filter
def unlocalised(share: float) -> str:
    """A share as HTML's attributes take it."""
    return f"{share:.3f}"
