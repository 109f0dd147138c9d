"""What a provider's file declares: its layouts, each with tell-tale headers and known columns.

A provider is one module of this package that has a ``PROVIDER``; nothing lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from carnet.catalog.headers import fold
from carnet.contract import Recognised
from carnet.language import Text


@dataclass(frozen=True, slots=True)
class Target:
    """Where a known column goes; the attributes are those of contract.ColumnMapping.

    ``label_of`` holds the header of the value column that this column labels
    ("Phone 1 - Label" labels "Phone 1 - Value"); where it may be one of several, they are separated
    by "|" and the first that is there counts. ``field`` None means: set aside, on purpose. In a field
    "address.*.country" the star is the first address of the sheet that has no country yet, those to the left
    before the others.
    """

    field: str | None
    slot: str = ""
    block: int = 0
    special: str = ""
    label_of: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One shape of a provider's export.

    Attributes:
        name: "desktop-fr", "clients" ...
        kind: what a row is: "person", "organization", "client_group", "contact" (each row decides) or "work"
            (a work item).
        all_of: folded headers that must all be there.
        any_of: sets of folded headers, of each of which at least one must be there.
        none_of: folded headers that speak against it.
        columns: folded header -> target; a tuple of targets where the header stands several times.
        patterns: regular expressions on the header as written, for numbered columns; the target's
            texts may use \\g<name> groups, ``block`` is taken from a group named "n". The slot of a further
            person at the organization is "contact 2" ...
        instead: (headers, columns): where a sheet has none of the headers, these columns hold: the only
            name that was chosen is the client's, for instance.
        rows_are_cards: rows of one person (same key or name) are cards, not duplicates.
        links_must_exist: a "belongs to" that names no organization of the import or the book is an
            error (the import file's rule); elsewhere it makes the organization.
        sure: how sure we are of the headers: "A" (vendor or real file), "B", "C".
        sheets: folded names of the workbook's sheet that has this layout, if the provider names it.
        custom_rest: every header that is not declared is a custom field of the firm, under that name.
        country: ISO 3166-1 alpha-2 of the one country that the program is made for; "" where of several.
        dates: the order in which it writes dates, "mdy" or "dmy"; "" where that depends on its user.
    """

    name: str
    kind: str
    all_of: frozenset[str]
    any_of: tuple[frozenset[str], ...] = ()
    none_of: frozenset[str] = frozenset()
    columns: Mapping[str, Target | tuple[Target, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], Target], ...] = ()
    instead: tuple[tuple[frozenset[str], Columns], ...] = ()
    rows_are_cards: bool = False
    links_must_exist: bool = False
    sure: str = "B"
    sheets: frozenset[str] = frozenset()
    custom_rest: bool = False
    country: str = ""
    dates: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a list of contacts. What stands on the provider's screen is *between asterisks*."""

    title: Text
    steps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """How a person gets the contacts out of a provider; marked as in ``Way``.

    Attributes:
        choose: which file format to choose.
        watch: what to look out for.
        unsure: where the steps may differ from what the person sees; None where we know them well.
    """

    ways: tuple[Way, ...]
    choose: Text
    watch: tuple[Text, ...]
    unsure: Text | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """Who wrote a file.

    Attributes:
        name: as in the contract ("xero-practice-manager").
        title: as a person calls it.
        layouts: the shapes of its export, the most specific first.
        titles: folded texts that stand above the header ("customercontactlist").
        guide: how to export from it; None where nothing is exported (our own import file).
    """

    name: str
    title: Text
    layouts: tuple[Layout, ...]
    titles: frozenset[str] = frozenset()
    guide: Guide | None = None


def heads(*headers: str) -> frozenset[str]:
    """Headers in their comparable form."""
    return frozenset(key(header) for header in headers)


Columns = Mapping[str, tuple[Target, ...]]


def to(field_id: str | None, *headers: str, slot: str = "", block: int = 0, special: str = "") -> Columns:
    """Headers, one after another, that go to one field."""
    return {key(header): (Target(field_id, slot, block, special),) for header in headers}


def aside(*headers: str, special: str = "") -> Columns:
    """Headers of columns that are set aside on purpose."""
    return to(None, *headers, special=special)


def columns(*declared: Columns) -> dict[str, Target | tuple[Target, ...]]:
    """The columns of a layout; a header that is declared several times stands several times."""
    found: dict[str, tuple[Target, ...]] = {}
    for part in declared:
        for text, target in part.items():
            found[text] = found.get(text, ()) + target
    return {text: target[0] if len(target) == 1 else target for text, target in found.items()}


def of_country(country: str, dates: str, *layouts: Layout) -> tuple[Layout, ...]:
    """The layouts of a program that is made for one country and writes its dates in one order."""
    return tuple(replace(layout, country=country, dates=dates) for layout in layouts)


@cache
def providers() -> Mapping[str, Provider]:
    """Every provider of this package, by name, found by scanning its modules."""
    package = importlib.import_module("carnet.providers")
    found: dict[str, Provider] = {}
    for module in pkgutil.iter_modules(package.__path__):
        provider = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), "PROVIDER", None)
        if isinstance(provider, Provider):
            found[provider.name] = provider
    return found


# Columns that Carnet itself writes into a workbook of corrections, or Karbon into its own exports.
# They are known in the files of every provider and say nothing about who made the file.
CARNET_KEYS = ("carnetkey", "clecarnet")
RESERVED: Mapping[str, Target] = {
    **dict.fromkeys(CARNET_KEYS, Target(None, special="contact_key")),
    "karbonid": Target(None, special="contact_key"),
    "carnetrow": Target(None, special="source_row"),
    "lignecarnet": Target(None, special="source_row"),
    "contactcard": Target(None, special="card"),
    "fichedecontact": Target(None, special="card"),
    "carnetstate": Target(None, special="bulk_state"),
    "etatcarnet": Target(None, special="bulk_state"),
    "carnetcheck": Target(None, special="row_mark"),
    "controlecarnet": Target(None, special="row_mark"),
    "whattocorrect": Target(None, special="remark"),
    "acorriger": Target(None, special="remark"),
}
# A word that people use too: Carnet's own only beside one of the columns above.
RESERVED_BESIDE: Mapping[str, Target] = {"suggestion": Target(None, special="remark")}
# What a template says of a column behind its name: "Client Group Name (required)", "Day (1-31)".
_DEMAND = re.compile(
    r"\s*[(\[](?:required|mandatory|optional|obligatoire|requis|facultati(?:f|ve)"
    r"|organi[sz]ation name|nom de l['’]organisation|\d+\s*[-–]\s*\d+"
    r"|[dmyja]{1,4}(?:[-/. ][dmyja]{1,4}){2})[)\]][\s*]*$",
    re.IGNORECASE,
)
CUSTOM = "custom."  # a header that begins so names a custom field, whoever wrote the file
# How the first cell of the sheets begins that Carnet adds to its workbooks for the person to read.
GUIDE_SHEETS = ("carnetguide", "carnetcolleagues", "carnetcollegues")
FINDINGS_SHEETS = ("carnetfindings", "carnetconstats")  # how the first cell of a list of findings begins


@lru_cache(maxsize=16_384)
def key(header: str) -> str:
    """The comparable form of a header in any alphabet; "" where nothing is written.

    What a template demands behind the name does not count. Latin headers compare as catalog.headers.fold
    says; where letters of another alphabet stand in it, which fold leaves out, the text itself is compared,
    without case and spaces.
    """
    header = _DEMAND.sub("", header)
    text = unicodedata.normalize("NFKC", header).casefold()
    foreign = any(char.isalpha() and ord(char) >= 0x370 and fold(char) == "" for char in text)
    return "".join(text.split()) if foreign else fold(header)


# What only other programs write (tables, sales, matters of law, ledgers): beside one of these, the words that
# many programs share are not those of a provider.
OF_OTHERS = heads(
    "Created Time", "Last Modified Time", "Last Modified By", "Assignee", "Task Name", "Record ID", "Deal",
    "Lifecycle Stage", "Lead Status", "Lead Source", "Create Date", "Associated Company", "Open Deals",
    "Closed Deals", "Pipeline", "Last Interaction", "Open Matters", "Matters", "Is Client",
    "Responsible Attorney", "Originating Attorney", "LEDES Client ID", "Internal ID", "Card ID", "Sales Rep",
    "Created (UTC)", "Customer ID", "Print As", "Parent ID", "Overdue", "Total Outstanding", "Client Lead",
    "Client Reference", "Companies House Authentication Code", "Contact First Name", "Contact Last Name",
    "Linked account #1", "Assigned team members",
)  # fmt: skip


def reserved(headers: Sequence[str]) -> dict[int, Target]:
    """Position -> target of the columns that Carnet itself wrote."""
    keys = [key(header) for header in headers]
    own = {index: RESERVED[text] for index, text in enumerate(keys) if text in RESERVED}
    if own:
        own |= {index: RESERVED_BESIDE[text] for index, text in enumerate(keys) if text in RESERVED_BESIDE}
    named = {index: header.strip() for index, header in enumerate(headers)}
    return own | {i: Target(text) for i, text in named.items() if text.removeprefix(CUSTOM) not in ("", text)}


def layout_of(recognised: Recognised) -> Layout | None:
    """The layout that a sheet was recognised by; None where its provider declares none of the name."""
    provider = providers().get(recognised.provider)
    layouts = provider.layouts if provider else ()
    return next((layout for layout in layouts if layout.name == recognised.layout), None)


def targets(layout: Layout, headers: Sequence[str]) -> list[tuple[Target, int | None] | None]:
    """What a layout declares for each header of a sheet.

    Args:
        layout: the sheet's layout.
        headers: n texts as written, in the sheet's order; "" where there is none.

    Returns:
        n entries: the target, its groups filled in, and the index of the column that it labels
        (None where it labels none, or that column is not there); None where nothing is declared.
        A header that stands several times takes the declared targets in order; an address part that
        is declared once begins a further block of the address each time.
    """
    own = reserved(headers)
    first = {key(header): index for index, header in reversed(list(enumerate(headers)))}
    layout = _completed(layout, first.keys())
    seen: Counter[str] = Counter()
    found: list[tuple[Target, int | None] | None] = []
    for index, header in enumerate(headers):
        text = key(header)
        target = own.get(index) or _declared(layout, header.strip(), text, seen[text])
        if target is None and text and layout.custom_rest:
            target = Target(CUSTOM + header.strip())
        seen[text] += 1
        found.append(None if target is None else (target, _labelled(target.label_of, first)))
    return _with_countries(found)


def _with_countries(found: list[tuple[Target, int | None] | None]) -> list[tuple[Target, int | None] | None]:
    """The countries whose header does not say of which address they are, each at its address."""
    parts = [(entry[0].field or "").split(".") if entry else [""] for entry in found]
    places = [part[1] if part[0] == "address" else "" for part in parts]
    wanting = [place for place in dict.fromkeys(places) if place not in ("", "*")]
    placed: list[tuple[Target, int | None] | None] = []
    for index, entry in enumerate(found):
        if entry is not None and places[index] == "*":
            left = [place for place in wanting if place in places[:index]]
            place = next(iter(left or wanting), "physical")
            wanting = [other for other in wanting if other != place]
            entry = (replace(entry[0], field=f"address.{place}.{parts[index][2]}", block=0), entry[1])
        placed.append(entry)
    return placed


def _completed(layout: Layout, headers: Set[str]) -> Layout:
    """The layout with the columns that hold because of what a sheet has not."""
    absent = [stands_in for named, stands_in in layout.instead if not named & headers]
    return replace(layout, columns={**layout.columns, **columns(*absent)}) if absent else layout


def _labelled(label_of: str, first: Mapping[str, int]) -> int | None:
    """The index of the first of the headers, separated by "|", that the sheet has."""
    return next((first[text] for text in map(key, label_of.split("|")) if text in first and text), None)


def _declared(layout: Layout, header: str, text: str, occurrence: int) -> Target | None:
    if not text:
        return None
    column = layout.columns.get(text)
    if isinstance(column, tuple):
        return column[occurrence] if occurrence < len(column) else None
    target = column or _numbered(layout, header)
    if target and occurrence and (target.field or "").startswith("address."):
        return replace(target, block=target.block + occurrence)
    return target


def _numbered(layout: Layout, header: str) -> Target | None:
    for pattern, target in layout.patterns:
        if match := pattern.fullmatch(header):
            groups = match.groupdict()
            return replace(
                target,
                field=target.field and match.expand(target.field),
                slot=match.expand(target.slot),
                block=int(groups["n"] or 0) if "n" in groups else target.block,
                label_of=match.expand(target.label_of),
            )
    return None
