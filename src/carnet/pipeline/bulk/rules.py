"""What may be said of a bulk workbook."""

from __future__ import annotations

import polars as pl

from carnet.findings import FINDINGS, Severity, rule

FOREIGN = rule(
    "bulk.other_firm",
    Severity.ERROR,
    en="This row was exported from another book than this firm's. Nothing of it was taken. Import it where "
    "it was exported.",
    fr="Cette ligne a été exportée d'un autre carnet que celui de ce cabinet. Rien n'en a été pris. "
    "Importez-la là où elle a été exportée.",
)
UNKNOWN = rule(
    "bulk.key_unknown",
    Severity.ERROR,
    en="No contact of the book has the key “%(value)s”. Nothing of the row was taken. Put the exported key "
    "back, or empty the cell to add a new contact.",
    fr="Aucun contact du carnet n'a la clé « %(value)s ». Rien de la ligne n'a été pris. Remettez la clé "
    "exportée, ou videz la cellule pour ajouter un nouveau contact.",
)
GONE = rule(
    "bulk.gone",
    Severity.WARNING,
    en="The contact “%(value)s” was deleted or merged since the export. Nothing of the row was taken.",
    fr="Le contact « %(value)s » a été supprimé ou fusionné depuis l'exportation. Rien de la ligne n'a été "
    "pris.",
)
CHANGED_KEY = rule(
    "bulk.key_changed",
    Severity.ERROR,
    en="The key “%(value)s” is another contact's than the one that this row was exported for. Nothing of "
    "the row was taken. Put the exported key back, or empty the cell to add a new contact.",
    fr="La clé « %(value)s » est celle d'un autre contact que celui de cette ligne exportée. Rien de la "
    "ligne n'a été pris. Remettez la clé exportée, ou videz la cellule pour ajouter un nouveau contact.",
)
OTHER_KIND = rule(
    "bulk.other_kind",
    Severity.ERROR,
    en="The contact “%(value)s” is of another kind than this tab. A kind never changes, and nothing of the "
    "row was taken. Move the row back to its tab.",
    fr="Le contact « %(value)s » est d'un autre genre que cet onglet. Un genre ne change jamais ; rien de "
    "la ligne n'a été pris. Remettez la ligne dans son onglet.",
)
TWICE = rule(
    "bulk.key_twice",
    Severity.ERROR,
    en="The key “%(value)s” stands in a copied row that names somebody else. Nothing of the copy was taken. "
    "Empty its first cell to add a new contact.",
    fr="La clé « %(value)s » figure dans une ligne copiée qui nomme quelqu'un d'autre. Rien de la copie n'a "
    "été pris. Videz sa première cellule pour ajouter un nouveau contact.",
)
CONFLICT = rule(
    "bulk.conflict",
    Severity.WARNING,
    en="You changed this cell to “%(value)s”, and the book changed since the export: it now has "
    "“%(detail)s”. The book's value stands unless you choose that yours does.",
    fr="Vous avez modifié cette cellule en « %(value)s », et le carnet a changé depuis l'exportation : il "
    "contient maintenant « %(detail)s ». La valeur du carnet reste, sauf si vous choisissez la vôtre.",
)
EMPTIED = rule(
    "bulk.emptied",
    Severity.WARNING,
    en="Cells of this column that you emptied: %(value)s. What the book has stays; choose that empty cells "
    "empty it to clear it.",
    fr="Cellules de cette colonne que vous avez vidées : %(value)s. Ce que contient le carnet reste ; "
    "choisissez que les cellules vides le vident pour l'effacer.",
)
NEWER = rule(
    "bulk.newer",
    Severity.INFO,
    en="Values that changed in the book since the export and that you did not edit: %(value)s. They stay as "
    "they are in the book.",
    fr="Valeurs modifiées dans le carnet depuis l'exportation et que vous n'avez pas modifiées : %(value)s. "
    "Elles restent telles que dans le carnet.",
)
MISSING = rule(
    "bulk.missing_rows",
    Severity.INFO,
    en="Exported rows that are no longer in this sheet: %(value)s. Nothing is deleted because of that.",
    fr="Lignes exportées qui ne sont plus dans cette feuille : %(value)s. Rien n'est supprimé pour autant.",
)
ACTION = rule(
    "bulk.action_unknown",
    Severity.WARNING,
    en="“%(value)s” is nothing that can be done with a contact. It was not taken; the row's other cells "
    "were. Write “Delete”, or nothing.",
    fr="« %(value)s » n'est pas une action possible. Elle n'a pas été prise ; les autres cellules de la "
    "ligne l'ont été. Écrivez « Supprimer », ou rien.",
)
PARTLY = rule(
    "bulk.delete_partly",
    Severity.WARNING,
    en="“%(value)s” is marked to be deleted in some of its rows but not in all. It is not deleted. Mark "
    "each of its rows, or none.",
    fr="« %(value)s » est marqué à supprimer dans certaines de ses lignes mais pas dans toutes. Il n'est pas "
    "supprimé. Marquez chacune de ses lignes, ou aucune.",
)
DELETE_MOVED = rule(
    "bulk.delete_changed",
    Severity.WARNING,
    en="“%(value)s” is marked to be deleted, and changed in the book since the export. It is not deleted "
    "unless you choose that the workbook stands.",
    fr="« %(value)s » est marqué à supprimer et a changé dans le carnet depuis l'exportation. Il n'est pas "
    "supprimé, sauf si vous choisissez que le classeur l'emporte.",
)
DELETE_NEW = rule(
    "bulk.delete_no_key",
    Severity.WARNING,
    en="This row is marked to be deleted but says no contact of the book. Nothing of it was taken.",
    fr="Cette ligne est marquée à supprimer mais n'indique aucun contact du carnet. Rien n'en a été pris.",
)
MEMBERS = rule(
    "bulk.members_stay",
    Severity.WARNING,
    en="Members that this group's cell no longer names: “%(value)s”. They stay in the group; take them out "
    "on the group's page in Carnet.",
    fr="Membres que la cellule de ce groupe ne nomme plus : « %(value)s ». Ils restent dans le groupe ; "
    "retirez-les sur la page du groupe dans Carnet.",
)


def found(
    rows: pl.DataFrame, code: str, *, value: pl.Expr | None = None, detail: pl.Expr | None = None
) -> pl.DataFrame:
    """Findings at rows, or at cells where the rows have a column.

    Args:
        rows: sheet, row, perhaps column.
    """
    nothing = pl.lit("")
    return rows.select(
        "sheet",
        "row",
        column=pl.col("column") if "column" in rows.columns else pl.lit(None, pl.UInt16),
        code=pl.lit(code),
        value=nothing if value is None else value,
        suggestion=nothing,
        detail=nothing if detail is None else detail,
    ).cast(FINDINGS)
