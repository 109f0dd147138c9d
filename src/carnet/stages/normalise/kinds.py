"""Cells that say what a contact is: "Individual", "Company", "1040", "Married filing jointly", "Ménage"."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.normalise.comparable import folded

rule(
    "kind.unknown",
    Severity.INFO,
    en="“%(value)s” does not tell whether this is a person or an organization. The name decides.",
    fr="« %(value)s » ne dit pas s'il s'agit d'une personne ou d'une organisation. Le nom en décide.",
)

_LETTERS = {
    "i": "person", "o": "organization", "b": "organization", "c": "organization", "s": "organization",
    "t": "organization", "f": "organization", "e": "organization", "ei": "person", "ec": "organization",
    "ep": "organization", "et": "organization", "ms": "organization", "indiv": "person", "ind": "person",
    "org": "organization", "pers": "person", "pp": "person", "pm": "organization",
    "bus": "organization", "mfj": "couple", "mfs": "person",
    "hoh": "person", "qw": "person", "qss": "person",
    **dict.fromkeys(("m", "mr", "mme", "mlle", "mrs", "ms", "miss", "dr", "monsieur", "madame"), "person"),
    **dict.fromkeys(("m et mme", "mr and mrs", "mr mrs"), "couple"),
}  # fmt: skip

# The letters under which tax programs of the United States keep returns; E, Y and O are not alike in all.
_OF_RETURNS = {
    "i": "Person", "c": "Corporation", "s": "S Corporation", "p": "Partnership", "f": "Estate or Trust",
    "t": "Estate or Trust", "x": "Exempt Organization", "k": "Pension Scheme",
}  # fmt: skip
_RETURN_LETTERS = {*_OF_RETURNS, "e", "y", "o"}
# Return forms: US Form 1040 ..., Canada T1 ..., United Kingdom SA100 ..., New Zealand IR3 ...
_PERSON_FORMS = r"\b(?:1040[a-z]*|709|t1|sa100|ir3|ir3nr|2042)\b"
_ORGANIZATION_FORMS = (
    r"\b(?:1120[a-z]*|1065[a-z]*|1041[a-z]*|990[a-z]*|5500[a-z]*|706|t2|t3|t5013|t3010"
    r"|ct600|sa800|sa900|ir4|ir6|ir7|ir9|2065|2072)\b"
)

# Tried in this order; the first that is found decides. All on text without case and accents.
_RULES: tuple[tuple[str, str], ...] = (
    (r"\b(?:sole|proprietor|proprietorship|entreprise individuelle|entrepreneur individuel|sch(?:edule)? c"
     r"|entreprise unipersonnelle|travailleur autonome|auto ?entrepreneurs?|micro ?entrepreneurs?"
     r"|micro ?entreprise|self employed|freelance|einzelunternehmen|personne physique"
     r"|natural person)\b", "person"),
    (r"\b(?:non|not|other than) (?:an )?individual\b|\bjoint venture\b|\bpersonne morale\b", "organization"),
    (r"\bemployee (?:benefit )?plans?\b|\b(?:retirement|pension|benefit) plan\b", "organization"),
    (r"\b(?:jointly|joint|couple|conjointe?s?|mfj|husband|spouses)\b", "couple"),
    (_ORGANIZATION_FORMS, "organization"),
    (r"\b(?:trusts?|estate|fiducie|succession|smsf|superannuation|super fund|foundation|fondation|charity"
     r"|association|club|society|societe|company|companies|compagnie|corporation|corp|[cs] ?corp|inc"
     r"|llc|llp|lp|ltd|limited|ltee|pty|plc|gmbh|sarl|sas|sasu|eurl|sci|partnership|incorporated|business"
     r"|businesses|entreprises?|enterprise|firm|organi[sz]ations?|organisme|organisation|non ?profit"
     r"|not for profit|exempt|government|municipal\w*|school|church|institution|cooperative|coop|employer"
     r"|nfp|npo|obnl|osbl|p ship|asbl|fiduciary|entity|commercial|supplier company"
     r"|regime de retraite|pension scheme|unternehmen|firma|empresa|sociedad|societa"
     r"|huf|aop|boi|local authority|royal charter|body corporate)\b", "organization"),
    (r"\bhead of household\b|\bchef de famille\b|\bfiling separate(?:ly)?\b", "person"),
    (_PERSON_FORMS, "person"),
    (r"\b(?:individuals?|individuel|persons?|people|personne|particuliers?|single|celibataire|married"
     r"|marie|mariee|widow|widower|widowed|veuf|veuve|divorced|taxpayer|contribuable|human|employee"
     r"|privatperson|persona|qualifying surviving)\b", "person"),
    (r"\b(?:households?|famil(?:y|ies)|familles?|menages?|foyers?|client groups?|groups?|groupes?"
     r"|relationship group)\b", "client_group"),
)  # fmt: skip


def _decide(word: pl.Expr) -> pl.Expr:
    decided = word.replace_strict(_LETTERS, default=None, return_dtype=pl.String)
    for pattern, kind in _RULES:
        found = pl.when(word.str.contains(pattern)).then(pl.lit(kind))
        decided = pl.coalesce(decided, found)
    return decided


def normalise_kind(values: pl.Series) -> pl.DataFrame:
    """What kind of contact each cell names.

    Args:
        values: n texts of one column. A lone "P" is a person, unless the column has only letters of returns
            or a lone "I" (then I is the individual and P the partnership).

    Returns:
        n rows: value ("person", "organization", "couple", "client_group" or null), code
        ("kind.unknown" where the text tells nothing), suggestion and detail (null).

    Source: an individual or sole trader becomes a person, every other business type an organization
    (Karbon's sync with Xero Practice Manager).
    """
    words = pl.DataFrame({"raw": values.cast(pl.String).unique()}).with_columns(
        word=folded(pl.col("raw").fill_null(""))
    )
    returns = _are_of_returns(words["word"])
    partner = "organization" if returns or (words["word"] == "i").any() else "person"
    bodies = ["p", "x", "k"] if returns else ["p"]
    table = words.with_columns(
        value=pl.when(pl.col("word").is_in(bodies)).then(pl.lit(partner)).otherwise(_decide(pl.col("word")))
    )
    rows = pl.DataFrame({"raw": values.cast(pl.String)}).join(
        table, on="raw", how="left", nulls_equal=True, maintain_order="left"
    )
    unknown = pl.col("value").is_null() & (pl.col("word") != "")
    return rows.select(
        "value",
        code=pl.when(unknown).then(pl.lit("kind.unknown")),
        suggestion=pl.lit(None, pl.String),
        detail=pl.lit(None, pl.String),
    )


def types_of_returns(values: pl.Series) -> pl.Series:
    """The entity types that the letters of returns stand for; null where a column has other texts.

    Args:
        values: n texts of one column, as normalise_kind takes them.
    """
    letters = values.to_frame("word").select(folded(pl.col("word"))).to_series()
    if not _are_of_returns(letters.unique()):
        return values.clear().cast(pl.String).extend_constant(None, len(values))
    return letters.replace_strict(_OF_RETURNS, default=None, return_dtype=pl.String)


def _are_of_returns(words: pl.Series) -> bool:
    """Whether a column of types has only letters of returns, individuals or S corporations among them."""
    letters = set(words.drop_nulls()) - {""}
    return letters <= _RETURN_LETTERS and not letters.isdisjoint({"i", "s"})
