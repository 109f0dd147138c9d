"""Plans written as a reader would say them: contacts by name, with what changes beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from carnet import catalog, findings
from carnet.contract import (
    CARD,
    CUSTOM,
    LOOKUP,
    Balance,
    Book,
    Contents,
    Disposition,
    Mode,
    Plan,
    PlanSheet,
    SourceFile,
)
from carnet.stages.match.own_keys import own_keys
from tests.support.plans import mapped, source_sheet

Values = Mapping[str, str | None]
Card = Mapping[str, Any]

_CHANGES = pl.Schema(
    {"contact": pl.UInt32, "book_id": pl.Int64, "field": pl.String, "old": pl.String, "new": pl.String}
)
_CARDS = pl.Schema(
    [
        ("contact", pl.UInt32()),
        ("book_card", pl.Int64()),
        ("organization_contact", pl.UInt32()),
        ("primary", pl.Boolean()),
        *CARD.items(),
    ]
)
_CONTACTS = pl.Schema(
    [
        ("contact", pl.UInt32()),
        ("action", pl.String()),
        ("review", pl.Boolean()),
        ("kind", pl.String()),
        ("book_id", pl.Int64()),
        *((name, pl.String()) for name in catalog.RECORD_COLUMNS),
        ("custom", pl.List(CUSTOM)),
    ]
)


@dataclass
class Wish:
    """One contact of a plan.

    Attributes:
        name: of a new contact, or of the book's contact that is to be updated.
        update: the contact is in the book.
        values: record columns, "custom.<name>" too; of an update only what changes.
        cards: dictionaries in contract.CARD's shape; "replaces" is the position of the book's card that
            it replaces, "works_at" the name of an organization of the same plan.
        members: names of contacts of the same plan.
        row: the row of the plan's sheet that it came from.
    """

    name: str
    kind: str = "person"
    update: bool = False
    values: Values = field(default_factory=dict)
    cards: Sequence[Card] = ()
    members: Sequence[str] = ()
    row: int | None = None


@dataclass
class PlanMaker:
    """Makes the plan of some wishes for a book.

    Attributes:
        rows: the sheet's rows by number, and what became of each cell.
    """

    book: Book
    folder: Path
    headers: tuple[str, ...] = ("Name", "Email", "Shoe size")
    rows: Mapping[int, tuple[str | None, ...]] = field(default_factory=dict)
    ledger: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def plan(self, *wishes: Wish, mappings: dict[str, dict[str, str]] | None = None) -> Plan:
        """The plan, at the book's present revision."""
        contents = self.book.contents()
        numbers = {wish.name: number for number, wish in enumerate(wishes)}
        known = dict(contents.contacts.select("name", "id").iter_rows())
        contacts = _contacts(wishes, known, contents)
        cards = _cards(wishes, numbers, known, contents)
        sheets, files = self._sheets()
        return Plan(
            revision=self.book.revision,
            mode=Mode.UPSERT,
            contacts=contacts,
            cards=cards,
            members=pl.DataFrame(
                [(numbers[wish.name], numbers[member]) for wish in wishes for member in wish.members],
                schema={"group": pl.UInt32, "member": pl.UInt32},
                orient="row",
            ),
            changes=_changes(wishes, known, contents),
            lookups=lookups_of(contacts, cards),
            sources=pl.DataFrame(
                [(number, 0, wish.row) for number, wish in enumerate(wishes) if wish.row is not None],
                schema={"contact": pl.UInt32, "sheet": pl.UInt16, "row": pl.UInt32},
                orient="row",
            ),
            files=files,
            sheets=sheets,
            findings=findings.empty(),
            balance=Balance(),
            counts={"create": sum(not wish.update for wish in wishes), "update": 0},
            records={},
            mappings=mappings or {},
        )

    def _sheets(self) -> tuple[tuple[PlanSheet, ...], tuple[SourceFile, ...]]:
        if not self.rows:
            return (), ()
        sheet = source_sheet(self.folder, "clients", self.headers, dict(self.rows))
        stored = (Disposition.STORED,) * len(self.headers)
        ledger = np.array([self.ledger.get(row, stored) for row in self.rows], dtype=np.uint8)
        planned = PlanSheet(
            mapped(sheet, self.headers, {"Name": "contact.name", "Email": "person.email"}), ledger
        )
        return (planned,), (SourceFile("clients.csv", "csv", (sheet,)),)


def _contacts(wishes: Sequence[Wish], known: Mapping[str, int], contents: Contents) -> pl.DataFrame:
    """Every value after the import, as the contract has it."""
    before = {row["id"]: row for row in contents.contacts.to_dicts()}
    rows = []
    for number, wish in enumerate(wishes):
        old: dict[str, Any] = (
            before[known[wish.name]] if wish.update else {"name": wish.name, "kind": wish.kind}
        )
        single = {name: old.get(name) for name in catalog.RECORD_COLUMNS}
        single |= {name: value for name, value in wish.values.items() if not name.startswith("custom.")}
        custom = {item["name"]: item["value"] for item in old.get("custom") or []}
        custom |= {
            name.removeprefix("custom."): value
            for name, value in wish.values.items()
            if name.startswith("custom.")
        }
        items = [{"name": name, "value": value} for name, value in custom.items()]
        rows.append(
            {
                "contact": number,
                "action": "update" if wish.update else "create",
                "review": False,
                "kind": old["kind"],
                "book_id": known[wish.name] if wish.update else None,
                **single,
                "custom": items or None,
            }
        )
    frame = pl.DataFrame(rows, schema=_CONTACTS)
    return frame.select(
        name
        for name in frame.columns
        if name in {"name", "book_id"} or frame[name].null_count() < frame.height
    )


def _cards(
    wishes: Sequence[Wish], numbers: Mapping[str, int], known: Mapping[str, int], contents: Contents
) -> pl.DataFrame:
    rows = []
    for number, wish in enumerate(wishes):
        held = contents.cards.filter(pl.col("contact") == known.get(wish.name, -1)) if wish.update else None
        for place, card in enumerate(wish.cards):
            replaces = card.get("replaces")
            old = held.row(replaces, named=True) if held is not None and replaces is not None else {}
            organization = card.get("works_at")
            rows.append(
                {
                    "contact": number,
                    "book_card": old.get("id"),
                    "organization_contact": numbers.get(organization) if organization else None,
                    "primary": old.get("primary", place == 0 and not wish.update),
                    **{name: card.get(name) for name in CARD},
                    "organization": organization or card.get("organization"),
                }
            )
    return pl.DataFrame(rows, schema=_CARDS)


def _changes(wishes: Sequence[Wish], known: Mapping[str, int], contents: Contents) -> pl.DataFrame:
    before = {row["id"]: row for row in contents.contacts.to_dicts()}
    rows = [
        (number, known[wish.name], name, before[known[wish.name]].get(name), value)
        for number, wish in enumerate(wishes)
        if wish.update
        for name, value in wish.values.items()
        if not name.startswith("custom.")
    ]
    return pl.DataFrame(rows, schema=_CHANGES, orient="row")


def lookups_of(contacts: pl.DataFrame, cards: pl.DataFrame) -> pl.DataFrame:
    """The keys that the contacts' values make."""
    return own_keys(contacts, cards).cast(LOOKUP)


def keys(*pairs: tuple[str, str]) -> pl.DataFrame:
    """LOOKUP rows numbered from 0, of (kind, value)."""
    rows = [(number, kind, value) for number, (kind, value) in enumerate(pairs)]
    return pl.DataFrame(rows, schema=LOOKUP, orient="row")
