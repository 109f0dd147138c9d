"""Findings worded one at a time, as the reference for whole columns of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from carnet.catalog import FIELDS
from carnet.contract import Mapped
from carnet.findings import Finding, render
from carnet.language import Language
from carnet.stages.report import column_names, secret_columns

FORMS = {"registration.check_digit", "registration.shape", "text.too_long"}


def mask(text: str) -> str:
    """A text with a digit, its letters and digits hidden but for the last three."""
    if not any(unicodedata.category(char).startswith("N") for char in text):
        return text
    left = sum(char.isalnum() for char in text)
    kept = 3 if left >= 6 else 0
    masked = []
    for char in text:
        masked.append("•" if char.isalnum() and left > kept else char)
        left -= char.isalnum()
    return "".join(masked)


def told(sheets: Sequence[Mapped], one: Mapping[str, Any], language: Language) -> Finding:
    """One finding as a person reads it."""
    mapped = sheets[one["sheet"]] if one["sheet"] is not None and one["sheet"] < len(sheets) else None
    texts: dict[str, Any] = {name: one[name] or "" for name in ("value", "suggestion", "detail")}
    for name in _hidden(mapped, one):
        texts[name] = mask(texts[name])
    proposed = FIELDS.get(texts["suggestion"])
    label = (
        proposed.label(language) if proposed and one["code"].startswith("column.") else texts["suggestion"]
    )
    said = {**texts, "suggestion": label}
    finding = render(one["code"], language, **_place(mapped, one, language), **said)
    return replace(finding, suggestion=texts["suggestion"])


def _place(mapped: Mapped | None, one: Mapping[str, Any], language: Language) -> dict[str, Any]:
    if mapped is None:
        return {}
    names = dict(enumerate(column_names(mapped, language)))
    sheet = mapped.recognised.sheet
    return {
        "file": sheet.file,
        "sheet": "" if _of_file(one["code"]) else sheet.name,
        "row": one["row"] or 0,
        "column": names.get(one["column"], ""),
    }


def _of_file(code: str) -> bool:
    """Whether a finding is about the file, or names the sheet itself."""
    area, _, what = code.partition(".")
    if area == "sheet":
        return what in {"hidden", "not_chosen", "no_cells", "unreadable"}
    return area in {"file", "archive", "vcard"}


def _hidden(mapped: Mapped | None, one: Mapping[str, Any]) -> list[str]:
    proposed = FIELDS.get(one["suggestion"] or "")
    if not (mapped and one["column"] in secret_columns(mapped)) and not (proposed and proposed.secret):
        return []
    second_value = mapped and one["row"] and one["code"] not in FORMS
    return ["value", "suggestion", "detail"] if second_value else ["value", "suggestion"]
