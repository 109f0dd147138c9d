"""The single values of two contacts that become one: filled, joined, or chosen by rule or by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from carnet.book import queries, values
from carnet.book.actions.revise_contacts import write_values
from carnet.book.engines import Cursor
from carnet.book.rows import rows
from carnet.catalog import RECORD_COLUMNS
from carnet.contract import CarnetError
from carnet.stages.assemble.records import NOTES
from carnet.stages.survivorship import SAID, completeness, survivors

if TYPE_CHECKING:
    from carnet.book.actions.merge_contacts import Merging
    from carnet.book.firm_book import FirmBook

KEEP, GONE = "keep", "gone"
_LATEST = pl.Schema({"id": pl.Int64, "field": pl.String, "moment": pl.String, "trust": pl.Int64})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A single value that stands.

    Attributes:
        field: a record column or "custom.<name>". value: what stands, None for nothing.
        reason: one of survivorship.REASONS.
        other: the value that does not stand and is set aside, None where there is none.
    """

    field: str
    value: str | None
    reason: str
    other: str | None


def checked(choices: Mapping[str, str | None]) -> Mapping[str, str | None]:
    """The choices, whose fields exist.

    Raises:
        CarnetError: contact.field.
    """
    for field in choices:
        if field not in RECORD_COLUMNS and not field.startswith(values.CUSTOM_PREFIX):
            raise CarnetError("contact.field", value=field)
    return choices


@dataclass(frozen=True, slots=True)
class _Two:
    """The ids of the two contacts."""

    book: FirmBook
    cursor: Cursor
    kept: int
    gone: int

    @property
    def both(self) -> pl.Series:
        """The kept one first."""
        return pl.Series([self.kept, self.gone], dtype=pl.Int64)


def survive(
    book: FirmBook, cursor: Cursor, kept: int, gone: int, choices: Mapping[str, str | None]
) -> list[Chosen]:
    """The single value of each field that stands when one contact goes on in another; nothing is written.

    Args:
        kept, gone: the contacts' ids.
        choices: see merge_contacts.merge.
    """
    two = _Two(book, cursor, kept, gone)
    held = _held(two)
    chosen = [*_joined(held), *_by_rule(two, held), *_by_person(held, choices)]
    return list({one.field: one for one in chosen}.values())  # a person's choice comes after the rule's


def merge_values(work: Merging, choices: Mapping[str, str | None]) -> tuple[list[Chosen], int]:
    """Write the values that stand; what was chosen, and how many values of the kept contact changed."""
    chosen = survive(work.book, work.cursor, work.kept.pk, work.gone.pk, choices)
    wanted = pl.DataFrame(
        [(work.kept.pk, one.field, one.value) for one in chosen], schema=values.VALUES, orient="row"
    )
    ids = pl.Series([work.kept.pk], dtype=pl.Int64)
    changes = write_values(work.book, work.cursor, ids, wanted, work.now)
    work.write(changes.with_columns(card=pl.lit(None, pl.Int64)))
    return [one for one in chosen if one.reason != "equal"], changes.height


def _held(two: _Two) -> dict[str, dict[str, str]]:
    """field -> "keep" and "gone" -> the value; the fields that the one that goes has too."""
    contacts = queries.contents(two.book, two.cursor, two.both).contacts
    fields = [*RECORD_COLUMNS, *values.custom_values(contacts)["field"].unique(maintain_order=True)]
    found: dict[str, dict[str, str]] = {}
    for contact, field, value in values.values_of(contacts, fields).iter_rows():
        found.setdefault(field, {})[KEEP if contact == two.kept else GONE] = value
    return {field: said for field, said in found.items() if GONE in said}


def _joined(held: Mapping[str, Mapping[str, str]]) -> list[Chosen]:
    """Notes: the lines of the kept contact, then those that only the other has."""
    found = []
    for field in NOTES:
        said = held.get(field, {})
        if len(said) == 2:
            lines = said[KEEP].split("\n")
            more = [line for line in said[GONE].split("\n") if line and line not in lines]
            reason = "joined" if more else "equal"
            found.append(Chosen(field, "\n".join([*lines, *more]), reason, None))
    return found


def _by_rule(two: _Two, held: Mapping[str, Mapping[str, str]]) -> list[Chosen]:
    """Other values; an empty one is filled."""
    said = [
        (two.kept, field, value, two.kept if who == KEEP else two.gone)
        for field, both in held.items()
        if field not in NOTES or len(both) == 1
        for who, value in sorted(both.items(), reverse=True)  # keep, then gone
    ]
    schema = pl.Schema({"contact": pl.Int64, "field": pl.String, "value": pl.String, "source": pl.Int64})
    frame = pl.DataFrame(said, schema=schema, orient="row").with_columns(completeness=completeness())
    told = _told(two, frame).select(SAID.names()).cast(SAID)
    return [
        Chosen(field, value, reason, _other(held[field], value))
        for field, value, reason in survivors(told).select("field", "value", "reason").iter_rows()
    ]


def _by_person(held: Mapping[str, Mapping[str, str]], choices: Mapping[str, str | None]) -> list[Chosen]:
    found = []
    for field, choice in choices.items():
        said = held.get(field, {})
        value = said.get(choice) if choice in (KEEP, GONE) else choice or None
        if said or choice not in (KEEP, GONE):
            found.append(Chosen(field, value, "chosen", _other(said, value)))
    return found


def _other(said: Mapping[str, str], stands: str | None) -> str | None:
    return next((said[who] for who in (GONE, KEEP) if who in said and said[who] != stands), None)


def _told(two: _Two, said: pl.DataFrame) -> pl.DataFrame:
    """When each value was last given and by whom: a person counts most, then a tool that is known."""
    made = _made(two).rename({"moment": "made", "trust": "made_trust"})
    latest = _changed(two).unique(["id", "field"], keep="last", maintain_order=True)
    joined = said.join(
        latest, left_on=["source", "field"], right_on=["id", "field"], how="left", maintain_order="left"
    ).join(made, left_on="source", right_on="id", how="left", maintain_order="left")
    return joined.with_columns(moment=pl.coalesce("moment", "made"), trust=pl.coalesce("trust", "made_trust"))


_TRUST = """CASE WHEN i.id IS NULL OR i.mode = 'edit' THEN 2 WHEN EXISTS (
    SELECT 1 FROM book_importsheet t WHERE t.batch_id = i.id AND t.provider NOT IN ('other', ''))
    THEN 1 ELSE 0 END"""


def _changed(two: _Two) -> pl.DataFrame:
    """id, field, moment, trust of every change that stands, the latest last."""
    sql = f"""
        SELECT j.contact_id, j.field, CAST(j.at AS text), {_TRUST}
        FROM book_change j LEFT JOIN book_import i ON i.id = j.origin_id
        WHERE j.contact_id IN {two.book.engine.numbers} AND j.firm_id = %s AND NOT j.undone ORDER BY j.id"""
    return rows(two.cursor, sql, [two.book.engine.array(two.both), two.book.firm], _LATEST)


def _made(two: _Two) -> pl.DataFrame:
    """id, moment, trust of the import that made each of the two."""
    sql = f"""
        SELECT c.id, CAST(COALESCE(i.created, c.modified) AS text), {_TRUST}
        FROM book_contact c LEFT JOIN book_import i ON i.id = c.origin_id
        WHERE c.id IN {two.book.engine.numbers} AND +c.firm_id = %s"""
    schema = pl.Schema({"id": pl.Int64, "moment": pl.String, "trust": pl.Int64})
    return rows(two.cursor, sql, [two.book.engine.array(two.both), two.book.firm], schema)
