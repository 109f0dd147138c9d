"""Findings of the plan, each at the row of the file that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import polars as pl

from carnet.catalog import short_name
from carnet.contract import Mapped, SourceFile
from carnet.findings import FINDINGS, empty
from carnet.frames import chosen, page_out
from carnet.stages.assemble.records import Records
from carnet.stages.match.kinship import suggest, tell
from carnet.stages.match.suspects import Suspects
from carnet.stages.normalise.comparable import exact, exact_text
from carnet.stages.plan import Changes

# Findings on rows that are about the cell of one field.
_CELLS = {
    "identifier.in_book": "client_identifier",
    "identifier.other_kind": "client_identifier",
    "link.unknown_member": "members",
    "link.ambiguous_member": "members",
}


def in_cells(findings: Sequence[pl.DataFrame], mapped: Sequence[Mapped]) -> list[pl.DataFrame]:
    """Findings on rows, those that are about one cell at its column where the sheet has one."""
    fields = pl.DataFrame({"code": list(_CELLS), "field": list(_CELLS.values())})
    columns = _columns(mapped).join(fields, on="field").select("sheet", "code", "own")
    return [
        frame.join(columns, on=["sheet", "code"], how="left", maintain_order="left")
        .with_columns(pl.coalesce("column", "own").alias("column"))
        .select(FINDINGS.names())
        for frame in findings
        if frame.height
    ]


def _columns(mapped: Sequence[Mapped]) -> pl.DataFrame:
    """The first column of each field in each sheet: sheet, field (without its kind), own."""
    rows = [
        (index, short_name(column.field), column.index)
        for index, sheet in enumerate(mapped)
        for column in sheet.columns
        if column.field
    ]
    schema = {"sheet": pl.UInt16, "field": pl.String, "own": pl.UInt16}
    return pl.DataFrame(rows, schema=schema, orient="row").unique(
        ["sheet", "field"], keep="first", maintain_order=True
    )


def located(
    records: Records,
    frame: pl.DataFrame,
    code: str,
    *,
    value: str,
    detail: str | None = None,
    suggestion: str | None = None,
    said: str | None = None,
) -> pl.DataFrame:
    """Findings on contacts, at the first row that names each.

    Args:
        said: the column of mentions that must say the value; None is none.
    """
    if not frame.height:
        return empty()
    contact = pl.Series("contact", records.numbers, dtype=pl.UInt32)
    asked = pl.col("contact").is_in(frame["contact"].implode())
    mentions = records.mentions.frame.lazy().with_columns(contact).filter(asked)
    if said is not None:
        values = frame.lazy().select("contact", pl.col(value).alias(said))
        mentions = mentions.join(values, on=["contact", said], how="semi", maintain_order="left")
    places = mentions.select("sheet", "row", "contact").collect()
    first = places.unique("contact", keep="first", maintain_order=True)
    return frame.join(first, on="contact", how="inner", maintain_order="left").select(
        "sheet",
        "row",
        column=pl.lit(None, pl.UInt16),
        code=pl.lit(code),
        value=value,
        suggestion=pl.lit(None, pl.String) if suggestion is None else pl.col(suggestion),
        detail=pl.lit(None, pl.String) if detail is None else pl.col(detail),
    )


def plan_findings(
    records: Records, changes: Changes, suspects: Suspects, mapped: Sequence[Mapped], gone: pl.DataFrame
) -> list[pl.DataFrame]:
    """What the plan asks the person to look at.

    Args:
        records: the import's contacts.
        changes: the change set.
        suspects: contacts that may be one.
        mapped: the sheets.
        gone: deleted_since.SCHEMA.
    """
    contacts = changes.contacts
    asked = pl.col("contact").is_in(suspects.pairs["contact"].implode())
    refused = contacts.filter((pl.col("action") == "refuse") & ~pl.col("implied"))
    missing = refused.filter(
        pl.col("book_id").is_null() & ~pl.col("contact").is_in(gone["contact"].implode())
    )
    found = [
        located(records, refused.filter(pl.col("book_id").is_not_null()), "mode.exists", value="name"),
        located(records, missing, "mode.no_match", value="name"),
        located(records, gone, "contact.deleted_since", value="name", detail="day"),
        located(
            records,
            contacts.filter(pl.col("review") & (pl.col("action") == "create") & ~asked),
            "duplicate.possible",
            value="name",
        ),
        _middle_kept(records, changes),
        _suspected(records, contacts, suspects.pairs),
        _crowd(suspects.crowd),
    ]
    return [*found, *_kin(records, contacts), *_unknown_links(records, contacts, mapped)]


def _middle_kept(records: Records, changes: Changes) -> pl.DataFrame:
    """People who are called otherwise by the files, and keep a middle name that these do not give."""
    if "middle_name" not in changes.contacts.columns:
        return empty()
    renamed = changes.changes.filter(pl.col("field") == "name").select("contact", "old")
    said = records.contacts
    given = said["middle_name"].is_not_null() if "middle_name" in said.columns else pl.lit(False)
    silent = said.filter(~given)["contact"]
    kept = changes.contacts.filter(
        pl.col("middle_name").is_not_null() & pl.col("contact").is_in(silent.implode())
    )
    return located(
        records, kept.join(renamed, on="contact"), "name.middle_kept", value="name", detail="middle_name"
    )


def _suspected(records: Records, contacts: pl.DataFrame, suspects: pl.DataFrame) -> pl.DataFrame:
    """For each contact that may be another, the one that it most likely is."""
    surest = suspects.unique("contact", keep="first", maintain_order=True).rename({"name": "other_name"})
    new = contacts.filter(pl.col("action") == "create").select("contact", "name")
    percent = pl.format("{} %", (pl.col("probability") * 100).floor().cast(pl.Int64))
    told = surest.join(new, on="contact", maintain_order="left").with_columns(percent=percent)
    return located(
        records, told, "duplicate.suspected", value="name", detail="other_name", suggestion="percent"
    )


def _crowd(contacts: int) -> pl.DataFrame:
    """That contacts were not compared for a value that so many of them share."""
    row = (0, None, None, "duplicate.not_compared", str(contacts), None, None)
    return pl.DataFrame([row] if contacts else [], schema=FINDINGS, orient="row")


def _kin(records: Records, contacts: pl.DataFrame) -> list[pl.DataFrame]:
    """Households and groups that a person may want to make of contacts of which one is new."""
    new = contacts.filter(pl.col("action") == "create")["contact"]
    if not len(new):
        return []
    taken = chosen(contacts, contacts["action"].is_in(["create", "update", "skip"]))
    page_out()
    found = suggest(_in_order(taken), _in_order(records.cards), records.members)
    if not found.height:
        return []
    fresh = found.filter(pl.col("contact").is_in(new.implode()))["suggestion"].unique()
    told = tell(found.filter(pl.col("suggestion").is_in(fresh.implode())), taken)
    return [
        located(records, told.filter(pl.col("code") == code), code, value="value", detail="detail")
        for code in ("household.suggested", "group.suggested")
    ]


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame marked as being in the order of contacts where it is: who sorts it then makes no copy."""
    marked = pl.col("contact").set_sorted()
    return frame.with_columns(marked) if frame["contact"].is_sorted() else frame


def _unknown_links(records: Records, contacts: pl.DataFrame, mapped: Sequence[Mapped]) -> list[pl.DataFrame]:
    dropped = contacts.filter((pl.col("action") == "drop") & pl.col("strict").fill_null(False))
    if not dropped.height:
        return []
    names = contacts.filter((pl.col("kind") == "organization") & (pl.col("action") != "drop"))[
        "name"
    ].to_list()
    by_name = {exact_text(name): name for name in names}
    near = [
        next((by_name[hit] for hit in get_close_matches(exact_text(name), by_name, 1, 0.6)), None)
        for name in dropped["name"]
    ]
    suggestions = dropped.select(match=exact(pl.col("name"))).with_columns(
        suggestion=pl.Series(near, dtype=pl.String)
    )
    columns = _columns(mapped).filter(pl.col("field") == "belongs_to").select("sheet", column="own")
    people = records.mentions.frame.filter(
        (pl.col("kind") == "person") & pl.col("organization").is_not_null()
    ).with_columns(match=exact(pl.col("organization")))
    found = people.join(suggestions, on="match").join(columns, on="sheet", how="left", maintain_order="left")
    return [
        found.select(
            "sheet",
            "row",
            "column",
            code=pl.when(pl.col("suggestion").is_null())
            .then(pl.lit("link.unknown_nothing_near"))
            .otherwise(pl.lit("link.unknown")),
            value="organization",
            suggestion="suggestion",
            detail=pl.lit(None, pl.String),
        ).select(FINDINGS.names())
    ]


def notes(files: Sequence[SourceFile]) -> list[pl.DataFrame]:
    """What the reader noted about files, placed at their first sheet."""
    rows = []
    position = 0
    for file in files:
        for code, values in file.notes:
            rows.append(
                (
                    position if file.sheets else None,
                    None,
                    None,
                    code,
                    str(values.get("value", "")),
                    None,
                    str(values.get("detail", "")),
                )
            )
        position += len(file.sheets)
    return [pl.DataFrame(rows, schema=FINDINGS, orient="row")]
