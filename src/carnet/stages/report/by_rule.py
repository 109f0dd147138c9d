"""Findings by rule, for a person to read on a screen."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from carnet.contract import Plan
from carnet.findings import Finding, Severity, rules
from carnet.language import Language
from carnet.stages.report.wording import sentences


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule: how many, and the first examples."""

    code: str
    severity: Severity
    count: int
    examples: tuple[Finding, ...]


def groups(plan: Plan, language: Language, examples: int = 3) -> list[Group]:
    """Findings grouped by rule, the gravest and most frequent first."""
    by_code = plan.findings.group_by("code", maintain_order=True)
    shown = sentences(plan, language, by_code.head(examples))
    order, known = list(Severity), rules()
    found = [
        Group(code, known[code].severity, count, _findings(shown.filter(pl.col("code") == code)))
        for code, count in by_code.len().iter_rows()
    ]
    return sorted(found, key=lambda group: (order.index(group.severity), -group.count))


def has_errors(plan: Plan) -> bool:
    """Whether any finding is of severity error (exit status 1)."""
    known = rules()
    return any(known[code].severity is Severity.ERROR for code in plan.findings["code"].unique())


def _findings(shown: pl.DataFrame) -> tuple[Finding, ...]:
    return tuple(
        Finding(**{**row, "severity": Severity(row["severity"])}) for row in shown.iter_rows(named=True)
    )
