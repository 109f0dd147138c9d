"""Marks and remarks beside a name: "zz John Smith", "DECEASED - John Smith", "John Smith c/o Ann Roe"."""

from __future__ import annotations

import polars as pl

from carnet.stages.normalise.names.roles import ROLE_BESIDE
from carnet.stages.normalise.seldom import known_of_none

_DELIVERY = (
    r"(?:c/o|care of|att(?:n|ention)?\b[.:]?|(?-i:a/s)(?: de\b| d['’])?|aux (?:bons )?soins (?:de\b|d['’])"
    r"|[àa] l['’]attention (?:de\b|d['’]))"
)
_STATE = (
    r"(?:deceased|dec['’]d|d[ée]c[ée]d[ée]e?|dcd|inactive?|inactif|former(?: client)?"
    r"|ancien(?:ne)?(?: cliente?)?|ex[- ]?cliente?|do not use|ne pas utiliser|archived?|archiv[ée]e?|closed"
    r"|ferm[ée]e?|duplicate|doublon|terminated|(?:an? )?minor(?: child)?|mineure?|†)"
)
_LATE = r"(?:the late|late|feue?|old|lost|prospect)"
_CODE = r"(?:#?\d{2,}|\p{Lu}{2,}\d{2,})"
_SPOUSE = (
    r"(?:&|and|et|or|ou) (?:his |her |son |sa )?(?:wife|husband|spouse|partner|conjointe?|[ée]poux|[ée]pouse)"
)
# What sinks former clients to the end of a list, stars a row or addresses a letter, in front of the name.
_MARKS = (
    r"^(?:z{2,}|x{2,}|Z{2,}|X{2,}|Zz+|Xx+)[\s._*:)~–—-]+(\p{L}.*)$",
    r"^(?:z+|x+|ZZ+|XX+)(\p{Lu}\p{Ll}.*)$",
    r"^[*~_.#!?^•·‡-]+\s*(\p{L}.*)$",
    rf"^(?i:{_DELIVERY})\s*(\p{{L}}.*)$",
    r"^[zxZX](?:\s+|\s*[–—_*~:)-]\s*)(\p{L}.*)$",
)
# Words that say something of the person, in front of the name and behind it.
_BEFORE = rf"^([(\[]?(?:(?i:{_STATE}|{_LATE})|{_CODE})[)\]]?)(?:\s*[-–—:*]\s*|\s+)(\p{{L}}.*)$"
_BEHIND = (
    rf"^(.*?[\p{{L}}.)])(?:\s*[*‡†]+|(?:,\s*|\s[-–—:\s]*)(?i:{_STATE})|\s+(?i:{_SPOUSE})"
    rf"|,?\s+(?i:{_DELIVERY})\s+\S.*|\s[-–—#:\s]*(?i:{_CODE})|\s#?\d+)$"
)
# "849 Meadow Lane" is an owner of that house, not a client Meadow Lane with a code.
_HOUSE = (
    r"(?i)^\d+[a-z]? [^,]*\p{L} (?:street|st|road|rd|avenue|ave|drive|dr|lane|ln|court|ct|boulevard|blvd"
    r"|place|pl|terrace|crescent|cres|parade|highway|hwy|close|square|parkway|pkwy)\.?$"
)
MARKED = "|".join(pattern.replace("(\\p{L}.*)$", "\\p{L}") for pattern in (*_MARKS, _BEFORE, _BEHIND))


# The same of organizations, whose names may hold any of the words ("Closed Loop Ltd", "Old Mill"): most count
# only where something parts them from the name.
_GONE = r"(?:do not (?:use|contact)|ne pas (?:utiliser|contacter)|inactive|inactif|archiv(?:ed|ée?))"
_MAY_BE_GONE = (
    rf"(?:{_GONE}|closed|ferm[ée]e?|old|lost|gone|left|dead|former(?: client)?|ancien(?:ne)?(?: cliente?)?"
    r"|ex[- ]?cliente?|ceased|dissolved|dissoute?|dormant|sold|vendue?|terminated|duplicate|doublon)"
    r"(?: (?:(?:on|in|since|en|le|depuis) )?\d[\d/.-]*)?"
)
_SUNK = r"(?:z{2,}|Z{2,}|Zz+|x{2,}|X{2,}|Xx+)"
_FIRM_BEFORE = (
    rf"^(?:{_SUNK}[\s._*:)~–—-]+|[zxZX](?:\s+[–—_*~:-]+\s+|[_~*]+\s*)|[*~_!^]+\s*|(?i:{_GONE})\s+"
    rf"|(?i:{_MAY_BE_GONE})(?:\s*[–—:*]+\s*|\s*-+\s+|\s+-+)|[(\[](?i:{_MAY_BE_GONE})[)\]]\s*)+"
)
_FIRM_BEHIND = (
    rf"(?i)(?:\s+{_GONE}|\s*[(\[*]+{_MAY_BE_GONE}[)\]*]+"
    rf"|\s*(?:[–—:]|-+\s)\s*{_MAY_BE_GONE}|\s+-{_MAY_BE_GONE})$"
)


def unmarked_firm(names: pl.Series) -> pl.Series:
    """Organizations' names without what says that they are no clients any more: "zz Acme", "Acme - CLOSED".

    Args:
        names: n names, cleaned.

    Returns:
        n names; null where there is no such mark, or nothing but it.
    """
    name = pl.col("name")
    bare = name.str.replace(_FIRM_BEFORE, "").str.replace(r"^(?:z{2,}|ZZ+)(\p{Lu}\p{Ll})", "${1}")
    bare = bare.str.replace(_FIRM_BEHIND, "")
    found = (bare != name) & bare.str.contains(r"\p{L}{2}")
    return names.alias("name").to_frame().select(pl.when(found).then(bare)).to_series()


def unmarked(name: pl.Expr) -> pl.Expr:
    """A name without the mark or the words in front of it."""
    return pl.coalesce(_unmarked(name).str.extract(_BEFORE, 2), _unmarked(name))


def _unmarked(name: pl.Expr) -> pl.Expr:
    return pl.coalesce(*(name.str.extract(pattern) for pattern in _MARKS), name)


def apart(names: pl.Series) -> pl.DataFrame:
    """The names that have a mark or a remark beside them.

    Args:
        names: n whole names, cleaned.

    Returns:
        One row each: at (its place among the names), bare (the name by itself), beside (the words beside it;
        null for a mark without words) and sunk (by a mark that is no letter of a name).
    """
    at = ((names.str.contains(MARKED) & ~names.str.contains(_HOUSE)) | _with_role(names)).arg_true()
    return _taken_apart(pl.DataFrame({"at": at, "name": names.gather(at)}))


@known_of_none
def _taken_apart(rows: pl.DataFrame) -> pl.DataFrame:
    name = pl.col("name")
    front = pl.col("bare").str.extract_groups(_BEFORE)
    rows = rows.with_columns(bare=_unmarked(name)).with_columns(
        front=front.struct.field("1"), bare=pl.coalesce(front.struct.field("2"), "bare")
    )
    bare = pl.coalesce(pl.col("bare").str.extract(_BEHIND), "bare")
    behind = pl.col("bare").str.slice(bare.str.len_chars()).str.strip_chars(" ,*‡").replace("", None)
    role = bare.str.extract(f"({ROLE_BESIDE})").str.strip_chars(" ,")
    beside = pl.concat_str("front", role, behind, separator=" ", ignore_nulls=True)
    sunk = pl.any_horizontal(name.str.contains(pattern) for pattern in _MARKS[:3])
    return rows.select(
        "at", bare=bare.str.replace(ROLE_BESIDE, ""), beside=beside.replace("", None), sunk=sunk
    )


def _with_role(names: pl.Series) -> pl.Series:
    """Whether a position stands beside each name; most have nothing that could part it from the name."""
    at = names.str.contains(r"[(\[,]|\s[-–—]").arg_true()
    found = pl.Series([False]).new_from_index(0, len(names))
    if not len(at):
        return found
    return found.scatter(at, names.gather(at).str.contains(ROLE_BESIDE))
