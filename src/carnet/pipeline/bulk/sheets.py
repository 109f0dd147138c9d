"""The rows of a bulk workbook's sheets: keys, states, and cells under the columns of the book's rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from carnet.catalog import fold
from carnet.contract import Mapped
from carnet.language import Language
from carnet.writers import bulk, bulk_rows, row_state

_DELETE = frozenset(
    fold(word) for word in (bulk.DELETE.en, bulk.DELETE.fr, "del", "remove", "effacer", "retirer")
)


@dataclass(frozen=True, slots=True)
class BulkSheet:
    """One sheet.

    Attributes:
        index: its position among the import's; kind: of its contacts.
        columns: column of the book's rows -> position.
        key, state, action: positions of those columns; None where there is none.
        rows: sheet, row, kind, key, action (text), delete (Boolean), row_state.STATE.
        cells: row, and the texts by column.
    """

    index: int
    kind: str
    language: Language
    columns: dict[str, int]
    key: int
    state: int
    action: int | None
    rows: pl.DataFrame
    cells: pl.DataFrame


def bulk_sheets(mapped: Sequence[Mapped]) -> list[BulkSheet]:
    """The sheets that a bulk workbook has come back in."""
    return [found for index, sheet in enumerate(mapped) if (found := _sheet(index, sheet)) is not None]


def _sheet(index: int, mapped: Mapped) -> BulkSheet | None:
    recognised = mapped.recognised
    special = {column.special: column.index for column in reversed(mapped.columns) if column.special}
    if recognised.kind not in bulk_rows.KINDS or not {"bulk_state", "contact_key"} <= set(special):
        return None
    key, state, action = special["contact_key"], special["bulk_state"], special.get("action")
    language = bulk_rows.language_of(recognised.kind, list(recognised.headers))
    columns: dict[str, int] = {}
    for column in mapped.columns:
        if not column.special and column.header.strip():
            name = bulk_rows.column_of(recognised.kind, column.header.strip(), language)
            columns.setdefault(name, column.index)
    listed = (pl.col("row") > recognised.header_row) & ~pl.col("row").is_in(list(recognised.left_out))
    read = {name: row_state.tidy(pl.col(f"c{at}")) for name, at in columns.items()}
    acted = row_state.tidy(pl.col(f"c{action}")) if action is not None else pl.lit(None, pl.String)
    whole = recognised.sheet.scan().filter(listed).select(
        "row", **{f"cell {name}": text for name, text in read.items()},
        key=row_state.tidy(pl.col(f"c{key}")), state=row_state.tidy(pl.col(f"c{state}")), action=acted,
    ).collect()  # fmt: skip
    words = whole["action"].unique()
    deleting = [word for word in words.drop_nulls() if fold(word) in _DELETE]
    rows = whole.select(
        "row", "key", "action",
        sheet=pl.lit(index, pl.UInt16),
        kind=pl.lit(recognised.kind),
        delete=pl.col("action").is_in(deleting).fill_null(False),
    ).hstack(row_state.opened(whole["state"]))  # fmt: skip
    cells = whole.select("row", *(pl.col(f"cell {name}").alias(name) for name in columns))
    return BulkSheet(index, recognised.kind, language, columns, key, state, action, rows, cells)
