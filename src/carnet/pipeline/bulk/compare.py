"""A bulk workbook beside the book: what is left to be read of it, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from carnet import catalog
from carnet.choices import Choices, Policy
from carnet.contract import Book, Contents, Disposition, Mapped, Mode
from carnet.findings import FINDINGS
from carnet.pipeline.bulk import cells as edits
from carnet.pipeline.bulk import rules
from carnet.pipeline.bulk.deletions import deletions
from carnet.pipeline.bulk.sheets import BulkSheet, bulk_sheets
from carnet.pipeline.bulk.verdicts import (
    COPIED,
    LINKED,
    PLACE,
    find_contacts,
    judge,
    refusals,
    tell_copies,
)
from carnet.writers.bulk_rows import bulk_rows, referred

_SINGLE = frozenset(catalog.RECORD_COLUMNS)
UNSAID = pl.Schema({"sheet": pl.UInt16, "row": pl.UInt32, "column": pl.UInt16, "place": pl.UInt8})


@dataclass(frozen=True, slots=True)
class Told:
    """What a bulk workbook tells once it stands beside the book.

    Attributes:
        revision: of the book that it stands beside.
        mapped: the import's sheets, rows of which nothing is taken left out.
        unsaid: cells that are not to be read, and where they go.
        cells: CELL rows that change something, with card, line, book_id and verdict of their row; of status
            "edited" or "emptied".
        rows: sheet, row, book_id, card, verdict of the rows that are read and have a contact in the book.
        contents: those contacts as they stand.
        unchanged, deleted: sheet, row, book_id: of rows that say what the book has, and of those whose
            contacts go.
        findings: FINDINGS frames.
    """

    revision: int
    mapped: list[Mapped]
    unsaid: pl.DataFrame
    cells: pl.DataFrame
    rows: pl.DataFrame
    contents: Contents
    unchanged: pl.DataFrame
    deleted: pl.DataFrame
    findings: list[pl.DataFrame]


def compare(mapped: Sequence[Mapped], book: Book, choices: Choices) -> Told | None:
    """What a bulk workbook among the sheets tells; None where there is none.

    Args:
        mapped: the import's sheets.
        book: the firm's book, for reading.
        choices: clear and overrule count.
    """
    sheets = bulk_sheets(mapped)
    if not sheets:
        return None
    revision, secret = book.revision, book.stamp
    contents = find_contacts(sheets, book)
    others = book.contents(referred(contents)).contacts
    rendered = {
        language: bulk_rows(contents, others, language).with_columns(
            card=pl.col("card_id").fill_null(0), line=pl.col("n").cast(pl.UInt32)
        )
        for language in {sheet.language for sheet in sheets}
    }
    rows, cells, held = [], [], {}
    for sheet in sheets:
        judged = judge(sheet, contents, secret)
        held[sheet.index] = edits.beside(sheet, judged, rendered[sheet.language])
        differ = edits.differing(sheet, held[sheet.index])
        rows.append(_told_apart(judged, differ))
        cells.append(differ)
    found = _Found(sheets, pl.concat(rows), pl.concat(cells), held, contents)
    return _told(mapped, found, revision, secret, choices)


def heard(findings: Sequence[pl.DataFrame], told: Told | None) -> list[pl.DataFrame]:
    """Findings without those about what a bulk workbook says as the book has it."""
    if told is None:
        return list(findings)
    linked = told.rows.filter(pl.col("verdict").is_in([LINKED, COPIED])).select("sheet", "row")
    edited = told.cells.select("sheet", "row", "column")
    kept = []
    for frame in findings:
        numbered = frame.with_row_index("at")
        quiet = numbered.join(linked, on=["sheet", "row"], how="semi").join(
            edited, on=["sheet", "row", "column"], how="anti"
        )
        kept.append(frame.filter(~numbered["at"].is_in(quiet["at"].implode())))
    return kept


def _told_apart(judged: pl.DataFrame, differ: pl.DataFrame) -> pl.DataFrame:
    """The rows of a sheet with copies told from the rows that they are copies of."""
    counts = differ.group_by("row").agg(edits=pl.len(), named=(pl.col("group") == "names").any())
    counted = judged.join(counts, on="row", how="left", maintain_order="left")
    return tell_copies(counted.with_columns(pl.col("edits").fill_null(0), pl.col("named").fill_null(False)))


@dataclass(frozen=True, slots=True)
class _Found:
    """The sheets beside the book: rows and differing cells of all; held: what the book has, by sheet."""

    sheets: list[BulkSheet]
    rows: pl.DataFrame
    differ: pl.DataFrame
    held: dict[int, pl.DataFrame]
    contents: Contents


def _told(mapped: Sequence[Mapped], found: _Found, revision: int, secret: str, choices: Choices) -> Told:
    sheets, rows, differ, held = found.sheets, found.rows, found.differ, found.held
    place = ["sheet", "row"]
    exported = rows.filter(pl.col("verdict").is_in([LINKED, COPIED]))
    cells = edits.with_status(
        differ.join(exported.select(place), on=place, how="semi", maintain_order="left"),
        exported.select(*place, "cells"),
        secret,
    )
    if choices.overrule:
        cells = edits.overruled(cells)
    cells = edits.held_back(cells, _policies(mapped, sheets, choices))
    gone = deletions(rows, cells, overrule=choices.overrule)
    deleted = pl.col("book_id").is_in(gone.ids.implode()).fill_null(False)
    stays = pl.col("book_id").is_in(gone.kept.implode()).fill_null(False)
    rows = rows.with_columns(
        why=pl.when(pl.col("verdict").str.starts_with("bulk."))
        .then(pl.lit("refused"))
        .when(deleted)
        .then(pl.lit("delete"))
        .when(stays)
        .then(pl.lit("not deleted"))
        .when((pl.col("verdict") == LINKED) & (pl.col("edits") == 0))
        .then(pl.lit("unchanged"))
    )
    read = rows.filter(pl.col("why").is_null() & pl.col("book_id").is_not_null())
    cells = cells.join(
        read.select(*place, "card", "line", "book_id", "verdict"), on=place, maintain_order="left"
    )
    emptied = pl.col("status") == "emptied"
    touched = cells.filter((pl.col("status") == "edited") | (emptied & choices.clear)).select(*place, "group")
    touched = touched.unique()
    several = pl.col("group").str.starts_with("address.")  # an address is replaced as it is typed
    within = cells.filter(emptied & several).join(touched, on=[*place, "group"], how="semi")
    changing = cells.filter((pl.col("status") == "edited") | (emptied & choices.clear))
    left = cells.join(pl.concat([changing, within]), on=[*place, "column"], how="anti", maintain_order="left")
    return Told(
        revision,
        _left_out(mapped, rows),
        pl.concat([_unsaid(sheet, held[sheet.index], read, touched) for sheet in sheets]),
        changing,
        read.select(*place, "book_id", "card", "verdict"),
        found.contents,
        rows.filter(pl.col("why").is_in(["unchanged", "not deleted"])).select(*place, "book_id"),
        rows.filter(pl.col("why") == "delete").select(*place, "book_id"),
        [refusals(rows), *gone.findings, *_findings(sheets, rows, left)],
    )


def _policies(mapped: Sequence[Mapped], sheets: list[BulkSheet], choices: Choices) -> pl.DataFrame:
    """The person's choice for the columns of the sheets that have one: sheet, column, policy."""
    by_mode = Policy.FILL if choices.mode is Mode.FILL else None
    told = [
        (sheet.index, column.index, choices.policies.get(column.field or "", by_mode))
        for sheet in sheets
        for column in mapped[sheet.index].columns
    ]
    schema = {"sheet": pl.UInt16, "column": pl.UInt16, "policy": pl.String}
    return pl.DataFrame(told, schema=schema, orient="row").drop_nulls()


def _left_out(mapped: Sequence[Mapped], rows: pl.DataFrame) -> list[Mapped]:
    out = rows.filter(pl.col("why").is_not_null())
    found = list(mapped)
    for (index,), part in out.partition_by("sheet", as_dict=True).items():
        sheet = found[int(str(index))]
        left_out = dict(zip(part["row"], part["why"], strict=True))
        recognised = replace(sheet.recognised, left_out={**sheet.recognised.left_out, **left_out})
        found[int(str(index))] = replace(sheet, recognised=recognised)
    return found


def _unsaid(sheet: BulkSheet, held: pl.DataFrame, read: pl.DataFrame, touched: pl.DataFrame) -> pl.DataFrame:
    """UNSAID rows of a sheet: of exported rows the cells that change nothing.

    A copy of a row adds a card: what its cells say of the card is read.
    """
    mine = read.filter((pl.col("sheet") == sheet.index) & pl.col("verdict").is_in([LINKED, COPIED]))
    here = sheet.cells["row"].is_in(mine["row"].implode())
    texts, theirs = sheet.cells.filter(here), held.filter(here)
    copied = mine.filter(pl.col("verdict") == COPIED)["row"].implode()
    parts = [pl.DataFrame(schema=UNSAID)]
    for name, column in sheet.columns.items():
        if name in edits.NAMES or texts[name].null_count() == texts.height:
            continue  # they say who the row is, or say nothing
        changing = touched.filter(
            (pl.col("sheet") == sheet.index) & (pl.col("group") == edits.group_of(name))
        )["row"]
        single = name in _SINGLE or name.startswith("custom.")
        quiet = pl.col("text").is_not_null() & ~pl.col("row").is_in(changing.implode())
        if not single:
            quiet &= ~pl.col("row").is_in(copied)
        cells = texts.select("row", text=name).with_columns(held=theirs[name]).filter(quiet)
        equal = pl.col("text") == pl.col("held")
        place = pl.when(equal.fill_null(False)).then(Disposition.MERGED).otherwise(Disposition.SET_ASIDE)
        parts.append(
            cells.select(
                pl.lit(sheet.index, pl.UInt16).alias("sheet"),
                "row",
                pl.lit(column, pl.UInt16).alias("column"),
                place.cast(pl.UInt8).alias("place"),
            )
        )
    return pl.concat(parts)


def _findings(sheets: list[BulkSheet], rows: pl.DataFrame, left: pl.DataFrame) -> list[pl.DataFrame]:
    """What is to be said of cells that change nothing, of rows that are missing and of actions."""
    conflicts = left.filter(pl.col("status") == "conflict")
    emptied = left.filter(pl.col("status") == "emptied").group_by("sheet", "column", maintain_order=True).agg(
        row=pl.lit(None, pl.UInt32), count=pl.len()
    )  # fmt: skip
    newer = left.filter(pl.col("status") == "newer").group_by("sheet", maintain_order=True).agg(
        row=pl.lit(None, pl.UInt32), count=pl.len()
    )  # fmt: skip
    count = pl.col("count").cast(pl.String)
    odd = rows.filter(
        pl.col("action").is_not_null() & ~pl.col("delete") & (pl.col("why") != "refused").fill_null(True)
    )
    actions = pl.DataFrame(
        {"sheet": [sheet.index for sheet in sheets], "column": [sheet.action for sheet in sheets]},
        schema={"sheet": pl.UInt16, "column": pl.UInt16},
    )
    return [
        rules.found(
            conflicts,
            rules.CONFLICT.code,
            value=pl.col("text").fill_null(""),
            detail=pl.col("held").fill_null(""),
        ),
        rules.found(emptied, rules.EMPTIED.code, value=count),
        rules.found(newer, rules.NEWER.code, value=count),
        rules.found(odd.join(actions, on="sheet"), rules.ACTION.code, value=pl.col("action")),
        _missing(rows),
    ]


def _missing(rows: pl.DataFrame) -> pl.DataFrame:
    """How many exported rows each sheet no longer has."""
    own = rows.filter(pl.col("firm").is_not_null() & pl.col("verdict").is_in([LINKED, COPIED]))
    counts = own.group_by("sheet", maintain_order=True).agg(
        row=pl.lit(None, pl.UInt32), there=pl.struct(*PLACE).n_unique(), all=pl.col("rows").max()
    )
    fewer = counts.filter(pl.col("there") < pl.col("all"))
    return rules.found(
        fewer, rules.MISSING.code, value=(pl.col("all") - pl.col("there")).cast(pl.String)
    ).cast(FINDINGS)
