"""What a person chose for a column, now or for an earlier file of the same shape."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from carnet import catalog
from carnet.catalog.headers import fold
from carnet.contract import CarnetError, ColumnMapping
from carnet.findings import Severity, rule
from carnet.language import Text

rule(
    "mapping.header_unknown",
    Severity.ERROR,
    en="The sheet has no column “%(value)s”. Its columns are: %(detail)s. Write the header as it stands "
    "in the file.",
    fr="La feuille n'a pas de colonne « %(value)s ». Ses colonnes sont : %(detail)s. Écrivez l'en-tête tel "
    "qu'il figure dans le fichier.",
)
rule(
    "mapping.field_unknown",
    Severity.ERROR,
    en="There is no field “%(value)s”. Did you mean %(suggestion)s? Give a field of the list, custom.NAME "
    "for a field of your own, or nothing to set the column aside.",
    fr="Il n'existe pas de champ « %(value)s ». Vouliez-vous dire %(suggestion)s ? Indiquez un champ de la "
    "liste, custom.NOM pour un champ personnalisé, ou rien pour mettre la colonne de côté.",
)

_CHOSEN = Text("you chose it", "vous l'avez choisi")
_REMEMBERED = Text("you chose it for an earlier file", "vous l'avez choisi pour un fichier précédent")
_NEAREST = 3  # suggestions given for a field that does not exist


def chosen(headers: Sequence[str], mapping: Mapping[str, str]) -> dict[int, ColumnMapping]:
    """The columns that the person maps, by position.

    Raises:
        CarnetError: a header or a field does not exist; the nearest ones are suggested.
    """
    found: dict[int, ColumnMapping] = {}
    for header, field in mapping.items():
        indexes = [i for i, other in enumerate(headers) if _same(header, other)]
        if not indexes:
            near = difflib.get_close_matches(header, headers, _NEAREST, 0.4) or list(headers)
            raise CarnetError("mapping.header_unknown", value=header, detail=", ".join(filter(None, near)))
        _check(field)
        found |= {index: _mapping(index, headers[index], field, _CHOSEN) for index in indexes}
    return found


def chosen_positions(headers: Sequence[str], columns: Mapping[int, str]) -> dict[int, ColumnMapping]:
    """The columns that the person maps by their position; those that the sheet does not have are passed over.

    Raises:
        CarnetError: a field does not exist.
    """
    for field in columns.values():
        _check(field)
    return {
        index: _mapping(index, headers[index], field, _CHOSEN)
        for index, field in columns.items()
        if 0 <= index < len(headers)
    }


def remembered(headers: Sequence[str], mapping: Mapping[str, str]) -> dict[int, ColumnMapping]:
    """The columns of a remembered choice; what the sheet or the catalogue no longer has is passed over."""
    return {
        index: _mapping(index, headers[index], field, _REMEMBERED)
        for index, field in placed(headers, mapping).items()
        if is_field(field)
    }


def placed(headers: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str]:
    """The fields that a mapping gives to headers, by position; headers that are not there are passed over."""
    return {
        index: field
        for header, field in mapping.items()
        for index, other in enumerate(headers)
        if _same(header, other)
    }


def _same(left: str, right: str) -> bool:
    return fold(left) == fold(right) if fold(left) else left.strip() == right.strip()


def is_field(field: str) -> bool:
    """Whether a column can be given it: a field of the catalogue, one of the firm's own, or "" for none."""
    return (
        field in {"", "-"} or field in catalog.ALL_FIELDS or (field.startswith("custom.") and len(field) > 7)
    )


def _check(field: str) -> None:
    if not is_field(field):
        near = difflib.get_close_matches(field, list(catalog.ALL_FIELDS), _NEAREST, 0.0)
        raise CarnetError("mapping.field_unknown", value=field, suggestion=", ".join(near))


def _mapping(index: int, header: str, field: str, reason: Text) -> ColumnMapping:
    return ColumnMapping(index, header, None if field in {"", "-"} else field, 1.0, reason)
