"""Columns that say who is no client any more: "Inactive", "Archived: Yes", "Active: FALSE"."""

from __future__ import annotations

import polars as pl

from carnet.catalog.headers import words
from carnet.findings import Severity, rule
from carnet.stages.normalise.comparable import folded

rule(
    "contact.inactive",
    Severity.INFO,
    en="The file says that this contact is inactive or archived (%(value)s). Its contact type becomes "
    "“%(suggestion)s”; take the row out of the file if you do not want it.",
    fr="D'après le fichier, ce contact est inactif ou archivé (%(value)s). Son type de contact devient "
    "« %(suggestion)s » ; retirez la ligne du fichier si vous n'en voulez pas.",
)

INACTIVE = "Inactive"  # what Karbon advises to call the type of former clients (help 1524453)
_GONE = (
    r"\b(?:inactive?|not[ -]active|archived?|deactivated|former|ceased|closed|lost|terminated|deleted|inactif"
    r"|archive)\b"
)
_ACTIVE = frozenset(("active", "actif", "actifs"))
_YES, _NO = ["yes", "y", "true", "1", "x", "oui", "vrai"], ["no", "n", "false", "0", "non", "faux"]


def inactive(values: pl.Series, header: str) -> pl.DataFrame:
    """Who is no client any more.

    Args:
        values: n texts.
        header: of the column: under "Active" a "No" says it, under "Archived" a "Yes".

    Returns:
        n rows: value ("Inactive" or null), code, suggestion and detail (null).
    """
    word = folded(pl.col("text"))
    said = word.is_in(_YES if _ACTIVE.isdisjoint(words(header)) else _NO)
    gone = (word.str.contains(_GONE) | said).fill_null(False)
    mark = pl.when(gone).then(pl.lit(INACTIVE))
    return values.to_frame("text").select(
        value=mark,
        code=pl.when(gone).then(pl.lit("contact.inactive")),
        suggestion=mark,
        detail=pl.lit(None, pl.String),
    )
