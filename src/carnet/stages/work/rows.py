"""The rows of sheets that list work items, and the way back from their values to the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from carnet.catalog import WORK_FIELDS
from carnet.findings import FINDINGS
from carnet.stages.assemble.columns import SheetColumns

_PREFIX = "work."
NAMES = tuple(name.removeprefix(_PREFIX) for name in WORK_FIELDS)
ROW = pl.Schema(
    {
        "sheet": pl.UInt16, "position": pl.UInt32, "row": pl.UInt32, "key": pl.String,
        **dict.fromkeys(NAMES, pl.String),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkSheets:
    """The import's sheets, of which some list work."""

    sheets: Sequence[SheetColumns]

    def rows(self) -> pl.DataFrame:
        """ROW: the standard form of each row, null where it has nothing; key "<provider>/<its own key>"."""
        parts = [pl.DataFrame(schema=ROW)]
        parts += [_read(index, sheet) for index, sheet in enumerate(self.sheets) if lists_work(sheet)]
        return pl.concat(parts, how="diagonal")

    def settle(self, rows: pl.DataFrame, names: Sequence[str], place: int) -> None:
        """Give the cells of some fields in some rows their place; what has one keeps it.

        Args:
            rows: with sheet and position. names: of NAMES, or "key". place: one of Disposition.
        """
        for (at,), part in rows.partition_by("sheet", as_dict=True).items():
            sheet = self.sheets[int(str(at))]
            positions = part["position"].to_numpy().astype(np.int64)
            for column in sheet.columns:
                if column.target.removeprefix(_PREFIX) in names:
                    for index in column.indexes:
                        sheet.ledger.settle(index, positions, place)

    def refuse(self, rows: pl.DataFrame) -> None:
        """Refuse all cells of some rows."""
        for (at,), part in rows.partition_by("sheet", as_dict=True).items():
            ledger = self.sheets[int(str(at))].ledger
            chosen = np.zeros(len(ledger.rows.numbers), dtype=bool)
            chosen[part["position"].to_numpy()] = True
            ledger.refuse(chosen)

    def found(
        self, rows: pl.DataFrame, code: str, name: str, *, value: str, suggestion: str | None = None,
        detail: str | None = None,
    ) -> pl.DataFrame:  # fmt: skip
        """Findings on some rows, at the cell of a field where the sheet has it.

        Args:
            rows: with sheet and row. name: of NAMES. value, suggestion, detail: columns of rows.
        """
        places = [
            (index, column.indexes[0])
            for index, sheet in enumerate(self.sheets)
            for column in sheet.columns
            if column.target == _PREFIX + name
        ]
        columns = pl.DataFrame(places, schema={"sheet": pl.UInt16, "at": pl.UInt16}, orient="row")
        none = pl.lit(None, pl.String)
        return rows.join(columns, on="sheet", how="left", maintain_order="left").select(
            "sheet",
            "row",
            column="at",
            code=pl.lit(code),
            value=value,
            suggestion=none if suggestion is None else suggestion,
            detail=none if detail is None else detail,
        ).select(FINDINGS.names())  # fmt: skip


def lists_work(sheet: SheetColumns) -> bool:
    """Whether a sheet lists work items."""
    return sheet.mapped.recognised.kind == "work"


def _read(index: int, sheet: SheetColumns) -> pl.DataFrame:
    numbers = sheet.ledger.rows.numbers
    provider = sheet.mapped.recognised.provider
    read = {column.target.removeprefix(_PREFIX): column.values for column in sheet.columns}
    if "key" in read:
        read["key"] = provider + "/" + read["key"]
    return pl.DataFrame(
        {"row": numbers, **{name: values for name, values in read.items() if name in ROW}}
    ).with_columns(
        pl.lit(index, pl.UInt16).alias("sheet"), pl.int_range(pl.len(), dtype=pl.UInt32).alias("position")
    )  # fmt: skip
