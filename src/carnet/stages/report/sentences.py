"""Findings as sentences, whole columns at a time; findings.render is the same for a single one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

import polars as pl

from carnet.catalog import FIELDS
from carnet.contract import Plan
from carnet.findings import PLACES, Finding, rules
from carnet.language import Language, Text
from carnet.stages.report.columns import column_names, secret_columns
from carnet.stages.report.mask import masked

SLICE = 100_000  # findings that are sentences at one time, some 50 MB

_SHOWN = [field.name for field in fields(Finding)]
_PLACE = ("sheet", "row", "column")
_TEXTS = ("value", "suggestion", "detail")
_CUT = {name: f"\0{name}\0" for name in ("file", *_PLACE, *_TEXTS)}
# Rules whose detail is the form that was expected; of any other it may be a second value.
_FORMS = {"registration.check_digit", "registration.shape", "text.too_long"}
_SECRET_FIELDS = [entry.id for entry in FIELDS.values() if entry.secret]


def sentences(
    plan: Plan, language: Language, rows: pl.DataFrame | None = None, *, place: Sequence[str] = _PLACE
) -> pl.DataFrame:
    """Findings as a person reads them; values of tax identifiers are masked.

    Args:
        plan: what was found.
        language: of the sentences.
        rows: n findings (findings.FINDINGS); None is all of the plan.
        place: what of "sheet", "row" and "column" the sentence begins with.

    Returns:
        n rows in the same order with the columns of findings.Finding: row UInt32, the others String.
        Row 0 and "" stand for what a finding does not have.
    """
    placed = _placed(plan, language, plan.findings if rows is None else rows)
    named = [(pl.col(name) != ("" if name != "row" else 0)).alias(f"{name} named") for name in _PLACE]
    done = [placed.clear().select("at", **dict.fromkeys(_SHOWN, pl.lit(""))).cast({"row": pl.UInt32})]
    for (code, secret, *where), part in placed.group_by("code", "secret", *named):
        if secret:
            part = _without_secrets(part, str(code))
        sheet, row, column = (bool(has) and name in place for has, name in zip(where, _PLACE, strict=True))
        done.append(_worded(part, str(code), PLACES[sheet, row, column], language))
    return pl.concat(done).sort("at").drop("at")


def slices(plan: Plan, language: Language, most: int | None = None) -> Iterator[pl.DataFrame]:
    """The sentences of a plan's first findings (None: of all), some at a time."""
    found = plan.findings if most is None else plan.findings.head(most)
    for part in found.iter_slices(SLICE):
        yield sentences(plan, language, part)


def _placed(plan: Plan, language: Language, found: pl.DataFrame) -> pl.DataFrame:
    """The findings with the names of their places, nothing null, and whether their values are secret."""
    sheets, columns = _sheets(plan), _columns(plan, language)
    empty = pl.lit("")
    return (
        found.with_row_index("at")
        .join(sheets, on="sheet", how="left", maintain_order="left")
        .join(columns, on=["sheet", "column"], how="left", maintain_order="left")
        .select(
            "at",
            "code",
            pl.col("file").fill_null(empty),
            sheet=pl.col("name").fill_null(empty),
            row=pl.when(pl.col("file").is_not_null()).then("row").fill_null(0),
            column=pl.col("header").fill_null(empty),
            secret=pl.col("secret").fill_null(False) | pl.col("suggestion").is_in(_SECRET_FIELDS),
            **{name: pl.col(name).fill_null(empty) for name in _TEXTS},
        )
        .with_columns(pl.col("secret").fill_null(False))
    )


def _sheets(plan: Plan) -> pl.DataFrame:
    sheets = [sheet.mapped.recognised.sheet for sheet in plan.sheets]
    return pl.DataFrame(
        [(index, sheet.file, sheet.name) for index, sheet in enumerate(sheets)],
        schema={"sheet": pl.UInt16, "file": pl.String, "name": pl.String},
        orient="row",
    )


def _columns(plan: Plan, language: Language) -> pl.DataFrame:
    rows = []
    for index, sheet in enumerate(plan.sheets):
        secret = secret_columns(sheet.mapped)
        names = column_names(sheet.mapped, language)
        rows += [(index, column, name, column in secret) for column, name in enumerate(names)]
    schema = {"sheet": pl.UInt16, "column": pl.UInt16, "header": pl.String, "secret": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _without_secrets(part: pl.DataFrame, code: str) -> pl.DataFrame:
    hidden = [name for name in _TEXTS if name != "detail" or code not in _FORMS]
    return part.with_columns(masked(pl.col(name)) for name in hidden)


def _worded(part: pl.DataFrame, code: str, place: Text, language: Language) -> pl.DataFrame:
    """Findings of one rule and one kind of place."""
    declared = rules()[code]
    pieces = [*_pieces(place, language), *_pieces(declared.text, language)]
    return part.with_columns(
        severity=pl.lit(str(declared.severity)), message=pl.concat_str(pieces)
    ).select("at", *_SHOWN)  # fmt: skip


def _pieces(wording: Text, language: Language) -> list[pl.Expr]:
    """A wording cut into its literal texts and the columns that its placeholders stand for."""
    cut = wording(language, _CUT).split("\0")
    return [pl.col(piece) if number % 2 else pl.lit(piece) for number, piece in enumerate(cut)]
