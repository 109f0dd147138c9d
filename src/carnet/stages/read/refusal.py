"""How the readers inside the child process say that a file cannot be used."""

from __future__ import annotations

from carnet.contract import CarnetError
from carnet.language import Text

ROWS = Text("rows", "lignes")
COLUMNS = Text("columns", "colonnes")
CELLS = Text("cells", "cellules")
REPEATED = Text("cells, repeated", "cellules, répétées")
SHEETS = Text("sheets", "feuilles")
FILES = Text("files (zip)", "fichiers (zip)")
LEVELS = Text("levels", "niveaux")
CHARACTERS = Text("characters", "caractères")
IN_A_ROW = Text("characters in one row", "caractères dans une ligne")
BYTES = Text("B", "o")
BYTES_OF_A_ROW = Text("B in one row", "o dans une ligne")
_NO_FILE = Text("a device", "un périphérique")


def refuse(code: str, *, value: str = "", detail: str = "", sheet: str = "") -> CarnetError:
    """An error by a declared rule; the file's name is added by whoever opened the file."""
    return CarnetError(code, file="", sheet=sheet, value=value, detail=detail)


def too_large(amount: str, unit: Text | None = None) -> CarnetError:
    """The file asks for more than a list of contacts can need: so much, of that."""
    if unit is None:
        return refuse("file.too_large_inside", detail=amount)
    french = amount.replace(",", "\u202f")
    told = {"detail": f"{amount} {unit.en}", "detail_fr": f"{french} {unit.fr}"}
    return CarnetError("file.too_large_inside", file="", sheet="", value="", **told)


def no_file() -> CarnetError:
    """What has the name of a file is something else."""
    told = {"detail": _NO_FILE.en, "detail_fr": _NO_FILE.fr}
    return CarnetError("file.unknown_format", file="", sheet="", value="", **told)


def damaged(detail: str) -> CarnetError:
    """The file is not what its first bytes promise."""
    return refuse("file.damaged", detail=detail)
