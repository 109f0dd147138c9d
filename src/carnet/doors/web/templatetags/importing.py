"""Words of the import flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.text import Truncator
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from carnet.doors.web.contacts.one.words import said
from carnet.doors.web.templatetags.words import current
from carnet.findings import rules
from carnet.language import Text
from carnet.pipeline.look import SeenColumn
from carnet.pipeline.pages import Cluster, label
from carnet.providers.layout import providers
from carnet.stages.report.evidence import evidence_line

register = template.Library()

_WAITING = Text("Waiting to begin", "En attente")
_STAGES = {
    "follow": Text("Taking up the recipe", "Reprise de la recette"),
    "carry": Text("Making earlier corrections again", "Reprise des corrections antérieures"),
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
_DEEDS = {
    "file": Text("how a file is read", "la lecture d’un fichier"),
    "sheet": Text("what a sheet is taken for", "ce pour quoi une feuille est prise"),
    "column": Text("the field of a column", "le champ d’une colonne"),
    "policy": Text("what stands in a field", "ce qui l’emporte dans un champ"),
    "cell": Text("the correction of a cell", "la correction d’une cellule"),
    "cells": Text("accepted suggestions", "les suggestions acceptées"),
    "replace": Text("find and replace", "rechercher et remplacer"),
    "decision": Text("a decision on duplicates", "une décision sur des doublons"),
    "decisions": Text("decisions on all pairs above a line", "les décisions sur toutes les paires sûres"),
    "reopened": Text("a decision that was left open again", "une décision laissée de nouveau ouverte"),
    "manner": Text("what the import may do", "ce que l’importation peut faire"),
    "recipe": Text("the recipe that was used", "la recette utilisée"),
    "version": Text("the corrections of earlier versions", "les corrections des versions antérieures"),
    "returned": Text("the firm’s corrections", "les corrections du cabinet"),
}
_KINDS = {
    "person": Text("each row is a person", "chaque ligne est une personne"),
    "organization": Text("each row is an organization", "chaque ligne est une organisation"),
    "client_group": Text("each row is a client group", "chaque ligne est un groupe de clients"),
    "contact": Text("people and organizations", "des personnes et des organisations"),
    "work": Text("each row is a work item", "chaque ligne est un travail"),
    "none": Text("no list of contacts", "pas de liste de contacts"),
}
_ACTIONS = {
    "create": (Text("New", "Nouveau"), "good"),
    "update": (Text("Updated", "Mis à jour"), "info"),
    "delete": (Text("Deleted", "Supprimé"), "error"),
    "skip": (Text("Unchanged", "Inchangé"), ""),
}
_KIND_NAMES = {
    "person": Text("Person", "Personne"),
    "organization": Text("Organization", "Organisation"),
    "client_group": Text("Client group", "Groupe de clients"),
}
_DECIDED = {
    True: Text("The same", "Identiques"),
    False: Text("Different", "Différents"),
    None: Text("Decided", "Décidé"),
}
_PLACES = ("file", "sheet", "row", "column", "value", "suggestion", "detail", "count")
_SHORT = 90  # characters of a rule's title
_SPECIALS = {
    "year_end": Text("Year end, day and month", "Clôture, jour et mois"),
    "key": Text("The program’s own key", "Clé du logiciel"),
    "owner_key": Text("Key of the client it belongs to", "Clé du client auquel il appartient"),
    "owner_code": Text(
        "Identifier of the client it belongs to", "Identifiant du client auquel il appartient"
    ),
    "owner_name": Text("Name of the client it belongs to", "Nom du client auquel il appartient"),
    "sub_key": Text("Part of the client identifier", "Partie de l’identifiant du client"),
    "labelled": Text("Behind the column’s name", "Derrière le nom de la colonne"),
    "kind": Text("Person or organization", "Personne ou organisation"),
    "primary_copy": Text("Copy of another column", "Copie d’une autre colonne"),
    "tax": Text("Tax number, by its form", "Numéro fiscal, d’après sa forme"),
    "relation": Text("Related person", "Personne liée"),
    "groups": Text("Groups or labels", "Groupes ou libellés"),
    "im": Text("Messenger", "Messagerie instantanée"),
    "bulk_state": Text("What Carnet noted of the row", "Ce que Carnet a noté de la ligne"),
    "action": Text("What becomes of the contact", "Ce que devient le contact"),
    "inactive": Text("Inactive or not", "Inactif ou non"),
    "type_flag": Text("Yes or No to a type of contact", "Oui ou non à un type de contact"),
    "title": Text("Title, or else the role", "Titre, ou à défaut le rôle"),
    "skip_default": Text("Only where it is no default", "Seulement si ce n’est pas la valeur par défaut"),
    "year": Text("Year of a date", "Année d’une date"),
    "month": Text("Month of a date", "Mois d’une date"),
    "day": Text("Day of a date", "Jour d’une date"),
    "area_code": Text("Area code of a phone", "Indicatif d’un téléphone"),
    "extension": Text("Extension of a phone", "Poste d’un téléphone"),
    "contact_key": Text("Key of the contact in the book", "Clé du contact dans le carnet"),
    "source_row": Text("Row of an earlier import", "Ligne d’une importation précédente"),
    "card": Text("Number of the contact card", "Numéro de la fiche"),
    "name_line": Text("A line of the name", "Une ligne du nom"),
    "customer": Text("Customer’s name", "Nom du client"),
    "row_mark": Text("What tells whether the row was edited", "Ce qui dit si la ligne a été modifiée"),
    "remark": Text("Remark of Carnet, no data", "Remarque de Carnet, pas une donnée"),
}
_LABELS = Text("Label of another column", "Libellé d’une autre colonne")
_SPOUSE = Text("second person", "deuxième personne")
_FURTHER = Text("contact %(n)s", "contact %(n)s")
_OTHER = Text("Another program", "Un autre logiciel")


@register.filter
def stage(name: str) -> str:
    """A stage of the work, in words."""
    return _STAGES.get(name, _WAITING)(current())


@register.filter
def deed(what: str) -> str:
    """What a step of the choices changed, in words."""
    return _DEEDS[what](current()) if what in _DEEDS else ""


@register.filter
def unlocalised(share: float) -> str:
    """A share as HTML's attributes take it."""
    return f"{share:.3f}"


@register.filter
def provider(name: str) -> str:
    """A provider as a person calls it."""
    known = providers()
    return known[name].title(current()) if name in known and name != "other" else _OTHER(current())


@register.filter
def rows_are(kind: str) -> str:
    """What the rows of a sheet are."""
    return _KINDS[kind](current())


@register.filter
def sureness(confidence: float) -> str:
    """How sure a guess is, as the class of a badge."""
    return "good" if confidence >= 0.85 else "info" if confidence >= 0.6 else "warning"


@register.filter
def special_name(column: SeenColumn) -> str:
    """What a column is read as that has no field of its own; "" where it is set aside."""
    if column.labels:
        return _LABELS(current())
    return _SPECIALS[column.special](current()) if column.special else ""


@register.filter
def slot_name(slot: str) -> str:
    """Which contact of the row a column is about; "" for the row's own."""
    if slot == "spouse":
        return _SPOUSE(current())
    return _FURTHER(current(), {"n": slot.removeprefix("contact").strip() or "1"}) if slot else ""


@register.filter
def action_name(action: str) -> str:
    """What happens to a contact of the plan."""
    return _ACTIONS[action][0](current())


@register.filter
def action_badge(action: str) -> str:
    """The same as the class of a badge."""
    return _ACTIONS[action][1]


@register.filter
def kind_name(kind: str) -> str:
    """A kind of contact."""
    return _KIND_NAMES[kind](current())


@register.filter
def change_name(field: str, kind: str = "") -> str:
    """A field of a difference as a person knows it."""
    return label(field, kind, current())


@register.simple_tag
def change_value(value: str, field: str, kind: str, most: int = 160) -> str:
    """A value of a difference as a person reads it: dates, months, amounts and choices in their words."""
    return Truncator(said(field, value, kind, current())).chars(most)


@register.filter
def evidence(told: Sequence[Mapping[str, Any]]) -> str:
    """What speaks for and against that two contacts are one."""
    return evidence_line(told, current())


@register.filter
def side_name(cluster: Cluster, place: int) -> str:
    """The name of one of a cluster's contacts."""
    return cluster.sides[place].name


@register.filter
def decided(cluster: Cluster) -> str:
    """What was decided of all of a cluster's pairs; "" while one is open."""
    answers = {pair.same for pair in cluster.pairs}
    if None in answers:
        return ""
    return _DECIDED[answers.pop() if len(answers) == 1 else None](current())


@register.filter
def rule_title(code: str) -> str:
    """A rule's sentence, short and without values, for a list of rules to choose from."""
    told = rules()[code].text(current(), dict.fromkeys(_PLACES, "…"))
    return told if len(told) <= _SHORT else f"{told[: _SHORT - 1].rstrip()}…"


@register.filter
def letters(number: int) -> str:
    """A column's number, from 1, as spreadsheets name it."""
    return str(xl_col_to_name(number - 1))
