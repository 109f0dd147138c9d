"""What the provider's layout declares for a column, checked against the column's values."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.contract import ColumnMapping, Recognised
from carnet.findings import Severity, rule
from carnet.language import Text
from carnet.providers.layout import Target, layout_of, reserved, targets
from carnet.stages.map.profile import examples
from carnet.stages.map.support import support
from carnet.stages.map.weigh import Weighed

rule(
    "column.not_as_declared",
    Severity.WARNING,
    en="In this provider's files the column is “%(suggestion)s”, but its values (%(value)s) are not. It is "
    "mapped by its values, or set aside. Choose a field for it if that is wrong.",
    fr="Dans les fichiers de ce fournisseur, cette colonne est « %(suggestion)s », mais ses valeurs "
    "(%(value)s) n'y correspondent pas. Elle est associée d'après ses valeurs ou mise de côté. "
    "Choisissez-lui un champ si c'est faux.",
)

_DECLARED = Text("a known column of this provider", "une colonne connue de ce fournisseur")
_SURE = {"A": 1.0, "B": 0.97, "C": 0.9}


@dataclass(frozen=True, slots=True)
class Declared:
    """The declared place of a column, before its values are looked at."""

    target: Target
    labels: int | None
    label_column: int | None
    confidence: float


def columns(recognised: Recognised) -> dict[int, Declared]:
    """Position -> declared place, for the columns that the layout or Carnet itself knows."""
    headers = recognised.headers
    layout = layout_of(recognised)
    if layout is None:
        return {index: Declared(target, None, None, 1.0) for index, target in reserved(headers).items()}
    declared = targets(layout, headers)
    label_of = {entry[1]: index for index, entry in enumerate(declared) if entry and entry[1] is not None}
    sure = _SURE.get(layout.sure, 0.9)
    return {
        index: Declared(entry[0], entry[1], label_of.get(index), sure)
        for index, entry in enumerate(declared)
        if entry is not None
    }


def checked(declared: Declared, column: Weighed, notes: list[dict[str, object]]) -> ColumnMapping | None:
    """The declared place; None, with a note, where the column's values contradict it."""
    target = declared.target
    if target.field == "organization.contact_type" and column.concept == "aside" and not target.special:
        return None  # how far the work is, under the header of the client's status
    concept = _CONCEPTS.get((target.field or "").rpartition(".")[2], "")
    if target.field and column.profile.values and not target.special and _contradicts(concept, column):
        value = examples(column.profile.values)
        notes.append(
            {"column": column.index, "code": "column.not_as_declared", "value": value,
             "suggestion": target.field, "detail": ""}
        )  # fmt: skip
        return None
    return ColumnMapping(
        column.index,
        column.header,
        target.field,
        declared.confidence,
        _DECLARED,
        slot=target.slot,
        block=target.block,
        label_column=declared.label_column,
        labels=declared.labels is not None,
        special=target.special,
    )


def _contradicts(concept: str, column: Weighed) -> bool:
    if not concept or column.profile.rows < 3:
        return False
    fits = support(concept, column.profile)
    return fits is not None and fits < 0.1


_CONCEPTS = {
    "email": "email", "region": "region", "website": "website", "birth_date": "birth", "office": "phone",
    "work": "phone", "mobile": "phone", "fax": "phone",
}  # fmt: skip
