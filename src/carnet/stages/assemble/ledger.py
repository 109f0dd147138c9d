"""Where each source cell went: one byte a cell, and the proof that none is missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.contract import Balance, Disposition, Recognised, Sheet

# A proposed place as it stands in the ledger, the smaller the better: between the places and PENDING.
# Where the cells of rows that are left out go, by why; those of the others are set aside.
LEFT_OUT_PLACES = {
    "unchanged": Disposition.MERGED,  # they say what the book has
    "delete": Disposition.MERGED,
    "refused": Disposition.REFUSED,
}
_ORDER = (Disposition.REFUSED, Disposition.STORED, Disposition.MERGED, Disposition.SET_ASIDE)
_PROPOSED = np.full(256, Disposition.PENDING, dtype=np.uint8)
_ACCEPTED = np.arange(256, dtype=np.uint8)
for _rank, _place in enumerate(_ORDER):
    _PROPOSED[_place] = 100 + _rank
    _ACCEPTED[100 + _rank] = _place


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet that hold contacts.

    Attributes:
        numbers: UInt32, the spreadsheet row of each.
        positions: where each stands among all rows of the sheet (the ledger's first index).
    """

    numbers: pl.Series
    positions: npt.NDArray[np.int64]


class Ledger:
    """The fate of the cells of one sheet, rows x width (order of Sheet.scan())."""

    def __init__(self, recognised: Recognised) -> None:
        sheet = recognised.sheet
        self._cells = np.zeros((sheet.rows, sheet.width), dtype=np.uint8, order="F")
        numbers = sheet.scan().select("row").collect().to_series()
        below = numbers > recognised.header_row
        out = numbers.is_in(list(recognised.left_out)) if recognised.left_out else below.not_() & False
        positions = np.arange(sheet.rows)
        contacts = (below & ~out).to_numpy() if recognised.kind != "none" else np.zeros(sheet.rows, bool)
        self.rows = SheetRows(numbers.filter(pl.Series(contacts)), positions[contacts])
        self._aside = positions[(out | (below & (recognised.kind == "none"))).to_numpy()]
        self._left_out = _left_out(recognised, numbers)
        self._blanked = _blanked(sheet, numbers)

    def read(self, index: int, filled: npt.NDArray[np.bool_]) -> None:
        """Open a column: its filled cells wait for their place, those of other rows are set aside.

        A text of the file that a person blanked is set aside too.
        """
        column = self._cells[:, index]
        column[self.rows.positions] = np.where(
            filled[self.rows.positions], Disposition.PENDING, Disposition.EMPTY
        )
        column[self._aside] = np.where(filled[self._aside], Disposition.SET_ASIDE, Disposition.EMPTY)
        for place, rows in self._left_out.items():
            column[rows] = np.where(filled[rows], place, Disposition.EMPTY)
        blanked = self._blanked.get(index, self._aside[:0])
        column[blanked[np.isin(blanked, self.rows.positions) | np.isin(blanked, self._aside)]] = (
            Disposition.SET_ASIDE
        )

    def settle(self, index: int, where: npt.NDArray[np.bool_ | np.int64], disposition: int) -> None:
        """Give pending cells of a column their place.

        Args:
            index: the column.
            where: one truth a contact row, or the contact rows; cells that are not pending stay as they are.
            disposition: a value of Disposition.
        """
        column = self._cells[:, index]
        chosen = self.rows.positions[where]
        column[chosen[column[chosen] == Disposition.PENDING]] = disposition

    def propose(self, index: int, rows: npt.NDArray[np.int64], places: npt.NDArray[np.uint8]) -> None:
        """Note places for pending cells of a column; of several proposals for a cell the best stands.

        Args:
            index: the column.
            rows: the contact rows.
            places: a value of Disposition for each.
        """
        column = self._cells[:, index]
        chosen = self.rows.positions[rows]
        proposed = _PROPOSED[places]
        better = (column[chosen] > Disposition.REFUSED) & (column[chosen] > proposed)
        column[chosen[better]] = proposed[better]

    def accept(self) -> None:
        """Give the cells the places that were proposed."""
        self._cells[:] = _ACCEPTED[self._cells]

    def refuse(self, where: npt.NDArray[np.bool_]) -> None:
        """Refuse whole contact rows, whatever was decided of their cells before."""
        for index in range(self._cells.shape[1]):
            column = self._cells[:, index]
            chosen = self.rows.positions[where]
            column[chosen[column[chosen] != Disposition.EMPTY]] = Disposition.REFUSED

    def placed(self, index: int, disposition: int) -> npt.NDArray[np.bool_]:
        """Which contact rows of a column have a certain place."""
        found: npt.NDArray[np.bool_] = self._cells[self.rows.positions, index] == disposition
        return found

    def cells(self) -> npt.NDArray[np.uint8]:
        """The whole ledger, for the plan."""
        return self._cells

    def balance(self) -> Balance:
        """The counts of the sheet.

        Raises:
            AssertionError: a cell has no place.
        """
        counts = np.bincount(self._cells.ravel(order="K"), minlength=256)
        return Balance(
            read=int(self._cells.size - counts[Disposition.EMPTY]),
            stored=int(counts[Disposition.STORED]),
            merged=int(counts[Disposition.MERGED]),
            set_aside=int(counts[Disposition.SET_ASIDE]),
            refused=int(counts[Disposition.REFUSED]),
        )


def _left_out(recognised: Recognised, numbers: pl.Series) -> dict[int, npt.NDArray[np.int64]]:
    """Place -> the positions of the rows whose cells go there, though they are left out."""
    rows: dict[int, list[int]] = {}
    for row, why in recognised.left_out.items():
        if why in LEFT_OUT_PLACES:
            rows.setdefault(LEFT_OUT_PLACES[why], []).append(row)
    return {place: numbers.is_in(of).arg_true().to_numpy().astype(np.int64) for place, of in rows.items()}


def _blanked(sheet: Sheet, numbers: pl.Series) -> dict[int, npt.NDArray[np.int64]]:
    """Column -> the positions of the cells whose text a person took out."""
    if sheet.corrected is None:
        return {}
    places = pl.DataFrame({"row": numbers}).with_row_index("at")
    cells = sheet.corrected.read().filter(pl.col("now").is_null()).join(places, on="row")
    return {
        int(str(column)): part["at"].to_numpy().astype(np.int64)
        for (column,), part in cells.partition_by("column", as_dict=True).items()
    }
