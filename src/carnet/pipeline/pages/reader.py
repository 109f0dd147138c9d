"""A kept plan, of which each page reads no more than it shows."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.contract import Balance, Mode, PlanSheet, SourceFile
from carnet.findings import Finding, Severity, rules
from carnet.language import Language
from carnet.pipeline.kept.plan import opened
from carnet.pipeline.pages.contacts import planned_contacts
from carnet.pipeline.pages.shown import PlannedContact, PlanPage, PlanQuery, RuleCount
from carnet.stages.normalise.comparable import folded
from carnet.stages.report.wording import sentences

_Mask = npt.NDArray[np.bool_]


class PlanReader:
    """A plan that keep_plan() wrote; opening it costs some milliseconds, any thread may ask.

    Args:
        folder: the plan's.

    Raises:
        CarnetError: plan.unreadable, here or where a frame is first needed: the plan is to be made again.
    """

    def __init__(self, folder: Path) -> None:
        self._kept = opened(folder)
        document = self._kept.document
        self.revision: int = document.revision
        self.mode: Mode = document.mode
        self.counts: dict[str, int] = document.counts
        self.records: dict[str, int] = document.records
        self.balance: Balance = document.balance

    @cached_property
    def sheets(self) -> tuple[PlanSheet, ...]:
        """See contract.Plan."""
        return self._kept.sheets()

    @cached_property
    def files(self) -> tuple[SourceFile, ...]:
        """See contract.Plan."""
        return self._kept.files()

    @property
    def findings(self) -> pl.DataFrame:
        """See contract.Plan."""
        return self.frame("findings")

    def frame(self, name: str) -> pl.DataFrame:
        """A frame of the plan or of kept.index, mapped into memory."""
        if name not in self._frames:
            self._frames[name] = self._kept.frame(name)
        return self._frames[name]

    @cached_property
    def _frames(self) -> dict[str, pl.DataFrame]:
        return {}

    def findings_by_rule(self) -> list[RuleCount]:
        """How many findings each rule has, the gravest rule first, then the one with most."""
        order, known = list(Severity), rules()
        found = [RuleCount(code, known[code].severity, *counts)
                 for code, *counts in self.frame("rules").iter_rows()]  # fmt: skip
        return sorted(found, key=lambda one: (order.index(one.severity), -one.findings))

    def fields_changed(self) -> list[tuple[str, int]]:
        """The fields that updates change, with how many contacts each; see pages.Change."""
        return sorted(self.frame("fields").iter_rows(), key=lambda one: (-one[1], one[0]))

    def page(self, query: PlanQuery, language: Language) -> PlanPage:
        """The contacts that a query asks for, their findings worded in a language."""
        found = np.flatnonzero(self._mask(query))
        numbers = found[query.offset : query.offset + query.limit]
        return PlanPage(len(found), planned_contacts(self, numbers, language))

    def contact(self, number: int, language: Language) -> PlannedContact:
        """One contact.

        Raises:
            IndexError: the plan has no contact of that number.
        """
        if not 0 <= number < self.frame("contacts").height:
            raise IndexError(number)
        return planned_contacts(self, np.array([number]), language)[0]

    def worded(self, places: npt.NDArray[np.int64], language: Language) -> list[Finding]:
        """The findings at some places of the plan's, as a person reads them."""
        told = sentences(self, language, self.findings[places])
        return [
            Finding(**{**row, "severity": Severity(row["severity"])}) for row in told.iter_rows(named=True)
        ]

    def _mask(self, query: PlanQuery) -> _Mask:
        contacts = self.frame("contacts")
        mask = np.ones(contacts.height, np.bool_)
        for name in ("action", "kind", "review"):
            wanted = getattr(query, name)
            if wanted is not None:
                mask &= contacts.select(pl.col(name) == wanted).to_series().to_numpy()
        if query.code is not None:
            mask &= self._concerned([query.code])
        if query.severity is not None:
            mask &= self._concerned([one for one, told in rules().items() if told.severity == query.severity])
        if query.field is not None:
            mask &= self._changing(query.field)
        if query.text.strip():
            mask &= self._having(query.text)
        return mask

    def _concerned(self, codes: list[str]) -> _Mask:
        """The contacts with a finding of one of some rules."""
        told = self.frame("told")
        chosen = self.findings.select(pl.col("code").is_in(codes)).to_series().to_numpy()
        return self._chosen(told["contact"].to_numpy()[chosen[told["finding"].to_numpy()]])

    def _changing(self, field: str) -> _Mask:
        changed = self.frame("differences")
        return self._chosen(changed.filter(pl.col("field") == field)["contact"].to_numpy())

    def _chosen(self, numbers: npt.NDArray[np.uint32]) -> _Mask:
        mask = np.zeros(self.frame("contacts").height, np.bool_)
        mask[numbers] = True
        return mask

    def _having(self, text: str) -> _Mask:
        return having(self.frame("texts")["text"], text)


def having(texts: pl.Series, text: str) -> _Mask:
    """Which folded texts have every word of a text."""
    words = str(pl.select(folded(pl.lit(text))).item()).split()
    words.sort(key=len, reverse=True)
    rows = np.arange(len(texts))
    for place, word in enumerate(words):
        left = texts if not place else texts.gather(rows)
        rows = rows[left.str.contains(word, literal=True).fill_null(False).to_numpy()]
    mask = np.zeros(len(texts), np.bool_)
    mask[rows] = True
    return mask
