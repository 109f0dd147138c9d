"""Correct: cells that a person corrected take the place of the file's text, whole columns at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from carnet.catalog import fold
from carnet.choices import Fix, Place, Replacement
from carnet.contract import CORRECTION, Corrected, Mapped, Sheet
from carnet.findings import FINDINGS, Severity, gather, rule

rule(
    "fix.not_made",
    Severity.WARNING,
    en="“%(value)s” was to be corrected to “%(suggestion)s”, but the cell now holds “%(detail)s”. It was "
    "left as it is; look at it again.",
    fr="« %(value)s » devait être corrigé en « %(suggestion)s », mais la cellule contient maintenant "
    "« %(detail)s ». Elle est restée telle quelle ; vérifiez-la.",
)

EMPTIED = "emptied"  # why a row whose every cell a person emptied is no contact


@dataclass(frozen=True, slots=True)
class _Made:
    """One part with its corrections. done, missed: CORRECTION rows; missed have the text that stands there as
    ``stands``; emptied: rows without any cell left."""

    path: Path
    done: pl.DataFrame
    missed: pl.DataFrame
    emptied: pl.Series


def correct(
    mapped: Sequence[Mapped],
    places: Sequence[Place],
    fixes: Sequence[Fix],
    replacements: Sequence[Replacement],
    folder: Path,
) -> tuple[list[Mapped], pl.DataFrame]:
    """The sheets with the cells that a person corrected.

    Args:
        mapped: the sheets as the files hold them.
        places: of each of them.
        fixes: of single cells, the later of two on one cell stands.
        replacements: of whole columns, each in what the one before left; a fix on the same cell wins.
        folder: for the corrected parts; it must outlive the sheets.

    Returns:
        The sheets, and findings on the fixes whose cell holds another text. A sheet without corrections is
        the same object. Cost: the parts that hold corrected cells are written once more.
    """
    if not fixes and not replacements:
        return list(mapped), gather([])
    folder = Path(tempfile.mkdtemp(prefix="corrected-", dir=folder))  # earlier parts may still be mapped
    found, notes = [], []
    for index, (sheet, place) in enumerate(zip(mapped, places, strict=True)):
        wanted = asked(sheet, place, fixes, replacements)
        corrected, missed = _corrected(sheet, wanted, folder, f"s{index}")
        found.append(corrected)
        notes.append(_told(missed, index))
    return found, gather(notes)


_NONE = pl.DataFrame(schema=CORRECTION)


def asked(
    mapped: Mapped, place: Place, fixes: Sequence[Fix], replacements: Sequence[Replacement]
) -> pl.DataFrame:
    """The corrections that a person wants of one sheet as the file holds it: CORRECTION rows, one a cell."""
    own = [fix[2:] for fix in fixes if fix.file == place.file and fix.sheet == place.sheet]
    frame = pl.DataFrame(own, schema=CORRECTION, orient="row").with_columns(_blank_as_null("was", "now"))
    wanted = pl.concat([_replaced(mapped, replacements), frame])
    return wanted.unique(["row", "column"], keep="last", maintain_order=True)


def _blank_as_null(*names: str) -> list[pl.Expr]:
    return [pl.when(pl.col(name).str.strip_chars() != "").then(name).alias(name) for name in names]


def _replaced(mapped: Mapped, replacements: Sequence[Replacement]) -> pl.DataFrame:
    """The cells that replacements change."""
    recognised = mapped.recognised
    found = [_NONE]
    for index, own in by_column(recognised.headers, replacements).items():
        cells = recognised.sheet.scan().filter(pl.col("row") > recognised.header_row).select(
            "row", pl.lit(index, pl.UInt16).alias("column"), was=f"c{index}",
            now=replaced(pl.col(f"c{index}"), own),
        )  # fmt: skip
        found.append(cells.filter(pl.col("was").ne_missing(pl.col("now"))).collect())
    return pl.concat(found)


def by_column(headers: Sequence[str], replacements: Sequence[Replacement]) -> dict[int, list[Replacement]]:
    """The replacements of each column of a sheet that has any, in order."""
    columns: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        columns.setdefault(fold(header), []).append(index)
    found: dict[int, list[Replacement]] = {}
    for one in replacements:
        for index in columns.get(fold(one.header), []) if one.was.strip() else ():
            found.setdefault(index, []).append(one)
    return found


def replaced(texts: pl.Expr, replacements: Sequence[Replacement]) -> pl.Expr:
    """A column's texts once its replacements are made, one after the other; null where nothing is left."""
    values: list[Replacement] = []  # of whole cells, in a row: they are made at once
    for one in replacements:
        if one.part or not one.match_case:
            texts, values = _put(_with_values(texts, values), one), []
        else:
            values.append(one)
    made = _with_values(texts, values)
    return pl.when(made.str.strip_chars() != "").then(made)


def _with_values(texts: pl.Expr, replacements: Sequence[Replacement]) -> pl.Expr:
    now: dict[str, str] = {}
    held: dict[str, list[str]] = {}  # what became each value by now
    for one in replacements:
        was = one.was.strip()
        origins = [*held.pop(was, []), *([] if was in now else [was])]
        now |= dict.fromkeys(origins, one.now)
        held.setdefault(one.now.strip(), []).extend(origins)
    whole = texts.str.strip_chars()
    return whole.replace_strict(now, default=texts, return_dtype=pl.String) if now else texts


def _put(texts: pl.Expr, one: Replacement) -> pl.Expr:
    wanted = pattern(one.was, part=one.part, match_case=one.match_case)
    return texts.str.replace_all(wanted, one.now.replace("$", "$$"))


def pattern(text: str, *, part: bool, match_case: bool) -> str:
    """The pattern that finds a text in cells, as Polars reads it."""
    literal = pl.escape_regex(text if part else text.strip())
    return ("" if match_case else "(?i)") + (literal if part else rf"^\s*{literal}\s*$")


def _corrected(mapped: Mapped, wanted: pl.DataFrame, folder: Path, stem: str) -> tuple[Mapped, pl.DataFrame]:
    """A sheet with its corrections, and those that could not be made."""
    sheet = mapped.recognised.sheet
    inside = wanted.filter((pl.col("column") < sheet.width) & pl.col("was").ne_missing(pl.col("now")))
    beyond = wanted.filter(pl.col("column") >= sheet.width).with_columns(stands=pl.lit(None, pl.String))
    if not inside.height:
        return mapped, beyond
    made = [_part(path, inside, folder / f"{stem}-{number}-corrected.arrow")
            for number, path in enumerate(sheet.parts)]  # fmt: skip
    missed = pl.concat([beyond, *(part.missed for part in made), _without_row(inside, made)])
    done = pl.concat(part.done for part in made)
    if not done.height:
        return mapped, missed
    cells = folder / f"{stem}-corrections.arrow"
    done.write_ipc(cells, compression="uncompressed")
    parts = tuple(part.path for part in made)
    corrected = replace(sheet, parts=parts, corrected=Corrected(sheet.parts, cells))
    return _with_sheet(mapped, corrected, pl.concat(part.emptied for part in made)), missed


def _without_row(wanted: pl.DataFrame, made: Sequence[_Made]) -> pl.DataFrame:
    """Corrections of rows that the sheet does not have."""
    known = pl.concat(frame.select("row") for part in made for frame in (part.done, part.missed))
    left = wanted.join(known.unique(), on="row", how="anti", maintain_order="left")
    return left.with_columns(stands=pl.lit(None, pl.String))


def _with_sheet(mapped: Mapped, sheet: Sheet, emptied: pl.Series) -> Mapped:
    recognised = mapped.recognised
    left_out = {**dict.fromkeys(emptied.to_list(), EMPTIED), **recognised.left_out}
    return replace(mapped, recognised=replace(recognised, sheet=sheet, left_out=left_out))


def _part(path: Path, wanted: pl.DataFrame, target: Path) -> _Made:
    rows = pl.read_ipc(path, columns=["row"]).with_row_index("at")
    here = wanted.join(rows, on="row", maintain_order="left")
    if not here.height:
        return _Made(
            path, _NONE, _NONE.with_columns(stands=pl.lit(None, pl.String)), pl.Series(dtype=pl.UInt32)
        )
    frame = pl.read_ipc(path)
    columns, told = {}, []
    fits = pl.col("was").eq_missing(pl.col("stands"))
    for (column,), cells in here.partition_by("column", as_dict=True, maintain_order=True).items():
        name = f"c{column}"
        checked = cells.with_columns(stands=frame[name].gather(cells["at"]))
        told.append(checked)
        fitting = checked.filter(fits)
        columns[name] = _with_cells(frame[name], fitting["at"], fitting["now"])
    checked = pl.concat(told)
    done = checked.filter(fits).sort("at", "column")
    corrected = frame.with_columns(**columns)
    corrected.write_ipc(target, compression="uncompressed")
    touched = corrected[done["at"].unique().sort()]
    emptied = touched.filter(pl.all_horizontal(pl.all().exclude("row").is_null()))["row"]
    return _Made(
        target, done.select(CORRECTION.names()), checked.filter(~fits).select(*CORRECTION, "stands"), emptied
    )


def _with_cells(column: pl.Series, at: pl.Series, texts: pl.Series) -> pl.Series:
    order = np.arange(len(column))
    order[at.to_numpy()] = len(column) + np.arange(len(texts))
    return pl.concat([column, texts.alias(column.name)]).gather(order)


def _told(missed: pl.DataFrame, index: int) -> pl.DataFrame:
    return missed.select(
        "row",
        "column",
        sheet=pl.lit(index, pl.UInt16),
        code=pl.lit("fix.not_made"),
        value=pl.col("was").fill_null(""),
        suggestion=pl.col("now").fill_null(""),
        detail=pl.col("stands").fill_null(""),
    ).select(FINDINGS.names())
