"""Corrections that are kept to be made again in the next version of the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from carnet.choices import Fix, Place
from carnet.contract import PlanSheet, Recognised
from carnet.pipeline.versions.rows import identities, keyed, names_of


class Key(NamedTuple):
    """By what a row is known again: the names of columns, and the key that it has in them."""

    columns: tuple[str, ...]
    text: str


class Kept(NamedTuple):
    """A cell that was corrected, apart from where it stood.

    Attributes:
        sheet, column: their names. was: the text of the file; now: the text instead; "" is none.
        keys: of its row, the surest first.
    """

    sheet: str
    column: str
    was: str
    now: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of kept corrections in other files.

    Attributes:
        fixes: those that are made there. there: the files say so already. unfit: their row or column is gone,
            or another text stands in the cell.
    """

    fixes: tuple[Fix, ...] = ()
    there: tuple[Kept, ...] = ()
    unfit: tuple[Kept, ...] = ()


def kept_of(sheets: Sequence[PlanSheet], fixes: Sequence[Fix]) -> list[Kept]:
    """The corrections of a plan's sheets, to be kept."""
    found: list[Kept] = []
    for planned in sheets:
        recognised = planned.mapped.recognised
        named = {index: name for name, index in names_of(recognised).items()}
        own = [fix for fix in fixes if fix[:2] == planned.place and fix.column in named]
        if not own:
            continue
        rows = {fix.row for fix in own}
        keys: dict[int, list[Key]] = {row: [] for row in rows}
        for columns in identities(planned.mapped):
            frame = keyed(recognised, columns).filter(pl.col("row").is_in(list(rows)))
            for row, text in frame.iter_rows():
                keys[row].append(Key(columns, text))
        sheet = planned.place.sheet
        found += [Kept(sheet, named[one.column], one.was, one.now, tuple(keys[one.row])) for one in own]
    return found


def refit(kept: Sequence[Kept], places: Sequence[Place], sheets: Sequence[Recognised]) -> Carried:
    """Corrections as they are to be made in other files.

    Args:
        places, sheets: of those files, in one order.
    """
    finder = _Finder(kept, places, sheets)
    fixes: list[Fix] = []
    there: list[Kept] = []
    unfit: list[Kept] = []
    for one, at, row in finder.placed:
        stands = finder.text(at, one.column, row) if at is not None else None
        if at is None or stands not in {one.was, one.now}:
            unfit.append(one)
        elif stands == one.was:
            column = names_of(sheets[at])[one.column]
            fixes.append(Fix(*places[at], row, column, one.was, one.now))
        else:
            there.append(one)
    return Carried(tuple(fixes), tuple(there), tuple(unfit))


class _Finder:
    """Finds rows by their keys; each set of columns and each column is read once.

    Attributes:
        placed: each correction with the sheet and row where it is to be made; None where that is not there.
    """

    def __init__(self, kept: Sequence[Kept], places: Sequence[Place], sheets: Sequence[Recognised]) -> None:
        self._kept, self._places, self._sheets = kept, places, sheets
        self._wanted: dict[tuple[str, ...], set[str]] = {}
        for one in kept:
            for key in one.keys:
                self._wanted.setdefault(key.columns, set()).add(key.text)
        self._rows: dict[tuple[int, tuple[str, ...]], dict[str, int]] = {}
        self._texts: dict[tuple[int, str], dict[int, str]] = {}
        self.placed = [(one, *self._place(one)) for one in kept]

    def text(self, at: int, column: str, row: int) -> str:
        """A cell as the file holds it."""
        if (at, column) not in self._texts:
            rows = {row for one, sheet, row in self.placed if sheet == at and one.column == column}
            cells = f"c{names_of(self._sheets[at])[column]}"
            scan = self._sheets[at].sheet.as_read().scan().filter(pl.col("row").is_in(list(rows)))
            self._texts[at, column] = dict(
                scan.select("row", pl.col(cells).fill_null("")).collect().iter_rows()
            )
        return self._texts[at, column].get(row, "")

    def _place(self, one: Kept) -> tuple[int | None, int]:
        sheets = sorted(range(len(self._sheets)), key=lambda at: self._places[at].sheet != one.sheet)
        for at in sheets:
            if one.column not in names_of(self._sheets[at]):
                continue
            for key in one.keys:
                row = self._index(at, key.columns).get(key.text)
                if row is not None:
                    return at, row
        return None, 0

    def _index(self, at: int, columns: tuple[str, ...]) -> dict[str, int]:
        if (at, columns) not in self._rows:
            frame = keyed(self._sheets[at], columns)
            wanted = frame.filter(pl.col("key").is_in(list(self._wanted[columns])))
            self._rows[at, columns] = dict(wanted.select("key", "row").iter_rows())
        return self._rows[at, columns]
