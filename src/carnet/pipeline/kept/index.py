"""What pages need of a plan besides its own frames, made once so that no page reads a whole plan."""

from __future__ import annotations

import polars as pl

from carnet.contract import Plan, PlanSheet
from carnet.pipeline.current import as_read, listed
from carnet.pipeline.kept.differences import differences
from carnet.pipeline.kept.suspected import pairs
from carnet.stages.normalise.searched import searched
from carnet.stages.report.columns import secret_columns

WHOLE_ROW = 0xFFFF  # the column of a finding that is about none
_ROW = pl.Schema({"row": pl.UInt32, "part": pl.UInt16, "text": pl.String})


def frames(plan: Plan) -> dict[str, pl.DataFrame]:
    """The further frames of a kept plan.

    texts: text: what is searched of each contact, in the order of their numbers.
    differences: DIFFERENCE. fields: field, contacts: how many updates change it.
    rules: code, findings, contacts: how many of each.
    told: contact, finding, rule: the findings on the rows that a contact came from, by their places in
        Plan.findings and in rules; contact after contact.
    placed: sheet, row, column (or WHOLE_ROW), finding, rule: the findings on rows, in their order.
    counted: sheet, column, rule, cells: how many cells (or rows) have such a finding.
    groups: member, group: Plan.members in the order of members.
    pairs: PAIR. known, known_cards: Plan.known in the order of contacts.
    rows-0, rows-1 ...: of each sheet the rows that may be contacts: row, part (which of the sheet's), text
        (what is searched of it).
    """
    changed = differences(plan)
    rules = plan.findings.group_by("code", maintain_order=True).agg(findings=pl.len())
    placed = _placed(plan.findings, rules["code"])
    told = _told(plan, placed)
    suspected = pairs(plan)
    return {
        "texts": _texts(plan),
        "differences": changed,
        "fields": changed.unique(["contact", "field"]).group_by("field").agg(contacts=pl.len()),
        "rules": rules.with_columns(contacts=_contacts(told, rules.height)),
        "told": told,
        "placed": placed,
        "counted": placed.group_by("sheet", "column", "rule", maintain_order=True).agg(
            cells=pl.col("row").n_unique()
        ),
        "groups": plan.members.select("member", "group").sort("member", maintain_order=True),
        "pairs": suspected.with_columns(searched(suspected["text"])),
        "known": plan.known.contacts.sort("id"),
        "known_cards": plan.known.cards.sort("contact", maintain_order=True),
        **{f"rows-{number}": _rows(sheet) for number, sheet in enumerate(plan.sheets)},
    }


def _texts(plan: Plan) -> pl.DataFrame:
    """Names, identifiers and emails."""
    emails = plan.cards.select("contact", emails=pl.col("emails").list.join(" ")).drop_nulls()
    together = emails.group_by("contact", maintain_order=True).agg(pl.col("emails").str.join(" "))
    whole = plan.contacts.join(together, on="contact", how="left", maintain_order="left")
    parts = [name for name in ("name", "client_identifier", "emails") if name in whole.columns]
    text = whole.select(text=pl.concat_str(parts, separator=" ", ignore_nulls=True))
    return text.with_columns(searched(text["text"]))


def _placed(findings: pl.DataFrame, codes: pl.Series) -> pl.DataFrame:
    rule = pl.DataFrame({"code": codes}).with_row_index("rule").cast({"rule": pl.UInt16})
    told = findings.with_row_index("finding").drop_nulls(["sheet", "row"])
    placed = told.join(rule, on="code", how="left", maintain_order="left")
    column = pl.col("column").fill_null(WHOLE_ROW)
    return placed.select("sheet", "row", column, "finding", "rule").sort(
        "sheet", "row", "column", maintain_order=True
    )


def _told(plan: Plan, placed: pl.DataFrame) -> pl.DataFrame:
    found = plan.sources.select("contact", "sheet", "row").unique().join(placed, on=["sheet", "row"])
    return found.select("contact", "finding", "rule").sort("contact", "finding")


def _contacts(told: pl.DataFrame, rules: int) -> pl.Series:
    """How many contacts have a finding of each rule."""
    counted = told.group_by("rule").agg(contacts=pl.col("contact").n_unique())
    every = pl.DataFrame({"rule": range(rules)}, schema={"rule": pl.UInt16})
    return every.join(counted, on="rule", how="left", maintain_order="left")["contacts"].fill_null(0)


def _rows(planned: PlanSheet) -> pl.DataFrame:
    recognised = as_read(planned).recognised
    shown = sorted(set(range(recognised.sheet.width)) - secret_columns(planned.mapped))
    text = pl.concat_str([pl.lit(""), *(f"c{index}" for index in shown)], separator=" ", ignore_nulls=True)
    found = [
        pl.scan_ipc(path).filter(listed(recognised))
        .select("row", pl.lit(part, pl.UInt16).alias("part"), text=text).collect()
        for part, path in enumerate(recognised.sheet.parts)
    ]  # fmt: skip
    rows = pl.concat([_ROW.to_frame(), *found])
    return rows.with_columns(searched(rows["text"]))
