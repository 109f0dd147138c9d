"""How often work repeats: "Monthly", "every 3 months", "Hebdomadaire" or an iCalendar rule, in one form."""

from __future__ import annotations

import re

import polars as pl

from carnet.findings import Severity, rule
from carnet.language import Language, Text
from carnet.stages.normalise.distinct import over_distinct
from carnet.stages.normalise.text import clean, folded_words, verdict

rule(
    "repeats.unreadable",
    Severity.ERROR,
    en="It is not clear how often “%(value)s” repeats. It is set aside; write Weekly, Monthly, Quarterly, "
    "Every 6 months or Does not repeat, for example.",
    fr="La récurrence « %(value)s » n'est pas claire. Elle est mise de côté ; écrivez par exemple "
    "Hebdomadaire, Mensuel, Trimestriel, Tous les 6 mois ou Ne se répète pas.",
)

_NEVER = "Does not repeat"
_NAMED = {
    _NEVER: Text(_NEVER, "Ne se répète pas"),
    "Daily": Text("Daily", "Quotidien"),
    "Weekly": Text("Weekly", "Hebdomadaire"),
    "Monthly": Text("Monthly", "Mensuel"),
    "Quarterly": Text("Quarterly", "Trimestriel"),
    "Yearly": Text("Yearly", "Annuel"),
}
_EVERY = {
    "days": Text("Every %(count)s days", "Tous les %(count)s jours"),
    "weeks": Text("Every %(count)s weeks", "Toutes les %(count)s semaines"),
    "months": Text("Every %(count)s months", "Tous les %(count)s mois"),
    "years": Text("Every %(count)s years", "Tous les %(count)s ans"),
}
# What people and tools write, folded to words, for each form.
_WORDS = {
    _NEVER: """none|no|never|once|one off|one time|onetime|non recurring|not recurring|does not repeat|
        do not repeat|no repeat|adhoc|ad hoc|aucun|aucune|non|jamais|ponctuel|ponctuelle|une fois|unique|
        ne se repete pas|sans recurrence|false|faux""",
    "Daily": "daily|day|every day|quotidien|quotidienne|chaque jour|tous les jours",
    "Weekly": "weekly|week|every week|hebdomadaire|hebdo|chaque semaine|toutes les semaines",
    "Every 2 weeks": """fortnightly|biweekly|bi weekly|every other week|every two weeks|bihebdomadaire|
        aux deux semaines|toutes les deux semaines|quinzaine""",
    "Monthly": "monthly|month|every month|mensuel|mensuelle|chaque mois|tous les mois",
    "Every 2 months": "bimonthly|bi monthly|two monthly|every two months|bimestriel|bimestrielle",
    "Quarterly": """quarterly|quarter|every quarter|every three months|trimestriel|trimestrielle|
        chaque trimestre|tous les trois mois""",
    "Every 4 months": "triannually|every four months|quadrimestriel",
    "Every 6 months": """semi annually|semiannually|semi annual|half yearly|biannually|biannual|six monthly|
        every six months|semestriel|semestrielle|tous les six mois|deux fois par an""",
    "Yearly": """yearly|year|annual|annually|every year|annuel|annuelle|chaque annee|tous les ans|
        chaque an|une fois par an""",
    "Every 2 years": "biennial|biennially|every two years|every other year|bisannuel|tous les deux ans",
}
_KNOWN = {" ".join(word.split()): form for form, told in _WORDS.items() for word in told.split("|")}
_UNITS = {
    "day": "days", "jour": "days", "daily": "days", "week": "weeks", "semaine": "weeks", "weekly": "weeks",
    "month": "months", "mois": "months", "monthly": "months", "year": "years", "yearly": "years",
    "an": "years", "annee": "years",
}  # fmt: skip
_COUNTED = re.compile(rf"(?:every |tous les |toutes les |aux )?(\d{{1,3}}) ({'|'.join(_UNITS)})s?")
_RULE = re.compile(r"(?:rrule )?freq (daily|weekly|monthly|yearly)(?: interval (\d{1,3}))?")
_SINGLE = {"days": "Daily", "weeks": "Weekly", "months": "Monthly", "years": "Yearly"}
_ALIKE = {(3, "months"): "Quarterly", (12, "months"): "Yearly"}


@over_distinct
def normalise_recurrence(values: pl.Series) -> pl.DataFrame:
    """How often each text says that work repeats.

    Args:
        values: n texts.

    Returns:
        n rows: value ("Monthly", "Every 2 weeks" ...; label() says it in a language), code, suggestion and
        detail (null).

    Source: RFC 5545 3.3.10 for rules (FREQ=MONTHLY;INTERVAL=3).
    """
    text = values.to_frame("text").select(clean(pl.col("text")))
    words = text.select(words=folded_words(pl.col("text")).str.strip_chars())["words"]
    found = pl.Series([None if one is None else _read(one) for one in words], dtype=pl.String)
    lost = pl.col("text").str.contains(r"[\p{L}\p{N}]") & pl.lit(found).is_null()
    return text.select(verdict(pl.lit(found), pl.when(lost).then(pl.lit("repeats.unreadable"))))


def _read(words: str) -> str | None:
    if words in _KNOWN:
        return _KNOWN[words]
    if counted := _COUNTED.fullmatch(words):
        return _every(int(counted[1]), _UNITS[counted[2]])
    if told := _RULE.match(words):
        return _every(int(told[2] or 1), _UNITS.get(told[1], "days"))
    return None


def _every(count: int, unit: str) -> str | None:
    if count == 0:
        return None
    if count == 1:
        return _SINGLE[unit]
    return _ALIKE.get((count, unit)) or _EVERY[unit](Language.EN, {"count": count})


def label(value: str, language: Language) -> str:
    """A form as a person of that language reads it."""
    if value in _NAMED:
        return _NAMED[value](language)
    _, count, unit = value.split()
    return _EVERY[unit](language, {"count": count})
