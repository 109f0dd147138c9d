"""A kept plan, of which each page reads no more than it shows."""

from __future__ import annotations

from collections.abc import Collection
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
from carnet.stages.normalise.searched import searched_text
from carnet.stages.report.wording import PLACE, sentences

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
        """The contacts that a query asks for, those that stay as they are last, their findings worded in a
        language."""
        mask = self._mask(query)
        same = self.frame("contacts").select(pl.col("action") == "skip").to_series().to_numpy()
        found = np.concatenate([np.flatnonzero(mask & ~same), np.flatnonzero(mask & same)])
        numbers = found[query.offset : query.offset + query.limit]
        made = {one.number: one for one in planned_contacts(self, np.sort(numbers), language)}
        return PlanPage(len(found), tuple(made[number] for number in numbers.tolist()))

    def contact(self, number: int, language: Language) -> PlannedContact:
        """One contact.

        Raises:
            IndexError: the plan has no contact of that number.
        """
        if not 0 <= number < self.frame("contacts").height:
            raise IndexError(number)
        return planned_contacts(self, np.array([number]), language)[0]

    def worded(
        self, places: npt.NDArray[np.int64], language: Language, *, place: Collection[str] = PLACE
    ) -> list[Finding]:
        """The findings at some places of the plan's, as a person reads them; see report.sentences."""
        told = sentences(self, language, self.findings[places], place=place).iter_rows(named=True)
        return [Finding(**{**row, "severity": Severity(row["severity"])}) for row in told]

    def _mask(self, query: PlanQuery) -> _Mask:
        contacts = self.frame("contacts")
        mask = np.ones(contacts.height, np.bool_)
        for name in ("action", "kind", "review"):
            wanted = getattr(query, name)
            if wanted is not None:
                mask &= contacts.select(pl.col(name) == wanted).to_series().to_numpy()
        if query.code is not None or query.severity is not None:
            mask &= self._concerned(query.code, query.severity)
        if query.field is not None:
            mask &= self._changing(query.field)
        if query.text.strip():
            mask &= self._having(query.text)
        return mask

    def rules(self, code: str | None = None, severity: Severity | None = None) -> npt.NDArray[np.int64]:
        """The places in the frame of rules of those with a code and a severity; None is any."""
        known = rules()
        return np.array(
            [
                place
                for place, one in enumerate(self.frame("rules")["code"])
                if code in {None, one} and severity in {None, known[one].severity}
            ],
            dtype=np.int64,
        )

    def placed(self, sheet: int) -> pl.DataFrame:
        """The findings on the rows of a sheet; see kept.index."""
        placed = self.frame("placed")
        low, high = np.searchsorted(placed["sheet"].to_numpy(), np.array([sheet, sheet + 1], np.uint16))
        return placed.slice(low, high - low)

    def _concerned(self, code: str | None, severity: Severity | None) -> _Mask:
        """The contacts with a finding of one of some rules."""
        told = self.frame("told")
        chosen = np.isin(told["rule"].to_numpy(), self.rules(code, severity))
        return self._chosen(told["contact"].to_numpy()[chosen])

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
    """Which texts, as they are searched, have every word of a text."""
    rows = np.arange(len(texts))
    for place, word in enumerate(words_of(text)):
        left = texts if not place else texts.gather(rows)
        rows = rows[left.str.contains(word, literal=True).fill_null(False).to_numpy()]
    mask = np.zeros(len(texts), np.bool_)
    mask[rows] = True
    return mask


def words_of(text: str) -> list[str]:
    """The words of a text as they are searched, the longest first."""
    words = (word.strip(",;:\"'()[]<>«»") for word in searched_text(text).split())
    return sorted(filter(None, words), key=len, reverse=True)
