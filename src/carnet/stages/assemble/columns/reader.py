"""Every mapped column of a sheet in its standard form, in the order in which one needs another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from carnet import catalog
from carnet.ahead import ahead
from carnet.catalog import FieldType
from carnet.contract import ColumnMapping, Habits, Mapped
from carnet.providers.layout import layout_of
from carnet.stages.assemble.column import KeptColumn
from carnet.stages.assemble.columns.days import read_date_parts, read_year_end, tell_order
from carnet.stages.assemble.columns.groups import (
    PLAIN_SPECIALS,
    address_groups,
    data_columns,
    groups_of,
    no_data_of,
    other_groups,
)
from carnet.stages.assemble.columns.names import read_list_of_names, read_names, read_people, read_relation
from carnet.stages.assemble.columns.numbers import read_tax
from carnet.stages.assemble.columns.places import (
    check_postal_codes,
    read_address,
    read_address_parts,
    take_country,
    tell_countries,
)
from carnet.stages.assemble.columns.reach import read_emails, read_phones, read_social, read_websites
from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.assemble.columns.sheet import SheetColumns
from carnet.stages.assemble.columns.singles import (
    read_custom,
    read_identifier,
    read_key,
    read_kind,
    read_single,
)
from carnet.stages.assemble.ledger import Ledger
from carnet.stages.assemble.shelf import Shelf, at_once

_OF_ONE_COLUMN: dict[str, Callable[[Reading, ColumnMapping], None]] = {
    **dict.fromkeys(PLAIN_SPECIALS, read_key),
    "kind": read_kind,
    "relation": read_relation,
    "tax": read_tax,
    "year_end": read_year_end,
}
_OF_TYPE: dict[FieldType, Callable[[Reading, list[ColumnMapping], catalog.Field], None]] = {
    FieldType.EMAIL: read_emails,
    FieldType.PHONE: read_phones,
    FieldType.WEBSITE: read_websites,
    FieldType.SOCIAL: read_social,
    FieldType.ADDRESS: read_address,
    FieldType.ADDRESS_PART: read_address_parts,
    FieldType.COUNTRY: read_address_parts,
    FieldType.FULL_NAME: read_names,
    FieldType.ANY_NAME: read_names,
    FieldType.NAMES: read_list_of_names,
    FieldType.IDENTIFIER: read_identifier,
}
_OF_FIELD = {"client_group.name": read_list_of_names, "client_group.primary_contact": read_single}


def standardise(
    mapped: Mapped, sheet_index: int, country: str | None, date_order: str | None, scratch: Path,
    habits: Habits, unsaid: pl.DataFrame | None = None,
) -> SheetColumns:  # fmt: skip
    """Every mapped column of a sheet in its standard form.

    Args:
        mapped: the sheet and where each of its columns goes.
        sheet_index: position among the import's sheets, for findings.
        country: ISO 3166-1 alpha-2 for rows that do not say theirs.
        date_order: "dmy", "mdy" or "ymd" where a person fixed it.
        scratch: a folder for the columns of a large sheet; they are read again until the import is planned.
        habits: how the firm's lists were read before: so is this, where nothing tells.
        unsaid: sheet, row, column, place: cells that are not read, and where they go at once.
    """
    ledger = Ledger(mapped.recognised)
    shelf = Shelf(scratch / f"sheet-{sheet_index}", len(ledger.rows.numbers))
    reading = Reading(mapped, sheet_index, ledger, shelf, country, date_order)
    if unsaid is not None:
        reading.unsaid = _unsaid(unsaid.filter(pl.col("sheet") == sheet_index), ledger.rows.numbers)
    reading.open([column.index for column in mapped.columns])
    kept = data_columns(mapped.columns)
    reading.none = {column.index: words for column in kept if (words := no_data_of(column))}
    groups = groups_of(kept)
    for group in _filled(reading, address_groups(groups)):
        _read(reading, group)
    layout = layout_of(mapped.recognised)
    tell_countries(reading, layout.country if layout else "")
    take_country(reading, kept, habits)
    for group in address_groups(groups):
        check_postal_codes(reading, group)
    reading.order = date_order or mapped.order or (layout.dates if layout else "") or None
    if not reading.order:
        tell_order(reading, kept, habits)
    for together in other_groups(groups):
        _read_together(reading, together)
    read = replace(mapped, country=reading.country, order=reading.order)
    return SheetColumns(
        read, ledger, shelf, _ordered(reading), reading.findings, reading.countries, reading.invalid
    )


def _unsaid(cells: pl.DataFrame, numbers: pl.Series) -> dict[int, dict[int, pl.Series]]:
    """Reading.unsaid of the cells of a sheet."""
    found: dict[int, dict[int, pl.Series]] = {}
    for (column, place), part in cells.partition_by("column", "place", as_dict=True).items():
        rows = numbers.is_in(part["row"].implode())
        found.setdefault(int(str(column)), {})[int(str(place))] = rows
    return found


def _read_together(reading: Reading, groups: Sequence[list[ColumnMapping]]) -> None:
    """Read groups that need nothing of each other, two at a time; what they say is in their order."""

    def read(alike: Sequence[list[ColumnMapping]]) -> Reading:
        own = reading.beside()
        if _of_people(alike[0]):
            read_people(own, alike)
        else:
            _read(own, alike[0])
        return own

    for own in list(ahead(read, _alike(_filled(reading, groups), reading.height))):
        reading.take(own)


def _filled(reading: Reading, groups: Sequence[list[ColumnMapping]]) -> list[list[ColumnMapping]]:
    return [group for group in groups if any(reading.filled(column.index) for column in group)]


def _alike(groups: Sequence[list[ColumnMapping]], rows: int) -> list[Sequence[list[ColumnMapping]]]:
    """The groups; those of people at a client, whose columns may be many, with others of their kind."""
    people = [group for group in groups if _of_people(group)]
    return [*([group] for group in groups if not _of_people(group)), *at_once(people, rows)]


def _of_people(group: list[ColumnMapping]) -> bool:
    field = catalog.ALL_FIELDS.get(group[0].field or "")
    named = field is not None and _OF_TYPE.get(field.type) is read_names and field.id not in _OF_FIELD
    plain = group[0].special not in _OF_ONE_COLUMN and group[0].special != "customer"
    return named and plain and group[0].slot.startswith("contact")


def _read(reading: Reading, group: list[ColumnMapping]) -> None:
    first = group[0]
    if first.special in _OF_ONE_COLUMN:
        _OF_ONE_COLUMN[first.special](reading, first)
    elif {c.special for c in group} & {"year", "month", "day"}:
        read_date_parts(reading, group)
    elif first.field and first.field.startswith("custom."):
        read_custom(reading, first)
    elif first.field:
        field = catalog.ALL_FIELDS[first.field]
        reader = _OF_FIELD.get(field.id) or _OF_TYPE.get(field.type, read_single)
        reader(reading, group, field)


def _ordered(reading: Reading) -> list[KeptColumn]:
    """The columns in the order of the file, copies of a primary address last."""
    copies = {column.index for column in reading.mapped.columns if column.special == "primary_copy"}
    return sorted(
        reading.columns, key=lambda c: (c.target == "addresses" and c.indexes[0] in copies, c.indexes[0])
    )
