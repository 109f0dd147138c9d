"""Where a contact's values came from: the raw rows, and what became of each cell."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from carnet.book import sources
from carnet.book.engines import Cursor
from carnet.book.queries import SET_ASIDE
from carnet.book.rows import rows
from carnet.book.trail import moment
from carnet.catalog.reference import PATTERN
from carnet.contract import EARLIER_CELLS, SOURCE_CELLS, CarnetError, Disposition
from carnet.findings import Severity, rule

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

rule(
    "contact.unknown",
    Severity.ERROR,
    en="No contact has the key “%(value)s”. It may have been deleted.",
    fr="Aucun contact n'a la clé « %(value)s ». Il a peut-être été supprimé.",
)
_SHEET = pl.Schema(
    {
        "id": pl.Int64, "position": pl.Int64, "batch": pl.String, "user": pl.String, "at": pl.String,
        "file": pl.String, "name": pl.String, "columns": pl.String,
    }
)  # fmt: skip
_KIND = pl.Schema({"id": pl.Int64, "kind": pl.String})
_NAMES = (".name", ".first_name", ".last_name", ".full_name")  # fields that a kind of contact is called by
# value: the file's text, null where empty; now: what a person took instead, null where nothing was corrected.
_CELL = pl.Schema(
    {"row": pl.UInt32, "index": pl.Int64, "value": pl.String, "fate": pl.UInt8, "now": pl.String}
)


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell of a contact's source row.

    Attributes:
        batch: the key of the import; file, sheet, row, column: the place, as the person's program names it.
        value: the text as the file has it.
        field: the field it went to; None where the column was set aside.
        fate: one of contract.Disposition.
        corrected: what a person took instead of the file's text ("" for nothing); None: the text itself.
        user, at: who made the import, and the correction, and when. position, index: of the sheet in the
            import and of the column in the sheet.
    """

    batch: str
    file: str
    sheet: str
    row: int
    column: str
    value: str
    field: str | None
    fate: int
    corrected: str | None
    user: str
    at: datetime
    position: int
    index: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    id: int
    position: int
    batch: str
    user: str
    at: datetime
    file: str
    name: str
    columns: list[dict[str, str | None]]


def provenance(book: FirmBook, cursor: Cursor, contact_key: str) -> list[SourceCell]:
    """Every cell that is not empty of the rows that a contact came from, in the order of the imports.

    Raises:
        CarnetError: contact.unknown.
    """
    cursor.execute("SELECT id FROM book_contact WHERE firm_id = %s AND key = %s", [book.firm, contact_key])
    found = cursor.fetchone()
    if found is None:
        raise CarnetError("contact.unknown", value=contact_key)
    return cells_of(book, cursor, found[0])


def cells_of(book: FirmBook, cursor: Cursor, contact: int) -> list[SourceCell]:
    """The same of the contact of an id."""
    return _told(book, cursor, sources.read(book, cursor, pl.Series([contact])))


def cells_of_row(book: FirmBook, cursor: Cursor, sheet: int, row: int) -> list[SourceCell]:
    """Every cell that is not empty of one row of a sheet, by the sheet's id."""
    place = pl.Schema({"sheet": pl.Int64, "row": pl.UInt32})
    return _told(book, cursor, pl.DataFrame([(sheet, row)], schema=place, orient="row"))


def cells_of_references(book: FirmBook, cursor: Cursor, references: pl.Series) -> pl.DataFrame:
    """See contract.Book.cells_of."""
    places = references.alias("reference").to_frame().with_columns(
        pl.col("reference").str.extract_groups(PATTERN).struct.unnest()
    ).cast({"sheet": pl.Int64, "row": pl.UInt32}).drop_nulls("batch").unique("reference")  # fmt: skip
    found = [pl.DataFrame(schema=SOURCE_CELLS)]
    for (batch, position), part in places.partition_by("batch", "sheet", as_dict=True).items():
        cursor.execute(
            """
            SELECT t.id FROM book_importsheet t JOIN book_import i ON i.id = t.batch_id
            WHERE i.firm_id = %s AND i.key = %s AND t.position = %s""",
            [book.firm, batch, position],
        )
        ids = pl.Series("sheet", [sheet for (sheet,) in cursor.fetchall()], dtype=pl.Int64)
        for sheet, cells in _cells(book, cursor, part.select("row").join(ids.to_frame(), how="cross")):
            told = cells.join(part.select("row", "reference"), on="row", maintain_order="left")
            headers = pl.Series(
                [_header(sheet, index) for index in range(len(sheet.columns))], dtype=pl.String
            )
            found.append(
                told.select(
                    "reference",
                    pl.col("index").cast(pl.UInt16).alias("column"),
                    headers.gather(told["index"]).alias("header"),
                    pl.coalesce("now", "value").replace("", None).alias("text"),
                    pl.col("fate").is_in([Disposition.STORED, Disposition.MERGED]).alias("taken"),
                ).drop_nulls("text")
            )
    return pl.concat(found)


def rows_of_list(book: FirmBook, cursor: Cursor, sheet: int, wanted: pl.Series) -> pl.DataFrame:
    """See contract.Book.earlier_rows; the sheet by its id."""
    cursor.execute(
        """
        SELECT r.first_row, r.last_row FROM book_sourcerows r JOIN book_importsheet t ON t.id = r.sheet_id
        JOIN book_import i ON i.id = t.batch_id WHERE i.firm_id = %s AND t.id = %s ORDER BY r.first_row""",
        [book.firm, sheet],
    )
    parts = [pl.DataFrame(schema={"row": pl.UInt32})]
    for first, last in cursor.fetchall():
        if len(wanted.filter(wanted.is_between(first, last))):
            frame, _ = _kept(book, cursor, sheet, first)
            parts.append(_as_taken(frame.filter(pl.col("row").is_in(wanted.implode()))))
    return pl.concat(parts, how="diagonal")


def _as_taken(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows as they are kept, with what a person took instead of the file's texts."""
    for (index,), cells in _corrections(frame).partition_by("index", as_dict=True).items():
        at = pl.col(f"c{index}")
        joined = frame.join(cells.select("row", "now"), on="row", how="left", maintain_order="left")
        frame = joined.with_columns(pl.coalesce("now", at).replace("", None).alias(f"c{index}")).drop("now")
    return frame.drop("corrected", strict=False)


def texts_of(book: FirmBook, cursor: Cursor, contacts: pl.Series) -> pl.DataFrame:
    """See contract.Book.earlier_cells."""
    links = sources.read(book, cursor, contacts)
    cursor.execute(
        """
        SELECT t.id FROM book_importsheet t JOIN book_import i ON i.id = t.batch_id
        WHERE i.firm_id = %s AND i.undone IS NULL""",
        [book.firm],
    )
    standing = pl.Series([sheet for (sheet,) in cursor.fetchall()], dtype=pl.Int64)
    links = links.filter(pl.col("sheet").is_in(standing.implode()))
    found = [pl.DataFrame(schema=EARLIER_CELLS)]
    for sheet, cells in _cells(book, cursor, links):
        own = links.filter(pl.col("sheet") == sheet.id).select("contact", "row", list="sheet")
        text = pl.coalesce("now", "value").alias("text")
        found.append(cells.select("row", text).join(own, on="row").select(EARLIER_CELLS.names()))
    return pl.concat(found)


def _told(book: FirmBook, cursor: Cursor, links: pl.DataFrame) -> list[SourceCell]:
    """The cells of rows, given as sheet and row."""
    return [
        SourceCell(
            sheet.batch, sheet.file, sheet.name, row, _header(sheet, index), value or "",
            _field(sheet, index), fate, now, sheet.user, sheet.at, sheet.position, index,
        )
        for sheet, cells in _cells(book, cursor, links)
        for row, index, value, fate, now in cells.sort("row", "index").iter_rows()
    ]  # fmt: skip


def set_aside(book: FirmBook, cursor: Cursor, ids: pl.Series | None = None) -> pl.DataFrame:
    """The cells that were set aside, each once, with the contact that its row is about.

    Args:
        ids: contacts; None is all.

    Returns:
        contract.Contents.set_aside.
    """
    parts = [pl.DataFrame(schema=SET_ASIDE)]
    links = _own_rows(book, cursor, sources.read(book, cursor))
    if ids is not None:
        links = links.filter(pl.col("contact").is_in(ids.implode()))
    for sheet, cells in _cells(book, cursor, links):
        aside = cells.filter(pl.col("fate") == Disposition.SET_ASIDE)
        if not aside.height:
            continue
        headers = pl.Series([_header(sheet, index) for index in range(len(sheet.columns))], dtype=pl.String)
        named = aside.sort("row", "index").join(
            links.filter(pl.col("sheet") == sheet.id), on="row", maintain_order="left"
        )
        parts.append(
            named.select(
                "contact",
                pl.lit(sheet.file).alias("file"),
                pl.lit(sheet.name).alias("sheet"),
                "row",
                headers.gather(named["index"]).alias("column"),
                pl.coalesce(pl.col("now").replace("", None), "value").alias("value"),
            )
        )
    return pl.concat(parts)


def _own_rows(book: FirmBook, cursor: Cursor, links: pl.DataFrame) -> pl.DataFrame:
    """One contact a row: of the kind that the sheet lists, else the one that was made first.

    A row also gives a spouse, people at a firm, or the organization that it names.
    """
    if not links.select("sheet", "row").is_duplicated().any():
        return links
    kinds = rows(cursor, "SELECT id, kind FROM book_contact WHERE firm_id = %s", [book.firm], _KIND)
    listed = pl.DataFrame(
        [(sheet.id, _listed(sheet)) for sheet in _sheets(book, cursor, links["sheet"].unique())],
        schema={"sheet": pl.Int64, "listed": pl.String},
        orient="row",
    )
    found = links.join(kinds, left_on="contact", right_on="id", how="left").join(
        listed, on="sheet", how="left"
    )
    fits = (pl.col("kind") == pl.col("listed")).fill_null(False)
    ordered = found.sort("sheet", "row", ~fits, "contact")
    first = ordered.unique(["sheet", "row"], keep="first", maintain_order=True)
    return first.select(links.columns)


def _listed(sheet: _Sheet) -> str | None:
    """The kind of contact that a sheet's columns name; None where they name several or leave it open."""
    named = {str(column["field"]).removesuffix(tail) for column in sheet.columns for tail in _NAMES
             if str(column["field"]).endswith(tail)}  # fmt: skip
    kinds = named & {"person", "organization", "client_group"}
    return kinds.pop() if len(kinds) == 1 and "contact" not in named else None


def _header(sheet: _Sheet, index: int) -> str:
    return sheet.columns[index]["header"] or "" if index < len(sheet.columns) else ""


def _field(sheet: _Sheet, index: int) -> str | None:
    return sheet.columns[index]["field"] if index < len(sheet.columns) else None


def _cells(book: FirmBook, cursor: Cursor, links: pl.DataFrame) -> Iterator[tuple[_Sheet, pl.DataFrame]]:
    """The cells of those rows, a kept piece of a sheet at a time; _CELL."""
    for sheet in _sheets(book, cursor, links["sheet"].unique()):
        wanted = links.filter(pl.col("sheet") == sheet.id)["row"].unique().sort()
        cursor.execute(
            "SELECT first_row, last_row FROM book_sourcerows WHERE sheet_id = %s ORDER BY first_row",
            [sheet.id],
        )
        for first, last in cursor.fetchall():
            chosen = wanted.filter((wanted >= first) & (wanted <= last))
            if len(chosen):
                yield sheet, _opened(book, cursor, sheet, first, chosen)


def _sheets(book: FirmBook, cursor: Cursor, ids: pl.Series) -> list[_Sheet]:
    sql = f"""
        SELECT t.id, t.position, i.key, i."user", CAST(i.created AS text), t.file, t.name, t.columns
        FROM book_importsheet t
        JOIN book_import i ON i.id = t.batch_id
        WHERE t.id IN {book.engine.numbers} AND i.firm_id = %s ORDER BY i.id, t.position"""
    found = rows(cursor, sql, [book.engine.array(ids), book.firm], _SHEET)
    return [
        _Sheet(**row | {"columns": json.loads(row["columns"]), "at": moment(row["at"])})
        for row in found.iter_rows(named=True)
    ]


def _opened(book: FirmBook, cursor: Cursor, sheet: _Sheet, first: int, wanted: pl.Series) -> pl.DataFrame:
    frame, ledger = _kept(book, cursor, sheet.id, first)
    fates = np.frombuffer(zlib.decompress(ledger), dtype=np.uint8).reshape(frame.height, -1)
    chosen = frame["row"].is_in(wanted.implode())
    part = frame.filter(chosen)
    names = [f"c{index}" for index in range(fates.shape[1])]
    long = part.select("row", *names).unpivot(names, index="row", variable_name="index", value_name="value")
    long = long.with_columns(
        pl.col("index").str.strip_prefix("c").cast(pl.Int64),
        pl.Series("fate", fates[chosen.to_numpy()].T.ravel()),
    )
    cells = long.join(_corrections(part), on=["row", "index"], how="left", maintain_order="left")
    return cells.filter(pl.col("value").is_not_null() | pl.col("now").is_not_null())


def _kept(book: FirmBook, cursor: Cursor, sheet: int, first: int) -> tuple[pl.DataFrame, bytes]:
    """Rows as they are kept, and their ledger; see models.SourceRows."""
    cursor.execute(
        "SELECT cells, ledger FROM book_sourcerows WHERE sheet_id = %s AND first_row = %s", [sheet, first]
    )
    sealed, ledger = cursor.fetchone()
    return pl.read_ipc(BytesIO(book.keys.open(sealed, f"rows/{sheet}/{first}"))), ledger


def _corrections(frame: pl.DataFrame) -> pl.DataFrame:
    """row, index, now ("" where the text was taken out) of rows as they are kept."""
    if "corrected" not in frame.columns:
        return pl.DataFrame(schema={name: _CELL[name] for name in ("row", "index", "now")})
    cells = frame.select("row", "corrected").drop_nulls().explode("corrected").unnest("corrected")
    return cells.select("row", pl.col("column").cast(pl.Int64).alias("index"), pl.col("now").fill_null(""))
