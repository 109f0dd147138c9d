"""Which contacts a bulk workbook deletes: those that are marked in each of their rows."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from carnet.pipeline.bulk import rules
from carnet.pipeline.bulk.verdicts import ADDED, COPIED, LINKED

_OF_CONTACT = [LINKED, ADDED, COPIED]


@dataclass(frozen=True, slots=True)
class Deletions:
    """ids: the contacts to delete; kept: those that are marked but stay, whose rows change nothing."""

    ids: pl.Series
    kept: pl.Series
    findings: list[pl.DataFrame]


def deletions(judged: pl.DataFrame, cells: pl.DataFrame, *, overrule: bool) -> Deletions:
    """What is to be deleted.

    Args:
        judged: the rows of all sheets. cells: CELL rows of their linked ones.
        overrule: delete also what changed in the book since the export.
    """
    rows = judged.filter(pl.col("verdict").is_in(_OF_CONTACT))
    marked = rows.group_by("book_id", maintain_order=True).agg(
        pl.col("delete").all().alias("all"), pl.col("delete").any().alias("any")
    )
    whole = marked.filter("all")["book_id"]
    partly = marked.filter(pl.col("any") & ~pl.col("all"))["book_id"]
    newer = cells.filter(pl.col("status").is_in(["newer", "conflict"])).select("sheet", "row").unique()
    moved = newer.join(rows, on=["sheet", "row"])["book_id"].unique()
    kept = whole.filter(whole.is_in(moved.implode())) if not overrule else whole.clear()
    first = rows.filter("delete").unique("book_id", keep="first", maintain_order=True)
    findings = [
        rules.found(first.filter(pl.col("book_id").is_in(ids.implode())), told.code, value=pl.col("name"))
        for ids, told in ((partly, rules.PARTLY), (kept, rules.DELETE_MOVED))
    ]
    return Deletions(whole.filter(~whole.is_in(kept.implode())), kept, findings)
