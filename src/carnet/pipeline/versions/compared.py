"""What changed between two versions of the files: rows and cells, and what was found in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from carnet.contract import PlanSheet
from carnet.findings import Severity, rules
from carnet.pipeline.current import listed
from carnet.pipeline.versions.rows import identities, keyed, names_of
from carnet.stages.report.columns import secret_columns
from carnet.stages.report.mask import veiled
from carnet.stages.report.wording import Found

LISTED = 200  # rows that are listed; all are counted


class CellChange(NamedTuple):
    """A cell with another text than before; "" is none, tax identifiers are masked."""

    column: str
    was: str
    now: str


class RowChange(NamedTuple):
    """A row that was added, removed or changed.

    Attributes:
        sheet: its name. before, row: the spreadsheet's row in the earlier and in the later version, 0 where
            it is not there.
        cells: that changed; of a row that came or went the first that have a text.
    """

    sheet: str
    before: int
    row: int
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side.

    Attributes:
        added, removed, changed, same: how many rows; cells: how many changed in rows of both.
        rows: some of those that are not the same. gone, come: headers that one of the versions has alone.
        solved, fresh, still: how many errors and warnings of each rule are gone, new, and still there.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0
    cells: int = 0
    rows: tuple[RowChange, ...] = ()
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()
    solved: Mapping[str, int] = field(default_factory=dict)
    fresh: Mapping[str, int] = field(default_factory=dict)
    still: Mapping[str, int] = field(default_factory=dict)


_ROW = "/row"  # the row's number among columns that are called by their headers
# Rows of two versions that are one: numbers of their sheets in the plans, and their rows.
_PAIRS = pl.Schema({"sheet": pl.UInt16, "row": pl.UInt32, "later": pl.UInt16, "later_row": pl.UInt32})


def compare(before: Found, after: Found) -> Comparison:
    """What changed from one version to the next; rows go by what they say, not by their place."""
    pairs = [pl.DataFrame(schema=_PAIRS)]
    sides = list(_sheets(before.sheets, after.sheets))
    told = [_Sides(one, two) for _, one, _, two in sides]
    for (at, _, to, _), both in zip(sides, told, strict=True):
        if at is not None and to is not None:
            placed = {"sheet": pl.lit(at), "later": pl.lit(to)}
            pairs.append(both.pairs.with_columns(**placed).select(_PAIRS.names()).cast(_PAIRS))
    rows = [row for both in told for row in both.rows(LISTED)]
    return Comparison(
        added=sum(both.added.height for both in told),
        removed=sum(both.removed.height for both in told),
        changed=sum(both.changed["later_row"].n_unique() for both in told),
        same=sum(both.pairs.height - both.changed["later_row"].n_unique() for both in told),
        cells=sum(both.changed.height for both in told),
        rows=tuple(rows[:LISTED]),
        gone=tuple(name for both in told for name in both.alone(0)),
        come=tuple(name for both in told for name in both.alone(1)),
        **_found(before, after, pl.concat(pairs)),
    )


def _sheets(
    before: Sequence[PlanSheet], after: Sequence[PlanSheet]
) -> Iterator[tuple[int | None, PlanSheet | None, int | None, PlanSheet | None]]:
    """The sheets that make contacts, each beside the one that it was before: of the same name, else with most
    of the same columns."""
    left = {at: one for at, one in enumerate(before) if one.mapped.recognised.kind != "none"}
    for to, two in enumerate(after):
        if two.mapped.recognised.kind == "none":
            continue
        own = set(names_of(two.mapped.recognised))

        def likeness(at: int, two: PlanSheet = two, own: set[str] = own) -> tuple[int, bool]:
            return len(own & set(names_of(left[at].mapped.recognised))), left[at].place[1] == two.place[1]

        best = max(left, key=likeness, default=None)
        if best is not None and likeness(best)[0]:
            yield best, left.pop(best), to, two
        else:
            yield None, None, to, two
    for at, one in left.items():
        yield at, one, None, None


class _Sides:
    """A sheet in both versions.

    Attributes:
        pairs: row, later_row. removed, added: row, of one version only.
        changed: row, later_row, column, was, now: cells with another text.
    """

    def __init__(self, before: PlanSheet | None, after: PlanSheet | None) -> None:
        self._before, self._after = before, after
        self._columns = _columns(before), _columns(after)
        one, two = (_texts(*side) for side in zip((before, after), self._columns, strict=True))
        self._frames = one, two
        self.pairs = self._paired()
        self.removed = one.select(row=_ROW).join(self.pairs, on="row", how="anti", maintain_order="left")
        later = self.pairs.select(row="later_row")
        self.added = two.select(row=_ROW).join(later, on="row", how="anti", maintain_order="left")
        self.changed = self._changed()

    @property
    def _both(self) -> list[str]:
        return [name for name in self._columns[1] if name in self._columns[0]]

    def alone(self, side: int) -> list[str]:
        """The headers that one of the versions has alone."""
        if self._before is None or self._after is None:
            return []
        return [self._header(name) for name in self._columns[side] if name not in self._columns[1 - side]]

    def rows(self, most: int) -> Iterator[RowChange]:
        """The rows that are not the same, changed ones first."""
        shown = self._after or self._before
        if shown is None:
            return
        sheet = shown.mapped.recognised.sheet.name
        for (row, later), cells in (
            self.changed.head(most * 20).partition_by("row", "later_row", as_dict=True, maintain_order=True)
        ).items():  # fmt: skip
            told = cells.select("column", "was", "now").iter_rows()
            yield RowChange(sheet, int(str(row)), int(str(later)), tuple(map(self._cell, told)))
        for row, texts in self._only(0, self.removed.head(most)):
            yield RowChange(sheet, row, 0, tuple(self._cell((name, text, "")) for name, text in texts))
        for row, texts in self._only(1, self.added.head(most)):
            yield RowChange(sheet, 0, row, tuple(self._cell((name, "", text)) for name, text in texts))

    def _only(self, side: int, rows: pl.DataFrame) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        frame = self._frames[side].join(rows, left_on=_ROW, right_on="row", how="semi", maintain_order="left")
        for one in frame.iter_rows(named=True):
            row = int(one.pop(_ROW))
            yield row, [(name, text) for name, text in one.items() if text][:3]

    def _cell(self, told: tuple[str, str | None, str | None]) -> CellChange:
        name, was, now = told
        hidden = any(name in _secret(side) for side in (self._before, self._after))
        texts = [veiled(text or "") if hidden else text or "" for text in (was, now)]
        return CellChange(self._header(name), *texts)

    def _header(self, name: str) -> str:
        """As the file writes it."""
        for side, columns in zip((self._after, self._before), reversed(self._columns), strict=True):
            if side is not None and name in columns:
                return side.mapped.recognised.headers[columns[name]]
        return name

    def _paired(self) -> pl.DataFrame:
        pairs = pl.DataFrame(schema={"row": pl.UInt32, "later_row": pl.UInt32})
        if self._before is None or self._after is None or not self._both:
            return pairs
        one, two = (frame.select(row=_ROW, key=_whole(self._both)) for frame in self._frames)
        counted = [frame.with_columns(same=pl.int_range(pl.len()).over("key")) for frame in (one, two)]
        pairs = counted[0].join(
            counted[1].rename({"row": "later_row"}), on=["key", "same"], nulls_equal=True
        ).select(pairs.columns)  # fmt: skip
        for columns in identities(self._before.mapped):
            keys = [keyed(side.mapped.recognised, columns) for side in (self._before, self._after)]
            free = [
                frame.join(pairs.select(row=name), on="row", how="anti")
                for frame, name in zip(keys, pairs.columns, strict=True)
            ]
            more = free[0].join(free[1].rename({"row": "later_row"}), on="key").select(pairs.columns)
            pairs = pl.concat([pairs, more])
        return pairs.sort("later_row")

    def _changed(self) -> pl.DataFrame:
        found = [pl.DataFrame(schema={"row": pl.UInt32, "later_row": pl.UInt32, "column": pl.String,
                                      "was": pl.String, "now": pl.String})]  # fmt: skip
        one, two = self._frames
        one, two = (
            self.pairs.select(pl.col(name).alias(_ROW)).join(
                frame, on=_ROW, how="left", maintain_order="left"
            )
            for name, frame in (("row", one), ("later_row", two))
        )
        for name in self._both:
            cells = self.pairs.select("row", "later_row", column=pl.lit(name), was=one[name], now=two[name])
            found.append(cells.filter(pl.col("was").ne_missing(pl.col("now"))))
        return pl.concat(found).sort("later_row", maintain_order=True)


def _columns(planned: PlanSheet | None) -> dict[str, int]:
    return names_of(planned.mapped.recognised) if planned else {}


def _secret(planned: PlanSheet | None) -> set[str]:
    """The names of the columns with tax identifiers."""
    secret = secret_columns(planned.mapped) if planned else set()
    return {name for name, index in _columns(planned).items() if index in secret}


def _texts(planned: PlanSheet | None, columns: Mapping[str, int]) -> pl.DataFrame:
    """The rows that may be contacts, as the file holds them, the columns called by their names."""
    if planned is None:
        return pl.DataFrame(schema={_ROW: pl.UInt32})
    recognised = planned.mapped.recognised
    rows = recognised.sheet.as_read().scan().filter(listed(recognised))
    return rows.select(
        pl.col("row").alias(_ROW), **{name: pl.col(f"c{index}") for name, index in columns.items()}
    ).collect()


def _whole(columns: Sequence[str]) -> pl.Expr:
    return pl.concat_str([pl.col(name).fill_null("") for name in columns], separator="\x1f")


def _found(before: Found, after: Found, pairs: pl.DataFrame) -> dict[str, dict[str, int]]:
    """How many errors and warnings are gone, new, and still there, by rule."""
    one = _placed(before).join(pairs, on=["sheet", "row"], how="left", maintain_order="left")
    here = one.select("code", "column", sheet="later", row="later_row", there=pl.col("later").is_not_null())
    later = _placed(after)
    on = ["code", "column", "sheet", "row"]
    return {
        "solved": _counted(here.join(later, on=on, how="anti")),
        "fresh": _counted(later.join(here.filter("there"), on=on, how="anti")),
        "still": _counted(later.join(here.filter("there"), on=on, how="semi")),
    }


def _placed(found: Found) -> pl.DataFrame:
    """The errors and warnings on rows, each once, their columns by name."""
    grave = [code for code, one in rules().items() if one.severity is not Severity.INFO]
    names = pl.DataFrame(
        [
            (at, index, name)
            for at, planned in enumerate(found.sheets)
            for name, index in names_of(planned.mapped.recognised).items()
        ],
        schema={"sheet": pl.UInt16, "column": pl.UInt16, "name": pl.String},
        orient="row",
    )
    placed = found.findings.filter(pl.col("row").is_not_null(), pl.col("code").is_in(grave))
    named = placed.select("sheet", "row", "column", "code").join(names, on=["sheet", "column"], how="left")
    return named.select("sheet", "row", "code", column=pl.col("name").fill_null("")).unique()


def _counted(found: pl.DataFrame) -> dict[str, int]:
    return dict(found["code"].value_counts(sort=True).iter_rows())
