"""What a run found and did, as the JSON contract has it and as groups for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import polars as pl

from carnet.contract import CarnetError, Plan
from carnet.findings import Finding, Severity, render, rules
from carnet.language import Language
from carnet.writers.findings_sheet import column_names, rendered, secret_columns

Document = dict[str, object]


def findings_of(plan: Plan, language: Language, rows: pl.DataFrame | None = None) -> Iterator[Finding]:
    """The findings as sentences; values of tax identifiers are masked.

    Args:
        plan: what was found.
        language: of the sentences.
        rows: some rows of plan.findings; None is all of them.
    """
    headers = [column_names(sheet.mapped, language) for sheet in plan.sheets]
    secret = [secret_columns(sheet.mapped) for sheet in plan.sheets]
    for one in (plan.findings if rows is None else rows).iter_rows(named=True):
        index = one["sheet"]
        if index is None or index >= len(plan.sheets):
            yield render(one["code"], language, value=one["value"] or "", detail=one["detail"] or "")
            continue
        sheet = plan.sheets[index].mapped.recognised.sheet
        place = (sheet.file, sheet.name, one["row"] or 0)
        yield rendered(one, headers[index], secret[index], language, named=True, place=place)


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule: how many, and the first examples."""

    code: str
    severity: Severity
    count: int
    examples: tuple[Finding, ...]


def groups(plan: Plan, language: Language, examples: int = 3) -> list[Group]:
    """Findings grouped by rule, the gravest and most frequent first."""
    counts = plan.findings.group_by("code").len().sort("len", descending=True)
    order = list(Severity)
    known = rules()
    found = [
        Group(
            code,
            known[code].severity,
            count,
            tuple(findings_of(plan, language, plan.findings.filter(pl.col("code") == code).head(examples))),
        )
        for code, count in counts.iter_rows()
    ]
    return sorted(found, key=lambda group: (order.index(group.severity), -group.count))


def has_errors(plan: Plan) -> bool:
    """Whether any finding is of severity error (exit status 1)."""
    known = rules()
    return any(known[code].severity is Severity.ERROR for code in plan.findings["code"].unique())


def document(plan: Plan, import_key: str | None, language: Language) -> Document:
    """The JSON document of check and import (the contract's shape)."""
    return {
        "files": _files(plan, language),
        "cells": asdict(plan.balance),
        "records": plan.records,
        "plan": plan.counts,
        "findings": [_finding(finding) for finding in findings_of(plan, language)],
        "import": import_key,
    }


def refusal(error: CarnetError, language: Language) -> Document:
    """The same shape for a run that could not be: nothing but the one finding."""
    finding = refusal_finding(error, language)
    return {
        "files": [],
        "cells": {"read": 0, "stored": 0, "merged": 0, "set_aside": 0, "refused": 0},
        "records": {"organizations": 0, "people": 0, "client_groups": 0, "cards": 0},
        "plan": {"create": 0, "update": 0, "link": 0, "skip": 0, "review": 0},
        "findings": [_finding(finding)],
        "import": None,
    }


def refusal_finding(error: CarnetError, language: Language) -> Finding:
    """The sentence of an error that ended the run."""
    values = {
        name: error.values.get(name, "")
        for name in ("file", "sheet", "column", "value", "suggestion", "detail")
    }
    texts = {name: str(value) for name, value in values.items()}
    declared = rules()[error.code]
    row = int(error.values.get("row", 0) or 0)
    message = declared.text(language, {**texts, **error.values, "row": row})
    return Finding(
        texts["file"], texts["sheet"], row, texts["column"], declared.severity, error.code,
        texts["value"], message, texts["suggestion"],
    )  # fmt: skip


def _finding(finding: Finding) -> Document:
    return {**asdict(finding), "severity": str(finding.severity)}


def _files(plan: Plan, language: Language) -> list[Document]:
    by_sheet = {id(sheet.mapped.recognised.sheet): sheet for sheet in plan.sheets}
    files: list[Document] = []
    for file in plan.files:
        entry: Document = {
            "path": file.path,
            "format": file.format,
            "encoding": file.encoding,
            "delimiter": file.delimiter,
            "sheets": [_sheet(by_sheet[id(sheet)].mapped, language) for sheet in file.sheets],
        }
        files.append(entry)
    return files


def _sheet(mapped: object, language: Language) -> Document:
    from carnet.contract import Mapped

    assert isinstance(mapped, Mapped)
    recognised = mapped.recognised
    sheet = recognised.sheet
    rows = sheet.scan().select(pl.len()).filter(pl.len() >= 0).collect().item() if sheet.rows else 0
    above = (
        sheet.scan().filter(pl.col("row") <= recognised.header_row).select(pl.len()).collect().item()
        if sheet.rows
        else 0
    )
    return {
        "name": sheet.name,
        "provider": recognised.provider,
        "confidence": round(recognised.confidence, 2),
        "header_row": recognised.header_row,
        "rows": rows - above - len(recognised.left_out),
        "columns": [
            {
                "header": column.header,
                "field": column.field,
                "confidence": round(column.confidence, 2),
                "reason": column.reason(language),
            }
            for column in mapped.columns
        ],
    }
