"""Corrections that accept what findings suggest."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from carnet.catalog import fold
from carnet.choices import Choices, Replacement
from carnet.pipeline.current import column as cells_of
from carnet.pipeline.fixes.corrections import TOLD, Corrections, as_fixes, changed, header_of, width
from carnet.stages.report.wording import Found

# Rules whose suggestion is no text for the cell: a type of number, a probability, a name taken already, a
# part of the cell of which the rest counts too.
_NO_TEXT = (
    "registration.ambiguous", "registration.other_type", "duplicate.suspected", "spouse.last_name_assumed",
    "customer.of_parent", "customer.deleted", "fix.not_made", "name.person_in_brackets",
)  # fmt: skip
# Rules that tell in their detail which part of the cell they are about.
_PART_IN_DETAIL = ("email.invalid", "email.domain_typo")


def fixable() -> pl.Expr:
    """Whether a finding, of findings.FINDINGS, suggests a text for its cell."""
    code = pl.col("code")
    placed = pl.all_horizontal(pl.col(name).is_not_null() for name in ("sheet", "row", "column"))
    told = pl.col("suggestion").is_not_null() & (pl.col("suggestion") != "")
    return placed & told & ~code.is_in(_NO_TEXT) & ~code.str.starts_with("column.")


def accepted(
    plan: Found,
    choices: Choices,
    *,
    code: str | None = None,
    sheet: int | None = None,
    column: int | None = None,
    row: int | None = None,
    value: str | None = None,
    suggestion: str | None = None,
) -> Corrections:
    """The corrections that accept what findings suggest.

    Args:
        plan: what was found. choices: the person's by now, whose corrections are built upon.
        code, sheet, column, row, value, suggestion: only of the findings with these; None is any.

    Where a finding is about a part of its cell (one of several emails), only that part is corrected; where
    that part no longer stands in the cell, nothing is.
    """
    wanted = {
        "code": code, "sheet": sheet, "column": column, "row": row, "value": value, "suggestion": suggestion,
    }  # fmt: skip
    chosen = [pl.col(name) == one for name, one in wanted.items() if one is not None]
    found = plan.findings.filter(fixable(), *chosen)
    parts = [TOLD.to_frame()]
    for (at, index), part in found.partition_by("sheet", "column", as_dict=True, maintain_order=True).items():
        place = int(str(at)), int(str(index))
        parts.append(changed(_accepted(cells_of(plan.sheets[place[0]], place[1], choices), part), *place))
    told = pl.concat(parts)
    return as_fixes(told, plan) if row is not None else _shortened(told, plan, choices)


def _accepted(cells: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """A column's cells with findings, and what they are once those are accepted."""
    told = found.join(cells, on="row", maintain_order="left").unique("row", keep="first", maintain_order=True)
    part = pl.when(pl.col("code").is_in(_PART_IN_DETAIL)).then("detail").otherwise("value").fill_null("")
    asked = told.select("row", "was", "text", "fixed", "suggestion", part=part)
    keys = ["text", "suggestion", "part"]
    distinct = asked.select(keys).unique()
    now = [_put(text or "", part, put) for text, put, part in distinct.iter_rows()]
    made = distinct.with_columns(now=pl.Series(now, dtype=pl.String))
    return asked.join(made, on=keys, maintain_order="left", nulls_equal=True).drop_nulls("now")


def _put(text: str, part: str, suggestion: str) -> str | None:
    """A cell's text with a suggestion in place of the part that it is for; None where that is not there."""
    if text.strip().casefold() == part.strip().casefold():
        return suggestion
    if not part.strip() or not text:
        return None
    found = re.findall(re.escape(part), text, re.IGNORECASE)
    return text.replace(found[0], suggestion) if len(set(found)) == 1 else None


def _shortened(told: pl.DataFrame, plan: Found, choices: Choices) -> Corrections:
    """Corrections as replacements where several cells with one text get the same other one, and no further
    cell has that text in a column with that header."""
    if told.height < 2:
        return as_fixes(told, plan)
    named = told.join(_headers(plan), on=["sheet", "column"], maintain_order="left").with_columns(
        whole=pl.col("text").str.strip_chars()
    )
    free = named.filter(~pl.col("fixed") & (pl.col("header") != "") & pl.col("whole").is_not_null())
    alike = free.group_by("folded", "whole", maintain_order=True).agg(
        pl.col("header", "now").first(), cells=pl.len(), several=pl.col("now").n_unique()
    )
    wanted = alike.filter((pl.col("cells") > 1) & (pl.col("several") == 1))
    there = _counted(plan, choices, wanted)
    keys = ["folded", "whole"]
    said = wanted.join(there, on=[*keys, "cells"], how="semi", maintain_order="left")
    left = named.join(said, on=keys, how="anti", maintain_order="left")
    replacements = tuple(Replacement(*row) for row in said.select("header", "whole", "now").iter_rows())
    return replace(as_fixes(left, plan), replacements=replacements, cells=told.height)


def _headers(plan: Found) -> pl.DataFrame:
    """The header of each column, as it is written and folded."""
    rows = [
        (at, index, header, fold(header))
        for at, planned in enumerate(plan.sheets)
        for index in range(width(planned))
        for header in [header_of(plan, at, index)]
    ]
    schema = {"sheet": pl.UInt16, "column": pl.UInt16, "header": pl.String, "folded": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _counted(plan: Found, choices: Choices, wanted: pl.DataFrame) -> pl.DataFrame:
    """In how many cells each text stands by now, in all columns with its header."""
    found = [wanted.select("folded", "whole").clear()]
    for at, index, _, folded in _headers(plan).iter_rows():
        texts = wanted.filter(pl.col("folded") == folded)["whole"]
        if len(texts):
            whole = cells_of(plan.sheets[at], index, choices).select(whole=pl.col("text").str.strip_chars())
            here = whole.filter(pl.col("whole").is_in(texts.implode()))
            found.append(here.select(pl.lit(folded).alias("folded"), "whole"))
    return pl.concat(found).group_by("folded", "whole").agg(cells=pl.len())
