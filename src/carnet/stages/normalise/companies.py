"""Companies in a cell: several, or what is none ("Self-employed", "Retired", "À son compte")."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.names import read_names

rule(
    "company.none",
    Severity.INFO,
    en="“%(value)s” says that there is no company. No organization is made of it; such cells of this column "
    "are set aside and kept.",
    fr="«\u00a0%(value)s\u00a0» indique qu'il n'y a pas de société. Aucune organisation n'en est "
    "tirée\u00a0; ces cellules de la colonne sont mises de côté et conservées.",
)

_NONE = (
    r"(?i)^\W*(?:self[- ]?employed|self|sole (?:trader|proprietor)|free[- ]?lancer?|contractor"
    r"|independent contractor|(?:semi[- ]?)?retired|pensioner|unemployed|not (?:employed|working)"
    r"|between jobs|home[- ]?maker|house[- ]?(?:wife|husband)|stay[- ]at[- ]home (?:mom|mum|dad|parent)"
    r"|student|private(?: (?:individual|person))?|individual|personal|(?:no|without) (?:company|employer)"
    r"|(?:[àa] (?:son|mon) compte|travailleu(?:r|se) (?:autonome|ind[ée]pendante?)|ind[ée]pendante?"
    r"|(?:auto|micro)[- ]?entrepreneure?|(?:[àa] la )?retraite|retrait[ée]e?|pr[ée]-?retrait[ée]e?"
    r"|pensionn[ée]e?|sans emploi|au ch[ôo]mage|ch[ôo]meu(?:r|se)|[ée]tudiante?"
    r"|(?:m[èe]re|p[èe]re|femme|homme) au foyer|particulier|sans (?:soci[ée]t[ée]|employeur)))\W*$"
)


def no_companies(values: pl.Series) -> pl.DataFrame:
    """Which cells of a company's column say that there is none.

    Args:
        values: n texts.

    Returns:
        n rows: value (the text where it may be a company's name), code, suggestion and detail; each such
        text is told once.
    """
    none = pl.col("text").str.contains(_NONE).fill_null(False)
    nothing = pl.lit(None, pl.String)
    return values.to_frame("text").select(
        value=pl.when(~none).then("text"),
        code=pl.when(none & pl.col("text").is_first_distinct()).then(pl.lit("company.none")),
        suggestion=nothing,
        detail=nothing,
    )


def several_companies(values: pl.Series, separator: str) -> tuple[pl.Series, pl.Series]:
    """Cells that may name several clients: "Roe Bakery LLC, Elm Inc; Smith, John".

    A comma parts two names where each has several words: "Roe, Ann" and "Elm Trading, Inc" are one.

    Args:
        values: n cleaned texts.
        separator: what is put between companies.

    Returns:
        n texts: the companies; n texts: the people among the clients, who are no companies. Null where none.
    """
    text = pl.col("text")
    commas = text.str.contains(r"^[^,;]*\S\s[^,;]*(?:,\s*[^\s,;]+\s[^,;]*)+$")
    several = pl.when(commas).then(text.str.replace_all(",", ";")).otherwise(text).str.split(";")
    pieces = values.to_frame("text").select(name=several).with_row_index("row").explode("name")
    pieces = pieces.with_columns(pl.col("name").str.strip_chars().replace("", None))
    person = (pl.col("kind").is_in(["person", "couple"]) & (pl.col("confidence") >= _SURE)).fill_null(False)
    told = pieces.with_columns(read_names(pieces["name"]).select("kind", "confidence"))
    found = told.group_by("row", maintain_order=True).agg(
        pl.col("name").filter(~person).drop_nulls().str.join(separator).replace("", None).alias("companies"),
        pl.col("name").filter(person).str.join("; ").replace("", None).alias("people"),
    )
    return found["companies"], found["people"]


_SURE = 0.9
