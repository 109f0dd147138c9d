"""The filters of the list as links: each adds or lifts one thing, with how many contacts it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from carnet.book.listing.query import MISSING as LACKS
from carnet.book.listing.query import Counts, Facets
from carnet.doors.web.contacts.asked import MANY, Asked
from carnet.doors.web.contacts.columns import MISSING, country
from carnet.language import Language, Text

SHOWN = 60  # values of one filter; the search finds the others
NONE = Text("None given", "Non renseigné")
TABS = (
    ("", Text("All", "Tous")),
    ("person", Text("People", "Personnes")),
    ("organization", Text("Organizations", "Organisations")),
    ("client_group", Text("Client groups", "Groupes de clients")),
)
_FINDINGS = (
    (True, Text("With findings", "Avec constats")),
    (False, Text("Without findings", "Sans constat")),
)
_ARCHIVED = (
    ("no", Text("Without archived", "Sans les archivés")),
    ("all", Text("With archived", "Avec les archivés")),
    ("yes", Text("Archived only", "Archivés seulement")),
)
Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter: the link that chooses it, or lifts it where it is chosen."""

    label: str
    href: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter with its values, the commonest first; ``more``: how many are not shown."""

    label: Text
    options: list[Option]
    more: int = 0

    @property
    def chosen(self) -> bool:
        """Whether the filter is set."""
        return any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the link that lifts it."""

    label: str
    href: str


def tabs(asked: Asked, facets: Facets, language: Language) -> list[Option]:
    """The kinds of contact, each with how many there are."""
    counts = dict(facets.kinds)
    return [
        Option(
            label(language),
            asked.having(kinds=(kind,) if kind else ()).search,
            asked.query.kinds == ((kind,) if kind else ()),
            counts.get(kind, 0) if kind else sum(counts.values()),
        )
        for kind, label in TABS
    ]


def menus(asked: Asked, facets: Facets, language: Language, imported: Named) -> list[Menu]:
    """The other filters.

    Args:
        imported: what an import is called, by its key.
    """
    many: tuple[tuple[str, Text, Counts, Named], ...] = (
        ("type", Text("Type", "Type"), facets.types, str),
        ("owner", Text("Owner", "Responsable"), facets.owners, str),
        ("manager", Text("Manager", "Gestionnaire"), facets.managers, str),
        ("country", Text("Country", "Pays"), facets.countries, lambda code: country(code, language)),
        ("import", Text("Import", "Importation"), facets.imports, imported),
    )
    made = [_menu(asked, *one, language) for one in many]
    missing = [
        Option(
            MISSING[name](language),
            asked.toggled("missing", name).search,
            name in asked.query.missing,
            facets.missing.get(name, 0),
        )
        for name in LACKS
    ]
    made.insert(4, Menu(Text("Missing", "Manque"), missing))
    return [*made, _findings(asked, facets, language), _archived(asked, language)]


def _menu(asked: Asked, name: str, label: Text, counts: Counts, named: Named, language: Language) -> Menu:
    given: tuple[str, ...] = getattr(asked.query, MANY[name])
    absent = [(value, 0) for value in given if value not in dict(counts)]
    first = [pair for pair in counts if pair[0] in given] + absent
    rest = [pair for pair in counts if pair[0] not in given]
    options = [
        Option(
            named(value) if value else NONE(language),
            asked.toggled(name, value).search,
            value in given,
            count,
        )
        for value, count in (first + rest)[:SHOWN]
    ]
    return Menu(label, options, max(len(counts) - SHOWN, 0))


def _findings(asked: Asked, facets: Facets, language: Language) -> Menu:
    options = [
        Option(
            label(language),
            asked.having(findings=None if asked.query.findings is value else value).search,
            asked.query.findings is value,
            facets.findings if value else None,
        )
        for value, label in _FINDINGS
    ]
    return Menu(Text("Findings", "Constats"), options)


def _archived(asked: Asked, language: Language) -> Menu:
    options = [
        Option(
            label(language),
            asked.having(archived=value).search,
            asked.query.archived == value and value != "no",
        )
        for value, label in _ARCHIVED
    ]
    return Menu(Text("Archived", "Archivés"), options)


def chips(asked: Asked, language: Language, imported: Named) -> list[Chip]:
    """The filters that are set but for the text and the kind, which show by themselves."""
    query = asked.query
    named: dict[str, Named] = {
        "country": lambda code: country(code, language),
        "import": imported,
        "missing": lambda name: MISSING[name](language),
    }
    found = [
        Chip(_said(name, value, named, language), asked.toggled(name, value).search)
        for name, field in MANY.items()
        if name != "kind"
        for value in getattr(query, field)
    ]
    if query.findings is not None:
        found.append(Chip(dict(_FINDINGS)[query.findings](language), asked.having(findings=None).search))
    if query.archived != "no":
        found.append(Chip(dict(_ARCHIVED)[query.archived](language), asked.having(archived="no").search))
    return found


_CHIPS = {
    "type": Text("Type: %(value)s", "Type : %(value)s"),
    "owner": Text("Owner: %(value)s", "Responsable : %(value)s"),
    "manager": Text("Manager: %(value)s", "Gestionnaire : %(value)s"),
    "country": Text("Country: %(value)s", "Pays : %(value)s"),
    "import": Text("Import: %(value)s", "Importation : %(value)s"),
    "missing": Text("%(value)s", "%(value)s"),
}


def _said(name: str, value: str, named: dict[str, Named], language: Language) -> str:
    shown = named.get(name, str)(value) if value else NONE(language)
    return _CHIPS[name](language, {"value": shown})
