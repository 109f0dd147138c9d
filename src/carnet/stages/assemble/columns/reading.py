"""A sheet while its columns are read: its cells, and what was made of them so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from carnet.contract import ColumnMapping, Disposition, Mapped
from carnet.findings import FINDINGS
from carnet.providers.layout import CARNET_KEYS, key
from carnet.stages.assemble.column import KeptColumn
from carnet.stages.assemble.ledger import Ledger
from carnet.stages.assemble.shelf import Shelf
from carnet.stages.normalise import text
from carnet.stages.normalise.no_data import Says

_AT_ONCE = 32  # columns


@dataclass(slots=True)
class Reading:
    """A sheet while its columns are read.

    Attributes:
        sheet_index: position among the import's sheets, for findings.
        country: ISO 3166-1 alpha-2 of rows that do not say theirs; countries: each row's, once the addresses
            are read.
        order: of day and month in dates: "dmy", "mdy" or "ymd".
        columns, findings: what was read and found so far; before: what others had read then.
        invalid: for each registration column, the numbers whose check digits are wrong.
        parts: label, slot and block of addresses in parts: the text of each row's.
        unsaid: column -> place (of Disposition) -> the rows whose cell is not read but goes there at once,
            one truth a contact row.
        none: column -> what tells in it that there is no value, until its cells are asked for.
    """

    mapped: Mapped
    sheet_index: int
    ledger: Ledger
    shelf: Shelf
    country: str | None
    order: str | None
    countries: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.String))
    before: Sequence[KeptColumn] = ()
    columns: list[KeptColumn] = field(default_factory=list)
    findings: list[pl.DataFrame] = field(default_factory=list)
    invalid: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parts: dict[tuple[str, str, int], pl.Series] = field(default_factory=dict)
    unsaid: dict[int, dict[int, pl.Series]] = field(default_factory=dict)
    none: dict[int, Says] = field(default_factory=dict)

    def beside(self) -> Reading:
        """The sheet for columns that are read at the same time as others; take() brings it together again."""
        return replace(self, before=tuple(self.columns), columns=[], findings=[], invalid=defaultdict(set))

    def take(self, other: Reading) -> None:
        """Take over what was read and found beside this."""
        self.columns += other.columns
        self.findings += other.findings
        for name, values in other.invalid.items():
            self.invalid[name] |= values

    @property
    def height(self) -> int:
        """How many contact rows there are."""
        return len(self.ledger.rows.numbers)

    def of_a_book(self) -> pl.Series:
        """The rows that Carnet wrote out of a book, by their key; what such a row says needs no guess."""
        for column in self.mapped.columns:
            if column.special == "contact_key" and key(column.header) in CARNET_KEYS:
                return self.raw(column.index).is_not_null()
        return pl.Series([False]).new_from_index(0, self.height)

    def open(self, indexes: Sequence[int]) -> None:
        """Have the ledger wait for the cells of columns, some at a time."""
        scan = self.mapped.recognised.sheet.scan()
        for first in range(0, len(indexes), _AT_ONCE):
            some = indexes[first : first + _AT_ONCE]
            filled = scan.select(pl.col(f"c{index}").is_not_null() for index in some).collect()
            for index in some:
                self.ledger.read(index, filled[f"c{index}"].to_numpy())
                for place, rows in self.unsaid.get(index, {}).items():
                    self.ledger.settle(index, rows.to_numpy(), place)

    def raw(self, index: int) -> pl.Series:
        """The text of one column's contact rows, as the file holds it; null where it says that it is none."""
        whole = self.mapped.recognised.sheet.scan().select(f"c{index}").collect().to_series()
        positions = self.ledger.rows.positions
        if len(positions) and positions[-1] - positions[0] + 1 == len(positions):
            texts = whole.slice(int(positions[0]), len(positions))
        else:
            texts = whole.gather(positions)
        for rows in self.unsaid.get(index, {}).values():
            texts = texts.set(rows, None)
        says_none = self.none.pop(index, None)
        return texts if says_none is None else self._without_none(index, texts, says_none)

    def _without_none(self, index: int, texts: pl.Series, says_none: Says) -> pl.Series:
        """The texts without those that say that there is no value; of each such text the first is told."""
        said = says_none(pl.col("text")).fill_null(False)
        where = texts.to_frame("text").select(said).to_series()
        if not where.any():
            return texts
        places = self.unsaid.setdefault(index, {})
        before = places.get(Disposition.SET_ASIDE)
        places[Disposition.SET_ASIDE] = where if before is None else where | before
        self.set_aside(index, where)
        first = where & texts.is_first_distinct()
        found = pl.DataFrame({"code": pl.Series(["value.none"]).new_from_index(0, len(texts))})
        nothing = pl.lit(None, pl.String)
        result = found.select(code=pl.when(first).then("code"), suggestion=nothing, detail=nothing)
        self.find(index, texts, result)
        return texts.set(where, None)

    def filled(self, index: int) -> bool:
        """Whether any contact row has a text in a column that is read."""
        return bool(self.ledger.placed(index, Disposition.PENDING).any())

    def text(self, index: int) -> pl.Series:
        """The same, spaces made tidy."""
        return text.normalise_text(self.raw(index))["value"]

    def name(self, index: int) -> pl.Series:
        """The same of names: what only says that there is none is none."""
        return text.normalise_name(self.raw(index))["value"]

    def add(
        self,
        columns: Sequence[ColumnMapping],
        target: str,
        values: pl.Series,
        field: str = "",
        slot: str | None = None,
    ) -> None:
        """Put away what columns that share one fate say.

        Args:
            columns: they stand together in one slot.
            target: as in Column.
            values: one a contact row.
            field: as in Column.
            slot: where it is not that of the columns.
        """
        if values.null_count() < len(values):
            indexes = tuple(column.index for column in columns)
            kept = self.shelf.keep_blocks(values)
            place = columns[0].slot if slot is None else slot
            self.columns.append(KeptColumn(indexes, place, target, field, kept))

    def find(self, index: int, raw: pl.Series, result: pl.DataFrame) -> None:
        """Take the findings of a normaliser over.

        Args:
            index: the column.
            raw: what it was given, one a contact row.
            result: what it gave, with code, suggestion and detail.
        """
        where = result["code"].is_not_null()
        if where.any():
            found = result.select("code", "suggestion", "detail").with_columns(
                row=self.ledger.rows.numbers,
                value=raw,
                sheet=pl.lit(self.sheet_index, pl.UInt16),
                column=pl.lit(index, pl.UInt16),
            )
            self.findings.append(found.filter(where).select(FINDINGS.names()))

    def say(self, code: str, value: str, detail: str | None = None) -> None:
        """A finding on the sheet as a whole."""
        row = (self.sheet_index, None, None, code, value, None, detail)
        self.findings.append(pl.DataFrame([row], schema=FINDINGS, orient="row"))

    def set_aside(self, index: int, rows: pl.Series) -> None:
        """Set cells of a column aside; rows is one truth a contact row."""
        self.ledger.settle(index, rows.to_numpy(), Disposition.SET_ASIDE)

    def merge(self, index: int, rows: pl.Series) -> None:
        """Mark cells of a column as said by others already; rows is one truth a contact row."""
        self.ledger.settle(index, rows.to_numpy(), Disposition.MERGED)
