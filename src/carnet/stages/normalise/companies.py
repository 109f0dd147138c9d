"""What stands in a company's place and is none: "Self-employed", "Retired", "À son compte"."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule

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
