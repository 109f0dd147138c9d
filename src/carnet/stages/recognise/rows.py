"""Which rows are no contacts: titles, repeated headers, totals and footers, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

import polars as pl

from carnet.contract import Sheet
from carnet.stages.recognise.header import Row, clean
from carnet.stages.recognise.words import (
    FOOTER,
    LABELLED,
    NOTE,
    SECTION_TOTAL,
    SUBTOTAL,
    SUBTOTAL_OF,
    TOTAL,
    is_amount,
    is_email,
    is_group_title,
    likeness,
    may_be_name,
    may_reach,
)

TAIL = 30  # rows at the end among which a footer is looked for
_COLUMNS_OF_A_TABLE = 3  # that a header has at least, to be told from a row of odd values
FEW = 4  # filled cells that a title or a footer has at most


def left_out(
    sheet: Sheet, header: Sequence[int], texts: Sequence[str], head: Sequence[Row]
) -> dict[int, str]:
    """Spreadsheet row -> reason of the rows that are no contacts.

    Args:
        sheet: the sheet.
        header: the rows of the header, the last of them the header row; empty where there is none.
        texts: the header row's own cells.
        head: the first rows of the sheet.

    The header row itself is not among them. One pass over the rows, in columns.
    """
    last = header[-1] if header else 0
    above = [row for row in head if row.number < last]
    found = {row.number: "header" if row.number in header else "title" for row in above}
    repeated = _repeated(sheet, last, texts) if last else []
    found |= dict.fromkeys(repeated, "header")
    titles = {_only(row) for row in above if row.filled == 1} if repeated else set()
    sparse = _sparse(sheet, last, titles)
    for row in sparse:
        if reason := _reason(row, titles, sheet.width):
            found.setdefault(row.number, reason)
    for number in _above(sheet, repeated):
        found.setdefault(number, "title")
    named = [any(cells) for cells in zip(*(row.cells for row in head if row.number in header), strict=True)]
    for number, reason in (_labels(sheet, last, named) | _sections(sheet, last, sparse)).items():
        found.setdefault(number, reason)
    tail = _tail(sheet, last)
    notes = [*_notes(tail), *_below_footers(tail, found)]
    return found | {number: "footer" for number in notes if number not in found}


def lone_rows(sheet: Sheet, header: Sequence[int], out: Mapping[int, str]) -> tuple[list[Row], list[Row]]:
    """Rows of one text among rows of several: those that name a group of rows, and those that may.

    Args:
        header: as in left_out; out: the rows that are no contacts already.

    Names alone are contacts of whom a list has no more.
    """
    cells = [pl.col(name) for name in sheet.columns()]
    below = sheet.scan().filter(pl.col("row") > header[-1])
    alone = _filtered(below, pl.sum_horizontal(cell.is_not_null() for cell in cells) == 1)
    rows = [Row(number, tuple(map(clean, values))) for number, *values in alone.iter_rows()]
    rows = [row for row in rows if row.number not in out]
    groups = [row for row in rows if is_group_title(_only(row))]
    others = [row for row in rows if row not in groups]
    numbers = {row.number for row in rows}
    last = below.select(pl.col("row").max()).collect().item()
    apart = all(number + 1 not in numbers for number in numbers) and last not in numbers
    maybe = [row for row in others if not (may_be_name(_only(row)) or may_reach(_only(row)))]
    doubt = apart and len(rows) > 1 and len(maybe) == len(others) and len(rows) * 3 <= sheet.rows
    return groups, maybe if doubt else []


def _only(row: Row) -> str:
    return next((cell.strip() for cell in row.cells if cell), "")


def _repeated(sheet: Sheet, last: int, texts: Sequence[str]) -> list[int]:
    """Rows whose cells are the header's, as a printed report repeats them."""
    index, text = max(enumerate(texts), key=lambda pair: len(pair[1]))  # the one least likely to be a value
    likely = sheet.scan().filter(
        (pl.col("row") > last) & pl.col(f"c{index}").str.contains(text, literal=True)
    )
    return [
        number for number, *cells in likely.collect().iter_rows() if tuple(map(clean, cells)) == tuple(texts)
    ]


def _above(sheet: Sheet, repeated: Sequence[int]) -> list[int]:
    """The titles right above headers that are repeated: rows of one cell."""
    if not repeated:
        return []
    near = pl.col("row").is_in([row - 1 for row in repeated])
    rows = sheet.scan().filter(near).collect()
    return [number for number, *cells in rows.iter_rows() if sum(map(bool, map(clean, cells))) == 1]


def second_table(sheet: Sheet, last: int, texts: Sequence[str]) -> list[int]:
    """The rows from where other cells name the columns anew: a table of its own, below the first.

    Args:
        last: the header row; texts: its cells.
    """
    named = [index for index, text in enumerate(texts) if text][:2]
    words = [text for text in texts if text]
    if len(words) < _COLUMNS_OF_A_TABLE:
        return []
    likely = pl.all_horizontal(pl.col(f"c{index}").is_in(words) for index in named) & (pl.col("row") > last)
    for number, *cells in sheet.scan().filter(likely).collect().iter_rows():
        found = [clean(cell) for cell in cells]
        filled = list(filter(None, found))
        known = sum(likeness(cell) == 1 for cell in filled)
        if tuple(found) != tuple(texts) and len(filled) >= _COLUMNS_OF_A_TABLE and known == len(filled):
            rows = sheet.scan().filter(pl.col("row") >= number).select("row").collect()
            return rows["row"].to_list()
    return []


def _sparse(sheet: Sheet, last: int, titles: set[str]) -> list[Row]:
    """Rows with few cells whose first one may be a title or a footer, and rows that may be totals."""
    cells = [pl.col(name) for name in sheet.columns()]
    filled = pl.sum_horizontal(cell.is_not_null() for cell in cells)
    few = filled <= FEW
    summed = pl.coalesce(cells).str.contains("(?i)tota[lu]")  # a row of totals may have many cells
    sparse = _filtered(sheet.scan().filter(pl.col("row") > last), few | summed)
    if not sparse.height:
        return []
    told = sparse.select(first=pl.coalesce(cells).str.strip_chars(), line=_line(cells), lone=filled == 1)
    first = pl.col("first")
    title = first.str.contains(LABELLED) | first.is_in(sorted(titles)) | (first.str.len_chars() == 1)
    telling = told.select(
        pl.col("line").str.contains(FOOTER)
        | first.str.contains(TOTAL)
        | first.str.contains(SUBTOTAL)
        | first.str.contains(SECTION_TOTAL)
        | (title & pl.col("lone"))
    ).to_series()
    rows = sparse.filter(telling)
    return [Row(number, tuple(map(clean, values))) for number, *values in rows.iter_rows()]


def _filtered(rows: pl.LazyFrame, chosen: pl.Expr) -> pl.DataFrame:
    """The rows that a condition on all columns chooses; thousands of columns take long in a filter itself."""
    return rows.with_columns(chosen=chosen).filter("chosen").drop("chosen").collect()


def _labels(sheet: Sheet, last: int, named: Sequence[bool]) -> dict[int, str]:
    """Rows that are nothing but a label in a column without a header, of which no row has more."""
    found: dict[int, str] = {}
    if sum(named) < 2:  # names alone, or no header
        return found
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in sheet.columns())
    for column in [name for name, known in zip(sheet.columns(), named, strict=True) if not known]:
        marked = pl.col(column).is_not_null() & (pl.col("row") > last)
        rows = sheet.scan().filter(marked).select("row", lone=filled == 1).collect()
        if rows["lone"].all():
            found |= dict.fromkeys(rows["row"].to_list(), "title")
    return found


def _sections(sheet: Sheet, last: int, sparse: Sequence[Row]) -> dict[int, str]:
    """The titles of groups of rows that have a total each: "Business" above, "Total for Business" below."""
    totals: dict[int, str] = {}
    for row in sparse:
        filled = [cell for cell in row.cells if cell]
        summed = _matches(SUBTOTAL, filled[:1]) or _matches(SECTION_TOTAL, filled[:1])
        if summed and all(map(is_amount, filled[1:])):
            totals[row.number] = SUBTOTAL_OF.sub("", filled[0])
    if not totals:
        return {}
    cells = [pl.col(name) for name in sheet.columns()]
    lone = pl.sum_horizontal(cell.is_not_null() for cell in cells) == 1
    named = pl.coalesce(cells).str.strip_chars().alias("name")
    rows = _filtered(sheet.scan().filter(pl.col("row") > last), lone).select("row", named)
    titles = dict(rows.filter(pl.col("name").is_in(list(totals.values()))).iter_rows())
    told = {number: "total" for number, name in totals.items() if name in titles.values()}
    return dict.fromkeys(titles, "title") | told


def _line(cells: Sequence[pl.Expr]) -> pl.Expr:
    """The cells as one text: a footer with commas that no quotes hold together fell into several."""
    return pl.concat_str(cells, separator=",", ignore_nulls=True).str.strip_chars()


def _reason(row: Row, titles: set[str], width: int) -> str:
    filled = [cell.strip() for cell in row.cells if cell]
    if len(filled) == 1 and width > 1:
        return _single(filled[0], titles)
    named = _matches(TOTAL, filled[:1]) or (len(filled) > 1 and _matches(SUBTOTAL, filled[:1]))
    if named and all(map(is_amount, filled[1:])):
        return "total"
    fallen_apart = not any(map(is_email, filled[1:])) and _matches(FOOTER, [",".join(filled)])
    footer = len(filled) > 1 and (_matches(FOOTER, filled) or fallen_apart)
    return "footer" if footer else ""


def _single(text: str, titles: set[str]) -> str:
    if _matches(FOOTER, [text]):
        return "footer"
    if _matches(TOTAL, [text]):
        return "total"
    title = text in titles or (len(text) == 1 and text.isalpha()) or _matches(LABELLED, [text])
    return "title" if title else ""


def _matches(pattern: str, texts: Sequence[str]) -> bool:
    return bool(texts) and bool(pl.Series(texts, dtype=pl.String).str.contains(pattern).all())


def _tail(sheet: Sheet, last: int) -> list[Row]:
    """The last rows; none of a list of one column, where each row is of one cell."""
    if sheet.width < 2:
        return []
    rows = sheet.scan().filter(pl.col("row") > last).tail(TAIL).collect()
    return [Row(number, tuple(map(clean, values))) for number, *values in rows.iter_rows()]


def _notes(tail: Sequence[Row]) -> list[int]:
    """Rows under the table, apart from it, whose single cell says that it is a remark."""
    found: list[int] = []
    for index in range(len(tail) - 1, 0, -1):
        if tail[index].filled != 1:
            break
        found.append(tail[index].number)
        if tail[index].number - tail[index - 1].number > 1:
            block = [row for row in tail[index:] if row.number in found]
            return found if all(_matches(NOTE, [_only(row)]) or _known_end(row) for row in block) else []
    return []


def _below_footers(tail: Sequence[Row], found: Mapping[int, str]) -> list[int]:
    """Lone cells at the end, right below footers: "Generated by ...", and under it the firm's name."""
    end = list(takewhile(lambda row: row.filled == 1 or found.get(row.number) == "footer", reversed(tail)))
    footers = [row.number for row in end if found.get(row.number) == "footer"]
    return [row.number for row in end if footers and row.number > min(footers)]


def _known_end(row: Row) -> bool:
    return _single(_only(row), set()) != ""
