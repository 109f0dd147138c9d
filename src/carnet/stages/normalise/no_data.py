"""Cells that say in words or marks that there is no value: "n/a", "aucun", "(--)"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from carnet.findings import Severity, rule

rule(
    "value.none",
    Severity.INFO,
    en="“%(value)s” says that there is no value: such cells of this column are taken as empty. If it is a "
    "value, write it in another way.",
    fr="«\u00a0%(value)s\u00a0» indique qu'il n'y a pas de valeur\u00a0: ces cellules de la colonne sont "
    "considérées comme vides. Si c'est une valeur, écrivez-la autrement.",
)

Says = Callable[[pl.Expr], pl.Expr]

# What may stand around the word, or by itself in its place; some thirty columns ask, each without a pattern
# that would be prepared anew.
_SPACES = (*range(9, 14), 32, 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_AROUND = "".join(map(chr, _SPACES)) + "()<>[]–—-_.?*/\\"
_SHORT = (
    "n/a", "#n/a", "n.a", "n/k", "s/o", "s.o", "n/d", "n.d",
    "#ref", "#ref!", "#value", "#value!", "#name", "#name!", "#null!",
)  # fmt: skip
_LETTERS = ("na", "nan", "nil", "null")
_NOT = (
    "applicable", "available", "provided", "given", "known", "set", "recorded", "supplied", "specified",
    "stated", "entered", "on file",
)  # fmt: skip
_NO = (
    "data", "phone", "telephone", "fax", "mobile", "cell", "number", "address", "web site", "website", "name",
    "middle name", "company", "dob", "date",
)  # fmt: skip
_NON = (
    "disponible", "communiqué", "communique", "communiquée", "communiquee", "applicable", "fourni", "fournie",
    "renseigné", "renseigne", "renseignée", "renseignee", "défini", "defini", "définie", "definie",
)  # fmt: skip
_SANS = ("nom", "adresse", "téléphone", "telephone", "site web", "fax", "société", "societe")
_WORDS = (  # nobody is called so
    *(f"not {word}" for word in _NOT),
    *(f"no {word}" for word in _NO),
    *(f"non {word}" for word in _NON),
    *(f"{none} {word}" for none in ("sans", "aucun", "aucune", "pas de") for word in _SANS),
    "none", "unknown", "undefined", "unspecified", "tba", "tbc", "tbd", "n.c", "nmn",
    "aucun", "aucune", "inconnu", "inconnue", "néant", "neant", "sans objet",
    "pas d'adresse", "pas d’adresse",
    "pas de données", "pas de donnees", "à venir", "a venir", "à confirmer", "a confirmer",
    "keine angabe", "keine Angabe", "k.a", "n.v.t", "nvt", "ninguno", "nessuno",
)  # fmt: skip
_ALSO = ("nothing", "blank", "empty", "rien", "vide", "geen")  # and these are names


def _says(words: Iterable[str], *others: str) -> Says:
    """Whether a text is one of the words, in capitals or not, one of the others, or marks alone."""
    cased = {form for word in words for form in (word, word.upper(), word.capitalize(), word.title())}
    known = pl.lit(pl.Series(sorted({"", *cased, *others})).implode())
    return lambda text: text.str.strip_chars(_AROUND).is_in(known)


is_no_data = _says((*_SHORT, *_LETTERS, *_WORDS, *_ALSO))
is_no_place = _says((*_SHORT, *_WORDS, *_ALSO))  # NA is a province of Italy, NC and ND are states
is_no_name = _says(
    (*_SHORT, *_WORDS), *_LETTERS, *map(str.upper, _LETTERS)
)  # people are called Na, Nil, Null
