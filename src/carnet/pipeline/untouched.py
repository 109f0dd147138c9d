"""Rows of an import file that Carnet wrote out of a book and that nobody edited since.

What they say stood in a book, whose people were told of it when it came in; the export counts it once more.
So nothing is asked of them again, as long as it is kept as written.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.contract import Mapped
from carnet.writers.row_mark import marks

_SLICE = 50_000  # rows at a time
ROWS = pl.Schema({"sheet": pl.UInt16, "row": pl.UInt32})
# Findings on what an import keeps as it is written.
_KEPT = (
    "preferred_name.missing", "person.name_missing", "name.no_name", "name.not_split", "name.capitals",
    "phone.unverified", "email.domain_typo", "address.postal_code", "date.future", "date.no_year",
    "text.too_long", "registration.check_digit", "registration.leading_zero", "registration.letters",
    "registration.other_type",
)  # fmt: skip


def untouched(mapped: Sequence[Mapped]) -> pl.DataFrame:
    """The rows whose mark is still that of their cells; ROWS."""
    return pl.concat([pl.DataFrame(schema=ROWS), *(_of_sheet(n, sheet) for n, sheet in enumerate(mapped))])


def unasked(findings: Sequence[pl.DataFrame], rows: pl.DataFrame) -> list[pl.DataFrame]:
    """Findings without those on what untouched rows say and the import keeps."""
    if not rows.height:
        return list(findings)
    known = rows.join(pl.DataFrame({"code": _KEPT}), how="cross")
    return [
        frame.join(known, on=["sheet", "row", "code"], how="anti", maintain_order="left")
        for frame in findings
    ]


def held_apart(pairs: pl.DataFrame, sources: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs of contacts without those that untouched rows alone tell of: the book had them as two.

    Args:
        pairs: SUSPECTED.
        sources: contact, sheet, row.
        rows: ROWS.
    """
    if not rows.height:
        return pairs
    told = sources.join(rows, on=["sheet", "row"], how="anti")["contact"].unique().implode()
    asked = pl.col("contact").is_in(told) | pl.col("other").is_in(told) | pl.col("other").is_null()
    return pairs.filter(asked)


def _of_sheet(index: int, sheet: Mapped) -> pl.DataFrame:
    mark = next((f"c{column.index}" for column in sheet.columns if column.special == "row_mark"), None)
    if mark is None:
        return pl.DataFrame(schema=ROWS)
    cells = [f"c{n}" for n in sorted(column.index for column in sheet.columns)]
    found = [pl.DataFrame(schema=ROWS)]
    for first in range(0, sheet.recognised.sheet.rows, _SLICE):
        read = sheet.recognised.sheet.scan().select("row", *cells).slice(first, _SLICE).collect()
        same = read[mark] == marks(read.select(name for name in cells if name != mark))
        rows = read.filter(same.fill_null(False))
        found.append(rows.select(pl.lit(index, pl.UInt16).alias("sheet"), "row").cast(ROWS))
    return pl.concat(found)
