"""What pages need of a plan besides its own frames, made once so that no page reads a whole plan."""

from __future__ import annotations

import polars as pl

from carnet.contract import Plan
from carnet.pipeline.kept.differences import differences
from carnet.pipeline.kept.suspected import pairs
from carnet.stages.normalise.comparable import folded


def frames(plan: Plan) -> dict[str, pl.DataFrame]:
    """The further frames of a kept plan.

    texts: text: what is searched of each contact, in the order of their numbers.
    differences: DIFFERENCE. fields: field, contacts: how many updates change it.
    told: contact, finding: the findings on the rows that a contact came from, by their places in
        Plan.findings; contact after contact.
    rules: code, findings, contacts: how many of each.
    groups: member, group: Plan.members in the order of members.
    pairs: PAIR. known, known_cards: Plan.known in the order of contacts.
    """
    changed = differences(plan)
    told = _told(plan)
    return {
        "texts": _texts(plan),
        "differences": changed,
        "told": told,
        "rules": _rules(plan, told),
        "fields": changed.unique(["contact", "field"]).group_by("field").agg(contacts=pl.len()),
        "groups": plan.members.select("member", "group").sort("member", maintain_order=True),
        "pairs": pairs(plan).with_columns(text=folded(pl.col("text"))),
        "known": plan.known.contacts.sort("id"),
        "known_cards": plan.known.cards.sort("contact", maintain_order=True),
    }


def _texts(plan: Plan) -> pl.DataFrame:
    """Names, identifiers and emails, folded."""
    emails = plan.cards.select("contact", emails=pl.col("emails").list.join(" ")).drop_nulls()
    together = emails.group_by("contact", maintain_order=True).agg(pl.col("emails").str.join(" "))
    whole = plan.contacts.join(together, on="contact", how="left", maintain_order="left")
    parts = [name for name in ("name", "client_identifier", "emails") if name in whole.columns]
    return whole.select(text=folded(pl.concat_str(parts, separator=" ", ignore_nulls=True)))


def _told(plan: Plan) -> pl.DataFrame:
    placed = plan.findings.with_row_index("finding").select("finding", "sheet", "row").drop_nulls()
    told = plan.sources.select("contact", "sheet", "row").unique().join(placed, on=["sheet", "row"])
    return told.select("contact", "finding").sort("contact", "finding")


def _rules(plan: Plan, told: pl.DataFrame) -> pl.DataFrame:
    codes = plan.findings["code"]
    concerned = told.select("contact", code=codes.gather(told["finding"])).unique()
    contacts = concerned.group_by("code").agg(contacts=pl.len())
    counted = codes.to_frame().group_by("code", maintain_order=True).agg(findings=pl.len())
    return counted.join(contacts, on="code", how="left", maintain_order="left").with_columns(
        pl.col("contacts").fill_null(0)
    )
