"""What a person may choose of for a draft, whichever door they come through."""

from __future__ import annotations

from carnet.catalog import ALL_FIELDS
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Text

rule(
    "choice.not_offered",
    Severity.ERROR,
    en="“%(value)s” is none of the choices. Choose one from the list.",
    fr="« %(value)s » ne fait pas partie des choix. Choisissez dans la liste.",
)
rule(
    "field.no_name",
    Severity.ERROR,
    en="Give the new field a name of at most %(value)s characters.",
    fr="Donnez au nouveau champ un nom d'au plus %(value)s caractères.",
)

CUSTOM = "custom."
LONGEST_NAME = 80  # characters of a custom field's name
DELIMITERS = {
    ",": Text("Comma ,", "Virgule ,"),
    ";": Text("Semicolon ;", "Point-virgule ;"),
    "\t": Text("Tab", "Tabulation"),
    "|": Text("Bar |", "Barre |"),
}
ENCODINGS = {
    "utf-8": Text("Unicode (UTF-8)", "Unicode (UTF-8)"),
    "utf-16": Text("Unicode (UTF-16)", "Unicode (UTF-16)"),
    "windows-1252": Text("Windows, Western Europe", "Windows, Europe de l’Ouest"),
    "windows-1250": Text("Windows, Central Europe", "Windows, Europe centrale"),
    "macintosh": Text("Macintosh", "Macintosh"),
    "ibm850": Text("DOS, Western Europe", "DOS, Europe de l’Ouest"),
    "iso-8859-15": Text("ISO 8859-15", "ISO 8859-15"),
}
ORDERS = {
    "dmy": Text("Day, month, year", "Jour, mois, année"),
    "mdy": Text("Month, day, year", "Mois, jour, année"),
    "ymd": Text("Year, month, day", "Année, mois, jour"),
}
FOUND_BY = {
    "client_identifier": Text("Client identifier only", "Identifiant du client seulement"),
    "registration": Text("Registration numbers only", "Numéros d’enregistrement seulement"),
    "name_email": Text("Name and email", "Nom et courriel"),
    "email": Text("Email only", "Courriel seulement"),
    "name": Text("Name only", "Nom seulement"),
}


def target(field: str) -> str:
    """Where a column is to go: a field of the catalogue, custom.<name>, or "" for aside.

    Raises:
        CarnetError: choice.not_offered, field.no_name.
    """
    if field.startswith(CUSTOM):
        name = " ".join(field.removeprefix(CUSTOM).split())
        if not name or len(name) > LONGEST_NAME:
            raise CarnetError("field.no_name", value=LONGEST_NAME)
        return CUSTOM + name
    if field and field not in ALL_FIELDS:
        raise CarnetError("choice.not_offered", value=field)
    return field
