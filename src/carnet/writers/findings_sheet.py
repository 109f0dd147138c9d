"""The list of all findings in the workbook of corrections."""

from __future__ import annotations

from collections.abc import Mapping

from carnet.contract import Plan
from carnet.findings import Severity
from carnet.language import Language, Text
from carnet.stages.report import slices
from carnet.writers.headers import SUGGESTION
from carnet.writers.workbook import Format, Workbook, Worksheet, write_text

MOST_ROWS = 100_000  # rows to correct, and findings, in one workbook: what a person can work through

ALL_FINDINGS = Text("All findings", "Tous les constats")
TITLE = Text("Carnet: findings", "Carnet : constats")
NOTHING = Text(
    "There is nothing to correct: every row can be imported as it is.",
    "Il n'y a rien à corriger : chaque ligne peut être importée telle quelle.",
)
HOW_TO = Text(
    "Correct the coloured cells in the other tabs, save, and import this workbook. Red: is not imported as "
    "it stands. Yellow: please check. Leave the grey column as it is.",
    "Corrigez les cellules en couleur dans les autres onglets, enregistrez, puis importez ce classeur. "
    "Rouge : n'est pas importé en l'état. Jaune : à vérifier. Ne modifiez pas la colonne grise.",
)
CUT = Text(
    "This workbook holds the first %(most)s rows to correct out of %(count)s. Import it, then ask for the "
    "rest.",
    "Ce classeur contient les %(most)s premières lignes à corriger sur %(count)s. Importez-le, puis demandez "
    "la suite.",
)
LEFT = Text(
    "The list below holds the first %(most)s findings out of %(count)s.",
    "La liste ci-dessous contient les %(most)s premiers constats sur %(count)s.",
)
SEVERITIES = {
    Severity.ERROR: Text("error", "erreur"),
    Severity.WARNING: Text("warning", "avertissement"),
    Severity.INFO: Text("information", "information"),
}
LIST_HEADERS = (
    Text("File", "Fichier"), Text("Sheet", "Feuille"), Text("Row", "Ligne"), Text("Column", "Colonne"),
    Text("Severity", "Gravité"), Text("Code", "Code"), Text("Value", "Valeur"), Text("Message", "Message"),
    SUGGESTION,
)  # fmt: skip
_LIST_WIDTHS = (24, 18, 8, 22, 14, 24, 28, 80, 28)


def write_findings(
    book: Workbook, plan: Plan, rows: int, language: Language, heading: Format, plain: Format
) -> None:
    """The last tab: what to do, and every finding."""
    tab = book.add_worksheet(ALL_FINDINGS(language))
    for column, width in enumerate(_LIST_WIDTHS):
        tab.set_column(column, column, width)
    tab.write_string(0, 0, TITLE(language), heading)
    tab.write_string(1, 0, HOW_TO(language) if rows else NOTHING(language))
    place = 2
    for text, count in ((CUT, rows), (LEFT, plan.findings.height)):
        if count > MOST_ROWS:
            tab.write_string(place, 0, text(language, {"most": MOST_ROWS, "count": count}))
            place += 1
    if plan.findings.height:
        _write_list(tab, plan, place + 1, language, heading, plain)


def _write_list(
    tab: Worksheet, plan: Plan, first: int, language: Language, heading: Format, plain: Format
) -> None:
    for column, text in enumerate(LIST_HEADERS):
        tab.write_string(first, column, text(language), heading)
    place = first
    for part in slices(plan, language, MOST_ROWS):
        for one in part.iter_rows(named=True):
            place += 1
            _write_finding(tab, place, one, language, plain)


def _write_finding(
    tab: Worksheet, place: int, one: Mapping[str, str | int], language: Language, plain: Format
) -> None:
    severity = SEVERITIES[Severity(str(one["severity"]))](language)
    for column, (name, value) in enumerate(one.items()):
        if name == "row" and value:
            tab.write_number(place, column, value)
        elif name != "row" and value:
            write_text(tab, place, column, severity if name == "severity" else str(value), plain)
