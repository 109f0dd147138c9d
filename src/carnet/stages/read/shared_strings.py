"""The texts of a workbook that its cells refer to by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from carnet.stages.read import markup
from carnet.stages.read.fragments import fragments, in_parallel, plain, unescaped

_PLAIN = r"^<t(?:\s[^>]*)?>([^<]*)</t></si>\s*$"
_EMPTY = r"^(?:<t\s*/>)?</si>\s*$"


def shared_strings(pieces: Iterable[bytes], part: str) -> pl.Series:
    """All texts, in order. Rich text is joined, phonetic hints are left out."""
    items = fragments(pieces, "sst", "si", part)
    found = list(in_parallel(lambda fragment: _texts(fragment, part), items))
    return pl.concat(found) if found else pl.Series([], dtype=pl.String)


def _texts(fragment: str, part: str) -> pl.Series:
    items = pl.Series([fragment]).str.split("<si>").explode()[1:]
    texts = items.str.extract(_PLAIN)
    usual = 0 < len(items) == fragment.count("<si") and "<!" not in fragment
    if usual and items.filter(texts.is_null()).str.contains(_EMPTY).all():
        return unescaped(texts.fill_null(""))
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
