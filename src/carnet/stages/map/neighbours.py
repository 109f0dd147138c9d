"""Columns that do not tell by themselves, and the others of the sheet do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from carnet.contract import SAFE
from carnet.language import Text
from carnet.stages.map.lexicon import header_words
from carnet.stages.map.support import are_addresses, support
from carnet.stages.map.weigh import TESTABLE, Weighed, means_nothing

_LAST = Text("single words beside a column of first names", "des mots seuls à côté d'une colonne de prénoms")
_POSTAL = Text("five digits beside streets or cities", "cinq chiffres à côté de rues ou de villes")
_CITY = Text("words between the parts of an address", "des mots entre les parties d'une adresse")
_ONLY = Text(
    "its values are names, and no other column's are",
    "ses valeurs sont des noms, et aucune autre colonne n'en a",
)
_ALONE = Text(
    "the header says it in part, the values fit, and no other column is like it",
    "l'en-tête le dit en partie, les valeurs concordent, et aucune autre colonne n'y ressemble",
)
_BESIDE = Text(
    "the header says it in part, and another column says it plainly",
    "l'en-tête le dit en partie, et une autre colonne le dit clairement",
)
_BANK = Text("an account beside a bank's columns", "un compte à côté de colonnes d'une banque")
_ACCOUNT = {"account", "acct", "compte"}
_OF_BANKS = {"bank", "banque", "routing", "bsb", "iban", "bic", "swift"}
_DOUBTFUL = 0.6  # confidence of a column that another one makes doubtful
_NAMES = {"client_name", "name", "organization", "belongs_to", "full", "first", "last", "group"}
_EXPLAINED = 0.72  # confidence of a column that its neighbour explains


def explained(columns: Sequence[Weighed]) -> list[Weighed]:
    """The columns, made sure where neighbours explain one without a header, or no other one names anybody."""
    found = list(columns)
    for index in (*range(len(found)), *range(len(found))):  # twice: a city by the postal code behind it
        found[index] = _explained(found[index], found)
    kinds: dict[tuple[str, str], list[Weighed]] = defaultdict(list)
    for column in found:
        if column.profile.values:
            kinds[_kind(column)].append(column)
    return _named([_beside(column, kinds[_kind(column)]) for column in found])


def _beside(column: Weighed, kind: Sequence[Weighed]) -> Weighed:
    """A column whose header is understood but for a word: sure as the only one of its kind, never beside
    one that is plainly that ("Barn phone" beside "Phone" may be anybody's)."""
    told = column.by_values or column.contradicted or column.concept == "aside"
    if column.reading.unknown != 1 or told or not column.profile.values:
        return column
    alike = [c for c in kind if c is not column]
    same = [c for c in alike if c.reading.modifiers == column.reading.modifiers]
    if any(not c.reading.unknown and c.confidence >= SAFE for c in same):
        return replace(column, confidence=min(column.confidence, _DOUBTFUL), reason=_BESIDE)
    if alike or column.confidence >= SAFE or not _vouched(column):
        return column
    return _as(column, column.concept, _ALONE)


def _kind(column: Weighed) -> tuple[str, str]:
    lines = {"street": "address"}
    return (lines.get(column.concept, column.concept), column.slot.removeprefix("contact"))


def _vouched(column: Weighed) -> bool:
    """Whether the values have the shape that the header says."""
    if column.concept in {"address", "street"}:
        return are_addresses(column.profile)
    if column.concept == "city":
        return column.profile.share("letters") > 0.8
    known = column.concept in TESTABLE or column.profile.share(column.concept) > 0.5
    return known and (support(column.concept, column.profile) or 0.0) >= 0.8


def _named(columns: Sequence[Weighed]) -> list[Weighed]:
    """The columns with the only names, whole or in parts, made sure: a list names those whom it lists."""
    named = [c for c in columns if c.concept in _NAMES and c.profile.values and c.slot != "spouse"]
    if any(c.confidence >= SAFE for c in named):
        return list(columns)
    parts = {c.concept: c for c in named if c.concept in {"first", "last"}}
    if len(parts) == len(named) == 2 and parts["first"].profile.share("first_name") > 0.5:
        return [_as(c, c.concept, _ONLY) if c in named else c for c in columns]
    likely = [c for c in columns if c.concept in _NAMES and not c.contradicted and _holds_names(c)]
    return [_as(c, c.concept, _ONLY) if [c] == likely else c for c in columns]


def _holds_names(column: Weighed) -> bool:
    profile = column.profile
    names = max(profile.share("organization"), profile.share("first_name_in"))
    return profile.rows >= 3 and profile.distinct > 0.7 and profile.words <= 6 and names > 0.3


_PLACES = {"street", "address", "region", "postal", "country"}


def _explained(column: Weighed, columns: Sequence[Weighed]) -> Weighed:
    named = {other.concept for other in columns if other is not column and other.profile.values}
    holder = column.concept in {"client_name", "full"} and bool(named & {"last", "organization", "name"})
    if (column.concept in {"id", "client_id"} or holder) and _of_bank(column, columns):
        return _as(column, "aside", _BANK)
    if not means_nothing(column.header) or column.confidence >= SAFE or not column.profile.values:
        return column
    beside, near = (_around(column.index, columns, reach) for reach in (1, 2))
    profile = column.profile
    if "first" in beside and profile.share("one_word") > 0.7 and profile.distinct > 0.5:
        return _as(column, "last", _LAST)
    if column.concept == "postal" and near & {*_PLACES, "city"}:
        return _as(column, "postal", _POSTAL)
    placed = len(near & _PLACES) > 1 and "city" not in near
    if placed and beside & {"street", "address", "postal"} and profile.share("letters") > 0.8:
        return _as(column, "city", _CITY)
    return column


def _of_bank(column: Weighed, columns: Sequence[Weighed]) -> bool:
    """Whether it is the number of an account, and a column up to two places away is of a bank."""
    near = columns[max(0, column.index - 2) : column.index + 3]
    beside = {word for other in near if other is not column for word in header_words(other.header)}
    return bool(_ACCOUNT & {*header_words(column.header)} and _OF_BANKS & beside)


def _around(index: int, columns: Sequence[Weighed], reach: int) -> set[str]:
    """What the sure columns up to so many places away hold."""
    near = columns[max(0, index - reach) : index + reach + 1]
    return {column.concept for column in near if column.confidence >= SAFE and column.index != index}


def _as(column: Weighed, concept: str, reason: Text) -> Weighed:
    reading = replace(column.reading, concept=concept)
    return replace(column, reading=reading, concept=concept, confidence=_EXPLAINED, reason=reason)
