"""What a provider's file declares: its layouts, each with tell-tale headers and known columns.

A provider is one module of this package that has a ``PROVIDER``; nothing lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from carnet.language import Text


@dataclass(frozen=True, slots=True)
class Target:
    """Where a known column goes; the attributes are those of contract.ColumnMapping.

    ``label_of`` holds the header of the value column that this column labels
    ("Phone 1 - Label" labels "Phone 1 - Value"). ``field`` None means: set aside, on purpose.
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
        kind: what a row is: "person", "organization", "client_group" or "contact" (each row decides).
        all_of: folded headers that must all be there.
        any_of: sets of folded headers, of each of which at least one must be there.
        none_of: folded headers that speak against it.
        columns: folded header -> target; a tuple of targets where the header stands several times.
        patterns: regular expressions on the header as written, for numbered columns; the target's
            texts may use \\g<name> groups, ``block`` is taken from a group named "n".
        rows_are_cards: rows of one person (same key or name) are cards, not duplicates.
        links_must_exist: a "belongs to" that names no organization of the import or the book is an
            error (the import file's rule); elsewhere it makes the organization.
        sure: how sure we are of the headers: "A" (vendor or real file), "B", "C".
    """

    name: str
    kind: str
    all_of: frozenset[str]
    any_of: tuple[frozenset[str], ...] = ()
    none_of: frozenset[str] = frozenset()
    columns: Mapping[str, Target | tuple[Target, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], Target], ...] = ()
    rows_are_cards: bool = False
    links_must_exist: bool = False
    sure: str = "B"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who wrote a file.

    Attributes:
        name: as in the contract ("xero-practice-manager").
        title: as a person calls it.
        layouts: the shapes of its export, the most specific first.
        titles: folded texts that stand above the header ("customercontactlist").
        label_words: a provider's own words for labels, folded -> label ("mobil" -> "mobile").
    """

    name: str
    title: Text
    layouts: tuple[Layout, ...]
    titles: frozenset[str] = frozenset()
    label_words: Mapping[str, str] = field(default_factory=dict)


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
