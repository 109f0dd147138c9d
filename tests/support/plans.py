"""Small plans for tests: source sheets on disk, and findings about them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from carnet import contract, findings
from carnet.language import Text

NO_REASON = Text("", "")


def source_sheet(
    folder: Path, name: str, headers: tuple[str, ...], rows: dict[int, tuple[str | None, ...]], *,
    width: int | None = None, file: str = "clients.csv",
) -> contract.Sheet:  # fmt: skip
    """A sheet as the reader leaves it: rows by their number in the person's spreadsheet."""
    width = width or len(headers)
    columns = {f"c{n}": [row[n] for row in rows.values()] for n in range(width)}
    schema = {"row": pl.UInt32, **dict.fromkeys(columns, pl.String)}
    part = folder / f"{name.encode().hex()}.arrow"
    pl.DataFrame({"row": list(rows), **columns}, schema=schema).write_ipc(part)
    return contract.Sheet(file, name, "csv", (part,), width, len(rows))


def mapped(
    sheet: contract.Sheet,
    headers: tuple[str, ...],
    fields: dict[str, str] | None = None,
    *,
    header_row: int = 1,
) -> contract.Mapped:
    """The sheet as recognised and mapped; headers without a field are set aside."""
    recognised = contract.Recognised(sheet, "other", "other", 1.0, NO_REASON, header_row, headers)
    columns = tuple(
        contract.ColumnMapping(index, text, (fields or {}).get(text), 1.0, NO_REASON)
        for index, text in enumerate(headers)
    )
    return contract.Mapped(recognised, columns)


def found(
    sheet: int | None, row: int | None, column: int | None, code: str, value: str = "", suggestion: str = "",
    detail: str = "",
) -> dict[str, object]:  # fmt: skip
    """One row of the findings."""
    return {
        "sheet": sheet, "row": row, "column": column, "code": code, "value": value,
        "suggestion": suggestion, "detail": detail,
    }  # fmt: skip


def plan(sheets: list[contract.Mapped], rows: list[dict[str, object]]) -> contract.Plan:
    """A plan with nothing in it but its sheets and findings."""
    nothing = pl.DataFrame()
    kept = [
        contract.PlanSheet(one, np.ones((one.recognised.sheet.rows, one.recognised.sheet.width), np.uint8))
        for one in sheets
    ]
    return contract.Plan(
        revision=0,
        mode=contract.Mode.UPSERT,
        contacts=nothing,
        cards=nothing,
        members=nothing,
        changes=nothing,
        lookups=nothing,
        sources=nothing,
        files=(),
        sheets=tuple(kept),
        findings=pl.DataFrame(rows, schema=findings.FINDINGS),
        balance=contract.Balance(),
        counts={},
        records={},
        mappings={},
    )
