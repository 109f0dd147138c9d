"""The words of streets, units and boxes: what can be no city, and numbers that can be no postal code."""

from __future__ import annotations

import polars as pl

from carnet.stages.normalise.addresses.directed_towns import DIRECTED

_UNITS = (
    "suite|ste|unit|apt|apartment|level|lvl|floor|room|shop|flat|p\\.? ?o\\.? ?box|gpo box|box|bp|cs|bte"
    "|boite|bo[iî]te|lot|c/o|attn|[eé]tage|bureau|appartement|app|b[aâ]t|b[aâ]timent|r[eé]sidence|porte"
    "|locked bag|private bag|bag|building|bldg|block|tower|c\\.? ?p\\.?|case postale|postfach|rmb|rsd"
    "|rmd|psc|cmr|mail stop"
)
_ENDS = (
    "street|st|road|rd|avenue|ave|av|boulevard|blvd|bd|lane|ln|drive|dr|court|ct|place|pl|way|close|cl|crescent"
    "|cres|parade|pde|terrace|tce|highway|hwy|square|sq|trail|parkway|pkwy|circuit|cct|circle|cir|esplanade|quay"
    "|strasse|straße|weg|platz|gasse|laan|straat"
)
_STARTS = (
    "rue|chemin|ch\\.|route|rte|impasse|all[eé]e|avenue|av\\.|boulevard|boul\\.?|bd|quai|place|cours|rang|mont[eé]e"
    "|c[oô]te|sentier|passage|ruelle|faubourg|square|via|calle"
)
_UNIT = rf"(?i)^(?:{_UNITS})\b[ .#]*[\w-]*$|^#"
_UNIT_IN = rf"(?i)(?:^|[, ])(?:{_UNITS})\b[ .#]*[\w-]*"
_STREET = rf"(?i)(?:^|[^-\p{{L}}])(?:{_ENDS})\.?$|(?:str\.|stra[sß]+e|weg|gasse|platz|laan|straat)$"
_STREET_IN = (
    rf"(?i)(?:^|[^-\p{{L}}])(?:{_ENDS})(?:[^-\p{{L}}]|$)|(?:str\.|stra[sß]+e|gasse|laan|straat)(?:\s|$)"
)
_NAMED_STREET = rf"(?i)^(?:{_STARTS})(?:\s|$)"
_CIVIC = r"(?i)^\d+ ?[a-z]?(?:[ -]?(?:bis|ter|quater|\d+))? ?,[^,]*$"
_NUMBERED = (
    rf"(?i)(?:^|[ ,])(?:{_UNITS}|rr|r\.r\.|rural route|route|rte|highway|hwy|county road|cr|no\.?|n°|#|\D*"
    r"(?:stra[sß]+e|str\.|weg|gasse|platz|laan|straat|vej|gade))[ .#]*$|(?:^|, )rd$"
)
# "45 Finch St. Bayshore", "139 Elm Street, Suite 100 Chicago", "PO Box 183 Bar Harbor", "9 King St W Delta".
_NAMED = rf"\d\S* \S.*? (?:{_ENDS}|loop|pike|plaza|plz|trl|terr?|freeway|fwy|alley|row|run|walk)\.?"
_ROUTE = r"\d\S* (?:[\p{L}.]+ ){0,2}(?:hwy|highway|route|rte|rt|cr|fm|sr|road|rd)\.? \d+[a-z]?"
_TOWN_BEHIND = (
    rf"(?i)^((?:(?:{_UNITS})[ .#]*[\w-]+(?:, ?|/| )){{0,2}}"
    rf"(?:{_NAMED}|{_ROUTE})(?:,? (?:{_UNITS})[ .#]*\d[\w-]*)?|(?:{_UNITS})[ .#]*\d+)"
    r"( (?:north|south|east|west|n|s|e|w|ne|nw|se|sw)\b\.?)?,? (\p{L}[\p{L} .'’-]*)$"
)
_NO_TOWN = (  # what may stand behind a street before the town
    rf"(?i)\b(?:{_UNITS}|ext(?:ension)?|rear|annexe?|upper|lower|penthouse|ph|basement|bsmt|wing|cnr|corner|near"
    r"|opposite)\b"
)
_SAINT = r"(?i)^(?:st\.?|ste\.?|saint|sainte) (\p{L})"
_SAINTS = (
    r"(?i)^(?:albans?|an(?:drew|n|thony)s?|augustine|bernard|bonaventure|catharines|charles|clair|cloud|elmo"
    r"|francis|gabriel|george|helen[as]|hubert|ignace|ives|jacob|james|jerome|jérôme|johns?|john['’]s|johnsbury"
    r"|joseph|kilda|lambert|laurent|leo|leonards?|louis|lucia|lucie|marks|martin|martinville|mary['’]?s?"
    r"|matthews|michaels?|pauls?|peter['’]?s?|petersburg|regis|robert|rose|simons|stephen|thomas)\b"
)


def town_behind_street(line: pl.Expr) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The street of an address line and the words behind it, where these are likely a town; else nulls.

    The third is whether no direction stands between, with which the town's name might begin.
    """
    found = line.str.extract_groups(_TOWN_BEHIND)
    way, town = found.struct.field("2"), found.struct.field("3")
    street = pl.concat_str(found.struct.field("1"), way, ignore_nulls=True)
    likely = ~has_street(town.str.replace(_SAINT, "${1}")) & ~town.str.contains(_NO_TOWN)
    likely &= ~(street.str.contains(r"(?i) st\.?$") & town.str.contains(_SAINTS)) & ~starts_as_street(line)
    named = pl.concat_str(
        way.str.strip_chars(" .").str.to_lowercase(), town.str.to_lowercase(), separator=" "
    )
    likely &= ~named.str.contains(DIRECTED).fill_null(False)
    return pl.when(likely).then(street), pl.when(likely).then(town), way.is_null()


def is_unit(text: pl.Expr) -> pl.Expr:
    """Whether a piece of an address is a unit or a box ("Suite 4", "C.P. 123")."""
    return text.str.contains(_UNIT)


def ends_as_street(text: pl.Expr) -> pl.Expr:
    """Whether a piece ends like a street ("Corporate Way", "Hauptstraße")."""
    return text.str.contains(_STREET)


def starts_as_street(text: pl.Expr) -> pl.Expr:
    """Whether a piece begins like a French or Spanish street ("rue Principale")."""
    return text.str.contains(_NAMED_STREET)


def has_street(text: pl.Expr) -> pl.Expr:
    """Whether the name of a kind of street stands anywhere in the text."""
    return text.str.contains(_STREET_IN) | text.str.contains(_NAMED_STREET)


def is_civic(text: pl.Expr) -> pl.Expr:
    """Whether all that stands before the one comma is a house number ("12, rue Principale")."""
    return text.str.contains(_CIVIC)


def has_house_number(text: pl.Expr) -> pl.Expr:
    """Whether a text has a number that is no unit's or box's."""
    return text.str.replace_all(_UNIT_IN, " ").str.contains(r"\d").fill_null(False)


def asks_for_number(text: pl.Expr) -> pl.Expr:
    """Whether a number behind the text belongs to it ("PO Box", "Highway", "Hauptstraße")."""
    return text.str.contains(_NUMBERED)
