"""What was found on some rows of a block."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from carnet.findings import FINDINGS


@dataclass(frozen=True, slots=True)
class RowsFinding:
    """One rule's findings, a value each for every row of the block.

    Attributes:
        rows: one truth a row: where it was found.
        column: the source column, None where the finding is about the row.
    """

    code: str
    rows: pl.Series
    value: pl.Series | None = None
    column: int | None = None
    suggestion: pl.Series | None = None
    detail: pl.Series | None = None

    def frame(self, numbers: pl.Series, sheet_index: int) -> pl.DataFrame:
        """The findings as rows of FINDINGS.

        Args:
            numbers: the spreadsheet row of each row of the block.
            sheet_index: position among the import's sheets.
        """
        none = pl.Series([None], dtype=pl.String).new_from_index(0, len(numbers))
        told = {"value": self.value, "suggestion": self.suggestion, "detail": self.detail}
        return (
            pl.DataFrame(
                {"row": numbers, **{k: none if texts is None else texts for k, texts in told.items()}}
            )
            .filter(self.rows)
            .select(
                "row",
                *told,
                sheet=pl.lit(sheet_index, pl.UInt16),
                column=pl.lit(self.column, pl.UInt16),
                code=pl.lit(self.code),
            )
            .select(FINDINGS.names())
        )
