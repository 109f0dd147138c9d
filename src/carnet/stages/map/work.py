"""Where the columns of a list of work items go: the person's choice, the layout, or the header and values.

A column that is not certain is set aside, with the field that it may be as a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from carnet.catalog import FIELDS, WORK_FIELDS, FieldType, words
from carnet.contract import ColumnMapping, Recognised
from carnet.findings import Severity, rule
from carnet.language import Text
from carnet.providers.layout import key, targets
from carnet.providers.work_items import WORK
from carnet.stages.map import declared
from carnet.stages.map.profile import Profile, examples

rule(
    "column.not_of_work",
    Severity.WARNING,
    en="“%(value)s” is no field of work items, and they have no fields of a firm's own. The column is set "
    "aside and kept; choose one of the fields of work for it, or nothing.",
    fr="« %(value)s » n'est pas un champ des travaux, et ceux-ci n'ont pas de champs personnalisés. La "
    "colonne est mise de côté et conservée ; choisissez-lui l'un des champs des travaux, ou rien.",
)

rule(
    "column.unknown_of_work",
    Severity.INFO,
    en="It is not clear what this column says of the work (%(value)s), so it is set aside and kept. Choose a "
    "field for it if you need it.",
    fr="Ce que cette colonne dit du travail n'est pas clair (%(value)s) ; elle est mise de côté et "
    "conservée. Choisissez-lui un champ si vous en avez besoin.",
)
_KNOWN = Text("a known column of lists of work", "une colonne connue des listes de travaux")
_MAYBE = Text("it may be this field, but that is not certain", "c'est peut-être ce champ, sans certitude")
_BY_VALUES = Text("its values fit this field alone", "ses valeurs ne conviennent qu'à ce champ")
_UNKNOWN = Text(
    "neither the header nor the values tell what it is",
    "ni l'en-tête ni les valeurs ne disent de quoi il s'agit",
)
_EMPTY = Text("the column is empty", "la colonne est vide")
_AGAINST = Text("the values are not what the header says", "les valeurs ne sont pas ce que dit l'en-tête")
_BUDGET = "budget"  # a header that leaves open whether money or time is meant
# What values of a type look like, as shapes of map.shapes; a column of fewer is not taken for it.
_SHAPES: Mapping[FieldType, tuple[str, ...]] = {
    FieldType.DATE_AHEAD: ("date",),
    FieldType.MONEY: ("money", "number"),
}
_HOURS = re.compile(r"\d+([.,:]\d+)?\s*(h(rs?|ours?|eures?)?\s*\d*|min\w*)?\.?", re.IGNORECASE)
_FITTING = 0.5  # share of a column's distinct values
Notes = list[dict[str, object]]


def as_chosen(recognised: Recognised, fields: Collection[str]) -> Recognised:
    """The sheet as a list of what the fields are of that a person chose for columns: of work or contacts."""
    of_work, of_contacts = (any(field in known for field in fields) for known in (WORK_FIELDS, FIELDS))
    listed = "work" if of_work else "contact" if of_contacts else ""
    if not listed or (recognised.kind == "work") == (listed == "work"):
        return recognised
    return replace(recognised, kind=listed, layout="")


def work_columns(
    recognised: Recognised, headers: Sequence[str], fixed: Mapping[int, ColumnMapping],
    looked: Sequence[Profile],
) -> tuple[list[ColumnMapping], Notes]:  # fmt: skip
    """A place for each column of a list of work items.

    Args:
        recognised: the sheet.
        headers: one text a column, "" where there is none.
        fixed: what the person chose, by position.
        looked: the shapes of each column's values.

    Returns:
        The columns, and what is to be said of those that are not certain.
    """
    known = declared.columns(recognised)
    generic = targets(WORK, headers)
    notes: Notes = []
    found = []
    for index, header in enumerate(headers):
        told = known.get(index)
        if index in fixed:
            found.append(_chosen(fixed[index], notes))
        elif told is not None and (told.target.special or told.target.field is None):
            special = told.target.special
            found.append(ColumnMapping(index, header, None, told.confidence, _KNOWN, special=special))
        else:
            entry = generic[index]
            field = told.target.field if told else entry[0].field if entry else None
            found.append(_weighed(index, header, field, looked[index], notes))
    return found, notes


def _chosen(choice: ColumnMapping, notes: Notes) -> ColumnMapping:
    """A column as the person chose, where that is a field of work."""
    if choice.field is None or choice.field in WORK_FIELDS:
        return choice
    notes.append(_note(choice.index, "column.not_of_work", choice.field, ""))
    return replace(choice, field=None)


def _note(index: int, code: str, value: str, suggestion: str) -> dict[str, object]:
    return {"column": index, "code": code, "value": value, "suggestion": suggestion, "detail": ""}


def _weighed(index: int, header: str, field: str | None, profile: Profile, notes: Notes) -> ColumnMapping:
    """One column by its header, as far as its values bear that out."""
    if not profile.values:
        return ColumnMapping(index, header, field, 1.0, _EMPTY)
    if field is not None and _fits(field, profile):
        return ColumnMapping(index, header, field, 0.97, _KNOWN)
    if field is not None:
        code, suggestion, reason = "column.set_aside", field, _AGAINST
    elif told := _by_values(header, profile):
        return ColumnMapping(index, header, told, 0.8, _BY_VALUES)
    elif likely := _by_words(header) or _likely(header, profile):
        code, suggestion, reason = "column.set_aside", likely, _MAYBE
    else:
        code, suggestion, reason = "column.unknown_of_work", "", _UNKNOWN
    notes.append(_note(index, code, examples(profile.values), suggestion))
    return ColumnMapping(index, header, None, 0.4, reason)


def _fits(field: str, profile: Profile) -> bool:
    kind = WORK_FIELDS[field].type
    if kind is FieldType.HOURS:
        return sum(map(bool, map(_HOURS.fullmatch, profile.values))) >= _FITTING * len(profile.values)
    shapes = _SHAPES.get(kind)
    return shapes is None or profile.share(*shapes) >= _FITTING


def _by_values(header: str, profile: Profile) -> str | None:
    """The field of a column headed "Budget": money where a currency stands with it, time where hours do."""
    if key(header) != _BUDGET:
        return None
    texts = [value.casefold() for value in profile.values]
    if any(mark in text for text in texts for mark in "$€£"):
        return "work.budget_amount"
    timed = sum(":" in text or text.rstrip(".").endswith(("h", "hr", "hrs", "hours", "heures", "min"))
                for text in texts)  # fmt: skip
    return "work.budget_hours" if timed >= _FITTING * len(texts) else None


def _by_words(header: str) -> str | None:
    """The field whose header's words all stand in this one, the longest first."""
    mine = set(words(header))
    found = [
        (len(said), entry.id)
        for entry in WORK_FIELDS.values()
        for text in (entry.label.en, entry.label.fr, *entry.headers)
        if (said := words(text)) and mine.issuperset(said)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _likely(header: str, profile: Profile) -> str | None:
    if key(header) == _BUDGET:
        return "work.budget_amount"
    return "work.due_date" if profile.share("date") > 0.9 else None
