"""Contacts of a bulk workbook that are not read, in the plan: those as in the book, and those that go."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from carnet.contract import Plan
from carnet.pipeline.bulk.compare import Told

_KINDS = {"organization": "organizations", "person": "people", "client_group": "client_groups"}


def with_bulk(plan: Plan, told: Told) -> Plan:
    """The plan with these contacts, as skipped and as deleted."""
    gone = pl.col("book_id").is_in(told.deleted["book_id"].unique().implode()).fill_null(False)
    contacts = plan.contacts.with_columns(action=pl.when(gone).then(pl.lit("delete")).otherwise("action"))
    deleted = _more(told, told.deleted, contacts, "delete")
    unchanged = _more(told, told.unchanged, pl.concat([contacts, deleted], how="diagonal"), "skip")
    more = pl.concat([deleted, unchanged])
    numbered = more.with_columns(
        contact=pl.int_range(contacts.height, contacts.height + more.height, dtype=pl.UInt32, eager=True)
    )
    whole = pl.concat([contacts, numbered], how="diagonal")
    actions = dict(whole["action"].value_counts().iter_rows())
    kinds = dict(numbered["kind"].value_counts().iter_rows())
    counts = plan.counts | {"update": actions.get("update", 0), "skip": actions.get("skip", 0)}
    if actions.get("delete"):
        counts["delete"] = actions["delete"]
    return replace(
        plan,
        contacts=whole,
        sources=pl.concat([plan.sources, _sources(told, numbered, plan.sources)]),
        counts=counts,
        records=plan.records
        | {name: plan.records[name] + kinds.get(kind, 0) for kind, name in _KINDS.items()},
    )


def _more(told: Told, rows: pl.DataFrame, there: pl.DataFrame, action: str) -> pl.DataFrame:
    """Contacts of the book that rows name and that the plan does not have yet."""
    ids = rows["book_id"].unique()
    held = told.contents.contacts.filter(
        pl.col("id").is_in(ids.implode()) & ~pl.col("id").is_in(there["book_id"].drop_nulls().implode())
    )
    return held.drop("key", "archived").rename({"id": "book_id"}).with_columns(
        action=pl.lit(action), review=pl.lit(False)
    )  # fmt: skip


def _sources(told: Told, numbered: pl.DataFrame, there: pl.DataFrame) -> pl.DataFrame:
    rows = pl.concat([told.deleted, told.unchanged])
    known = numbered.select("contact", "book_id")
    return rows.join(known, on="book_id", maintain_order="left").select(there.columns).cast(there.schema)
