"""What all workbooks share: which sheets are read, which are left out and said, and what may fail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from carnet.contract import CarnetError, Sheet, SourceFile
from carnet.stages.read.apart import apart
from carnet.stages.read.cells import Sink
from carnet.stages.read.job import Job
from carnet.stages.read.limits import MAX_PASSED_BYTES, MAX_SHEETS
from carnet.stages.read.notes import Note, note
from carnet.stages.read.parts import Parts
from carnet.stages.read.refusal import BYTES, SHEETS, refuse, too_large
from carnet.stages.read.spans import spread
from carnet.stages.read.turned import turned
from carnet.stages.read.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet as the workbook lists it.

    Attributes:
        visible: a person sees its tab. kind: "worksheet", or what else it is. place: where its cells
            are, in the reader's own terms.
    """

    name: str
    visible: bool
    kind: str
    place: str


def read_workbook(
    job: Job, kind: str, entries: Sequence[Entry], fill: Callable[[Entry, Sink], None]
) -> SourceFile:
    """Read the sheets that count.

    Args:
        kind: the format.
        entries: all sheets, in the workbook's order.
        fill: reads one sheet's cells into the sink; a CarnetError file.damaged leaves this sheet out.

    Raises:
        CarnetError: no sheet that can be read, or too much inside.
    """
    if len(entries) > MAX_SHEETS:
        raise too_large(f"> {MAX_SHEETS:,}", SHEETS)
    chosen, notes = choose(entries, job.wishes, job.options.hidden)
    sheets: list[Sheet] = []
    failed: list[Note] = []
    for number, entry in enumerate(chosen):
        try:
            tables, said = _one(job, kind, entry, number, fill)
        except CarnetError as error:
            if error.code != "file.damaged":
                raise
            failed.append(note("sheet.unreadable", value=entry.name, detail=str(error.values["detail"])))
            continue
        sheets += tables
        notes += said
    _some_rows(entries, sheets, failed)
    return SourceFile(job.shown, kind, tuple(sheets), notes=(*notes, *failed))


def check_passes(sheets: int, size: int) -> None:
    """Refuse a part that is read once for each of its many sheets, where that is too much in all."""
    if sheets * size > MAX_PASSED_BYTES:
        raise too_large(f"{sheets:,} × {size:,} > {MAX_PASSED_BYTES:,}", BYTES)


def choose(
    entries: Sequence[Entry], wishes: Wishes, hidden: Collection[str] = ()
) -> tuple[list[Entry], list[Note]]:
    """The sheets to read, hidden ones of those names among them, and what is said of the others."""
    wanted = wishes.among([entry.name for entry in entries])
    chosen: list[Entry] = []
    notes: list[Note] = []
    for place, entry in enumerate(entries):
        if entry.kind != "worksheet":
            notes.append(note("sheet.no_cells", value=entry.name, detail=entry.kind))
        elif place in wanted or (not wanted and (entry.visible or entry.name in hidden)):
            chosen.append(entry)
        else:
            code = "sheet.not_chosen" if wanted else "sheet.hidden"
            notes.append(note(code, value=entry.name))
    return chosen, notes


def _one(
    job: Job, kind: str, entry: Entry, number: int, fill: Callable[[Entry, Sink], None]
) -> tuple[list[Sheet], list[Note]]:
    sink = Sink(Parts(job.scratch, job.parts(number)), packed=job.path.stat().st_size)
    fill(entry, sink)
    sink.finish()
    parts = sink.parts
    hidden = {column for stretch in sink.hidden for column in stretch[: parts.width]}
    sheet = Sheet(
        job.shown, entry.name, kind, parts.finish(), parts.width, parts.rows,
        hidden=tuple(sorted(column for column in hidden if column < parts.width)),
    )  # fmt: skip
    sheet, over = spread(sheet, sink.spans, job.scratch, f"{job.parts(number)}-spread")
    sheet, read = turned(sheet, job.scratch, f"{job.parts(number)}-turned")
    tables, several = apart(sheet, job.scratch, f"{job.parts(number)}-apart")
    told = {code: str(count) for code, count in sink.odd.items() if count}
    if sink.errors:
        told["sheet.error_cells"] = ", ".join(
            f"{count} × {text}" for text, count in sorted(sink.errors.items())
        )
    return tables, over + read + several + [
        note(code, value=entry.name, detail=detail, sheet=entry.name) for code, detail in told.items()
    ]


def _some_rows(entries: Sequence[Entry], sheets: Sequence[Sheet], failed: Sequence[Note]) -> None:
    if any(sheet.rows for sheet in sheets):
        return
    if failed:
        values = failed[0][1]
        raise refuse("file.unreadable_sheet", sheet=str(values["value"]), detail=str(values["detail"]))
    hidden = [entry.name for entry in entries if entry.kind == "worksheet" and not entry.visible]
    read = {sheet.name for sheet in sheets}
    if left := [name for name in hidden if name not in read]:
        raise refuse("file.only_hidden", detail=", ".join(left))
    raise refuse("file.empty")
