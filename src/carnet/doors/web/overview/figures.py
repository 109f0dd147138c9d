"""The figures that the sentences of the overview say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_skeleton

from carnet.book.listing.overview import Month, Overview
from carnet.book.listing.query import ListQuery
from carnet.doors.web.contacts.asked import Asked
from carnet.doors.web.contacts.columns import country
from carnet.doors.web.contacts.filters import TABS
from carnet.findings import Severity, rules
from carnet.language import Language, Text

KINDS: Mapping[str, Text] = {kind: label for kind, label in TABS if kind}
FEWEST, MOST = 12, 24  # months in the picture
_EVERY = Asked(ListQuery())


@dataclass(frozen=True, slots=True)
class Added:
    """Contacts that came in a month, by kind, and how many of today's there were at its end; a month of None
    stands for all that came before the first."""

    month: Month | None
    kinds: Mapping[str, int]
    total: int

    @property
    def count(self) -> int:
        """Of all kinds."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Tile:
    """One number, what it counts and the list of those contacts."""

    count: int
    label: str
    href: str


def listed(**query: object) -> str:
    """The address of the list of such contacts, after the path."""
    return _EVERY.having(**query).search


def tiles(seen: Overview, language: Language) -> list[Tile]:
    """Contacts, those of each kind that there is, those with open findings, and archived ones."""
    made = [Tile(seen.contacts, Text("Contacts", "Contacts")(language), listed())]
    made += [
        Tile(seen.kinds[kind], label(language), listed(kinds=(kind,)))
        for kind, label in KINDS.items()
        if kind in seen.kinds
    ]
    if seen.flagged:
        label = Text("With findings", "Avec constats")
        made.append(Tile(seen.flagged, label(language), listed(findings=True)))
    if seen.archived:
        label = Text("Archived", "Archivés")
        made.append(Tile(seen.archived, label(language), listed(archived="yes")))
    return made


def share(part: int, whole: int) -> float:
    """Between 0 and 1; 0 of nothing."""
    return part / whole if whole else 0.0


def first(seen: Overview, language: Language) -> dict[str, object]:
    """The kind that most contacts are of."""
    if not seen.kinds:
        return {}
    kind = max(seen.kinds, key=lambda one: seen.kinds[one])
    count = seen.kinds[kind]
    return {"kind": KINDS[kind](language), "count": count, "share": share(count, seen.contacts)}


def months(seen: Overview, now: Month) -> list[Added]:
    """Each month from the first contact's to this one, at least FEWEST; what came before the last MOST is put
    together."""
    last = max([now, *seen.months])
    begin = min([_back(last, FEWEST - 1), *seen.months])
    begin = max(begin, _back(last, MOST - 1))
    before: dict[str, int] = {}
    for month, kinds in seen.months.items():
        if month < begin:
            before = {kind: before.get(kind, 0) + kinds.get(kind, 0) for kind in {*before, *kinds}}
    total = sum(before.values())
    made = [Added(None, before, total)] if total else []
    for step in range(_between(begin, last), -1, -1):
        month = _back(last, step)
        kinds = seen.months.get(month, {})
        total += sum(kinds.values())
        made.append(Added(month, kinds, total))
    return made


def _back(month: Month, steps: int) -> Month:
    year, number = divmod(month[0] * 12 + month[1] - 1 - steps, 12)
    return year, number + 1


def _between(begin: Month, end: Month) -> int:
    return (end[0] - begin[0]) * 12 + end[1] - begin[1]


def month_named(month: Month, language: Language) -> str:
    """The month in words, short."""
    return format_skeleton("yMMM", date(*month, 1), locale=language.value)


def added(months: list[Added], language: Language) -> dict[str, object]:
    """Contacts of the last FEWEST months, and the month with most of them."""
    recent = months[-FEWEST:]
    best = max(recent, key=lambda one: one.count)
    named = month_named(best.month, language) if best.month else ""
    return {"count": sum(one.count for one in recent), "best": named, "most": best.count}


def abroad(seen: Overview, language: Language) -> dict[str, object]:
    """How many countries there are, the commonest, and how many contacts have none."""
    named = [(code, count) for code, count in seen.countries if code]
    if not named:
        return {"count": 0}
    none = dict(seen.countries).get("", 0)
    return {"count": len(named), "first": country(named[0][0], language), "most": named[0][1], "none": none}


def reached(seen: Overview) -> dict[str, float]:
    """The share of contacts that have an email, a phone number, an address."""
    return {
        name: share(sum(seen.filled[name].values()), seen.contacts) for name in ("email", "phone", "address")
    }


def told(seen: Overview) -> dict[str, int]:
    """Findings by severity."""
    known = rules()
    return {
        severity.value: sum(count for code, count in seen.rules if known[code].severity is severity)
        for severity in Severity
    }
