"""Addresses as they are compared: the number, the street, what else names the place."""

from __future__ import annotations

import polars as pl

from carnet.stages.match.evidence.words import plain

_SPELT = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "blvd": "boulevard",
    "boul": "boulevard", "bd": "boulevard", "dr": "drive", "ct": "court", "crt": "court", "pl": "place",
    "cres": "crescent", "cr": "crescent", "hwy": "highway", "ln": "lane", "pde": "parade", "tce": "terrace",
    "ter": "terrace", "sq": "square", "pkwy": "parkway", "cct": "circuit", "cl": "close", "gr": "grove",
    "ch": "chemin", "rte": "route", "imp": "impasse", "all": "allee", "fbg": "faubourg", "n": "north",
    "s": "south", "e": "east", "w": "west", "mt": "mount",
}  # fmt: skip
_UNIT = (
    r"\b(?:unit|suite|ste|apt|apartment|appartement|appt|flat|level|lvl|floor|fl|shop|lot|room|bureau|etage|"
    r"batiment|bat|bldg|building)\s+(?:\d+[a-z]?|[a-z])\b"
)
_BOX = r"\b(?:p\s?o|gpo|post office)\s?box\b|\bboite postale\b|\bbp\b|\bcp\b"


def address_parts(lines: pl.Series) -> pl.DataFrame:
    """line, number, street and premise of address lines, without spaces; null where a line has none.

    Args:
        lines: "Unit 4, 12 High St, Rose Cottage", with or without commas.
    """
    split = lines.to_frame("line").with_columns(
        pieces=pl.col("line").str.split(",").list.eval(_piece(pl.element())).list.drop_nulls()
    )
    named = split.with_columns(
        whole=pl.col("pieces").list.join(" "),
        named=pl.col("pieces").list.eval(_letters(pl.element())).list.drop_nulls(),
    )
    whole, names = pl.col("whole"), pl.col("named")
    return named.select(
        "line",
        number=pl.coalesce(
            whole.str.extract(r"\b(\d+[a-z]?)\s+[a-z]{2,}", 1), whole.str.extract(r"(\d+)", 1)
        ),
        street=names.list.get(0, null_on_oob=True),
        premise=_filled(names.list.slice(1).list.join("")),
    )


def _saints(text: pl.Expr) -> pl.Expr:
    """Plain words with the saints of streets written out: "rue st denis" is "rue saint denis"."""
    told = text.str.replace(r"^((?:.* )?)st(e?) ([a-z]{3,})", "${1}saint${2} ${3}")
    return told.str.replace(r"\bsaint (north|south|east|west|nord|sud|est|ouest)\b", "street ${1}")


def _piece(text: pl.Expr) -> pl.Expr:
    told = plain(text).str.replace_all(_BOX, "box").str.replace_all(_UNIT, "")
    return _filled(told.str.strip_chars())


def _letters(text: pl.Expr) -> pl.Expr:
    text = text.str.replace_all(r"\b\d+[a-z]?\b", "").str.strip_chars()
    words = _saints(text).str.split(" ")
    return _filled(words.list.eval(pl.element().replace(_SPELT)).list.join(""))


def _filled(text: pl.Expr) -> pl.Expr:
    return text.replace("", None)
