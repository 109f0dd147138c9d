"""Findings as sentences, whole columns at a time; ``findings.render`` says the same of a single one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from typing import Protocol

import polars as pl

from carnet.catalog import ALL_FIELDS
from carnet.contract import Plan, PlanSheet
from carnet.findings import PLACES, Finding, rules, spoken
from carnet.language import Language, Text
from carnet.stages.report.columns import column_names, secret_columns
from carnet.stages.report.mask import masked

SLICE = 50_000  # findings that are sentences at one time; 1 kB each while they are made

SENTENCES = pl.Schema(
    {field.name: pl.UInt32() if field.name == "row" else pl.String() for field in fields(Finding)}
)
PLACE = ("sheet", "row", "column")
_TEXTS = ("value", "suggestion", "detail")
_CUT = {name: f"\0{name}\0" for name in ("file", *PLACE, *_TEXTS)}
# Rules whose detail is the form that was expected; that of another may be a second value.
_FORMS = {"registration.check_digit", "registration.shape", "text.too_long"}
# Notes of the reader on a file, or on a sheet of it that the sentence itself names.
_OF_FILE = r"^(file|archive|vcard)\.|^sheet\.(hidden|not_chosen|no_cells|unreadable)$"
_SECRET_FIELDS = [entry.id for entry in ALL_FIELDS.values() if entry.secret]


class Found(Protocol):
    """What was found: a plan, or the reader of a kept one."""

    @property
    def sheets(self) -> Sequence[PlanSheet]:
        """See contract.Plan."""

    @property
    def findings(self) -> pl.DataFrame:
        """See contract.Plan."""


def sentences(
    plan: Found, language: Language, rows: pl.DataFrame | None = None, *, place: Collection[str] = PLACE
) -> pl.DataFrame:
    """Findings as a person reads them; values of tax identifiers are masked.

    Args:
        plan: what was found.
        language: of the sentences.
        rows: n findings with the columns of findings.FINDINGS; None is all of the plan.
        place: what of "sheet", "row" and "column" a sentence begins with.

    Returns:
        n rows in the same order with the columns of SENTENCES, nothing null: row 0 and "" stand for
        what a finding does not have.
    """
    placed = _placed(plan, language, plan.findings if rows is None else rows)
    if placed.is_empty():
        return SENTENCES.to_frame()
    named = (pl.col("sheet") != "", pl.col("row") != 0, pl.col("column") != "")
    done = []
    for (code, secret, *where), part in placed.group_by("code", "secret", *named):
        if secret:
            part = part.with_columns(
                masked(pl.col(name)) for name in _hidden(str(code), on_row=bool(where[1]))
            )
        sheet, row, column = (bool(has) and name in place for has, name in zip(where, PLACE, strict=True))
        done.append(_worded(part, str(code), PLACES[sheet, row, column], language))
    return pl.concat(done).sort("at").drop("at")


def slices(plan: Plan, language: Language, most: int | None = None) -> Iterator[pl.DataFrame]:
    """The sentences of a plan's findings, or of the first ``most`` of them, some at a time."""
    found = plan.findings if most is None else plan.findings.head(most)
    for part in found.iter_slices(SLICE):
        yield sentences(plan, language, part)


def _placed(plan: Found, language: Language, found: pl.DataFrame) -> pl.DataFrame:
    """The findings with the names of their places, nothing null, and whether their values are secret."""
    named = (
        found.with_row_index("at")
        .join(_sheets(plan), on="sheet", how="left", maintain_order="left")
        .join(_columns(plan, language), on=["sheet", "column"], how="left", maintain_order="left")
        .with_columns(pl.col("file", "name", "header", *_TEXTS).fill_null(""))
    )
    known = pl.col("sheet").is_not_null() & (pl.col("sheet") < len(plan.sheets))
    return named.select(
        "at", "code", "file", *_TEXTS,
        sheet=pl.when(~pl.col("code").str.contains(_OF_FILE)).then("name").fill_null(""),
        row=pl.when(known).then("row").fill_null(0),
        column="header",
        secret=pl.col("secret").fill_null(False) | pl.col("suggestion").is_in(_SECRET_FIELDS),
    )  # fmt: skip


def _sheets(plan: Found) -> pl.DataFrame:
    sheets = [sheet.mapped.recognised.sheet for sheet in plan.sheets]
    return pl.DataFrame(
        [(index, sheet.file, sheet.name) for index, sheet in enumerate(sheets)],
        schema={"sheet": pl.UInt16, "file": pl.String, "name": pl.String},
        orient="row",
    )


def _columns(plan: Found, language: Language) -> pl.DataFrame:
    rows = []
    for index, sheet in enumerate(plan.sheets):
        secret = secret_columns(sheet.mapped)
        names = column_names(sheet.mapped, language)
        rows += [(index, column, name, column in secret) for column, name in enumerate(names)]
    schema = {"sheet": pl.UInt16, "column": pl.UInt16, "header": pl.String, "secret": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _labelled(fields: pl.Series, language: Language) -> pl.Series:
    """Field ids as the person knows them: the field's label, a custom field's own name."""
    labels = {
        name: ALL_FIELDS[name].label(language) if name in ALL_FIELDS else name.removeprefix("custom.")
        for name in fields.unique()
    }
    return fields.replace_strict(labels, return_dtype=pl.String)


def _hidden(code: str, *, on_row: bool) -> list[str]:
    """The texts of a finding on a tax identifier that may hold one."""
    return [name for name in _TEXTS if name != "detail" or (on_row and code not in _FORMS)]


def _worded(part: pl.DataFrame, code: str, place: Text, language: Language) -> pl.DataFrame:
    """Findings of one rule that begin with the same kind of place."""
    declared = rules()[code]
    said = part
    if code.startswith("column."):  # what it suggests is a field
        said = part.with_columns(_labelled(part["suggestion"], language))
    message = pl.concat_str(*_pieces(place, language), *_pieces(declared.text, language))
    worded = said.with_columns(message=message)["message"]  # a sentence without a placeholder is one for all
    return part.with_columns(severity=pl.lit(str(declared.severity)), message=worded).select("at", *SENTENCES)


def _pieces(wording: Text, language: Language) -> list[pl.Expr]:
    """A wording cut into its literal texts and the columns that its placeholders stand for."""
    cut = wording(language, _CUT).split("\0")
    return [spoken(piece) if number % 2 else pl.lit(piece) for number, piece in enumerate(cut)]
