"""Keep what an import was made of: its files, raw rows, ledger, findings and choices."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.ahead import ahead
from carnet.book import sources
from carnet.book.actions.entry import begun, grow
from carnet.book.actions.remember import remember
from carnet.book.firm_book import FirmBook
from carnet.book.models import Import, ImportSheet, Recipe, SourceLinks, SourceRows
from carnet.book.texts import compact, writable
from carnet.contract import CORRECTION, Plan, PlanSheet, Sheet

if TYPE_CHECKING:
    from carnet.book.actions.apply_import import Writing

CHUNK = 4_096  # rows kept as one value: small enough to read one contact's row, large enough to compress
_WAITING = 4  # parts of sheets, some 6 MB each as they are kept
Rows = tuple[list[int], Iterator[list[SourceRows]]]  # the sheets' ids; their raw rows, part after part


def begin(book: FirmBook, plan: Plan, user: str, now: datetime) -> Import:
    """The import's own row."""
    files = [
        {"path": file.path, "format": file.format, "encoding": file.encoding, "delimiter": file.delimiter}
        for file in plan.files
    ]
    return begun(
        book,
        str(plan.mode),
        user,
        now,
        files=compact(files),
        counts=compact(plan.counts),
        balance=compact(asdict(plan.balance)),
        records=compact(plan.records),
        recipe=writable(plan.recipe.name if plan.recipe else ""),
        recipe_key=plan.recipe.key if plan.recipe else "",
    )


def begin_rows(work: Writing) -> Rows:
    """The sheets; their raw rows are made ready from now on, while the caller writes something else."""
    sheets = [_keep_sheet(work, position, planned) for position, planned in enumerate(work.plan.sheets)]
    parts = (
        (sheet, *part)
        for sheet, planned in zip(sheets, work.plan.sheets, strict=True)
        for part in _parts(planned)
    )
    ready = ahead(lambda part: _sealed_part(work.book, *part), parts, _WAITING)
    return sheets, chain(list(islice(ready, 1)), ready)


def keep(work: Writing, rows: Rows) -> None:
    """The raw rows, and which contact came from which."""
    sheets, parts = rows
    for together in parts:
        SourceRows.objects.using(work.book.using).bulk_create(together)
    for position, sheet in enumerate(sheets):
        links = work.plan.sources.filter(pl.col("sheet") == position)
        keep_links(work.book, sheet, links.with_columns(contact=work.ids.gather(links["contact"])))
        work.step(links.height)


def keep_links(book: FirmBook, sheet: int, links: pl.DataFrame) -> None:
    """Which contacts came from which rows of a sheet; sources.LINK."""
    SourceLinks.objects.using(book.using).bulk_create(
        SourceLinks(sheet_id=sheet, first_contact=first, last_contact=last, pairs=pairs)
        for first, last, pairs in sources.packed(links)
    )


def _keep_sheet(work: Writing, position: int, planned: PlanSheet) -> int:
    recognised = planned.mapped.recognised
    read = planned.mapped if recognised.kind != "none" else None
    columns = [{"header": column.header, "field": column.field} for column in planned.mapped.columns]
    kept = ImportSheet.objects.using(work.book.using).create(
        batch=work.batch,
        position=position,
        file=writable(recognised.sheet.file),
        name=writable(recognised.sheet.name),
        provider=recognised.provider,
        header_row=recognised.header_row,
        rows=recognised.sheet.rows,
        columns=compact(columns),
        digest=recognised.sheet.digest(),
        country=(read and read.country) or "",
        date_order=(read and read.order) or "",
    )
    return int(kept.pk)


def _parts(planned: PlanSheet) -> Iterator[tuple[Path, npt.NDArray[np.uint8], pl.DataFrame]]:
    """The parts of the sheet as the file holds it, each with its part of the ledger; the corrections."""
    sheet = planned.mapped.recognised.sheet
    corrected = _corrections(sheet)
    offset = 0
    for path in sheet.corrected.parts if sheet.corrected else sheet.parts:
        height = pl.scan_ipc(path).select(pl.len()).collect().item()
        yield path, planned.ledger[offset : offset + height], corrected
        offset += height
    if offset != len(planned.ledger):
        raise AssertionError(f"{offset} rows, {len(planned.ledger)} rows of the ledger")


def _corrections(sheet: Sheet) -> pl.DataFrame:
    """A row's corrections in one: row, corrected (see models.SourceRows)."""
    cells = sheet.corrected.read() if sheet.corrected else pl.DataFrame(schema=CORRECTION)
    return cells.group_by("row", maintain_order=True).agg(corrected=pl.struct("column", "now"))


def _sealed_part(
    book: FirmBook, sheet: int, path: Path, ledger: npt.NDArray[np.uint8], corrected: pl.DataFrame
) -> list[SourceRows]:
    found = []
    for number, rows in enumerate(pl.read_ipc(path).iter_slices(CHUNK)):
        here = corrected.filter(pl.col("row").is_in(rows["row"].implode())) if corrected.height else corrected
        told = rows.join(here, on="row", how="left", maintain_order="left") if here.height else rows
        found.append(_sealed(book, sheet, told, ledger[number * CHUNK :][: rows.height]))
    return found


def _sealed(book: FirmBook, sheet: int, rows: pl.DataFrame, ledger: npt.NDArray[np.uint8]) -> SourceRows:
    first, last = rows["row"][0], rows["row"][-1]
    return SourceRows(
        sheet_id=sheet,
        first_row=first,
        last_row=last,
        cells=book.keys.seal(packed(rows), f"rows/{sheet}/{first}"),
        ledger=zlib.compress(ledger.tobytes(), level=1),
    )


def packed(frame: pl.DataFrame) -> bytes:
    """A frame as a compressed Arrow IPC file."""
    buffer = BytesIO()
    oldest = pl.CompatLevel.oldest()  # texts in one piece: a sixth smaller than Polars's own views of them
    frame.write_ipc(buffer, compression="zstd", compat_level=oldest)
    return buffer.getvalue()


def finish(work: Writing) -> None:
    """The findings, the person's choices, and the book's new revision."""
    book, batch = work.book, work.batch
    batch.findings = book.keys.seal(packed(work.plan.findings), f"findings/{batch.key}")
    batch.save(using=book.using, update_fields=["findings", "first_contact", "last_contact"])
    for shape, mapping in work.plan.mappings.items():
        remember(book, shape, mapping)
    followed = Recipe.objects.using(book.using).filter(firm_id=book.firm, key=batch.recipe_key)
    followed.update(used=batch.created)
    grow(book)
