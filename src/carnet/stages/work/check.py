"""The rules on single work items: a title, dates in order, a colleague who does it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import polars as pl

from carnet.contract import Disposition
from carnet.findings import Severity, rule
from carnet.stages.work.rows import WorkSheets

rule(
    "work.no_title",
    Severity.ERROR,
    en="The work for “%(value)s” has no title, so it was not taken. Say in a few words what is to be done.",
    fr="Le travail pour « %(value)s » n'a pas de titre ; il n'a pas été pris. Dites en quelques mots ce qui "
    "est à faire.",
)
rule(
    "work.due_before_start",
    Severity.ERROR,
    en="The work is due on %(value)s, before it starts on %(detail)s. The due date is set aside; correct one "
    "of the two.",
    fr="L'échéance du travail, le %(value)s, précède son début, le %(detail)s. L'échéance est mise de côté ; "
    "corrigez l'une des deux dates.",
)
rule(
    "work.assignee_unknown",
    Severity.WARNING,
    en="“%(value)s” is no colleague of the firm. The name is kept; if it is “%(suggestion)s”, correct it.",
    fr="« %(value)s » n'est pas un collègue du cabinet. Le nom est conservé ; s'il s'agit de "
    "« %(suggestion)s », corrigez-le.",
)
rule(
    "work.assignee_nobody_near",
    Severity.WARNING,
    en="“%(value)s” is no colleague of the firm. The name is kept. Known colleagues: %(detail)s.",
    fr="« %(value)s » n'est pas un collègue du cabinet. Le nom est conservé. Collègues connus : %(detail)s.",
)
_SHOWN = 8  # colleagues that a sentence names


def titled(sheets: WorkSheets, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The rows that have a title, and findings on the others."""
    bare = rows.filter(pl.col("title").is_null()).with_columns(
        whose=pl.coalesce("client", "client_identifier", pl.lit("?"))
    )
    return rows.drop_nulls("title"), [sheets.found(bare, "work.no_title", "title", value="whose")]


def in_order(sheets: WorkSheets, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The rows without due dates that lie before the start, and findings on these."""
    late = (pl.col("due_date") < pl.col("start_date")).fill_null(False)
    wrong = rows.filter(late)
    sheets.settle(wrong, ["due_date"], Disposition.SET_ASIDE)
    said = sheets.found(wrong, "work.due_before_start", "due_date", value="due_date", detail="start_date")
    return rows.with_columns(due_date=pl.when(~late).then("due_date")), [said]


def assigned(sheets: WorkSheets, rows: pl.DataFrame, colleagues: Sequence[str]) -> list[pl.DataFrame]:
    """Findings on assignees who are no colleagues; none where nobody is known to be one."""
    known = {name.casefold(): name for name in colleagues if name}
    if not known:
        return []
    asked = rows["assignee"].drop_nulls().unique(maintain_order=True)
    nobody = [name for name in asked if name.casefold() not in known]
    near = [next(iter(get_close_matches(name.casefold(), known, 1, 0.75)), None) for name in nobody]
    told = pl.DataFrame(
        {"assignee": nobody, "near": [one and known[one] for one in near]},
        schema={"assignee": pl.String, "near": pl.String},
    )
    names = sorted(name for name in known.values() if "@" not in name)
    listed = ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
    found = rows.join(told, on="assignee", maintain_order="left").with_columns(all=pl.lit(listed))
    alone = found["near"].is_null()
    return [
        sheets.found(
            found.filter(~alone), "work.assignee_unknown", "assignee", value="assignee", suggestion="near"
        ),
        sheets.found(
            found.filter(alone), "work.assignee_nobody_near", "assignee", value="assignee", detail="all"
        ),
    ]
