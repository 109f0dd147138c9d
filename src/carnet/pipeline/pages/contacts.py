"""Contacts of a kept plan with all that a page shows of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from carnet.catalog import RECORD_COLUMNS, SECRET_COLUMNS
from carnet.choices import Party
from carnet.contract import CARD
from carnet.findings import Finding
from carnet.language import Language
from carnet.pipeline.kept.items import items
from carnet.pipeline.pages.rows import Numbers, grouped, ranges, rows_of, values_of
from carnet.pipeline.pages.shown import (
    MOST,
    Change,
    Item,
    Linked,
    PlannedCard,
    PlannedContact,
    SourcePlace,
)
from carnet.stages.report.mask import masked

if TYPE_CHECKING:
    from carnet.pipeline.pages.reader import PlanReader


def planned_contacts(reader: PlanReader, numbers: Numbers, language: Language) -> tuple[PlannedContact, ...]:
    """The contacts of some numbers.

    Args:
        numbers: ascending.
        language: of the findings.
    """
    rows = reader.frame("contacts")[numbers]
    values = values_of(rows, RECORD_COLUMNS)
    sources, findings = places_of(reader, numbers), _findings(reader, numbers, language)
    cards, changes = _cards(reader, rows), _changes(reader, numbers)
    members = _linked(reader, "members", "group", "member", numbers)
    groups = _linked(reader, "groups", "member", "group", numbers)
    totals = {
        name: np.subtract(*reversed(ranges(reader.frame(name), by, numbers)))
        for name, by in (("members", "group"), ("sources", "contact"), ("told", "contact"))
    }
    return tuple(
        PlannedContact(
            number=(number := row["contact"]),
            action=row["action"], kind=row["kind"], name=row["name"], review=row["review"],
            book_id=row["book_id"], values=values[at],
            party=party_of(reader, row["kind"], row["name"], sources[number]),
            changes=(
                _made(values[at], cards.get(number, []), members.get(number, []))
                if row["action"] == "create" else tuple(changes.get(number, []))
            ),
            cards=tuple(cards.get(number, [])),
            members=tuple(members.get(number, [])),
            groups=tuple(groups.get(number, [])),
            sources=tuple(sources[number]),
            findings=tuple(findings.get(number, [])),
            members_total=int(totals["members"][at]),
            sources_total=int(totals["sources"][at]),
            findings_total=int(totals["told"][at]),
        )
        for at, row in enumerate(rows.iter_rows(named=True))
    )  # fmt: skip


def places_of(reader: PlanReader, numbers: Numbers) -> dict[int, list[SourcePlace]]:
    """The rows that each contact came from."""
    sheets = [sheet.mapped.recognised.sheet for sheet in reader.sheets]

    def place(row: Mapping[str, Any]) -> SourcePlace:
        sheet = sheets[row["sheet"]]
        return SourcePlace(row["sheet"], sheet.file, sheet.name, row["row"])

    found = grouped(rows_of(reader.frame("sources"), "contact", numbers, MOST), "contact", place)
    return {number: found.get(number, []) for number in numbers.tolist()}


def party_of(reader: PlanReader, kind: str, name: str, sources: Sequence[SourcePlace]) -> Party:
    """How a decision names a contact of the plan."""
    if not sources:
        return Party(kind=kind, name=name)
    place = reader.sheets[sources[0].sheet].place
    return Party(kind=kind, name=name, file=place.file, sheet=place.sheet, row=sources[0].row)


def _findings(reader: PlanReader, numbers: Numbers, language: Language) -> dict[int, list[Finding]]:
    told = rows_of(reader.frame("told"), "contact", numbers, MOST)
    places = np.unique(told["finding"].to_numpy()).astype(np.int64)
    worded = dict(zip(places.tolist(), reader.worded(places, language), strict=True))
    return grouped(told, "contact", lambda row: worded[row["finding"]])


def _changes(reader: PlanReader, numbers: Numbers) -> dict[int, list[Change]]:
    secret = pl.col("field").is_in(SECRET_COLUMNS)
    found = rows_of(reader.frame("differences"), "contact", numbers, MOST).with_columns(
        pl.when(secret).then(masked(pl.col(name))).otherwise(name).alias(name) for name in ("old", "new")
    )
    return grouped(found, "contact", lambda row: Change(row["field"], row["old"], row["new"]))


def _made(
    values: Mapping[str, str], cards: Sequence[PlannedCard], members: Sequence[Linked]
) -> tuple[Change, ...]:
    """What a new contact has, as changes."""
    of_cards = (Change(item.field, None, item.text) for card in cards for item in card.after)
    return (
        *(Change(field, None, text) for field, text in values.items()),
        *of_cards,
        *(Change("member", None, one.name) for one in members),
    )


def _linked(reader: PlanReader, name: str, one: str, other: str, numbers: Numbers) -> dict[int, list[Linked]]:
    links = rows_of(reader.frame(name), one, numbers, MOST)
    contacts = reader.frame("contacts").select("kind", "name")[links[other].to_numpy()]
    told = links.with_columns(contacts)
    return grouped(told, one, lambda row: Linked(row[other], row["kind"], row["name"]))


def _cards(reader: PlanReader, rows: pl.DataFrame) -> dict[int, list[PlannedCard]]:
    """The cards of contacts: those that are written, then those of the book that stay."""
    numbers = rows["contact"].to_numpy()
    ours = rows_of(reader.frame("cards"), "contact", numbers, MOST)
    updated = rows.filter(pl.col("action") == "update").select(book="book_id", owner="contact").sort("book")
    theirs = rows_of(reader.frame("known_cards"), "contact", updated["book"].to_numpy(), MOST).join(
        updated, left_on="contact", right_on="book", maintain_order="left"
    )
    before = _items(theirs, "id")
    after = _items(ours.with_row_index("at"), "at")
    found: dict[int, list[PlannedCard]] = {}
    for at, (owner, known, primary) in enumerate(ours.select("contact", "book_card", "primary").iter_rows()):
        old = tuple(before.get(known, [])) if known is not None else None
        found.setdefault(owner, []).append(PlannedCard(primary, old, tuple(after.get(at, []))))
    written = set(ours["book_card"].drop_nulls().to_list())
    for owner, known, primary in theirs.select("owner", "id", "primary").iter_rows():
        if known not in written:
            same = tuple(before.get(known, []))
            found.setdefault(owner, []).append(PlannedCard(primary, same, same))
    return found


def _items(cards: pl.DataFrame, owner: str) -> dict[int, list[Item]]:
    told = items(cards.select(owner, *CARD.names()), [owner])
    return grouped(told, owner, lambda row: Item(row["field"], row["text"]))
