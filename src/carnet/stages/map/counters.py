"""Columns that number the rows of a sheet: 1, 2, 3 ... is nobody's client number."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

import polars as pl

from carnet.catalog import fold
from carnet.contract import Recognised
from carnet.findings import Severity, rule
from carnet.language import Text
from carnet.stages.map.profile import Profile, is_contact
from carnet.stages.map.weigh import Weighed

rule(
    "column.row_numbers",
    Severity.INFO,
    en="This column numbers the rows (%(value)s), so it is set aside and kept. If these are your client "
    "numbers, choose “%(suggestion)s” for it.",
    fr="Cette colonne numérote les lignes (%(value)s)\u00a0; elle est donc mise de côté et conservée. S'il "
    "s'agit de vos numéros de client, choisissez «\u00a0%(suggestion)s\u00a0» pour elle.",
)
rule(
    "column.identifier_counts",
    Severity.INFO,
    en="These numbers count the rows (%(value)s), and the header says that they are your clients', so they "
    "are taken as client identifiers. If they only number the rows, set this column aside: the next list "
    "would begin with 1 again, and other clients would be taken for these.",
    fr="Ces numéros comptent les lignes (%(value)s) et l'en-tête dit que ce sont ceux de vos clients\u00a0; "
    "ils sont pris comme identifiants. S'ils ne font que numéroter les lignes, mettez cette colonne de "
    "côté\u00a0: la liste suivante recommencerait à 1, et d'autres clients seraient confondus avec ceux-ci.",
)

_COUNTS = Text("it numbers the rows of the sheet", "elle numérote les lignes de la feuille")
# Headers, folded, that name no client: "#", "S.No", "N° ligne", none at all.
_BARE = (
    r"(?:row|line|item|serial|s|sr|sl)?(?:no|number|nr|num|numero)?|(?:no|n|numero(?:de)?)?(?:ligne|ordre|rang)"
    r"|n|index|order|count|compteur|unnamed0"
)


def without_counters(
    columns: Sequence[Weighed], recognised: Recognised, settled: Container[int]
) -> tuple[list[Weighed], list[int]]:
    """The columns, those that just number the rows as none of a contact.

    Args:
        columns: all of the sheet.
        settled: positions that the person or the layout decided.

    Returns:
        The columns, and the positions of those that were taken for numbers of rows.
    """
    found, counters = list(columns), []
    for at, column in enumerate(columns):
        if column.index in settled or not re.fullmatch(_BARE, fold(column.header)):
            continue
        if counts_rows(column.index, column.profile, recognised):
            reading = replace(column.reading, concept="aside")
            found[at] = replace(column, reading=reading, concept="aside", confidence=1.0, reason=_COUNTS)
            counters.append(column.index)
    return found, counters


def counts_rows(index: int, profile: Profile, recognised: Recognised) -> bool:
    """Whether a column holds the numbers of its rows alone, from 0 or 1, or those of the spreadsheet."""
    if len(profile.values) < 2 or profile.share("integer") < 1.0 or profile.distinct < 1.0:
        return False
    rows = recognised.sheet.scan().filter(is_contact(recognised))
    number = pl.col(f"c{index}").str.strip_chars().str.replace(r"\.0*$", "").cast(pl.Int64, strict=False)
    listed = rows.select("row", number=number, at=pl.int_range(pl.len())).drop_nulls("number")
    return bool(
        listed.select(
            pl.any_horizontal(
                (pl.col("number") - counted).is_in([0, 1]).all()
                & ((pl.col("number") - counted).n_unique() == 1)
                for counted in (pl.int_range(pl.len()), pl.col("at"))
            )
            | ((pl.col("number") == pl.col("row")).all() & (pl.len() > 2))
        )
        .collect()
        .item()
    )
