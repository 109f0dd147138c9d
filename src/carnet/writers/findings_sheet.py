"""The list of all findings in the workbook of corrections, and how a finding is worded there."""

from __future__ import annotations

from collections.abc import Mapping

from carnet.catalog import SECRET_COLUMNS, short_name
from carnet.contract import Mapped, Plan
from carnet.findings import Finding, Severity, render
from carnet.language import Language, Text
from carnet.writers.headers import SUGGESTION
from carnet.writers.mask import mask
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
COLUMN = Text("Column %(number)s", "Colonne %(number)s")
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


def column_names(mapped: Mapped, language: Language) -> list[str]:
    """A name for each column of a source sheet: its header as written, or "Column 3"."""
    recognised = mapped.recognised
    headers = recognised.headers[: recognised.sheet.width]
    padded = [*headers, *[""] * (recognised.sheet.width - len(headers))]
    return [text or COLUMN(language, {"number": number}) for number, text in enumerate(padded, 1)]


def secret_columns(mapped: Mapped) -> set[int]:
    """The columns of a source sheet that hold tax identifiers."""
    return {
        column.index
        for column in mapped.columns
        if column.special == "tax" or (column.field and short_name(column.field) in SECRET_COLUMNS)
    }


def rendered(
    one: Mapping[str, str | int | None], headers: list[str], secret: set[int], language: Language, *,
    named: bool, place: tuple[str, str, int] = ("", "", 0),
) -> Finding:  # fmt: skip
    """A finding's sentence; values of tax identifiers are masked."""
    column = one["column"]
    texts = {name: str(one[name] or "") for name in ("value", "suggestion", "detail")}
    if column in secret:
        hidden = [name for name in ("value", "suggestion") if any(char.isdigit() for char in texts[name])]
        texts |= {name: mask(texts[name]) for name in hidden}
    file, sheet, row = place
    known = isinstance(column, int) and column < len(headers)
    header = headers[int(column)] if named and known and column is not None else ""
    return render(str(one["code"]), language, file=file, sheet=sheet, row=row, column=header, **texts)


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
    names = [column_names(sheet.mapped, language) for sheet in plan.sheets]
    secret = [secret_columns(sheet.mapped) for sheet in plan.sheets]
    shown = plan.findings.head(MOST_ROWS)
    for place, one in enumerate(shown.iter_rows(named=True), first + 1):
        sheet = one["sheet"]
        where = plan.sheets[sheet].mapped.recognised.sheet if sheet is not None else None
        finding = rendered(
            one, names[sheet] if where else [], secret[sheet] if where else set(), language, named=True,
            place=(where.file, where.name, one["row"] or 0) if where else ("", "", 0),
        )  # fmt: skip
        cells = (
            finding.file, finding.sheet, None, finding.column, SEVERITIES[finding.severity](language),
            finding.code, finding.value, finding.message, finding.suggestion,
        )  # fmt: skip
        for column, cell in enumerate(cells):
            if cell:
                write_text(tab, place, column, cell, plain)
        if finding.row:
            tab.write_number(place, 2, finding.row)
