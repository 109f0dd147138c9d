"""Columns that say with Yes or No what a contact is: "Is Customer", "Fournisseur", "Client/Prospect"."""

from __future__ import annotations

import polars as pl

from carnet.catalog.contact_types import TYPES, types_of
from carnet.catalog.headers import words
from carnet.findings import Severity, rule
from carnet.stages.normalise.comparable import folded

rule(
    "contact.type_unread",
    Severity.WARNING,
    en="“%(value)s” says neither Yes nor No, so it does not tell whether the type of this contact is "
    "“%(suggestion)s”. It is set aside and kept. Write Yes or No.",
    fr="«\u00a0%(value)s\u00a0» ne dit ni Oui ni Non\u00a0: impossible de savoir si le type de ce contact "
    "est «\u00a0%(suggestion)s\u00a0». La valeur est mise de côté et conservée. Écrivez Oui ou Non.",
)
rule(
    "contact.type_further",
    Severity.INFO,
    en="This contact is “%(suggestion)s” as well, and a contact has one type: “%(detail)s” is kept, this one "
    "is set aside with its row.",
    fr="Ce contact est aussi «\u00a0%(suggestion)s\u00a0», or un contact n'a qu'un type\u00a0: "
    "«\u00a0%(detail)s\u00a0» est gardé, celui-ci est mis de côté avec sa ligne.",
)

_YES = ["yes", "y", "true", "t", "1", "x", "oui", "o", "vrai", "on", "✓", "✔", "checked"]
_NO = ["no", "n", "false", "f", "0", "non", "faux", "off", "", "unchecked"]


def read_type_flags(values: pl.Series, header: str) -> pl.DataFrame:
    """The contact type that each cell gives.

    Dolibarr writes 1 for a client, 2 for a prospect and 3 for both; Odoo's ranks count invoices.

    Args:
        values: n texts.
        header: of the column, for which types_of gives one type or more.

    Returns:
        n rows: value (null for No), code, suggestion and detail.
    """
    asked, rank = types_of(header), "rank" in words(header)
    word = folded(pl.col("text"))
    number = pl.col("text").str.extract(r"^\s*(\d+)(?:[.,]0+)?\s*$").cast(pl.Int64, strict=False)
    named = [(type_, word.is_in(list(names))) for type_, names in TYPES.items()]
    yes = word.is_in(_YES) | pl.col("text").is_in(_YES) | (number > 0 if rank else number.is_in([1, 3]))
    prospect = (number == 2) if asked[0] == "Client" and not rank else pl.lit(False)
    value = pl.when(yes).then(pl.lit(asked[0])).when(prospect).then(pl.lit("Prospect"))
    for type_, said in named:
        value = value.when(said).then(pl.lit(type_))
    read = values.to_frame("text").select(
        "text", value=value, no=word.is_in(_NO) | (number == 0).fill_null(False)
    )
    lost = pl.col("text").is_not_null() & pl.col("value").is_null() & ~pl.col("no")
    return read.select(
        "value",
        code=pl.when(lost).then(pl.lit("contact.type_unread")),
        suggestion=pl.when(lost).then(pl.lit(asked[0])),
        detail=pl.lit(None, pl.String),
    )
