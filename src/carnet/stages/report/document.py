"""The one JSON document that check and import print, in the shape that scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Protocol, TextIO

import polars as pl

from carnet.contract import Balance, CarnetError, Mapped, Plan, PlanSheet, SourceFile
from carnet.findings import Finding, rules
from carnet.language import Language
from carnet.stages.report.columns import data_rows
from carnet.stages.report.wording import slices

Document = dict[str, object]


class Summed(Protocol):
    """What is counted of a plan, or of the reader of a kept one; see contract.Plan."""

    @property
    def files(self) -> tuple[SourceFile, ...]: ...
    @property
    def sheets(self) -> Sequence[PlanSheet]: ...
    @property
    def balance(self) -> Balance: ...
    @property
    def records(self) -> dict[str, int]: ...
    @property
    def counts(self) -> dict[str, int]: ...


def write_document(plan: Plan, import_key: str | None, language: Language, stream: TextIO) -> None:
    """Write the document of a plan, its findings some at a time, and a line end.

    Args:
        plan: what was found; its raw rows must still be on disk.
        import_key: the key of the import, None where nothing was imported.
        language: of the sentences.
        stream: takes UTF-8 text.
    """
    stream.write(_json(summary(plan, language)).removesuffix("}") + ', "findings": [')
    comma = ""
    for part in slices(plan, language):
        objects = part.select(pl.struct(pl.all()).struct.json_encode().str.join(", "))
        stream.write(comma + objects.item())
        comma = ", "
    stream.write(f'], "import": {_json(import_key)}}}\n')


def summary(plan: Summed, language: Language) -> Document:
    """The document of a plan up to its findings."""
    return {
        "files": _files(plan, language),
        "cells": asdict(plan.balance),
        "records": plan.records,
        "plan": plan.counts,
    }


def refusal(error: CarnetError, language: Language) -> Document:
    """The same shape for a run that could not be: nothing but the one finding."""
    finding = refusal_finding(error, language)
    return {
        "files": [],
        "cells": {"read": 0, "stored": 0, "merged": 0, "set_aside": 0, "refused": 0},
        "records": {"organizations": 0, "people": 0, "client_groups": 0, "cards": 0},
        "plan": {"create": 0, "update": 0, "link": 0, "skip": 0, "review": 0},
        "findings": [{**asdict(finding), "severity": str(finding.severity)}],
        "import": None,
    }


def refusal_finding(error: CarnetError, language: Language) -> Finding:
    """The sentence of an error that ended the run."""
    values = {
        name: error.values.get(f"{name}_{language.value}", error.values.get(name, ""))
        for name in ("file", "sheet", "column", "value", "suggestion", "detail")
    }
    texts = {name: str(value) for name, value in values.items()}
    declared = rules()[error.code]
    row = int(error.values.get("row", 0) or 0)
    message = declared.text(language, {**error.values, **texts, "row": row})
    return Finding(
        texts["file"], texts["sheet"], row, texts["column"], declared.severity, error.code,
        texts["value"], message, texts["suggestion"],
    )  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _files(plan: Summed, language: Language) -> list[Document]:
    by_sheet = {id(sheet.mapped.recognised.sheet): sheet.mapped for sheet in plan.sheets}
    return [
        {
            "path": file.path,
            "format": file.format,
            "encoding": file.encoding,
            "delimiter": file.delimiter,
            "sheets": [_sheet(by_sheet[id(sheet)], language) for sheet in file.sheets],
        }
        for file in plan.files
    ]


def _sheet(mapped: Mapped, language: Language) -> Document:
    recognised = mapped.recognised
    return {
        "name": recognised.sheet.name,
        "provider": recognised.provider,
        "confidence": round(recognised.confidence, 2),
        "header_row": recognised.header_row,
        "rows": data_rows(mapped),
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
