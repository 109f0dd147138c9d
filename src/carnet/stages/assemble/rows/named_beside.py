"""Whose of a couple a telephone number or an email is, where a first name stands beside it in the cell."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.kinds import PERSON, SPOUSE
from carnet.stages.normalise.comparable import folded

_ONE, _TWO = "\x01", "\x02"  # stand for the two first names while a cell is looked at
_MARK = f"[{_ONE}{_TWO}]"
_TAIL = 7  # digits by which a number is found again in its cell


def take_named_beside(block: Block, facts: pl.DataFrame) -> None:
    """Take a couple's numbers and emails apart by the names beside them: "555-0102 (John) 555-0103 (Mary)".

    Args:
        block: its columns of texts that hold words besides are taken out of it.
        facts: what is decided of the block.
    """
    both = facts["couple"] & facts["has_spouse"]
    for text in [c for c in block.columns if c.target == "said_beside"]:
        block.put_in_place(text)
        rows = (both & text.values.is_not_null()).fill_null(False)
        for column in [c for c in block.columns if c.indexes == text.indexes and not c.slot]:
            if column.target in {"phones", "emails"} and (rows & column.values.is_not_null()).any():
                _take(block, column, rows, _owners(column, text.values, facts, rows))


def _owners(column: Column, texts: pl.Series, facts: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Each value of some rows: i (the row), value and owner (one of the couple, or null)."""
    mail = column.target == "emails"
    cells = facts.select("person", "spouse", text=texts, value=column.values).with_row_index("i")
    marked = cells.filter(rows & column.values.is_not_null()).with_columns(text=_marked(mail=mail))
    in_front = pl.col("text").str.contains(r"@\S+\s*$" if mail else r"\d$")
    each = marked.explode("value").with_columns(in_front=in_front, key=_key(mail=mail))
    parts = pl.col("text").str.split(by=pl.col("key"))
    before, behind = parts.list.first(), parts.list.get(1, null_on_oob=True)
    before_it = rf"({_MARK})[^{_ONE}{_TWO}@]*$" if mail else rf"({_MARK})[^\d{_ONE}{_TWO}]*\d{{0,6}}$"
    behind_it = rf"^[^@{_ONE}{_TWO}]*({_MARK})" if mail else rf"^[^\d{_ONE}{_TWO}]*({_MARK})"
    found = (
        pl.when(pl.col("in_front"))
        .then(before.str.extract(before_it))
        .otherwise(behind.str.extract(behind_it))
    )
    found = pl.when(pl.col("key").str.len_chars() > 0).then(found)
    owner = found.replace_strict({_ONE: PERSON, _TWO: SPOUSE}, default=None, return_dtype=pl.String)
    return each.select("i", "value", owner=owner)


def _marked(*, mail: bool) -> pl.Expr:
    """The texts with marks for the first names, where they stand as words of their own."""
    plain = pl.col("text").str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    text = pl.concat_str(pl.lit(" "), plain.str.replace_all(r"[^\p{L}\d@._+-]+", "  "), pl.lit(" "))
    for one, mark in (("person", _ONE), ("spouse", _TWO)):
        first = folded(pl.col(one).struct.field("first_name"))
        text = text.str.split(by=pl.format(" {} ", first.fill_null("\x03"))).list.join(f" {mark} ")
    return text if mail else text.str.replace_all(rf"[^\p{{L}}\d{_ONE}{_TWO}]+", "")


def _key(*, mail: bool) -> pl.Expr:
    """How a value is found again in its cell."""
    if mail:
        return pl.col("value").str.to_lowercase()
    return pl.col("value").struct.field("number").str.replace_all(r"\D", "").str.tail(_TAIL)


def _take(block: Block, column: Column, rows: pl.Series, each: pl.DataFrame) -> None:
    """Put the values in the column's place: those of each of the two, and the others."""
    own = "phone.mobile" if column.target == "phones" else "person.email"  # one person's, as these fields are
    others = _placed(each.filter(pl.col("owner").is_null()), column)
    parts = [replace(column, values=column.values.zip_with(~rows, others))]
    for owner, slot in ((PERSON, ""), (SPOUSE, SPOUSE)):
        theirs = each.filter(pl.col("owner") == owner)
        if theirs.height:
            parts.append(replace(column, field=own, slot=slot, values=_placed(theirs, column)))
    block.put_in_place(column, *parts)


def _placed(values: pl.DataFrame, column: Column) -> pl.Series:
    """The values of each row as a list, null elsewhere."""
    lists = values.group_by("i", maintain_order=True).agg("value")
    places = pl.DataFrame({"i": pl.arange(len(column.values), eager=True, dtype=pl.UInt32)})
    return places.join(lists, on="i", how="left", maintain_order="left")["value"].cast(column.values.dtype)
