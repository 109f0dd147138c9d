"""What the edited cells of a bulk workbook say, taken from its sheets in standard form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet import catalog
from carnet.contract import Disposition
from carnet.findings import FINDINGS
from carnet.pipeline.bulk import rules
from carnet.pipeline.bulk.compare import Told
from carnet.pipeline.bulk.verdicts import LINKED
from carnet.stages.assemble.column import KeptColumn
from carnet.stages.assemble.columns import SheetColumns
from carnet.stages.assemble.items import LISTS
from carnet.stages.plan.edits import PLACE, STATED, TOKEN, Edits

_NAMED = frozenset({"name", "org_name", "any_name", "full_name", "groups"})
_SINGLE = frozenset(catalog.RECORD_COLUMNS) - {"name"}
_PREFIXES = {"phone": "phones", "social": "social", "address": "addresses"}
_BETWEEN = "; "


def take(columns: Sequence[SheetColumns], told: Told) -> tuple[Edits, list[pl.DataFrame]]:
    """The edits, and findings on what is not done.

    What exported rows say of lists of cards is taken out of the sheets: the edits write it.

    Args:
        columns: the import's sheets, with just the cells that told lets be read; they are changed.
    """
    return _Taking(columns, told).run()


class _Taking:
    def __init__(self, columns: Sequence[SheetColumns], told: Told) -> None:
        self.columns = columns
        self.told = told
        self.cells = told.cells.with_row_index("cell")
        self.stated = [pl.DataFrame(schema=STATED)]
        self.items: dict[str, list[pl.DataFrame]] = {family: [] for family in LISTS}
        self.findings: list[pl.DataFrame] = []

    def run(self) -> tuple[Edits, list[pl.DataFrame]]:
        for index in self.told.rows["sheet"].unique().sort():
            self._sheet(int(index), self.columns[index])
        linked = self.told.rows.filter(pl.col("verdict") == LINKED)
        emptied = self.cells.filter(pl.col("status") == "emptied")
        single = emptied.filter(
            pl.col("name").is_in(list(_SINGLE)) | pl.col("name").str.starts_with("custom.")
        ).select("book_id", field="name", value=pl.lit(None, pl.String))
        links = emptied.filter(pl.col("name").is_in(["belongs_to", "role"])).select(
            "card", column=pl.col("name").replace("belongs_to", "organization")
        )
        self._members_left(emptied)
        stated = pl.concat([*self.stated, single]).unique(
            ["book_id", "field"], keep="first", maintain_order=True
        )
        items = {family: pl.concat(parts) for family, parts in self.items.items() if parts}
        return Edits(linked["book_id"].unique(), stated, self._places(), items, links), self.findings

    def _places(self) -> pl.DataFrame:
        """PLACE rows of the edited cells of lists of cards that the book has; an address in parts is one."""
        label = pl.col("name").str.extract(r"^[a-z_]+\.([a-z_]+)")
        family = pl.col("name").str.extract(r"^([a-z_]+)").replace_strict(
            {**_PREFIXES, "email": "emails", "website": "websites"}, default=None, return_dtype=pl.String
        )  # fmt: skip
        own = self.cells.filter((pl.col("verdict") == LINKED) & (pl.col("card") > 0))
        places = own.with_columns(family=family, label=label).drop_nulls("family")
        whole = ["sheet", "row", "group"]
        one = places.group_by(whole, maintain_order=True).agg(
            pl.col("cell", "card", "family", "label", "line").first(),
            emptied=(pl.col("status") == "emptied").all(),
        )
        kept = self._kept(one)
        gone = pl.col("emptied") & ~pl.col("cell").is_in(kept["cell"].implode())
        return one.with_columns(emptied=gone).select(PLACE.names()).cast(PLACE)

    def _kept(self, one: pl.DataFrame) -> pl.DataFrame:
        """Those of the cells that something was read in."""
        read = [part.select("cell") for parts in self.items.values() for part in parts]
        return one.join(pl.concat([one.select("cell").clear(), *read]), on="cell", how="semi")

    def _sheet(self, index: int, sheet: SheetColumns) -> None:
        rows = pl.DataFrame({"row": sheet.ledger.rows.numbers}).with_row_index("at")
        mine = self.told.rows.filter(pl.col("sheet") == index).join(rows, on="row", maintain_order="left")
        linked = mine.filter((pl.col("verdict") == LINKED) & (pl.col("card") > 0))
        edited = self.cells.filter(pl.col("sheet") == index).join(rows, on="row", maintain_order="left")
        kept = [self._column(index, sheet, column, edited, linked) for column in sheet.columns]
        tokens = np.full(len(sheet.ledger.rows.numbers), None, dtype=object)
        tokens[linked["at"].to_numpy()] = [f"{TOKEN}{card}" for card in linked["card"]]
        state = next(c.index for c in sheet.mapped.columns if c.special == "bulk_state")
        blocks = sheet.shelf.keep_blocks(pl.Series(tokens.tolist(), dtype=pl.String))
        token = [KeptColumn((state,), "", "card", "", blocks)] if linked.height else []
        sheet.columns[:] = [*(column for column in kept if column is not None), *token]

    def _column(
        self, index: int, sheet: SheetColumns, column: KeptColumn, edited: pl.DataFrame, linked: pl.DataFrame
    ) -> KeptColumn | None:
        """The column as it is to be read further; None where nothing is left of it."""
        mine = edited.filter(pl.col("column").is_in(list(column.indexes)))
        if column.target in LISTS:
            return self._list(sheet, column, mine, edited, linked)
        if not mine.height or column.slot:
            return column
        if column.target == "members":
            return self._members(sheet, column, mine)
        values = column.values.gather(mine["at"])
        if column.target == "custom":
            told = (
                mine.with_columns(item=values.list.first()).drop_nulls("item").unnest("item", separator="_")
            )
            field, value = pl.lit("custom.") + pl.col("item_name"), pl.col("item_value")
        elif column.target in _NAMED:
            told, field, value = mine, pl.lit("name"), pl.col("text")
        elif column.target in _SINGLE:
            told = mine.with_columns(values.alias("said")).drop_nulls("said")
            field, value = pl.lit(column.target), pl.col("said")
        else:
            return column
        self.stated.append(
            told.filter(pl.col("status") == "edited").select("book_id", field=field, value=value)
        )
        return column

    def _list(
        self,
        sheet: SheetColumns,
        column: KeptColumn,
        mine: pl.DataFrame,
        edited: pl.DataFrame,
        linked: pl.DataFrame,
    ) -> KeptColumn | None:
        """What exported rows say in a list, taken out of the column."""
        values = column.values
        asked = linked.filter(values.gather(linked["at"]).is_not_null())
        if not asked.height:
            return column
        first = edited.filter(pl.col("group").is_in(mine["group"].unique().implode())).unique(
            ["at", "group"], keep="first", maintain_order=True
        )
        said = asked.join(first.select("at", "cell"), on="at", maintain_order="left")
        said = said.with_columns(values.gather(said["at"]).alias("item"))
        items = said.select("cell", "item").explode("item").drop_nulls("item")
        self.items[column.target].append(items.cast({"cell": pl.UInt32}))
        for one in column.indexes:
            sheet.ledger.settle(one, said["at"].unique().to_numpy().astype(np.int64), Disposition.STORED)
        out = np.zeros(len(values), dtype=bool)
        out[asked["at"].to_numpy()] = True
        left = _without(values, out)
        if left.null_count() == len(left):
            return None
        return KeptColumn(
            column.indexes, column.slot, column.target, column.field, sheet.shelf.keep_blocks(left)
        )

    def _members(self, sheet: SheetColumns, column: KeptColumn, mine: pl.DataFrame) -> KeptColumn | None:
        """Members that a group's cell names and the book's does not; those that it names no more stay."""
        before = mine.select("at", before=pl.col("held").str.split(_BETWEEN))
        whole = pl.DataFrame({"now": column.values}).with_row_index("at").join(
            before, on="at", how="left", maintain_order="left"
        )  # fmt: skip
        added = pl.when(pl.col("before").is_null()).then("now").otherwise(
            pl.col("now").list.set_difference("before")
        )  # fmt: skip
        left = whole.select(pl.when(added.list.len() > 0).then(added)).to_series()
        gone = mine.with_columns(
            now=column.values.gather(mine["at"]), before=pl.col("held").str.split(_BETWEEN)
        ).with_columns(gone=pl.col("before").list.set_difference("now").list.join(_BETWEEN))
        missing = gone.filter(pl.col("gone").fill_null("") != "")
        self.findings.append(rules.found(missing, rules.MEMBERS.code, value=pl.col("gone")))
        for one in column.indexes:
            quiet = mine.filter(left.gather(mine["at"]).is_null())["at"]
            sheet.ledger.settle(one, quiet.to_numpy().astype(np.int64), Disposition.MERGED)
        if left.null_count() == len(left):
            return None
        return KeptColumn(
            column.indexes, column.slot, column.target, column.field, sheet.shelf.keep_blocks(left)
        )

    def _members_left(self, emptied: pl.DataFrame) -> None:
        """Members of groups whose cell was emptied."""
        groups = emptied.filter(pl.col("name") == "members")
        told = rules.found(groups, rules.MEMBERS.code, value=pl.col("held"))
        self.findings.append(told.select(FINDINGS.names()))


def _without(values: pl.Series, rows: npt.NDArray[np.bool_]) -> pl.Series:
    """A column of lists without those of some rows."""
    frame = values.alias("v").to_frame().with_columns(out=pl.Series(rows))
    return frame.select(pl.when(~pl.col("out")).then("v")).to_series()
