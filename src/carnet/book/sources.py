"""Which contacts came from which rows of a sheet: pairs, sorted by contact and packed by the thousand."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from carnet.book.engines import SLICE, Cursor
from carnet.book.heirs import heirs, inherited
from carnet.book.rows import rows
from carnet.contract import Habits

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

LINK = pl.Schema({"contact": pl.Int64, "row": pl.UInt32})
SOURCE = pl.Schema({"contact": pl.Int64, "sheet": pl.Int64, "row": pl.UInt32})
_KEPT = pl.Schema({"sheet": pl.Int64, "pairs": pl.Binary})
CHUNK = 16_384  # pairs


def packed(links: pl.DataFrame) -> Iterator[tuple[int, int, bytes]]:
    """The least contact, the greatest, and the pairs of each chunk of LINK rows."""
    ordered = links.select(LINK.names()).cast(LINK).sort("contact", "row")
    first = (pl.col("contact") != pl.col("contact").shift()) | (pl.col("row") != pl.col("row").shift())
    for part in ordered.filter(first.fill_null(True)).iter_slices(CHUNK):
        contacts, numbers = part["contact"].to_numpy(), part["row"].to_numpy()
        body = contacts.astype("<i8").tobytes() + numbers.astype("<u4").tobytes()
        yield int(contacts[0]), int(contacts[-1]), zlib.compress(body, level=1)


def unpacked(pairs: bytes) -> pl.DataFrame:
    """LINK rows of one chunk."""
    body = zlib.decompress(pairs)
    count = len(body) // 12
    contacts, numbers = np.frombuffer(body, "<i8", count), np.frombuffer(body, "<u4", offset=8 * count)
    return pl.DataFrame({"contact": contacts, "row": numbers}, schema=LINK)


def read(book: FirmBook, cursor: Cursor, ids: pl.Series | None = None) -> pl.DataFrame:
    """The sources of the firm's contacts, all or those of the ids, with those of the contacts that were
    merged into them; SOURCE rows."""
    if ids is None:
        return _existing(book, cursor, _chosen(book, cursor, "1 = 1", []))
    merged = heirs(book, cursor).filter(pl.col("heir").is_in(ids.cast(pl.Int64).implode()))["gone"]
    wanted = pl.concat([ids.cast(pl.Int64).alias("gone"), merged]).drop_nulls().unique().sort()
    if not len(wanted):
        return pl.DataFrame(schema=SOURCE)
    overlap = "l.first_contact <= %s AND l.last_contact >= %s"
    found = _chosen(book, cursor, overlap, [wanted[-1], wanted[0]], wanted)
    return _existing(book, cursor, found)


def of_sheet(book: FirmBook, cursor: Cursor, batch: str, position: int) -> pl.DataFrame:
    """The sources in one sheet of the import of that key; SOURCE rows."""
    return _existing(book, cursor, made_by(book, cursor, batch, position))


def made_by(book: FirmBook, cursor: Cursor, batch: str, position: int) -> pl.DataFrame:
    """The same, with those of contacts that are gone."""
    return _chosen(book, cursor, "i.key = %s AND t.position = %s", [batch, position])


def of_list(book: FirmBook, cursor: Cursor, sheet: int) -> pl.DataFrame:
    """The sources in one sheet by its id; LINK rows."""
    return _existing(book, cursor, _chosen(book, cursor, "t.id = %s", [sheet])).select(LINK.names())


def imported(book: FirmBook, cursor: Cursor, digests: Sequence[str]) -> dict[str, str]:
    """See contract.Book; an import that was undone is none."""
    cursor.execute(
        f"""
        SELECT t.digest, i.key, t.position FROM {book.engine.texts} AS k CROSS JOIN book_importsheet t
        JOIN book_import i ON i.id = t.batch_id
        WHERE t.digest = k.value AND i.firm_id = %s AND i.undone IS NULL ORDER BY i.id, t.position""",
        [book.engine.array(pl.Series(digests, dtype=pl.String)), book.firm],
    )
    return {digest: f"{batch}/{position}" for digest, batch, position in cursor.fetchall()}


def habits(book: FirmBook, cursor: Cursor) -> Habits:
    """See contract.Book; an import that was undone is none."""
    cursor.execute(
        """
        SELECT DISTINCT t.country, t.date_order FROM book_importsheet t
        JOIN book_import i ON i.id = t.batch_id WHERE i.firm_id = %s AND i.undone IS NULL""",
        [book.firm],
    )
    told = [set(values) - {""} for values in zip(*cursor.fetchall(), strict=True)]
    return Habits(*(values.pop() if len(values) == 1 else None for values in told))


def of(cursor: Cursor, sheet: int) -> pl.DataFrame:
    """The pairs of one sheet, of contacts that are gone too; LINK rows."""
    sql = "SELECT sheet_id, pairs FROM book_sourcelinks WHERE sheet_id = %s ORDER BY id"
    parts = [unpacked(pairs) for pairs in rows(cursor, sql, [sheet], _KEPT)["pairs"]]
    return pl.concat([pl.DataFrame(schema=LINK), *parts])


def _chosen(
    book: FirmBook, cursor: Cursor, where: str, params: list[object], wanted: pl.Series | None = None
) -> pl.DataFrame:
    sql = f"""
        SELECT l.sheet_id, l.pairs FROM book_sourcelinks l
        JOIN book_importsheet t ON t.id = l.sheet_id JOIN book_import i ON i.id = t.batch_id
        WHERE i.firm_id = %s AND {where} ORDER BY l.id"""
    parts = [pl.DataFrame(schema=SOURCE)]
    for sheet, pairs in rows(cursor, sql, [book.firm, *params], _KEPT).iter_rows():
        links = unpacked(pairs)
        if wanted is not None:
            links = links.filter(pl.col("contact").is_in(wanted.implode()))
        parts.append(links.select("contact", pl.lit(sheet, pl.Int64).alias("sheet"), "row"))
    return pl.concat(parts)


def _existing(book: FirmBook, cursor: Cursor, found: pl.DataFrame) -> pl.DataFrame:
    """The sources of contacts that are still there, themselves or in those they were merged into."""
    found = inherited(found, heirs(book, cursor))
    there = existing(book, cursor, found["contact"])
    return found.filter(pl.col("contact").is_in(there.implode()))


def existing(book: FirmBook, cursor: Cursor, ids: pl.Series) -> pl.Series:
    """Those of the ids that are contacts of the firm."""
    sql = f"SELECT id FROM book_contact WHERE id IN {book.engine.numbers} AND +firm_id = %s"
    schema = pl.Schema({"id": pl.Int64})
    wanted = ids.unique().sort()
    parts = [
        rows(cursor, sql, [book.engine.array(wanted[start : start + SLICE]), book.firm], schema)["id"]
        for start in range(0, len(wanted), SLICE)
    ]
    return pl.concat([pl.Series("id", [], pl.Int64), *parts])
