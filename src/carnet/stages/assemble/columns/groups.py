"""Columns that are read together, and which of them come first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from carnet import catalog
from carnet.catalog import FieldType
from carnet.contract import ColumnMapping
from carnet.stages.normalise import choices, no_data

PLAIN_SPECIALS = {
    "key", "owner_key", "owner_code", "owner_name", "contact_key", "source_row", "card", "row_mark"
}  # fmt: skip
_WORDED = {"kind", "inactive", "type_flag", "relation", "skip_default"}
_OF_NAMES = {FieldType.FULL_NAME, FieldType.ANY_NAME}
_ALONE = {*PLAIN_SPECIALS, "kind", "tax", "relation"}


def data_columns(columns: Sequence[ColumnMapping]) -> list[ColumnMapping]:
    """The columns that say something of contacts, a street beside its city taken for a street."""
    return _with_lines([column for column in columns if _is_data(column)])


def no_data_of(column: ColumnMapping) -> no_data.Says | None:
    """What tells in a column that there is no value; None where the words may be values or defaults."""
    field = catalog.ALL_FIELDS.get(column.field or "")
    if field is None or column.special in _WORDED:  # a field of the firm's own is kept as it stands
        return None
    if field.type in {FieldType.CHOICE, FieldType.COUNTRY} or field.id in choices.WORDED:
        return None
    if field.type is FieldType.ADDRESS_PART:
        return no_data.is_no_place
    of_names = field.id.endswith("_name") or field.type in _OF_NAMES
    return no_data.is_no_name if of_names else no_data.is_no_data


def groups_of(columns: Sequence[ColumnMapping]) -> list[list[ColumnMapping]]:
    """Columns that make one value together (parts of an address, of a date, of a phone)."""
    together: dict[tuple[str, str, int], list[ColumnMapping]] = defaultdict(list)
    for column in columns:
        together[_group_key(column)].append(column)
    return list(together.values())


def address_groups(groups: Sequence[list[ColumnMapping]]) -> list[list[ColumnMapping]]:
    """The addresses; those in parts come before the same address whole in one cell."""
    return sorted(filter(_is_address, groups), key=lambda group: (group[0].field or "").count(".") == 1)


def other_groups(groups: Sequence[list[ColumnMapping]]) -> tuple[list[list[ColumnMapping]], ...]:
    """The others; those of one list need nothing of each other. The numbers come last: what tells the kind of
    contact tells their type."""
    others = [group for group in groups if not _is_address(group)]
    numbers = [group for group in others if group[0].special == "tax"]
    return [group for group in others if group[0].special != "tax"], numbers


def _is_address(group: Sequence[ColumnMapping]) -> bool:
    return (group[0].field or "").startswith("address.")


def _is_data(column: ColumnMapping) -> bool:
    if column.labels or column.special == "remark":
        return False
    return column.field is not None or column.special in _ALONE


def _group_key(column: ColumnMapping) -> tuple[str, str, int]:
    """Columns with the same key are read together."""
    field = column.field or ""
    if column.special in {"year", "month", "day"}:
        return (f"date:{field}", column.slot, column.block)
    if column.special in _ALONE or column.special == "year_end":
        return (f"{column.special}:{column.index}", column.slot, column.block)
    parts = field.split(".")
    if parts[0] == "address" and len(parts) == 3:
        return (".".join(parts[:2]) + ".parts", column.slot, column.block)
    if parts[0] == "custom":
        return (f"custom:{column.index}", column.slot, column.block)
    return (field, column.slot, column.block)


def _with_lines(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """A column headed "Address" beside city and postal code columns holds the street, not the whole."""
    parts = {(_group_key(c)[0], c.slot, c.block): c for c in columns if (c.field or "").count(".") == 2}
    lines = {(c.field, c.slot, c.block) for c in columns if (c.field or "").endswith(".line")}
    found = []
    for column in columns:
        field = column.field or ""
        beside = (f"{field}.parts", column.slot, column.block) in parts
        if (
            field.startswith("address.")
            and beside
            and (f"{field}.line", column.slot, column.block) not in lines
        ):
            column = replace(column, field=f"{field}.line")
        found.append(column)
    return found
