"""A recipe in words: how sheets are read, where columns go, what is corrected and decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from carnet.catalog import SECRET_COLUMNS, fold, short_name
from carnet.choices import Choices, Party, Replacement
from carnet.doors.web.importing.columns import DUPLICATES, KEYS, MODES, POLICIES
from carnet.doors.web.importing.fields import full_name
from carnet.doors.web.templatetags.importing import provider
from carnet.doors.web.templatetags.words import country
from carnet.language import Language, Text
from carnet.office.drafts.offers import DELIMITERS, ENCODINGS, ORDERS
from carnet.pipeline.pages import label
from carnet.pipeline.recipes import Recipe, RecipeSheet
from carnet.stages.report.mask import veiled

MOST = 200  # corrections, decisions or values that are shown
T = TypeVar("T")
_COLUMN = Text("Column %(number)s", "Colonne %(number)s")
_ASIDE = Text("Set aside", "Mise de côté")
_LEFT_OUT = Text("The sheet is left out", "La feuille n’est pas prise")
_HIDDEN = Text("Taken although it is hidden", "Prise bien qu’elle soit masquée")
_READ = {
    "provider": Text("Taken for %(value)s", "Prise pour %(value)s"),
    "header_row": Text("Row %(value)s names the columns", "La ligne %(value)s nomme les colonnes"),
    "country": Text("Country: %(value)s", "Pays : %(value)s"),
    "encoding": Text("Characters: %(value)s", "Caractères : %(value)s"),
    "delimiter": Text("Delimiter: %(value)s", "Séparateur : %(value)s"),
    "date_order": Text("Dates: %(value)s", "Dates : %(value)s"),
}
_CLEAR = Text("An empty cell empties the field", "Une cellule vide vide le champ")
_ONLY = Text("Other sheets are left out", "Les autres feuilles ne sont pas prises")
_GONE = Text("a contact that is no longer in the book", "un contact qui n’est plus dans le carnet")
_NONE = Text("nothing", "rien")


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet: how it is read, in sentences; columns with their fields; the headers by which it is known."""

    name: str
    read: list[str]
    columns: list[tuple[str, str]]
    headers: list[str]


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """A text that is corrected in a column; part: anywhere in a cell; any_case: capitals do not count."""

    header: str
    was: str
    now: str
    part: bool
    any_case: bool


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """What was decided of two contacts."""

    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """The first of many; ``more``: how many others there are."""

    shown: list[T]
    more: int


@dataclass(frozen=True, slots=True)
class ShownRecipe:
    """What a recipe holds.

    Attributes:
        manner: what the import may do, where it is not as usual.
        policies: field and which value stands.
        values: contact, field and the value that stands.
    """

    sheets: list[ShownSheet]
    manner: list[str]
    policies: list[tuple[str, str]]
    corrections: Some[ShownCorrection]
    decisions: Some[ShownDecision]
    values: Some[tuple[str, str, str]]


def shown(recipe: Recipe, contacts: Mapping[str, str], language: Language) -> ShownRecipe:
    """A recipe in words, tax identifiers masked.

    Args:
        contacts: the names of the book's contacts that it decides on, by key.
    """

    def called(party: Party) -> str:
        return contacts.get(party.key, _GONE(language)) if party.key else party.name

    secret = {fold(header) for one in recipe.sheets for header in _secret(one)}
    policies = [
        (full_name(field, language), POLICIES[policy](language)) for field, policy in recipe.policies.items()
    ]
    return ShownRecipe(
        sheets=[_sheet(one, language) for one in recipe.sheets],
        manner=list(_manner(recipe, language)),
        policies=policies,
        corrections=_some(
            [_correction(one, secret) for one in recipe.replacements[:MOST]], recipe.replacements
        ),
        decisions=_some(
            [ShownDecision(called(one.one), called(one.other), one.same) for one in recipe.decisions[:MOST]],
            recipe.decisions,
        ),
        values=_some(
            [
                (
                    called(one.contact),
                    label(one.field, one.contact.kind, language),
                    _value(one.field, one.value, language),
                )
                for one in recipe.values[:MOST]
            ],
            recipe.values,
        ),
    )


def _some(first: list[T], whole: Sequence[object]) -> Some[T]:
    return Some(first, len(whole) - len(first))


def _secret(one: RecipeSheet) -> Iterator[str]:
    """The headers of columns that hold tax identifiers."""
    yield from one.secret
    yield from (header for header, to in one.own.mapping.items() if to and short_name(to) in SECRET_COLUMNS)


def _sheet(one: RecipeSheet, language: Language) -> ShownSheet:
    own = one.own

    def field(to: str) -> str:
        return full_name(to, language) if to not in {"", "-"} else _ASIDE(language)

    by_place = [(_column(one, at, language), field(to)) for at, to in sorted(own.columns.items())]
    return ShownSheet(
        name=one.sheet,
        read=list(_reading(one, language)),
        columns=[*((header, field(to)) for header, to in own.mapping.items()), *by_place],
        headers=[header for header in one.headers if header],
    )


def _column(one: RecipeSheet, at: int, language: Language) -> str:
    named = _COLUMN(language, {"number": str(at + 1)})
    header = one.headers[at] if at < len(one.headers) else ""
    return f"{named} ({header})" if header else named


def _reading(one: RecipeSheet, language: Language) -> Iterator[str]:
    own, file = one.own, one.file
    if own.taken is not None:
        yield (_HIDDEN if own.taken else _LEFT_OUT)(language)
    said = {
        "provider": own.provider and provider(own.provider),
        "header_row": own.header_row and str(own.header_row),
        "country": own.country and country(own.country),
        "encoding": _of(ENCODINGS, file.encoding, language),
        "delimiter": _of(DELIMITERS, file.delimiter, language),
        "date_order": _of(ORDERS, file.date_order, language),
    }
    yield from (_READ[name](language, {"value": value}) for name, value in said.items() if value)


def _of(known: Mapping[str, Text], value: str | None, language: Language) -> str | None:
    return known[value](language) if value and value in known else value


def _manner(recipe: Recipe, language: Language) -> Iterator[str]:
    usual = Choices()
    if recipe.mode != usual.mode:
        yield MODES[recipe.mode](language)
    yield from (KEYS[key](language) if key in KEYS else key for key in recipe.keys)
    if recipe.duplicates != usual.duplicates:
        yield DUPLICATES[recipe.duplicates](language)
    if recipe.clear:
        yield _CLEAR(language)
    if recipe.only:
        yield _ONLY(language)


def _correction(one: Replacement, secret: set[str]) -> ShownCorrection:
    hidden = fold(one.header) in secret
    was, now = (veiled(text) if hidden else text for text in (one.was, one.now))
    return ShownCorrection(one.header, was, now, one.part, not one.match_case)


def _value(field: str, value: str | None, language: Language) -> str:
    if value is None:
        return _NONE(language)
    return veiled(value) if field in SECRET_COLUMNS else value
