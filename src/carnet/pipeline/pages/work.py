"""The work items of a kept plan, some at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from carnet.contract import WORK_VALUES
from carnet.pipeline.pages.shown import Change

if TYPE_CHECKING:
    from carnet.pipeline.pages.reader import PlanReader


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A work item as the plan makes or leaves it.

    Attributes:
        action: "create", "update" or "skip".
        changes: of a new item every value but its title; fields as in catalog.WORK_FIELDS.
        file, row: where it comes from.
        kind: beside those of contacts.
    """

    action: str
    title: str
    client: str
    changes: tuple[Change, ...]
    file: str
    row: int
    kind: str = "work"


def planned_work(made: PlanReader, offset: int, limit: int) -> list[PlannedItem]:
    """Some of the work items, those that stay as they are last."""
    ordered = made.frame("work").sort(pl.col("action") == "skip", maintain_order=True)
    part = ordered.slice(offset, limit)
    updates = made.frame("work_changes").filter(pl.col("item").is_in(part["item"].implode()))
    changes: dict[int, list[Change]] = {}
    for item, field, old, new in updates.select("item", "field", "old", "new").iter_rows():
        changes.setdefault(item, []).append(Change(f"work.{field}", old, new))
    return [
        PlannedItem(
            one["action"], one["title"], one["client_name"], tuple(changes.get(one["item"], _new(one))),
            made.sheets[one["sheet"]].mapped.recognised.sheet.file, one["row"],
        )
        for one in part.iter_rows(named=True)
    ]  # fmt: skip


def _new(item: dict[str, str | None]) -> list[Change]:
    if item["action"] != "create":
        return []
    return [Change(f"work.{name}", None, item[name]) for name in WORK_VALUES[1:] if item[name] is not None]
