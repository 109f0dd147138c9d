"""What was edited in the cells of a bulk workbook: the exported text, the book's now, and the file's."""

from __future__ import annotations

import polars as pl

from carnet.choices import Policy
from carnet.pipeline.bulk.sheets import BulkSheet
from carnet.pipeline.bulk.verdicts import PLACE
from carnet.writers import row_state

NAMES = ("name", "first_name", "middle_name", "last_name", "suffix")

# A cell whose text is not the book's. status: "edited", "emptied" (edited to nothing), "conflict" (edited,
# and the book changed since), "newer" (the book changed, the person did not edit it), "kept" (the person
# chose that the book's value stands).
CELL = pl.Schema(
    {
        "sheet": pl.UInt16, "row": pl.UInt32, "column": pl.UInt16, "name": pl.String, "group": pl.String,
        "text": pl.String, "held": pl.String, "status": pl.String,
    }
)  # fmt: skip


def beside(sheet: BulkSheet, judged: pl.DataFrame, rendered: pl.DataFrame) -> pl.DataFrame:
    """What the book has in the place of each row: row, and the texts by column.

    Args:
        rendered: bulk_rows of the contacts, with PLACE's columns.
    """
    mine = rendered.filter(pl.col("kind") == sheet.kind)
    none = [pl.lit(None, pl.String).alias(name) for name in sheet.columns if name not in mine.columns]
    texts = mine.with_columns(none).select(
        *PLACE, *(row_state.tidy(pl.col(name)).alias(name) for name in sheet.columns)
    )
    return judged.select("row", *PLACE).join(texts, on=PLACE, how="left", maintain_order="left").drop(PLACE)


def differing(sheet: BulkSheet, held: pl.DataFrame) -> pl.DataFrame:
    """CELL rows without status of each cell that says something else than the book."""
    parts = [pl.DataFrame(schema=CELL).drop("status")]
    for name, column in sheet.columns.items():
        texts = sheet.cells.select("row", text=name).with_columns(held=held[name])
        differ = texts.filter(pl.col("text").ne_missing(pl.col("held")))
        parts.append(
            differ.select(
                pl.lit(sheet.index, pl.UInt16).alias("sheet"),
                "row",
                pl.lit(column, pl.UInt16).alias("column"),
                pl.lit(name).alias("name"),
                pl.lit(group_of(name)).alias("group"),
                "text",
                "held",
            )
        )
    return pl.concat(parts)


def group_of(name: str) -> str:
    """Columns that are one value together have one group."""
    if name in NAMES:
        return "names"
    return ".".join(name.split(".")[:2]) if name.startswith("address.") else name


def with_status(cells: pl.DataFrame, rows: pl.DataFrame, secret: str) -> pl.DataFrame:
    """CELL rows.

    Args:
        cells: of linked rows, from differing.
        rows: sheet, row, and cells of STATE.
    """
    if not cells.height:
        return pl.DataFrame(schema=CELL)
    names = cells["name"].unique()
    letters = pl.DataFrame(
        {"name": names, "letters": [row_state.column_letters(secret, name) for name in names]}
    )
    numbered = cells.join(letters, on="name", how="left", maintain_order="left")
    asked = rows.with_row_index("place")
    before = row_state.exported(asked.select(row="place", cells="cells")).rename(
        {"row": "place", "column": "letters", "text": "was"}
    )
    before = before.join(asked.select("place", "sheet", "row"), on="place").unique(
        ["sheet", "row", "letters"]
    )
    told = numbered.join(
        before.drop("place"), on=["sheet", "row", "letters"], how="left", maintain_order="left"
    ).with_columns(
        now=row_state.text_letters(secret, numbered["text"]),
        then=row_state.text_letters(secret, numbered["held"]),
    )
    same = pl.col("now").eq_missing(pl.col("was"))
    moved = pl.col("then").ne_missing(pl.col("was"))
    status = (
        pl.when(same)
        .then(pl.lit("newer"))
        .when(moved)
        .then(pl.lit("conflict"))
        .when(pl.col("text").is_null())
        .then(pl.lit("emptied"))
        .otherwise(pl.lit("edited"))
    )
    return told.with_columns(status=status).select(CELL.names())


def overruled(cells: pl.DataFrame) -> pl.DataFrame:
    """Conflicts as edits, where the person wants what they wrote."""
    edit = pl.when(pl.col("text").is_null()).then(pl.lit("emptied")).otherwise(pl.lit("edited"))
    return cells.with_columns(status=pl.when(pl.col("status") == "conflict").then(edit).otherwise("status"))


def held_back(cells: pl.DataFrame, policies: pl.DataFrame) -> pl.DataFrame:
    """Edits of columns of which the person chose that the book's value stands, as "kept".

    Args:
        policies: sheet, column, policy.
    """
    if not policies.height:
        return cells
    told = cells.join(policies, on=["sheet", "column"], how="left", maintain_order="left")
    fill = (pl.col("policy") == Policy.FILL.value) & pl.col("held").is_not_null()
    stays = ((pl.col("policy") == Policy.KEEP.value) | fill).fill_null(False)
    return told.with_columns(status=pl.when(stays).then(pl.lit("kept")).otherwise("status")).drop("policy")
