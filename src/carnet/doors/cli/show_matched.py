"""What a person reads of rows that are the same contact."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from carnet.doors.cli.show import number
from carnet.language import Language, Text

if TYPE_CHECKING:
    from carnet.pipeline.find_duplicates import MatchedRows

MOST_TOLD = 5  # things left out of comparison that a person reads of
_ROWS = Text("Rows compared: %(rows)s.", "Lignes comparées : %(rows)s.")
_FOUND = Text(
    "Contacts that have more than one row: %(clusters)s (%(repeated)s rows).",
    "Contacts qui ont plus d’une ligne : %(clusters)s (%(repeated)s lignes).",
)
_NONE = Text("No row is the same contact as another.", "Aucune ligne n’est le même contact qu’une autre.")
_WRITTEN = Text(
    "%(file)s holds the rows with cluster_id and probability.",
    "%(file)s contient les lignes avec cluster_id et probability.",
)
_SILENT = Text(
    "Rows that say nothing that can be compared, so that they stand alone: %(records)s.",
    "Lignes qui ne disent rien qui puisse être comparé et restent donc seules : %(records)s.",
)
_LEFT_OUT = Text(
    "Rows were not compared merely for having this in common: %(key)s (values: %(values)s; rows that share "
    "the commonest: %(records)s).",
    "Des lignes n’ont pas été comparées pour ce seul point commun : %(key)s (valeurs : %(values)s ; lignes "
    "qui partagent la plus courante : %(records)s).",
)
KEYS = {
    "name": Text("name", "nom"),
    "names": Text("first and last name", "prénom et nom"),
    "sounds": Text("sound of the names", "son des noms"),
    "year": Text("year of birth", "année de naissance"),
    "day": Text("day and month of birth", "jour et mois de naissance"),
    "birth": Text("date of birth", "date de naissance"),
    "given": Text("first name", "prénom"),
    "family": Text("last name", "nom de famille"),
    "familiar form": Text("familiar form of the first name", "forme familière du prénom"),
    "one name": Text("first or last name", "prénom ou nom"),
    "city": Text("city", "ville"),
    "postal code": Text("postal code", "code postal"),
    "street": Text("street", "rue"),
    "number": Text("house number", "numéro dans la rue"),
    "premise": Text("building", "bâtiment"),
    "address": Text("street address", "adresse"),
    "email": Text("email", "courriel"),
    "email before the @": Text("email before the @", "courriel avant le @"),
    "host": Text("domain of email or website", "domaine du courriel ou du site"),
    "phone": Text("phone number", "numéro de téléphone"),
    "registration": Text("registration number", "numéro d’immatriculation"),
    "identifier": Text("client identifier", "identifiant du client"),
    "words": Text("words of the name", "mots du nom"),
    "distinctive words": Text("distinctive words of the name", "mots distinctifs du nom"),
    "a word": Text("a word of the name", "un mot du nom"),
    "beginning": Text("beginning of the name", "début du nom"),
    "end": Text("end of the name", "fin du nom"),
    "initials": Text("initials", "initiales"),
}


def matched(found: MatchedRows, out: Path, language: Language, json_: bool) -> None:
    """What was found, as sentences or one JSON document."""
    if json_:
        print(json.dumps(found.document(out), ensure_ascii=False), file=sys.stdout)
        return
    counts, left_out = found.counts(), found.clusters.left_out.to_dicts()
    console = Console(highlight=False, soft_wrap=True)
    shown = {name: number(value, language) for name, value in counts.items()}
    console.print(_ROWS(language) % shown)
    console.print((_FOUND if counts["repeated"] else _NONE)(language) % shown)
    for part in left_out[:MOST_TOLD]:
        console.print(_not_compared(part, language), style="yellow")
    console.print(_WRITTEN(language) % {"file": out})


def _not_compared(part: dict[str, Any], language: Language) -> str:
    shown = {name: number(part[name], language) for name in ("values", "records")}
    if not part["values"]:
        return _SILENT(language) % shown
    named = ", ".join(KEYS[word](language) for word in part["key"].split(", "))
    return _LEFT_OUT(language) % {**shown, "key": named}
