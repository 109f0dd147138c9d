"""Cells that a spreadsheet would run as a formula, made plain text; and the way back.

Source: OWASP, CSV Injection. Excel and LibreOffice run a cell that begins with = + - @ (also full
width), after blanks too; tab, CR and LF in front hide such a beginning.
"""

from __future__ import annotations

import polars as pl

GUARD = "'"
_FORMULA = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
_RUNS = f"^'*{_FORMULA}"
_GUARDED = f"^'+{_FORMULA}"
# An E.164 number, a negative amount, and a birthday without a year as Google writes it, behind a blank.
_HARMLESS = r"^(?:\+\d{7,15}|-\d+(?:[.,]\d+)?| --\d{2}-\d{2})$"
_BARE_FORMULA = f"^{_FORMULA}"


def neutralise(text: pl.Expr) -> pl.Expr:
    """Text cells for a CSV file, with an apostrophe before what would run.

    A phone number in E.164, a negative amount and Google's " --04-12" stay as they are. A value that
    already begins with an apostrophe before such a character gets one more, so that ``restore`` gives it
    back.
    """
    risky = text.str.contains(_RUNS) & ~text.str.contains(_HARMLESS)
    return pl.when(~risky).then(text).otherwise(pl.lit(GUARD) + text)


def restore(text: pl.Expr) -> pl.Expr:
    """The values as they were before ``neutralise``: the guard apostrophe is taken away."""
    return pl.when(text.str.contains(_GUARDED)).then(text.str.slice(1)).otherwise(text)


def runs_as_formula(text: pl.Expr) -> pl.Expr:
    """Whether a spreadsheet that is typed into would run the text: such cells get a quote prefix."""
    return text.str.contains(_BARE_FORMULA).fill_null(False)
