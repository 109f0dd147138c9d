"""The texts of a workbook that its cells refer to by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from carnet.stages.read import markup
from carnet.stages.read.fragments import fragments, plain, unescaped

_PLAIN = r"^(?:<t(?:\s[^>]*)?>([^<]*)</t>|<t\s*/>)</si>\s*$"


def shared_strings(pieces: Iterable[bytes], part: str) -> pl.Series:
    """All texts, in order. Rich text is joined, phonetic hints are left out."""
    found = [_texts(fragment, part) for fragment in fragments(pieces, "sst", "si", part)]
    return pl.concat(found) if found else pl.Series([], dtype=pl.String)


def _texts(fragment: str, part: str) -> pl.Series:
    items = pl.Series([fragment]).str.split("<si>").explode()[1:]
    if len(items) == fragment.count("<si") and "<!" not in fragment and items.str.contains(_PLAIN).all():
        return unescaped(items.str.extract(_PLAIN).fill_null(""))
    collector = _Collector()
    markup.parse([f"<sst>{fragment}</sst>".encode()], collector, part)
    return pl.Series(collector.found, dtype=pl.String)


@dataclass
class _Collector:
    """Joins the runs of each item."""

    found: list[str] = field(default_factory=list)
    _runs: list[str] = field(default_factory=list)
    _taking: bool = False
    _hints: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._runs = []
        self._hints += name == "rPh"
        self._taking = name == "t" and not self._hints

    def end(self, name: str) -> None:
        self._taking = False
        self._hints -= name == "rPh"
        if name == "si":
            self.found.append(plain("".join(self._runs)))

    def text(self, data: str) -> None:
        if self._taking:
            self._runs.append(data)
