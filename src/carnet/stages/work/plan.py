"""What an import makes of work items: which are new, change or stay, and where each cell went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from carnet.contract import WORK, WORK_CHANGES, WORK_VALUES, Book, Disposition, Mode
from carnet.findings import Severity, rule
from carnet.stages.assemble.columns import SheetColumns, blank_cells
from carnet.stages.normalise.comparable import exact
from carnet.stages.work import check
from carnet.stages.work.clients import Clients
from carnet.stages.work.rows import WorkSheets, lists_work

rule(
    "work.twice",
    Severity.WARNING,
    en="“%(value)s” stands in these files already, in row %(detail)s, for the same client and date. That row "
    "stands; what this one says otherwise is set aside.",
    fr="« %(value)s » figure déjà dans ces fichiers, à la ligne %(detail)s, pour le même client et la même "
    "date. Cette ligne-là est retenue ; ce que celle-ci dit d'autre est mis de côté.",
)
rule(
    "work.exists",
    Severity.INFO,
    en="“%(value)s” is in the book already. With the mode create only new work is taken.",
    fr="« %(value)s » est déjà dans le carnet. Avec le mode create, seuls les nouveaux travaux sont pris.",
)
rule(
    "work.no_match",
    Severity.INFO,
    en="“%(value)s” is not in the book. With the mode update only work of the book is changed.",
    fr="« %(value)s » n'est pas dans le carnet. Avec le mode update, seuls les travaux du carnet sont "
    "modifiés.",
)

_PLACE = ["sheet", "position"]
_SAME = ["client_book", "client", "match"]  # by which two rows are one item


@dataclass(slots=True)
class PlannedWork:
    """The work items of an import.

    Attributes:
        items, changes: contract.WORK (client is the number of the plan's contact as it was given) and
            WORK_CHANGES.
        findings: findings.FINDINGS. listed: whether any sheet lists work.
    """

    items: pl.DataFrame
    changes: pl.DataFrame
    findings: list[pl.DataFrame]
    listed: bool


def plan_work(
    columns: Sequence[SheetColumns], contacts: pl.DataFrame, book: Book, mode: Mode,
    colleagues: Sequence[str], *, clear: bool,
) -> PlannedWork:  # fmt: skip
    """The change set of the sheets that list work; their cells get their places.

    Args:
        columns: every sheet of the import in standard form.
        contacts: the plan's contacts that may be clients; see Clients.
        book: the firm's.
        mode: what may be done to the book.
        colleagues: names and emails of the firm's people besides those that the book knows.
        clear: an empty cell empties the field of an item that the book has.
    """
    if not any(map(lists_work, columns)):
        return PlannedWork(pl.DataFrame(schema=WORK), pl.DataFrame(schema=WORK_CHANGES), [], listed=False)
    sheets = WorkSheets(columns)
    read = sheets.rows()
    rows, untitled = check.titled(sheets, read)
    rows, disorder = check.in_order(sheets, rows)
    everybody = sorted({*colleagues, *book.colleagues(), *_named(contacts)})
    strangers = check.assigned(sheets, rows, everybody)
    rows, unlinked = Clients(contacts, book).link(sheets, rows)
    sheets.refuse(read.join(rows, on=_PLACE, how="anti"))
    rows, twice = _once(sheets, rows)
    rows = _matched(rows, book)
    rows, held = _allowed(sheets, rows, mode)
    items = _actions(_settled(sheets, _with_emptied(columns, rows, clear=clear), mode))
    findings = [*untitled, *disorder, *strangers, *unlinked, *twice, *held]
    return PlannedWork(items.select(WORK.names()).cast(WORK), _changes(items), findings, listed=True)


def _named(contacts: pl.DataFrame) -> list[str]:
    """The colleagues that the plan's contacts name."""
    names = [name for name in ("client_owner", "client_manager") if name in contacts.columns]
    return [text for name in names for text in contacts[name].drop_nulls().unique()]


def _match() -> pl.Expr:
    """What tells items of one client apart: the program's own key, else title and start (or due date)."""
    when = pl.coalesce("start_date", "due_date", pl.lit(""))
    return pl.coalesce(
        pl.concat_str(pl.lit("key:"), "key"),
        pl.concat_str(pl.lit("title:"), exact(pl.col("title")), pl.lit(":"), when),
    )


def _once(sheets: WorkSheets, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Each item once: a later row that says the same is merged, what it says otherwise set aside."""
    keyed = rows.with_columns(match=_match()).with_columns(
        client=pl.when(pl.col("client_book").is_null()).then("client")
    )
    first = keyed.unique(_SAME, keep="first", maintain_order=True)
    again = keyed.join(first, on=_PLACE, how="anti", maintain_order="left").join(
        first, on=_SAME, how="left", nulls_equal=True, maintain_order="left", suffix="_first"
    )
    sheets.settle(again, ["key"], Disposition.MERGED)
    for name in WORK_VALUES:
        same = pl.col(name) == pl.col(f"{name}_first")
        sheets.settle(again.filter(same), [name], Disposition.MERGED)
        sheets.settle(again.filter(same.not_().fill_null(True)), [name], Disposition.SET_ASIDE)
    told = again.with_columns(pl.col("row_first").cast(pl.String))
    said = sheets.found(told, "work.twice", "title", value="title", detail="row_first")
    kept = rows.join(first, on=_PLACE, how="semi", maintain_order="left")
    return kept, [said]


def _matched(rows: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The rows with book_id and, as <name>_old, what the item that they are has in the book."""
    there = book.work_of(rows["client_book"].drop_nulls().unique())
    by_key = there.drop_nulls("key").select(
        client_book="client", match=pl.concat_str(pl.lit("key:"), "key"), book_id="id"
    )
    by_title = there.with_columns(own=pl.col("key"), key=pl.lit(None, pl.String)).select(
        "own", client_book="client", match=_match(), book_id="id"
    )
    keyed = rows.with_row_index("at").with_columns(match=_match())
    found = keyed.join(by_key, on=["client_book", "match"], how="left", maintain_order="left")
    bare = keyed.with_columns(mine="key", key=pl.lit(None, pl.String)).with_columns(match=_match())
    titled = bare.join(by_title, on=["client_book", "match"], maintain_order="left").filter(
        pl.col("own").is_null() | pl.col("mine").is_null()
    )
    alone = titled.filter(pl.len().over("at") == 1).select("at", titled="book_id")
    known = found.join(alone, on="at", how="left", maintain_order="left").with_columns(
        book_id=pl.coalesce("book_id", "titled")
    )
    taken = known.with_columns(book_id=pl.when(pl.col("book_id").is_first_distinct()).then("book_id"))
    old = there.select(book_id="id", **{f"{name}_old": pl.col(name) for name in WORK_VALUES})
    return taken.drop("at", "match", "titled").join(old, on="book_id", how="left", maintain_order="left")


def _allowed(sheets: WorkSheets, rows: pl.DataFrame, mode: Mode) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The rows that the mode takes; the others are refused."""
    known = pl.col("book_id").is_not_null()
    held, code = {
        Mode.CREATE: (known, "work.exists"), Mode.UPDATE: (~known, "work.no_match"),
    }.get(mode, (pl.lit(False), "work.exists"))  # fmt: skip
    refused = rows.filter(held)
    sheets.refuse(refused)
    return rows.filter(~held), [sheets.found(refused, code, "title", value="title")]


def _with_emptied(columns: Sequence[SheetColumns], rows: pl.DataFrame, *, clear: bool) -> pl.DataFrame:
    """The rows with <name>_emptied, whether an empty cell is to empty that."""
    told = [pl.DataFrame(schema={"sheet": pl.UInt16, "row": pl.UInt32})]
    for index, sheet in enumerate(columns if clear else ()):
        fields: dict[str, list[int]] = {}
        for column in sheet.mapped.columns if lists_work(sheet) else ():
            if (name := (column.field or "").removeprefix("work.")) in WORK_VALUES:
                fields.setdefault(f"{name}_emptied", []).append(column.index)
        blank = blank_cells(sheet.mapped, fields).collect()
        told.append(blank.select(pl.lit(index, pl.UInt16).alias("sheet"), pl.all()))
    joined = rows.join(
        pl.concat(told, how="diagonal"), on=["sheet", "row"], how="left", maintain_order="left"
    )
    missing = [f"{name}_emptied" for name in WORK_VALUES if f"{name}_emptied" not in joined.columns]
    return joined.with_columns(pl.lit(False).alias(name) for name in missing)


def _settled(sheets: WorkSheets, rows: pl.DataFrame, mode: Mode) -> pl.DataFrame:
    """The rows with their values as they will be; every cell that says one has its place."""
    known = pl.col("book_id").is_not_null()
    sheets.settle(rows.filter(known), ["key"], Disposition.MERGED)
    sheets.settle(rows.filter(~known), ["key"], Disposition.STORED)
    for name in WORK_VALUES:
        new, old = pl.col(name), pl.col(f"{name}_old")
        stands = old.is_not_null() & (old != new) & (mode is Mode.FILL)
        sheets.settle(rows.filter((old == new).fill_null(False)), [name], Disposition.MERGED)
        sheets.settle(rows.filter(stands.fill_null(False)), [name], Disposition.SET_ASIDE)
        sheets.settle(rows.filter(new.is_not_null()), [name], Disposition.STORED)
        cleared = new.is_null() & pl.col(f"{name}_emptied").fill_null(False)
        rows = rows.with_columns(
            pl.when(stands).then(old).when(cleared).then(None).otherwise(pl.coalesce(new, old)).alias(name)
        )
    return rows


def _actions(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows as items with their numbers and actions."""
    changed = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_old")) for name in WORK_VALUES)
    new = pl.col("book_id").is_null()
    action = (
        pl.when(new).then(pl.lit("create")).when(changed).then(pl.lit("update")).otherwise(pl.lit("skip"))
    )
    return rows.with_row_index("item").with_columns(action=action)


def _changes(items: pl.DataFrame) -> pl.DataFrame:
    updated = items.filter(pl.col("action") == "update")
    parts = [
        updated.filter(pl.col(name).ne_missing(pl.col(f"{name}_old"))).select(
            "item", "book_id", field=pl.lit(name), old=f"{name}_old", new=name
        )
        for name in WORK_VALUES
    ]
    return pl.concat([pl.DataFrame(schema=WORK_CHANGES), *parts]).sort("item", maintain_order=True)
