"""Findings of imports about values of contacts: open until the value is changed or the import undone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from carnet import catalog
from carnet.book import sources
from carnet.book.engines import SLICE, Cursor
from carnet.book.heirs import inherited
from carnet.book.rows import rows
from carnet.findings import Severity, empty, rules

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

# One row a contact, field and import: `field` as in the journal, "card" for all that stands on cards.
_FLAG: dict[str, pl.DataType] = {
    "contact": pl.Int64(), "field": pl.Categorical(), "batch": pl.Int64(), "findings": pl.UInt32()
}  # fmt: skip
FLAG = pl.Schema(_FLAG)
_SHEET = pl.Schema({"id": pl.Int64, "position": pl.Int64, "columns": pl.String})
_CHANGE = pl.Schema({"contact": pl.Int64, "field": pl.String, "batch": pl.Int64})


def of_imports(book: FirmBook, cursor: Cursor, batches: Iterable[int]) -> pl.DataFrame:
    """FLAG rows of those imports: errors and warnings about a cell of a contact's rows."""
    parts = [pl.DataFrame(schema=FLAG), *(_of_import(book, cursor, batch) for batch in batches)]
    return pl.concat(parts)


def told_by(book: FirmBook, cursor: Cursor, batch: int) -> pl.DataFrame:
    """All findings of an import; none once it was undone."""
    cursor.execute("SELECT key, findings FROM book_import WHERE firm_id = %s AND id = %s", [book.firm, batch])
    key, sealed = cursor.fetchone()
    return pl.read_ipc(BytesIO(book.keys.open(sealed, f"findings/{key}"))) if sealed else empty()


def _of_import(book: FirmBook, cursor: Cursor, batch: int) -> pl.DataFrame:
    told = _serious(told_by(book, cursor, batch))
    sql = "SELECT id, position, columns FROM book_importsheet WHERE batch_id = %s"
    parts = [pl.DataFrame(schema=FLAG)]
    for sheet, position, columns in rows(cursor, sql, [batch], _SHEET).iter_rows():
        fields = pl.Series(
            [journal_field(column["field"]) for column in json.loads(columns)], dtype=pl.String
        )
        here = told.filter(pl.col("sheet") == position)
        if not here.height:
            continue
        named = here.select("row", field=fields.gather(here["column"])).drop_nulls()
        linked = named.join(sources.of(cursor, sheet), on="row")
        counted = linked.group_by("contact", "field").agg(findings=pl.len().cast(pl.UInt32))
        parts.append(
            counted.select(
                "contact",
                pl.col("field").cast(pl.Categorical()),
                pl.lit(batch, pl.Int64).alias("batch"),
                "findings",
            )
        )
    return pl.concat(parts)


def _serious(findings: pl.DataFrame) -> pl.DataFrame:
    """Errors and warnings that have a place."""
    harmless = [code for code, rule in rules().items() if rule.severity is Severity.INFO]
    return findings.filter(~pl.col("code").is_in(harmless)).drop_nulls(["sheet", "row", "column"])


def journal_field(field: str | None) -> str | None:
    """The journal's name of the field that a column went to."""
    if field is None:
        return None
    short = catalog.short_name(field).replace("full_name", "name")
    return short if short in catalog.RECORD_COLUMNS or short.startswith("custom.") else "card"


def open_findings(
    book: FirmBook, cursor: Cursor, flags: pl.DataFrame, heirs: pl.DataFrame, ids: pl.Series | None = None
) -> pl.DataFrame:
    """How many findings of contacts are open: id, findings.

    Args:
        flags: FLAG rows of the imports that stand.
        heirs: heirs.HEIR rows; findings of a merged contact are those of the one that it went into.
        ids: contacts; None is all.
    """
    if ids is not None:
        wanted = pl.concat([ids, heirs.filter(pl.col("heir").is_in(ids.implode()))["gone"].alias(ids.name)])
        flags = flags.filter(pl.col("contact").is_in(wanted.implode()))
    settled = _changed_later(book, cursor, flags)
    still = flags.with_columns(pl.col("field").cast(pl.String)).join(
        settled, on=["contact", "field", "batch"], how="anti"
    )
    return inherited(still, heirs).group_by(id="contact").agg(pl.col("findings").sum())


def _changed_later(book: FirmBook, cursor: Cursor, flags: pl.DataFrame) -> pl.DataFrame:
    """contact, field, batch of the flags whose value was changed after the import."""
    where = "j.firm_id = %s AND NOT j.undone AND j.field NOT IN ('merged', 'archived', 'deleted', 'group')"
    sql = f"SELECT j.contact_id, j.field, COALESCE(j.origin_id, 0) FROM book_change j WHERE {where}"
    if flags.height > SLICE:
        changes = rows(cursor, sql, [book.firm], _CHANGE)
    else:
        chosen = book.engine.array(flags["contact"].unique())
        sql += f" AND j.contact_id IN {book.engine.numbers}"
        changes = rows(cursor, sql, [book.firm, chosen], _CHANGE)
    both = flags.select("contact", pl.col("field").cast(pl.String), "batch").join(
        changes.rename({"batch": "by"}), on=["contact", "field"]
    )
    return both.filter((pl.col("by") == 0) | (pl.col("by") > pl.col("batch"))).select(
        "contact", "field", "batch"
    )
