"""The grid of a kept plan's sheets; a page reads its own rows and no others."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.choices import Choices
from carnet.findings import Finding, Severity, rules
from carnet.language import Language
from carnet.pipeline.current import corrections
from carnet.pipeline.grid.rows import grid_rows
from carnet.pipeline.grid.shown import CellCount, GridColumn, GridPage, GridQuery
from carnet.pipeline.kept.index import WHOLE_ROW
from carnet.pipeline.pages.reader import PlanReader, having, words_of
from carnet.stages.normalise.searched import searched
from carnet.stages.report.columns import column_names, secret_columns

_Mask = npt.NDArray[np.bool_]


class GridReader:
    """The sheets of a kept plan with what a person corrected by now.

    Args:
        reader: of the plan. choices: the person's by now.
    """

    def __init__(self, reader: PlanReader, choices: Choices) -> None:
        self._reader = reader
        self._choices = choices
        self._corrections: dict[int, pl.DataFrame] = {}

    def columns(self, sheet: int, language: Language) -> tuple[GridColumn, ...]:
        """The columns of a sheet."""
        mapping = self._reader.sheets[sheet].mapped
        secret, fields = secret_columns(mapping), {one.index: one.field for one in mapping.columns}
        cells: dict[int | None, dict[Severity, int]] = {}
        for one in self.counts(sheet):
            own = cells.setdefault(one.column, {})
            own[one.severity] = own.get(one.severity, 0) + one.cells
        return tuple(
            GridColumn(index, header, fields.get(index), index in secret, cells.get(index, {}), told)
            for index, header in enumerate(column_names(mapping, language))
            for told in [self._of_column(sheet, index, language)]
        )

    def counts(self, sheet: int) -> list[CellCount]:
        """How many cells of each column have a finding of each rule, the gravest rules first."""
        known, order = rules(), list(Severity)
        codes = self._reader.frame("rules")["code"].to_list()
        counted = self._reader.frame("counted").filter(pl.col("sheet") == sheet)
        found = [
            CellCount(code, known[code].severity, None if column == WHOLE_ROW else column, cells)
            for column, rule, cells in counted.select("column", "rule", "cells").iter_rows()
            for code in [codes[rule]]
        ]
        return sorted(found, key=lambda one: (order.index(one.severity), -one.cells))

    def page(self, query: GridQuery, language: Language) -> GridPage:
        """The rows that a query asks for, their findings worded in a language."""
        rows = self._reader.frame(f"rows-{query.sheet}")
        found = np.flatnonzero(self._mask(query, rows))
        shown = rows.select("row", "part")[found[query.offset : query.offset + query.limit]]
        return GridPage(len(found), grid_rows(self._reader, self._choices, query.sheet, shown, language))

    def _of_column(self, sheet: int, index: int, language: Language) -> tuple[Finding, ...]:
        here = self._column_wide.filter((pl.col("sheet") == sheet) & (pl.col("column") == index))
        return tuple(self._reader.worded(here["finding"].to_numpy(), language, place=()))

    @cached_property
    def _column_wide(self) -> pl.DataFrame:
        """The findings on columns as a whole."""
        found = self._reader.findings.select("sheet", "row", "column").with_row_index("finding")
        return found.filter(pl.col("row").is_null() & pl.col("column").is_not_null())

    def _mask(self, query: GridQuery, rows: pl.DataFrame) -> _Mask:
        mask = np.ones(rows.height, np.bool_)
        if (query.severity, query.code, query.column) != (None, None, None):
            mask &= _among(rows, self._with_finding(query))
        if query.to_correct:
            grave = [self._reader.rules(None, severity) for severity in (Severity.ERROR, Severity.WARNING)]
            placed = self._reader.placed(query.sheet)
            chosen = np.isin(placed["rule"].to_numpy(), np.concatenate(grave))
            mask &= _among(rows, placed["row"].to_numpy()[chosen])
        if query.corrected:
            mask &= _among(rows, self._corrected(query.sheet)["row"].to_numpy())
        if query.text.strip():
            mask &= self._having(query, rows)
        return mask

    def _with_finding(self, query: GridQuery) -> npt.NDArray[np.uint32]:
        placed = self._reader.placed(query.sheet)
        chosen = np.isin(placed["rule"].to_numpy(), self._reader.rules(query.code, query.severity))
        if query.column is not None:
            chosen &= placed["column"].to_numpy() == query.column
        found: npt.NDArray[np.uint32] = placed["row"].to_numpy()[chosen]
        return found

    def _corrected(self, sheet: int) -> pl.DataFrame:
        if sheet not in self._corrections:
            self._corrections[sheet] = corrections(self._reader.sheets[sheet], self._choices)
        return self._corrections[sheet]

    def _having(self, query: GridQuery, rows: pl.DataFrame) -> _Mask:
        """The rows in which every word stands, in the file's text or in what a person made of it."""
        made = self._corrected(query.sheet)
        secret = secret_columns(self._reader.sheets[query.sheet].mapped)
        seen = made.filter(~pl.col("column").is_in(list(secret)))
        distinct = seen["now"].unique().drop_nulls()
        texts = searched(distinct)
        mask = np.ones(rows.height, np.bool_)
        for word in words_of(query.text):
            hits = distinct.filter(texts.str.contains(word, literal=True))
            corrected = seen.filter(pl.col("now").is_in(hits.implode()))["row"].to_numpy()
            mask &= having(rows["text"], word) | _among(rows, corrected)
        return mask


def _among(rows: pl.DataFrame, wanted: npt.NDArray[np.uint32]) -> _Mask:
    """Which rows of a sheet are among some."""
    numbers = rows["row"].to_numpy()
    places = np.searchsorted(numbers, wanted)
    inside = places < len(numbers)
    mask = np.zeros(len(numbers), np.bool_)
    mask[places[inside][numbers[places[inside]] == wanted[inside]]] = True
    return mask
