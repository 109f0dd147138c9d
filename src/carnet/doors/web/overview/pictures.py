"""The pictures of the overview: what is drawn, and the table of the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from carnet.book.listing.overview import FIELDS, Overview
from carnet.doors.web.contacts.columns import COLUMNS, country
from carnet.doors.web.contacts.filters import NONE
from carnet.doors.web.overview.figures import KINDS, Added, listed, month_named, share
from carnet.doors.web.templatetags.words import number, percent
from carnet.findings import Severity, gist
from carnet.findings import rules as known_rules
from carnet.language import Language, Text

COUNTRIES, RULES = 10, 8  # bars; the table has the rest
_CONTACTS, _SHARE = Text("Contacts", "Contacts"), Text("Share", "Part")
_ADDRESS = Text("Address", "Adresse")
_SEVERITIES = {
    Severity.ERROR: Text("Error", "Erreur"),
    Severity.WARNING: Text("Warning", "Avertissement"),
    Severity.INFO: Text("Note", "Note"),
}
_BANDS = (
    Text("Almost certain (95% and more)", "Presque certain (95\u00a0% et plus)"),
    Text("Likely (80 to 95%)", "Probable (de 80 à 95\u00a0%)"),
    Text("Possible (less than 80%)", "Possible (moins de 80\u00a0%)"),
)
_LACKING = {
    "email": {"missing": ("email",)}, "phone": {"missing": ("phone",)}, "address": {"missing": ("address",)},
    "contact_type": {"types": ("",)}, "client_owner": {"owners": ("",)},
    "client_manager": {"managers": ("",)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one colour each; a colour is a custom property of the style sheet."""

    label: str
    values: list[float]
    colours: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table; ``href`` leads to the list of those contacts, after the path."""

    label: str
    cells: list[str]
    href: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart and its table.

    Attributes:
        form: "columns" (stacked, by month), "bars" (lying) or "ring".
        labels: of the values, in each series the same.
        head: of the table.
        share: the values are shares of 1.
    """

    form: str
    labels: list[str]
    series: list[Series]
    head: list[str]
    lines: list[Line]
    share: bool = False

    @property
    def drawn(self) -> dict[str, object]:
        """What the script takes."""
        series = [asdict(one) for one in self.series]
        return {"form": self.form, "labels": self.labels, "series": series, "share": self.share}


def kinds(seen: Overview, language: Language) -> Picture:
    """Contacts by kind."""
    here = [kind for kind in KINDS if kind in seen.kinds]
    counts = [seen.kinds[kind] for kind in here]
    lines = [
        Line(KINDS[kind](language), _counted(count, seen.contacts), listed(kinds=(kind,)))
        for kind, count in zip(here, counts, strict=True)
    ]
    ring = Series(_CONTACTS(language), [*counts], [*here])
    head = [Text("Kind", "Genre")(language), _CONTACTS(language), _SHARE(language)]
    return Picture("ring", [KINDS[kind](language) for kind in here], [ring], head, lines)


def _counted(count: int, whole: int) -> list[str]:
    return [number(count), percent(share(count, whole))]


def months(added: Sequence[Added], language: Language) -> Picture:
    """Contacts by the month in which they came, by kind."""
    drawn = [one for one in added if one.month]
    here = [kind for kind in KINDS if any(one.kinds.get(kind) for one in added)]
    series = [
        Series(KINDS[kind](language), [one.kinds.get(kind, 0) for one in drawn], [kind]) for kind in here
    ]
    earlier = Text("Earlier", "Auparavant")(language)
    lines = [
        Line(
            month_named(one.month, language) if one.month else earlier,
            [*(number(one.kinds.get(kind, 0)) for kind in here), number(one.count), number(one.total)],
        )
        for one in added
    ]
    head = [
        Text("Month", "Mois")(language),
        *(KINDS[kind](language) for kind in here),
        Text("Added", "Ajoutés")(language),
        Text("In all", "En tout")(language),
    ]
    labels = [month_named(one.month, language) for one in drawn if one.month]
    return Picture("columns", labels, series, head, lines)


def countries(seen: Overview, language: Language) -> Picture:
    """Contacts by country: the commonest, the others together, and those without one."""
    named = [(code, count) for code, count in seen.countries if code]
    top, rest = named[:COUNTRIES], sum(count for _, count in named[COUNTRIES:])
    none = dict(seen.countries).get("", 0)
    bars = [(country(code, language), count, "single") for code, count in top]
    bars += [(Text("Other countries", "Autres pays")(language), rest, "rest")] if rest else []
    bars += [(NONE(language), none, "rest")] if none else []
    lines = [
        Line(
            country(code, language) or NONE(language),
            _counted(count, seen.contacts),
            listed(countries=(code,)),
        )
        for code, count in sorted(seen.countries, key=lambda one: not one[0])
    ]
    head = [COLUMNS["country"].label(language), _CONTACTS(language), _SHARE(language)]
    return _bars(bars, _CONTACTS(language), head, lines)


def _bars(bars: Sequence[tuple[str, int, str]], label: str, head: list[str], lines: list[Line]) -> Picture:
    series = Series(label, [count for _, count, _ in bars], [colour for *_, colour in bars])
    return Picture("bars", [name for name, *_ in bars], [series], head, lines)


def filled(seen: Overview, language: Language) -> Picture:
    """The share of contacts that have each field, by kind."""
    here = [kind for kind in KINDS if kind in seen.kinds]
    fields = FIELDS if here else ()
    series = [
        Series(
            KINDS[kind](language),
            [share(seen.filled[name][kind], seen.kinds[kind]) for name in fields],
            [kind],
        )
        for kind in here
    ]
    names = [(_ADDRESS if name == "address" else COLUMNS[name].label)(language) for name in fields]
    lines = [
        Line(
            label,
            [
                *(percent(share(seen.filled[name][kind], seen.kinds[kind])) for kind in here),
                percent(share(sum(seen.filled[name].values()), seen.contacts)),
                number(seen.contacts - sum(seen.filled[name].values())),
            ],
            listed(**_LACKING[name]) if name in _LACKING else "",
        )
        for name, label in zip(fields, names, strict=True)
    ]
    head = [
        Text("Field", "Champ")(language),
        *(KINDS[kind](language) for kind in here),
        Text("All", "Tous")(language),
        Text("Without it", "Sans")(language),
    ]
    return Picture("bars", names, series, head, lines, share=True)


def rules(seen: Overview, language: Language) -> Picture:
    """Findings by rule, the gravest first."""
    order, known = list(Severity), known_rules()
    told = sorted(seen.rules, key=lambda one: (order.index(known[one[0]].severity), -one[1]))
    bars = [
        (_first_sentence(gist(code, language)), count, known[code].severity.value)
        for code, count in told[:RULES]
    ]
    lines = [
        Line(
            gist(code, language),
            [_SEVERITIES[known[code].severity](language), number(count)],
            badge=known[code].severity.value,
        )
        for code, count in told
    ]
    findings = Text("Findings", "Constats")(language)
    head = [Text("Rule", "Règle")(language), Text("Severity", "Gravité")(language), findings]
    return _bars(bars, findings, head, lines)


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].removesuffix(".")


def pairs(seen: Overview, language: Language) -> Picture:
    """Pairs that nobody decided on, by how probable it is that they are one."""
    labels = [band(language) for band in _BANDS]
    colours = ("single", "second", "rest")
    bars = list(zip(labels, seen.pairs, colours, strict=True)) if any(seen.pairs) else []
    left = Text("Pairs", "Paires")(language)
    lines = [Line(label, _counted(count, sum(seen.pairs))) for label, count, _ in bars]
    head = [Text("That they are one", "Qu’il s’agisse du même")(language), left, _SHARE(language)]
    return _bars(bars, left, head, lines)
