"""Findings: what a person should look at, each by a rule that has a code, a severity and two wordings.

A stage that finds something emits rows of ``FINDINGS`` (codes and places, no sentences), so that
a million of them stay columns; the sentence is made when somebody reads it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from carnet.language import Language, Text

CITED = ("column", "value", "suggestion")
_SPOKEN = 200  # characters of those that a sentence cites; the finding has all of them


class Severity(StrEnum):
    """How much a finding matters: an error makes exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code means. The code never changes; the wording may.

    ``text`` may use %(value)s (what was found), %(suggestion)s (the proposed value), %(detail)s
    (one more fact, such as the expected form), %(count)s, and the place: %(file)s, %(sheet)s,
    %(row)s, %(column)s. The place is put in front by the renderer, so the sentence need not repeat it.
    """

    code: str
    severity: Severity
    text: Text


_rules: dict[str, Rule] = {}


def rule(code: str, severity: Severity, *, en: str, fr: str) -> Rule:
    """Declare a rule beside the function that checks it.

    Raises:
        ValueError: another rule has the code already.
    """
    declared = Rule(code, severity, Text(en, fr))
    if _rules.setdefault(code, declared) != declared:
        raise ValueError(f"two rules share the code {code}")
    return declared


def rules() -> dict[str, Rule]:
    """Every rule declared so far, by code."""
    return _rules


# One row a finding. `sheet` and `column` are indexes into the import's sheets and the sheet's
# columns; null where the finding is about a whole file or row. `row` is the spreadsheet's row.
FINDINGS = pl.Schema(
    {
        "sheet": pl.UInt16,
        "row": pl.UInt32,
        "column": pl.UInt16,
        "code": pl.String,
        "value": pl.String,
        "suggestion": pl.String,
        "detail": pl.String,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as a person reads it, and as the JSON contract prints it."""

    file: str
    sheet: str
    row: int
    column: str
    severity: Severity
    code: str
    value: str
    message: str
    suggestion: str


PLACES = {
    # (sheet named, row given, column named): where, in both languages
    (False, False, False): Text("", ""),
    (True, False, False): Text("%(sheet)s: ", "%(sheet)s : "),
    (False, True, False): Text("Row %(row)s: ", "Ligne %(row)s : "),
    (True, True, False): Text("%(sheet)s, row %(row)s: ", "%(sheet)s, ligne %(row)s : "),
    (False, False, True): Text("Column “%(column)s”: ", "Colonne « %(column)s » : "),
    (True, False, True): Text("%(sheet)s, column “%(column)s”: ", "%(sheet)s, colonne « %(column)s » : "),
    (False, True, True): Text("Row %(row)s, “%(column)s”: ", "Ligne %(row)s, « %(column)s » : "),
    (True, True, True): Text(
        "%(sheet)s, row %(row)s, “%(column)s”: ", "%(sheet)s, ligne %(row)s, « %(column)s » : "
    ),
}


def render(
    code: str,
    language: Language,
    *,
    file: str = "",
    sheet: str = "",
    row: int = 0,
    column: str = "",
    value: str = "",
    suggestion: str = "",
    detail: str = "",
) -> Finding:
    """The sentence of one finding: where, what was found, what was expected, what to do.

    Args:
        code: a declared rule's code.
        language: which wording.
        file, sheet, row, column: the place; row 0 and empty names are left out of the sentence.
        value, suggestion, detail: what the rule's placeholders stand for.
    """
    declared = _rules[code]
    values = {
        "file": file, "sheet": sheet, "row": row, "column": _spoken(column),
        "value": _spoken(value), "suggestion": _spoken(suggestion), "detail": detail,
    }  # fmt: skip
    place = PLACES[(bool(sheet), bool(row), bool(column))](language, values)
    sentence = declared.text(language, values)
    return Finding(file, sheet, row, column, declared.severity, code, value, place + sentence, suggestion)


def _spoken(text: str) -> str:
    return text if len(text) <= _SPOKEN else f"{text[:_SPOKEN]}…"


def spoken(name: str) -> pl.Expr:
    """What a sentence cites of a column of values, places or details: the beginning of what is long."""
    text = pl.col(name)
    if name not in CITED:
        return text
    return pl.when(text.str.len_chars() <= _SPOKEN).then(text).otherwise(text.str.slice(0, _SPOKEN) + "…")


def gist(code: str, language: Language) -> str:
    """What a rule says of any finding: its sentence with … in place of what was found."""
    return _rules[code].text(language, defaultdict(lambda: "…"))


def empty() -> pl.DataFrame:
    """No finding."""
    return pl.DataFrame(schema=FINDINGS)


def gather(frames: Iterator[pl.DataFrame] | list[pl.DataFrame]) -> pl.DataFrame:
    """Findings of several stages as one frame, in the order of the files."""
    found = [frame.select(FINDINGS.names()).cast(FINDINGS) for frame in frames if frame.height]
    if not found:
        return empty()
    return pl.concat(found).sort("sheet", "row", "column", nulls_last=False, maintain_order=True)
